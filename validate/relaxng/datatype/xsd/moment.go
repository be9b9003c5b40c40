package xsd

import (
	"cmp"
	"strings"
)

// A moment is the value of a date or a time (§3.2.7 to §3.2.14): where the
// span that it names begins. With a time zone it is in UTC. What the type does
// not have is filled in, the same for all values of the type.
type moment struct {
	year       decimal // not 0: the year before 1 is -1
	month, day int8
	second     int32  // of the day, below daySeconds
	fraction   string // of the second: digits without zeros at the end
	zoned      bool
}

const (
	daySeconds = 86_400
	widestZone = 14 * 3600 // seconds
)

// shift moves m by seconds.
func (m moment) shift(seconds int32) moment {
	m.second += seconds
	for m.second < 0 {
		m.second += daySeconds
		m = m.yesterday()
	}
	for m.second >= daySeconds {
		m.second -= daySeconds
		m = m.tomorrow()
	}
	return m
}

func (m moment) tomorrow() moment {
	if m.day++; m.day <= monthDays(m.month, isLeap(m.year)) {
		return m
	}
	m.day = 1
	if m.month++; m.month > 12 {
		m.month = 1
		m.year = yearAfter(m.year)
	}
	return m
}

func (m moment) yesterday() moment {
	if m.day--; m.day > 0 {
		return m
	}
	if m.month--; m.month < 1 {
		m.month = 12
		m.year = yearBefore(m.year)
	}
	m.day = monthDays(m.month, isLeap(m.year))
	return m
}

// compareMoments is the order of §3.2.7.3: where one has a zone and the other
// has not, it must be the same whatever the zone.
func compareMoments(a, b moment) order {
	switch {
	case a.zoned == b.zoned:
		return compareClocks(a, b)
	case b.zoned:
		return compareMoments(b, a).reverse()
	case compareClocks(a, b.shift(-widestZone)) == less:
		return less
	case compareClocks(a, b.shift(widestZone)) == greater:
		return greater
	}
	return incomparable
}

// compareClocks compares what calendar and clock show.
func compareClocks(a, b moment) order {
	if c := compareDecimals(a.year, b.year); c != equal {
		return c
	}
	return order(cmp.Or(
		cmp.Compare(a.month, b.month),
		cmp.Compare(a.day, b.day),
		cmp.Compare(a.second, b.second),
		strings.Compare(a.fraction, b.fraction),
	))
}

// monthDays is how many days a month has.
func monthDays(month int8, leap bool) int8 {
	switch month {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if leap {
			return 29
		}
		return 28
	}
	return 31
}

// isLeap reports whether a year has 366 days. As the year before 1 is -1, the
// leap years before our era are -1, -5 and so on.
func isLeap(year decimal) bool {
	n := 0
	// The last four digits tell: 400 divides 10,000.
	for _, digit := range []byte(year.whole[max(0, len(year.whole)-4):]) {
		n = n*10 + int(digit-'0')
	}
	if year.negative {
		n += 10_000 - 1
	}
	return n%4 == 0 && (n%100 != 0 || n%400 == 0)
}

// yearAfter is the next year; 1 comes after -1.
func yearAfter(y decimal) decimal {
	switch {
	case !y.negative:
		y.whole = increment(y.whole)
	case y.whole == "1":
		y.negative = false
	default:
		y.whole = decrement(y.whole)
	}
	return y
}

// yearBefore is the year before; -1 comes before 1.
func yearBefore(y decimal) decimal {
	y.negative = !y.negative
	y = yearAfter(y)
	y.negative = !y.negative
	return y
}
