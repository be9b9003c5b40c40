package xsd

import "strings"

// Arithmetic on natural numbers written in decimal digits without leading
// zeros, 0 being "". Time is linear in the number of digits.

// increment is n+1.
func increment(n string) string { return scale(n, 1, 1) }

// decrement is n-1; n is not 0.
func decrement(n string) string {
	last := strings.LastIndexFunc(n, func(c rune) bool { return c != '0' })
	b := []byte(n)
	b[last]--
	for i := last + 1; i < len(b); i++ {
		b[i] = '9'
	}
	return strings.TrimLeft(string(b), "0")
}

// scale is n*factor + plus; both are below 2^59.
func scale(n string, factor, plus uint64) string {
	b := make([]byte, len(n)+20) // room for the digits of what is carried
	i := len(b)
	carry := plus
	for j := len(n) - 1; j >= 0; j-- {
		carry += uint64(n[j]-'0') * factor
		i--
		b[i] = byte('0' + carry%10)
		carry /= 10
	}
	for ; carry > 0; carry /= 10 {
		i--
		b[i] = byte('0' + carry%10)
	}
	return strings.TrimLeft(string(b[i:]), "0")
}

// divide is n divided by d, and what remains; d is below 2^59.
func divide(n string, d uint64) (quotient string, remainder uint64) {
	b := make([]byte, len(n))
	for i := range len(n) {
		remainder = remainder*10 + uint64(n[i]-'0')
		b[i] = byte('0' + remainder/d)
		remainder %= d
	}
	return strings.TrimLeft(string(b), "0"), remainder
}

// add is m+n.
func add(m, n string) string {
	if len(m) < len(n) {
		m, n = n, m
	}
	b := make([]byte, len(m)+1)
	carry := byte(0)
	for i := 1; i <= len(m); i++ {
		sum := m[len(m)-i] - '0' + carry
		if i <= len(n) {
			sum += n[len(n)-i] - '0'
		}
		carry = sum / 10
		b[len(b)-i] = '0' + sum%10
	}
	b[0] = '0' + carry
	return strings.TrimLeft(string(b), "0")
}
