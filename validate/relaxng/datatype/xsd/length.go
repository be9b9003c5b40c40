package xsd

import (
	"math"
	"strconv"
)

// lengths are the facets length, minLength and maxLength (§4.3.1 to §4.3.3).
type lengths struct {
	low, high           int
	lowFacet, highFacet string // the params that set them
}

var anyLength = lengths{high: math.MaxInt}

// narrow applies a facet.
func (l lengths) narrow(facet string, n int) lengths {
	if facet != "maxLength" && n > l.low {
		l.low, l.lowFacet = n, facet
	}
	if facet != "minLength" && n < l.high {
		l.high, l.highFacet = n, facet
	}
	return l
}

// words complete "must be …": "from 1 to 8 characters long".
func (l lengths) words(k *kind) string {
	var s string
	switch {
	case l.low == l.high:
		s = "exactly " + count(l.low, k.unit)
	case l.low > l.high:
		s = "at least " + strconv.Itoa(l.low) + " and at most " + count(l.high, k.unit)
	case l.low == 0:
		s = "at most " + count(l.high, k.unit)
	case l.high == math.MaxInt:
		s = "at least " + count(l.low, k.unit)
	default:
		s = "from " + strconv.Itoa(l.low) + " to " + count(l.high, k.unit)
	}
	if k.list {
		return "a list of " + s
	}
	return s + " long"
}

// count is a number of things, "1 character" or "2 characters".
func count(n int, unit string) string {
	if n == 1 {
		return "1 " + unit
	}
	return strconv.Itoa(n) + " " + unit + "s"
}
