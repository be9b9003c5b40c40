package xsd

import (
	"math/big"
	"strings"
	"testing"
	"time"

	"github.com/snapxml/snapxml/validate/relaxng/datatype"
	"pgregory.net/rapid"
)

var (
	numbers  = rapid.StringMatching(`[+-]?(0{0,3}[0-9]{1,6}(\.[0-9]{0,5})?|\.[0-9]{1,5})`)
	naturals = rapid.StringMatching(`([1-9][0-9]{0,40})?`)
)

func rat(s string) *big.Rat {
	s = strings.TrimPrefix(s, "+")
	r, ok := new(big.Rat).SetString(s)
	if !ok {
		panic("not a number: " + s)
	}
	return r
}

func TestDecimalsAreNumbers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := numbers.Draw(t, "a"), numbers.Draw(t, "b")
		x, ok := parseDecimal(a)
		y, ok2 := parseDecimal(b)
		if !ok || !ok2 {
			t.Fatalf("%q, %q: not accepted", a, b)
		}
		want := order(rat(a).Cmp(rat(b)))
		if got := compareDecimals(x, y); got != want {
			t.Fatalf("%s and %s: %d, want %d", a, b, got, want)
		}
		if (x == y) != (want == equal) {
			t.Fatalf("%s and %s: the same value %t, want %t", a, b, x == y, want == equal)
		}
	})
}

func integer(s string) *big.Int {
	n, _ := new(big.Int).SetString("0"+s, 10)
	return n
}

// digitsOf is a number as the functions of digits.go write it.
func digitsOf(n *big.Int) string { return strings.TrimLeft(n.String(), "0") }

func TestDigitArithmetic(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m, n := naturals.Draw(t, "m"), naturals.Draw(t, "n")
		f := rapid.Uint64Range(1, 1<<40).Draw(t, "f")
		p := rapid.Uint64Range(0, 1<<40).Draw(t, "p")
		bigF, bigP := new(big.Int).SetUint64(f), new(big.Int).SetUint64(p)

		if got, want := add(m, n), digitsOf(new(big.Int).Add(integer(m), integer(n))); got != want {
			t.Fatalf("%s + %s = %s, want %s", m, n, got, want)
		}
		product := new(big.Int).Mul(integer(m), bigF)
		if got, want := scale(m, f, p), digitsOf(product.Add(product, bigP)); got != want {
			t.Fatalf("%s * %d + %d = %s, want %s", m, f, p, got, want)
		}
		q, r := new(big.Int).QuoRem(integer(m), bigF, new(big.Int))
		if got, rest := divide(m, f); got != digitsOf(q) || rest != r.Uint64() {
			t.Fatalf("%s / %d = %s, %d; want %s, %s", m, f, got, rest, q, r)
		}
		if got := decrement(increment(m)); got != m {
			t.Fatalf("%s + 1 - 1 = %s", m, got)
		}
	})
}

// moments draws times with a zone, as package time and as a form.
func moments(t *rapid.T, name string) (time.Time, string) {
	second := rapid.Int64Range(-62_135_596_800+2*daySeconds, 100_000_000_000).Draw(t, name)
	zone := 60 * rapid.IntRange(-14*60, 14*60).Draw(t, name+" zone")
	at := time.Unix(second, 0).In(time.FixedZone("", zone))
	return at, at.Format("2006-01-02T15:04:05Z07:00")
}

func TestMomentsAreTimes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, as := moments(t, "a")
		b, bs := moments(t, "b")
		x, _, ok := parseMoment("Y-M-DTh", as)
		y, _, ok2 := parseMoment("Y-M-DTh", bs)
		if !ok || !ok2 {
			t.Fatalf("%s, %s: not accepted", as, bs)
		}
		if got, want := compareMoments(x, y), order(a.Compare(b)); got != want || (x == y) != (want == equal) {
			t.Fatalf("%s and %s: %d, the same %t; want %d", as, bs, got, x == y, want)
		}
		// Without a zone the other can be up to 14 hours off.
		y.zoned = false
		want := incomparable
		if early := b.Add(-14 * time.Hour); a.Before(early) {
			want = less
		} else if late := b.Add(14 * time.Hour); a.After(late) {
			want = greater
		}
		if got := compareMoments(x, y); got != want || compareMoments(y, x) != want.reverse() {
			t.Fatalf("%s and %s without zone: %d, want %d", as, bs, got, want)
		}
	})
}

// TestDurationsFromStarts compares with package time, which adds months and
// days in the same order as XSD.
func TestDurationsFromStarts(t *testing.T) {
	field := rapid.IntRange(0, 2000)
	rapid.Check(t, func(t *rapid.T) {
		years, months, days := field.Draw(t, "years"), field.Draw(t, "months"), field.Draw(t, "days")
		d := duration{
			years: digitsOf(big.NewInt(int64(years))), months: digitsOf(big.NewInt(int64(months))),
			days: digitsOf(big.NewInt(int64(days))), minutes: "5",
		}
		sign := 1
		if rapid.Bool().Draw(t, "negative") {
			d.negative, sign = true, -1
		}
		for _, start := range starts {
			from := time.Date(start[0], time.Month(start[1]), 1, 0, 0, 0, 0, time.UTC)
			to := from.AddDate(sign*years, sign*months, 0).AddDate(0, 0, sign*days)
			want := to.Unix() - from.Unix() + int64(sign)*300
			got := d.from(start)
			if compareDecimals(got, readDecimal(big.NewInt(want).String())) != equal {
				t.Fatalf("%+v from %v: %+v seconds, want %d", d, start, got, want)
			}
		}
	})
}

func FuzzCheck(f *testing.F) {
	for _, s := range []string{"", " a b ", "2024-02-29T24:00:00Z", "-P1Y2M3DT4H5M6.7S", "1.50", "1e400", "BA= =", "%41#", "---31", "-0001-01-01+14:00"} {
		f.Add(s, "1")
	}
	f.Fuzz(func(t *testing.T, s, limit string) {
		for name, d := range types() {
			checkOne(t, name, d, s)
			for _, facet := range []string{"minInclusive", "maxExclusive", "maxLength", "totalDigits"} {
				if r, problem := d.restrict(datatype.Param{Name: facet, Value: limit}); problem == "" {
					checkOne(t, name+" "+facet, r, s)
				}
			}
		}
	})
}

// checkOne tests that Check and Value agree and that what they say can be said.
func checkOne(t *testing.T, name string, d datatype.Datatype, s string) {
	err := d.Check(s, nil)
	v, ok := d.Value(s, nil)
	if ok != (err == nil) {
		t.Fatalf("%s %q: error %v, but it has a value: %t", name, s, err, ok)
	}
	if again, _ := d.Value(" "+s, nil); ok && collapses(d) && v != again {
		t.Fatalf("%s %q: a space before it changes the value", name, s)
	}
	if err != nil && err.Error() == "" {
		t.Fatalf("%s %q: empty error", name, s)
	}
}

func collapses(d datatype.Datatype) bool { return d.(*restricted).space == collapse }
