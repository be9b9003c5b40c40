package rules

import (
	"cmp"
	"fmt"
	"strings"
)

// A Release is the number of a release: decimal numbers with dots between,
// "0.9.5". The zero value means none.
type Release string

// ParseRelease reads the number of a release.
func ParseRelease(s string) (Release, error) {
	for part := range strings.SplitSeq(s, ".") {
		if part == "" || strings.Trim(part, "0123456789") != "" {
			return "", fmt.Errorf("%q is not the number of a release; expected numbers with dots between, such as 9.7.0", s)
		}
	}
	return Release(s), nil
}

// Compare orders releases by their numbers, from left to right: -1, 0 or +1.
// A number that is not there counts as 0.
func (r Release) Compare(s Release) int {
	for r != "" || s != "" {
		var a, b string
		a, r = cut(r)
		b, s = cut(s)
		if c := cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b)); c != 0 {
			return c
		}
	}
	return 0
}

// cut takes the first number off a release, without leading zeros.
func cut(r Release) (first string, rest Release) {
	before, after, _ := strings.Cut(string(r), ".")
	return strings.TrimLeft(before, "0"), Release(after)
}

// earlier is the first of two releases.
func earlier(r, s Release) Release {
	if r.Compare(s) <= 0 {
		return r
	}
	return s
}

// later is the second of two releases.
func later(r, s Release) Release {
	if r.Compare(s) >= 0 {
		return r
	}
	return s
}
