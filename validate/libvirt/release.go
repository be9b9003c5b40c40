package libvirt

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
)

// A Release is a release of libvirt, such as 9.0.0. The zero Release stands
// for [Newest] in options and for "always" or "never" in a table of rules.
type Release struct {
	Major, Minor, Micro int
}

// Newest is the last release that this package knows about.
var Newest = Release{12, 5, 0}

// ParseRelease reads a release as libvirt writes it: two or three numbers
// with dots between.
func ParseRelease(s string) (Release, error) {
	parts := strings.Split(s, ".")
	var n [3]int
	if len(parts) < 2 || len(parts) > 3 {
		return Release{}, badRelease(s)
	}
	for i, p := range parts {
		v, err := strconv.ParseUint(p, 10, 16)
		if err != nil {
			return Release{}, badRelease(s)
		}
		n[i] = int(v)
	}
	return Release{n[0], n[1], n[2]}, nil
}

func badRelease(s string) error {
	return fmt.Errorf("%q is not a release of libvirt; expected a number such as \"9.0.0\"", s)
}

// String is the release as libvirt writes it.
func (r Release) String() string { return fmt.Sprintf("%d.%d.%d", r.Major, r.Minor, r.Micro) }

// IsZero reports whether no release is named.
func (r Release) IsZero() bool { return r == Release{} }

// Compare is negative if r came before o, positive if it came after.
func (r Release) Compare(o Release) int {
	return cmp.Or(cmp.Compare(r.Major, o.Major), cmp.Compare(r.Minor, o.Minor), cmp.Compare(r.Micro, o.Micro))
}

// Has reports whether a release has what came with since and went with until;
// zero releases stand for "always there" and "still there".
func (r Release) Has(since, until Release) bool {
	return r.Compare(since) >= 0 && (until.IsZero() || r.Compare(until) < 0)
}
