package libvirt

import (
	"math/big"
	"testing"

	"pgregory.net/rapid"
)

// Numbers are read as arithmetic without limits has it.
func TestNumbers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		base := rapid.SampledFrom([]int{0, 8, 10, 16}).Draw(t, "base")
		sign := rapid.SampledFrom([]string{"", "-", "+", " ", " -"}).Draw(t, "sign")
		near := new(big.Int).Lsh(big.NewInt(1), uint(rapid.SampledFrom([]int{0, 31, 32, 63, 64, 70}).Draw(t, "bits")))
		near.Add(near, big.NewInt(rapid.Int64Range(-3, 3).Draw(t, "off"))).Abs(near)
		written := base
		if base == 0 {
			written = 10
		}
		text := sign + near.Text(written)
		n := new(big.Int).Set(near)
		negative := sign == "-" || sign == " -"
		if negative {
			n.Neg(n)
		}
		fits := func(bits int) bool { return near.BitLen() <= bits }
		wrapped := func(bits uint) uint64 {
			return new(big.Int).And(n, new(big.Int).Sub(new(big.Int).Lsh(big.NewInt(1), bits), big.NewInt(1))).Uint64()
		}
		if got, ok := parseLongLong(text, base); ok != n.IsInt64() || ok && got != n.Int64() {
			t.Errorf("parseLongLong(%q, %d): %d %v", text, base, got, ok)
		}
		if got, ok := parseULongLongPositive(text, base); ok != (fits(64) && !negative) || ok && got != n.Uint64() {
			t.Errorf("parseULongLongPositive(%q, %d): %d %v", text, base, got, ok)
		}
		if got, ok := parseULongLong(text, base); ok != fits(64) || ok && got != wrapped(64) {
			t.Errorf("parseULongLong(%q, %d): %d %v", text, base, got, ok)
		}
		if got, ok := parseUInt(text, base); ok != fits(32) || ok && got != wrapped(32) {
			t.Errorf("parseUInt(%q, %d): %d %v", text, base, got, ok)
		}
	})
}
