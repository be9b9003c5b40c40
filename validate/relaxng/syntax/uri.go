package syntax

import (
	"fmt"
	"path"
	"strings"
)

// escapeURI escapes by %HH what a URI cannot hold, as XLink 1.0 §5.4 says
// (RELAX NG §4.3, §4.5).
func escapeURI(s string) string {
	var b strings.Builder
	for i := range len(s) {
		if c := s[i]; c <= ' ' || c >= 0x7F || strings.IndexByte("<>\"{}|\\^`", c) >= 0 {
			fmt.Fprintf(&b, "%%%02X", c)
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

// isAbsoluteURI reports whether s has a scheme and something after it, and no
// fragment.
func isAbsoluteURI(s string) bool {
	rest, ok := cutScheme(s)
	return ok && rest != "" && !strings.Contains(s, "#") && hasGoodEscapes(s)
}

// cutScheme is what follows the scheme of a URI; ok is false without one.
func cutScheme(s string) (rest string, ok bool) {
	scheme, rest, ok := strings.Cut(s, ":")
	if !ok || scheme == "" {
		return s, false
	}
	for i, c := range scheme {
		letter := 'a' <= c|0x20 && c|0x20 <= 'z'
		if !letter && (i == 0 || !strings.ContainsRune("0123456789+-.", c)) {
			return s, false
		}
	}
	return rest, true
}

// hasGoodEscapes reports whether every "%" is followed by two hex digits.
func hasGoodEscapes(s string) bool {
	for {
		i := strings.IndexByte(s, '%')
		if i < 0 {
			return true
		}
		if len(s) < i+3 || !isHex(s[i+1]) || !isHex(s[i+2]) {
			return false
		}
		s = s[i+3:]
	}
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'f'
}

// joinBase is a relative reference seen from a base, both with "/".
func joinBase(base, ref string) string {
	if _, absolute := cutScheme(ref); absolute || strings.HasPrefix(ref, "/") {
		return ref
	}
	dir := base[:strings.LastIndexByte(base, '/')+1]
	if strings.HasSuffix(ref, "/") {
		return path.Join(dir, ref) + "/"
	}
	return path.Join(dir, ref)
}
