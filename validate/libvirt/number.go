package libvirt

import (
	"math"
	"math/bits"
	"strings"
)

// libvirt reads numbers with strtol and friends and asks that they used up
// the whole string (src/util/virstring.c: virStrToLong_*): blanks, a sign and
// leading zeros may come first, nothing may follow.

// isSpace is isspace of the C locale.
func isSpace(c byte) bool { return c == ' ' || c >= '\t' && c <= '\r' }

// digitsOf splits a number as strtol does: its sign, its digits without a
// prefix of the base, and the base that base 0 finds out. ok is false if
// there are no digits or something follows them.
func digitsOf(s string, base int) (negative bool, digits string, actual int, ok bool) {
	for s != "" && isSpace(s[0]) {
		s = s[1:]
	}
	if s != "" && (s[0] == '-' || s[0] == '+') {
		negative, s = s[0] == '-', s[1:]
	}
	hex := len(s) > 2 && s[0] == '0' && s[1]|0x20 == 'x' && digit(s[2]) < 16
	switch {
	case hex && (base == 0 || base == 16):
		s, base = s[2:], 16
	case base == 0 && s != "" && s[0] == '0':
		base = 8
	case base == 0:
		base = 10
	}
	for i := range len(s) {
		if digit(s[i]) >= base {
			return false, "", 0, false
		}
	}
	return negative, s, base, s != ""
}

// digit is the value of a digit, 36 and more for what is none.
func digit(c byte) int {
	switch {
	case '0' <= c && c <= '9':
		return int(c - '0')
	case 'a' <= c && c <= 'z':
		return int(c-'a') + 10
	case 'A' <= c && c <= 'Z':
		return int(c-'A') + 10
	}
	return 99
}

// integer reads a number: its sign and its size. It is not ok if the size is
// more than 64 bits hold.
func integer(s string, base int) (negative bool, size uint64, ok bool) {
	negative, digits, base, ok := digitsOf(s, base)
	for i := 0; ok && i < len(digits); i++ {
		high, low := bits.Mul64(size, uint64(base))
		var carry uint64
		size, carry = bits.Add64(low, uint64(digit(digits[i])), 0)
		ok = high == 0 && carry == 0
	}
	return negative, size, ok
}

// parseLongLong is virStrToLong_ll.
func parseLongLong(s string, base int) (int64, bool) {
	negative, size, ok := integer(s, base)
	switch {
	case !ok:
		return 0, false
	case negative:
		return -int64(size), size <= -math.MinInt64
	}
	return int64(size), size <= math.MaxInt64
}

// parseInt is virStrToLong_i.
func parseInt(s string, base int) (int64, bool) {
	n, ok := parseLongLong(s, base)
	return n, ok && math.MinInt32 <= n && n <= math.MaxInt32
}

// parseULongLongPositive is virStrToLong_ullp, which takes no minus sign.
func parseULongLongPositive(s string, base int) (uint64, bool) {
	_, size, ok := integer(s, base)
	if !ok || strings.Contains(s, "-") {
		return 0, false
	}
	return size, true
}

// parseULongLong is virStrToLong_ull: a minus sign counts from the top, so -1
// is the greatest number.
func parseULongLong(s string, base int) (uint64, bool) {
	negative, size, ok := integer(s, base)
	if negative {
		size = -size
	}
	return size, ok
}

// parseUIntPositive is virStrToLong_uip, which takes no minus sign.
func parseUIntPositive(s string, base int) (uint64, bool) {
	n, ok := parseULongLongPositive(s, base)
	return n, ok && n <= math.MaxUint32
}

// parseUInt is virStrToLong_ui: a minus sign counts from the top.
func parseUInt(s string, base int) (uint64, bool) {
	negative, size, ok := integer(s, base)
	if !ok || size > math.MaxUint32 {
		return 0, false
	}
	if negative {
		size = -size
	}
	return uint64(uint32(size)), true
}

// Limits of sizes in a guest definition on a 64-bit machine
// (src/conf/domain_conf.c: virMemoryMaxValue).
const (
	maxMemory   = math.MaxInt64 // bytes of <memory>
	unlimited   = math.MaxUint64
	kibibyte    = 1024
	memoryLimit = uint64(math.MaxInt64/kibibyte) << 10
)

// scaleOf is by how much a unit multiplies (src/util/virutil.c:
// virScaleInteger): bytes, decimal units such as kB, binary ones such as K or
// KiB, in any case. An empty unit multiplies by the default.
func scaleOf(unit string, byDefault uint64) (scale uint64, ok bool) {
	switch low := strings.ToLower(unit); {
	case unit == "":
		return byDefault, true
	case low == "b" || low == "byte" || low == "bytes":
		return 1, true
	}
	var base uint64 = 1024
	switch strings.ToLower(unit[1:]) {
	case "", "ib":
	case "b":
		base = 1000
	default:
		return 0, false
	}
	power := strings.IndexByte("kmgtpe", unit[0]|0x20)
	if power < 0 {
		return 0, false
	}
	scale = 1
	for range power + 1 {
		scale *= base
	}
	return scale, true
}
