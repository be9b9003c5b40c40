package xsd

import "github.com/snapxml/snapxml/validate/relaxng/datatype"

// dateKinds are the types of dates, times and durations.
var dateKinds = []*kind{
	dates("dateTime", "Y-M-DTh", "a date and time", "2024-02-29T23:59:59Z"),
	dates("time", "h", "a time", "23:59:59"),
	dates("date", "Y-M-D", "a date", "2024-02-29"),
	dates("gYearMonth", "Y-M", "a year and month", "2024-02"),
	dates("gYear", "Y", "a year", "2024"),
	dates("gMonthDay", "--M-D", "a month and day", "--02-29"),
	dates("gDay", "---D", "a day of the month", "---31"),
	dates("gMonth", "--M", "a month", "--12"),
	{
		name: "duration", noun: "a duration", want: "a duration such as P1DT12H or PT0.5S",
		valid: plain(func(s string) bool {
			_, ok := parseDuration(s)
			return ok
		}),
		value:    func(s string, _ datatype.Context) any { return readDuration(s) },
		interval: interval[duration]{read: readDuration, compare: compareDurations, phrases: &durationPhrases},
	},
}

// dates is a type whose forms are as layout says: Y, M and D stand for year,
// month and day, h for hours to seconds, other characters for themselves; an
// optional time zone ends each form.
func dates(name, layout, noun, example string) *kind {
	read := func(s string) moment {
		m, _, _ := parseMoment(layout, s)
		return m
	}
	return &kind{
		name: name, noun: noun, want: noun + " such as " + example,
		valid: plain(func(s string) bool {
			_, _, ok := parseMoment(layout, s)
			return ok
		}),
		explain: func(s string, _ datatype.Context) string {
			if _, problem, _ := parseMoment(layout, s); problem != "" {
				return noun + "; " + problem
			}
			return ""
		},
		value:    func(s string, _ datatype.Context) any { return read(s) },
		interval: interval[moment]{read: read, compare: compareMoments, phrases: &datePhrases},
	}
}
