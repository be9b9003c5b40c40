package libvirt

import (
	"math"
	"math/big"
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

// integer reads a number of any size.
func integer(s string, base int) (*big.Int, bool) {
	negative, digits, base, ok := digitsOf(s, base)
	if !ok {
		return nil, false
	}
	n, ok := new(big.Int).SetString(digits, base)
	if ok && negative {
		n.Neg(n)
	}
	return n, ok
}

// parseLongLong is virStrToLong_ll.
func parseLongLong(s string, base int) (int64, bool) {
	n, ok := integer(s, base)
	if !ok || !n.IsInt64() {
		return 0, false
	}
	return n.Int64(), true
}

// parseInt is virStrToLong_i.
func parseInt(s string, base int) (int64, bool) {
	n, ok := parseLongLong(s, base)
	return n, ok && math.MinInt32 <= n && n <= math.MaxInt32
}

// parseULongLongPositive is virStrToLong_ullp, which takes no minus sign.
func parseULongLongPositive(s string, base int) (uint64, bool) {
	n, ok := integer(s, base)
	if !ok || !n.IsUint64() || strings.Contains(s, "-") {
		return 0, false
	}
	return n.Uint64(), true
}

// parseULongLong is virStrToLong_ull: a minus sign counts from the top, so -1
// is the greatest number.
func parseULongLong(s string, base int) (uint64, bool) {
	n, ok := integer(s, base)
	if !ok || new(big.Int).Abs(n).BitLen() > 64 {
		return 0, false
	}
	return new(big.Int).And(n, new(big.Int).SetUint64(math.MaxUint64)).Uint64(), true
}

// parseUIntPositive is virStrToLong_uip, which takes no minus sign.
func parseUIntPositive(s string, base int) (uint64, bool) {
	n, ok := parseULongLongPositive(s, base)
	return n, ok && n <= math.MaxUint32
}

// parseUInt is virStrToLong_ui: a minus sign counts from the top.
func parseUInt(s string, base int) (uint64, bool) {
	n, ok := integer(s, base)
	if !ok || new(big.Int).Abs(n).BitLen() > 32 {
		return 0, false
	}
	return uint64(uint32(n.Int64())), true
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
