package xsd

// An order is how a value lies to another.
type order int8

const (
	less         order = -1
	equal        order = 0
	greater      order = 1
	incomparable order = 2
)

// reverse is the order seen from the other value.
func (o order) reverse() order {
	if o == incomparable {
		return o
	}
	return -o
}

// A side is where a value lies to an interval.
type side int8

const (
	below  side = -1
	inside side = 0
	above  side = 1
)

// bounds are the facets minInclusive, minExclusive, maxInclusive and
// maxExclusive (§4.3.7 to §4.3.10) of a type.
type bounds interface {
	// narrow sets a bound. The text must be a valid form that lies inside.
	narrow(facet, text string) bounds
	// side tells where the value of a valid form lies. A value that cannot be
	// compared with a bound is on the far side of it.
	side(s string) side
	// words follow the noun of the type: "from 1 to 12", or "".
	words() string
	// facets are the params that set the lower and the upper bound, "" for
	// those of the built-in type.
	facets() (low, high string)
}

// phrases are the words for the bounds of a type.
type phrases struct {
	atLeast, atMost, moreThan, lessThan string
}

var (
	numberPhrases   = phrases{"of at least", "of at most", "greater than", "less than"}
	datePhrases     = phrases{"not before", "not after", "after", "before"}
	durationPhrases = phrases{"of at least", "of at most", "longer than", "shorter than"}
)

// An interval is bounds on values of type V.
type interval[V any] struct {
	read      func(s string) V // of a valid form
	compare   func(a, b V) order
	phrases   *phrases
	low, high *bound[V] // nil: none
}

// A bound is an end of an interval.
type bound[V any] struct {
	value     V
	text      string
	facet     string
	exclusive bool
}

func (i interval[V]) narrow(facet, text string) bounds {
	b := &bound[V]{value: i.read(text), text: text, facet: facet}
	switch facet {
	case "minExclusive", "maxExclusive":
		b.exclusive = true
	}
	switch facet {
	case "minInclusive", "minExclusive":
		i.low = b
	default:
		i.high = b
	}
	return i
}

func (i interval[V]) side(s string) side {
	if i.low == nil && i.high == nil {
		return inside
	}
	v := i.read(s)
	if i.low != nil && !i.low.admits(i.compare(v, i.low.value), greater) {
		return below
	}
	if i.high != nil && !i.high.admits(i.compare(v, i.high.value), less) {
		return above
	}
	return inside
}

// admits judges a value by how it lies to the bound, if inward is the way from
// the bound into the interval.
func (b *bound[V]) admits(is, inward order) bool {
	return is == inward || is == equal && !b.exclusive
}

func (i interval[V]) facets() (low, high string) {
	if i.low != nil {
		low = i.low.facet
	}
	if i.high != nil {
		high = i.high.facet
	}
	return low, high
}

func (i interval[V]) words() string {
	low, high := i.low, i.high
	switch {
	case low == nil && high == nil:
		return ""
	case low == nil:
		return high.words(i.phrases.atMost, i.phrases.lessThan)
	case high == nil:
		return low.words(i.phrases.atLeast, i.phrases.moreThan)
	case !low.exclusive && !high.exclusive:
		return "from " + low.text + " to " + high.text
	}
	return low.words(i.phrases.atLeast, i.phrases.moreThan) + " and " +
		high.words(i.phrases.atMost, i.phrases.lessThan)
}

func (b *bound[V]) words(inclusive, exclusive string) string {
	if b.exclusive {
		return exclusive + " " + b.text
	}
	return inclusive + " " + b.text
}
