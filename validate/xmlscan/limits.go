package xmlscan

import "math"

// Limits are bounds on what a document may ask of the reader. In each field
// zero means the default and a negative number means none. A document that
// goes beyond one gets a fault whose code names the limit.
type Limits struct {
	Depth       int // elements open at a time; default 10,000
	Attributes  int // attributes of one start tag, defaulted ones included; default 10,000
	Namespaces  int // namespace declarations of one start tag; default 1,000
	Name        int // bytes of a name as written; default 50,000
	Tag         int // bytes of a tag, with its expanded values, or of a declaration; default 10,000,000
	Names       int // distinct names of a document; default 1,000,000
	NameBytes   int // bytes of all distinct names and namespace URIs; default 64,000,000
	DTD         int // bytes kept of declarations in a document type declaration; default 10,000,000
	EntityDepth int // entities open within each other; default 20

	// Expansion is how many bytes may come from entities and attribute
	// defaults, 20 added for each, before their sum must not be more than
	// ExpansionFactor times the input up to there; defaults 1,000,000 and 5.
	Expansion       int
	ExpansionFactor int
}

// entityCost is what each reference or default costs beside its length.
const entityCost = 20

// withDefaults fills in what is zero and turns "none" into a bound that is
// out of reach.
func (l Limits) withDefaults() Limits {
	or := func(n *int, normal int) {
		switch {
		case *n == 0:
			*n = normal
		case *n < 0:
			*n = math.MaxInt
		}
	}
	or(&l.Depth, 10_000)
	or(&l.Attributes, 10_000)
	or(&l.Namespaces, 1_000)
	or(&l.Name, 50_000)
	or(&l.Tag, 10_000_000)
	or(&l.Names, 1_000_000)
	or(&l.NameBytes, 64_000_000)
	or(&l.DTD, 10_000_000)
	or(&l.EntityDepth, 20)
	or(&l.Expansion, 1_000_000)
	or(&l.ExpansionFactor, 5)
	return l
}
