package docsgen

import "time"

// released are the days on which releases of libvirt that changed the format
// came out, as its news has them (https://libvirt.org/news.html).
var released = map[string]string{
	"0.8.0":   "2010-04-12",
	"0.9.5":   "2011-09-20",
	"0.9.10":  "2012-02-13",
	"0.9.11":  "2012-04-03",
	"1.0.1":   "2012-12-17",
	"1.2.2":   "2014-03-02",
	"1.2.11":  "2014-12-13",
	"3.5.0":   "2017-07-04",
	"3.8.0":   "2017-10-04",
	"3.9.0":   "2017-11-02",
	"4.7.0":   "2018-09-03",
	"5.5.0":   "2019-07-02",
	"5.6.0":   "2019-08-05",
	"5.8.0":   "2019-10-05",
	"6.2.0":   "2020-04-02",
	"7.0.0":   "2021-01-15",
	"8.2.0":   "2022-04-01",
	"9.1.0":   "2023-03-01",
	"9.3.0":   "2023-05-02",
	"9.7.0":   "2023-09-01",
	"9.8.0":   "2023-10-02",
	"10.10.0": "2024-12-02",
}

// feedDate is the day of a release as feeds have it (RFC 822), or "" if it is
// not known.
func feedDate(release string) string {
	day, err := time.Parse(time.DateOnly, released[release])
	if err != nil {
		return ""
	}
	return day.Format(time.RFC1123Z)
}
