package xsd

import "strings"

// A duration is the value of a duration (§3.2.6): its fields as digits without
// leading zeros, and a sign, which is false if all are 0.
type duration struct {
	negative             bool
	years, months, days  string
	hours, minutes       string
	seconds, secFraction string
}

// parseDuration reads a form.
func parseDuration(s string) (d duration, ok bool) {
	s, negative := strings.CutPrefix(s, "-")
	s, ok = strings.CutPrefix(s, "P")
	date, time, hasTime := strings.Cut(s, "T")
	if !ok || s == "" || hasTime && time == "" {
		return d, false
	}
	date = field(date, 'Y', &d.years)
	date = field(date, 'M', &d.months)
	date = field(date, 'D', &d.days)
	time = field(time, 'H', &d.hours)
	time = field(time, 'M', &d.minutes)
	time, ok = d.readSeconds(time)
	d.negative = negative && d != duration{}
	return d, ok && date == "" && time == ""
}

// readDuration reads a valid form.
func readDuration(s string) duration {
	d, _ := parseDuration(s)
	return d
}

// field reads digits and the letter that follows them, if s begins so, and
// gives what is left.
func field(s string, letter byte, digits *string) string {
	n := leadingDigits(s)
	if n == "" || len(n) == len(s) || s[len(n)] != letter {
		return s
	}
	*digits = strings.TrimLeft(n, "0")
	return s[len(n)+1:]
}

// readSeconds reads seconds with their fraction, which must have a digit.
func (d *duration) readSeconds(s string) (rest string, ok bool) {
	whole, fraction, found := strings.Cut(s, ".")
	if !found {
		return field(s, 'S', &d.seconds), true
	}
	digits := leadingDigits(fraction)
	if whole == "" || leadingDigits(whole) != whole || digits == "" || fraction[len(digits):] != "S" {
		return s, false
	}
	d.seconds = strings.TrimLeft(whole, "0")
	d.secFraction = strings.TrimRight(digits, "0")
	return "", true
}

// total is d without its sign as months and seconds.
func (d duration) total() (months, seconds string) {
	months = add(scale(d.years, 12, 0), d.months)
	hours := add(scale(d.days, 24, 0), d.hours)
	minutes := add(scale(hours, 60, 0), d.minutes)
	return months, add(scale(minutes, 60, 0), d.seconds)
}

// starts are the four points in time from which durations are compared
// (§3.2.6.2): years and months, on whose first day all begin.
var starts = [4][2]int{{1696, 9}, {1697, 2}, {1903, 3}, {1903, 7}}

// The calendar repeats itself after this many months and days.
const (
	cycleMonths = 400 * 12
	cycleDays   = 146_097
)

// compareDurations is the order of §3.2.6.2: that of the ends, if it is the
// same for all starts. Durations with different fields are not equal, even if
// no start tells them apart.
func compareDurations(a, b duration) order {
	if a == b {
		return equal
	}
	first := equal
	for i, start := range starts {
		c := compareDecimals(a.from(start), b.from(start))
		if i == 0 {
			first = c
		} else if c != first {
			return incomparable
		}
	}
	if first == equal {
		return incomparable
	}
	return first
}

// from is how many seconds d takes from a start.
func (d duration) from(start [2]int) decimal {
	months, seconds := d.total()
	cycles, rest := divide(months, cycleMonths)
	month := start[0]*12 + start[1] - 1
	days := daysBetween(month, month+int(rest))
	if d.negative {
		days = daysBetween(month-int(rest), month)
	}
	seconds = add(scale(scale(cycles, cycleDays, uint64(days)), daySeconds, 0), seconds)
	zero := seconds == "" && d.secFraction == ""
	return decimal{negative: d.negative && !zero, whole: seconds, fraction: d.secFraction}
}

// daysBetween is how many days there are between the beginnings of two months,
// which are counted from the year 0.
func daysBetween(from, to int) int {
	return daysBefore(to) - daysBefore(from)
}

// daysBefore is the day on which a month begins, counted from some day on.
func daysBefore(month int) int {
	// Years that begin in March have the leap day at their end.
	month -= 2
	year := floorDivide(month, 12)
	month -= year * 12
	leapDays := floorDivide(year, 4) - floorDivide(year, 100) + floorDivide(year, 400)
	return year*365 + leapDays + (153*month+2)/5
}

func floorDivide(a, b int) int {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}
