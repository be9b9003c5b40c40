package schema

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
)

// A Version is a libvirt release. The zero value means "always".
type Version struct {
	Major, Minor, Micro int
}

// Newest is the newest libvirt release that the facts of this project reach.
var Newest = Version{12, 5, 0}

// ParseVersion reads "0.9.5" or "8.2".
func ParseVersion(s string) (Version, error) {
	parts := strings.Split(s, ".")
	var v Version
	fields := []*int{&v.Major, &v.Minor, &v.Micro}
	if len(parts) < 2 || len(parts) > len(fields) {
		return Version{}, fmt.Errorf("%q is not a release number such as 9.7.0", s)
	}
	for i, p := range parts {
		n, err := strconv.ParseUint(p, 10, 16)
		if err != nil {
			return Version{}, fmt.Errorf("%q is not a release number such as 9.7.0", s)
		}
		*fields[i] = int(n)
	}
	return v, nil
}

// String is "major.minor.micro", or "" for the zero version.
func (v Version) String() string {
	if v.IsZero() {
		return ""
	}
	return fmt.Sprintf("%d.%d.%d", v.Major, v.Minor, v.Micro)
}

// IsZero reports whether v is the zero version.
func (v Version) IsZero() bool { return v == Version{} }

// Compare orders versions by time: -1, 0 or +1.
func (v Version) Compare(w Version) int {
	return cmp.Or(cmp.Compare(v.Major, w.Major), cmp.Compare(v.Minor, w.Minor), cmp.Compare(v.Micro, w.Micro))
}

// MarshalText is [Version.String], so that JSON shows "0.9.5".
func (v Version) MarshalText() ([]byte, error) { return []byte(v.String()), nil }

// UnmarshalText is the inverse of MarshalText.
func (v *Version) UnmarshalText(text []byte) (err error) {
	if len(text) == 0 {
		*v = Version{}
		return nil
	}
	*v, err = ParseVersion(string(text))
	return err
}

// KnownTo reports whether the release v has what these facts describe.
func (f Facts) KnownTo(v Version) bool {
	return f.Since.Compare(v) <= 0 && (f.Until.IsZero() || v.Compare(f.Until) < 0)
}
