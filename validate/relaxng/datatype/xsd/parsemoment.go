package xsd

import (
	"fmt"
	"strings"
)

// A dateReader reads a moment from left to right. After the first fault its
// methods do nothing.
type dateReader struct {
	rest    string
	bad     bool
	problem string // what is wrong, if there are better words than "not of this form"
	moment
	yearText string // as it is written; "" if there is none
	hasDay   bool
}

// fillIn is what a moment has where its type has nothing. The year is a leap
// year and the month has 31 days: every day that can be is possible.
var fillIn = moment{year: decimal{whole: "2000"}, month: 1, day: 1}

// parseMoment reads a form as layout says (see dates). The problem may be "".
func parseMoment(layout, s string) (m moment, problem string, ok bool) {
	d := dateReader{rest: s, moment: fillIn}
	for i := range len(layout) {
		d.part(layout[i])
	}
	d.zone()
	if d.rest != "" {
		d.bad = true
	}
	return d.moment, d.problem, !d.bad
}

// part reads what one character of the layout stands for.
func (d *dateReader) part(layout byte) {
	switch layout {
	case 'Y':
		d.readYear()
	case 'M':
		d.month = int8(d.two(1, 12, "month"))
	case 'D':
		d.readDay()
	case 'h':
		d.readTime()
	default:
		d.literal(layout)
	}
}

// fail notes the first fault.
func (d *dateReader) fail(format string, args ...any) {
	if !d.bad {
		d.bad = true
		d.problem = fmt.Sprintf(format, args...)
	}
}

// literal reads a character that must be there.
func (d *dateReader) literal(c byte) {
	if d.bad || d.rest == "" || d.rest[0] != c {
		d.bad = true
		return
	}
	d.rest = d.rest[1:]
}

// two reads a number of two digits, which is called name.
func (d *dateReader) two(low, high int, name string) int {
	digits := leadingDigits(d.rest[:min(2, len(d.rest))])
	if d.bad || len(digits) < 2 {
		d.bad = true
		return low
	}
	d.rest = d.rest[2:]
	n := int(digits[0]-'0')*10 + int(digits[1]-'0')
	if n < low || n > high {
		d.fail("there is no %s %s", name, digits)
		return low
	}
	return n
}

// readYear reads four digits, or more if the first is not 0, and a "-" before.
func (d *dateReader) readYear() {
	rest, negative := strings.CutPrefix(d.rest, "-")
	digits := leadingDigits(rest)
	d.yearText, d.rest = d.rest[:len(d.rest)-len(rest)+len(digits)], rest[len(digits):]
	switch {
	case len(digits) < 4 || len(digits) > 4 && digits[0] == '0':
		d.bad = true
		return
	case digits == "0000":
		d.fail("there is no year 0000")
		return
	}
	d.year = decimal{negative: negative, whole: strings.TrimLeft(digits, "0")}
}

// readDay reads a day and tests that the month has it.
func (d *dateReader) readDay() {
	day := int8(d.two(1, 31, "day"))
	d.hasDay = true
	if most := monthDays(d.month, isLeap(d.year)); day > most && !d.bad {
		if d.yearText != "" {
			d.fail("%s %s has %d days", monthNames[d.month-1], shorten(d.yearText), most)
		} else {
			d.fail("%s has at most %d days", monthNames[d.month-1], most)
		}
	}
	d.day = day
}

var monthNames = [...]string{"January", "February", "March", "April", "May", "June", "July",
	"August", "September", "October", "November", "December"}

// readTime reads hours, minutes and seconds. 24:00:00 is where the next day
// begins.
func (d *dateReader) readTime() {
	hour := d.two(0, 24, "hour")
	d.literal(':')
	minute := d.two(0, 59, "minute")
	d.literal(':')
	second := d.two(0, 59, "second")
	if fraction, ok := strings.CutPrefix(d.rest, "."); ok && !d.bad {
		digits := leadingDigits(fraction)
		d.rest = fraction[len(digits):]
		d.bad = digits == ""
		d.fraction = strings.TrimRight(digits, "0")
	}
	d.second = int32(hour*3600 + minute*60 + second)
	if d.second < daySeconds {
		return
	}
	if d.second > daySeconds || d.fraction != "" {
		d.fail("a day ends at 24:00:00")
	}
	d.second = 0
	if d.hasDay {
		d.moment = d.tomorrow()
	}
}

// zone reads "Z", an offset from UTC, or nothing, and goes over to UTC.
func (d *dateReader) zone() {
	if d.rest == "" || d.bad {
		return
	}
	d.zoned = true
	c := d.rest[0]
	d.rest = d.rest[1:]
	if c == 'Z' {
		return
	}
	if c != '+' && c != '-' {
		d.bad = true
		return
	}
	offset := int32(d.two(0, 99, "hour")) * 3600
	d.literal(':')
	offset += int32(d.two(0, 59, "minute")) * 60
	switch {
	case d.bad:
		return
	case offset > widestZone:
		d.fail("no time zone is more than 14:00 away from UTC")
		return
	case c == '+':
		offset = -offset
	}
	d.moment = d.shift(offset)
}
