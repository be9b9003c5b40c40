package xsd

import (
	"encoding/base64"
	"encoding/hex"
	"strings"

	"github.com/snapxml/snapxml/validate/relaxng/datatype"
)

// octets is the value of hexBinary and base64Binary: bytes.
type octets string

// isHex judges a hexBinary (§3.2.15).
func isHex(s string) bool {
	for i := range len(s) {
		if !isHexDigit(s[i]) {
			return false
		}
	}
	return len(s)%2 == 0
}

func isHexDigit(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'f'
}

func hexValue(s string, _ datatype.Context) any {
	b, _ := hex.DecodeString(s)
	return octets(b)
}

// A base64Shape is what a look at a base64Binary (§3.2.16) brings out.
type base64Shape struct {
	digits, padding int
	last            int  // value of the last digit
	alien           bool // there is a character that does not belong there
}

// shapeBase64 looks at a form. Spaces may stand anywhere.
func shapeBase64(s string) (b base64Shape) {
	for i := range len(s) {
		switch v := base64Digit(s[i]); {
		case s[i] == ' ':
		case s[i] == '=':
			b.padding++
		case v < 0 || b.padding > 0:
			b.alien = true
		default:
			b.digits++
			b.last = v
		}
	}
	return b
}

// complete reports whether digits and padding make up groups of four, of
// which the last may have one "=" or two.
func (b base64Shape) complete() bool {
	return (b.digits+b.padding)%4 == 0 && b.padding <= 2
}

// exact reports whether the bits of the last digit that no byte needs are 0.
func (b base64Shape) exact() bool {
	return b.last&(1<<(2*b.padding)-1) == 0
}

func isBase64(s string) bool {
	b := shapeBase64(s)
	return !b.alien && b.complete() && b.exact()
}

func explainBase64(s string, _ datatype.Context) string {
	switch b := shapeBase64(s); {
	case b.alien:
		return ""
	case !b.complete():
		return `base64 data in groups of four characters; "=" fills up the last`
	default:
		return "base64 data; the last character before the \"=\" has bits that belong to no byte"
	}
}

// base64Digit is the value of a digit, or -1.
func base64Digit(c byte) int {
	switch {
	case 'A' <= c && c <= 'Z':
		return int(c - 'A')
	case 'a' <= c && c <= 'z':
		return int(c-'a') + 26
	case '0' <= c && c <= '9':
		return int(c-'0') + 52
	case c == '+':
		return 62
	case c == '/':
		return 63
	}
	return -1
}

func base64Length(s string) int {
	return shapeBase64(s).digits * 3 / 4
}

func base64Value(s string, _ datatype.Context) any {
	b, _ := base64.StdEncoding.DecodeString(strings.ReplaceAll(s, " ", ""))
	return octets(b)
}
