package libxml2

import (
	"bytes"
	"errors"
	"slices"
	"strings"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/relaxng/syntax"
)

// A Deviation is a way in which libxml2 is known to be wrong.
type Deviation struct {
	Name   string // kebab-case
	Reason string // what libxml2 does, and which section of which standard says otherwise

	applies func(Case) bool
}

// Known is the deviation that explains why the engines disagree, or nil. A
// deviation is told by what the schema and the document have in them.
func Known(c Case) *Deviation {
	for i := range deviations {
		if deviations[i].applies(c) {
			return &deviations[i]
		}
	}
	return nil
}

// Deviations are all that are known, each with a case in the tests.
func Deviations() []Deviation { return slices.Clone(deviations) }

var deviations = []Deviation{
	{"no-verdict", "it takes time that doubles with each optional attribute or nested repetition", func(c Case) bool {
		return errors.Is(c.Err, ErrNoVerdict)
	}},
	{"crash", "it destroys its memory over some schemas, and runs out of stack over others", func(c Case) bool {
		return errors.Is(c.Err, ErrCrash)
	}},
	{"limits", "it reads elements up to 256 deep and texts up to 10 MB, fewer than the limits of this program", func(c Case) bool {
		return has(c.Libxml2, diag.DepthLimit) || slices.ContainsFunc(c.Libxml2, func(d *diag.Diagnostic) bool { return hugeText().MatchString(d.Message) })
	}},
	{"other-limits", "it lacks limits that this program keeps", func(c Case) bool { return has(c.Native, limitCodes...) }},
	{"encoding-conflict", "it goes by the byte order mark and forgets an encoding declaration that says otherwise, which XML 1.0 §4.3.3 calls an error", func(c Case) bool {
		return has(c.Native, diag.EncodingConflict)
	}},
	{"encoding-unknown", "it knows other encodings than this program; XML 1.0 §4.3.3 asks for UTF-8 and UTF-16 only", func(c Case) bool {
		return has(c.Native, diag.UnsupportedEncoding) != has(c.Libxml2, diag.UnsupportedEncoding)
	}},
	{"attribute-defaults", "it does not add the attributes that the document type declaration gives a default, which XML 1.0 §5.1 asks of every processor", func(c Case) bool {
		return bytes.Contains(c.Document.Bytes(), []byte("<!ATTLIST"))
	}},
	{"qname", "it compares values of the types QName and NOTATION as text, not by namespace (XML Schema Part 2 §3.2.18)", func(c Case) bool {
		return c.hasType("QName", "NOTATION")
	}},
	{"pattern-space", "it matches the pattern of a type before it drops white space around the value, where XML Schema Part 2 §4.3.4 looks at what is left", func(c Case) bool {
		return faults(c.Native) == nil && c.any(hasPattern) && spacedValue().Match(c.Document.Bytes())
	}},
	{"long-number", "it holds numbers of up to 24 digits only; XML Schema Part 2 §3.2.3 sets no bound", func(c Case) bool {
		return longNumber().Match(c.Document.Bytes())
	}},
	{"base64", "it takes whatever looks like base64 data, with other characters in between (XML Schema Part 2 §3.2.16)", func(c Case) bool {
		return c.hasType("base64Binary")
	}},
	{"duration", "it takes durations of the same length for the same value; those of XML Schema Part 2 §3.2.6 are tuples of years, months, days and so on", func(c Case) bool {
		return c.hasType("duration")
	}},
	{"data-except", "it takes a value that the except of a data does not match for a mistake (RELAX NG §6.2.8)", func(c Case) bool {
		return c.any(func(p *syntax.Pattern) bool { return p.Op == syntax.OpData && p.Except != nil })
	}},
	{"pattern-facet", "its automaton for regular expressions gives up on counted and on ambiguous repetitions (XML Schema Part 2 §F)", func(c Case) bool {
		return c.any(hasPattern)
	}},
	{"list", "it matches the tokens of a list one after the other and does not try again (RELAX NG §6.2.9)", func(c Case) bool {
		return c.any(func(p *syntax.Pattern) bool { return p.Op == syntax.OpList })
	}},
	{"nothing-in-group", "it loses its way where empty or notAllowed stand beside other patterns, which RELAX NG §4.20 and §4.21 take out", func(c Case) bool {
		return slices.ContainsFunc(c.Written, nothingInGroup)
	}},
	{"wildcard", "of two branches that a name fits it tries the first only, if the second has a wildcard (RELAX NG §6.2.2)", func(c Case) bool {
		return c.any(func(p *syntax.Pattern) bool { return p.Name != nil && wild(p.Name) })
	}},
}

// hasPattern reports whether a type has a regular expression.
func hasPattern(p *syntax.Pattern) bool {
	return p.Op == syntax.OpData && slices.ContainsFunc(p.Params, func(f *syntax.Param) bool { return f.Name == "pattern" })
}

// nothingInGroup reports whether empty or notAllowed stands beside others
// somewhere in a pattern.
func nothingInGroup(p *syntax.Pattern) bool {
	if p == nil {
		return false
	}
	for _, sub := range p.Sub {
		if (sub.Op == syntax.OpEmpty || sub.Op == syntax.OpNotAllowed) && (len(p.Sub) > 1 || p.Op != syntax.OpElement && p.Op != syntax.OpAttribute) || nothingInGroup(sub) {
			return true
		}
	}
	return p.Grammar != nil && nothingInGrammar(p.Grammar)
}

func nothingInGrammar(g *syntax.Grammar) bool {
	return slices.ContainsFunc(g.Content, func(c *syntax.Component) bool {
		return c.Pattern != nil && (c.Pattern.Op == syntax.OpEmpty || c.Pattern.Op == syntax.OpNotAllowed || nothingInGroup(c.Pattern)) ||
			c.Grammar != nil && nothingInGrammar(c.Grammar)
	})
}

// limitCodes are limits of the reader.
var limitCodes = []diag.Code{diag.DepthLimit, diag.AttributeLimit, diag.NamespaceLimit, diag.NameLimit, diag.TagLimit, diag.NamesLimit,
	diag.DTDLimit, diag.EntityDepthLimit, diag.ExpansionLimit, diag.ValueTooLong, diag.TooMany}

var (
	hugeText    = expression(`[Hh]uge |XML_PARSE_HUGE|too long`)
	spacedValue = expression(`[>"'](\s+[-+]?[0-9.]+\s*|[-+]?[0-9.]+\s+)[<"']`)
	longNumber  = expression(`[0-9]{19}`)
)

// hasType reports whether the schema has data or a value of one of the types.
func (c Case) hasType(names ...string) bool {
	return c.any(func(p *syntax.Pattern) bool {
		return p.Data != nil && slices.Contains(names, p.Type)
	})
}

// any reports whether one of the patterns of the schema is such.
func (c Case) any(is func(*syntax.Pattern) bool) bool {
	if c.Schema == nil {
		return false
	}
	seen := map[*syntax.Pattern]bool{}
	var visit func(p *syntax.Pattern) bool
	visit = func(p *syntax.Pattern) bool {
		if p == nil || seen[p] {
			return false
		}
		seen[p] = true
		if is(p) || p.Data != nil && visit(p.Except) {
			return true
		}
		if p.Op == syntax.OpRef && p.Define != nil {
			return visit(p.Define.Element)
		}
		return slices.ContainsFunc(p.Sub, visit)
	}
	return visit(c.Schema.Start)
}

// wild reports whether a name class has room for names that it does not name.
func wild(nc *syntax.NameClass) bool {
	return nc.Op == syntax.NameAny || nc.Op == syntax.NameNS || slices.ContainsFunc(nc.Sub, wild)
}

// A refusal is a way in which libxml2 wrongly finds a schema incorrect.
type refusal struct {
	says   string // part of the message
	reason string
}

var refusals = []refusal{
	{"conflicts in interleave", "it takes two name classes of which one has a wildcard to overlap, where RELAX NG §7.4 compares what they contain"},
	{"getting element list", "it takes a branch of an interleave without elements for a failure of memory (RELAX NG §7.4)"},
	{"Attributes conflicts in group", "it takes two name classes of which one has a wildcard to overlap, where RELAX NG §7.3 compares what they contain"},
	{"a content type error", "it counts patterns that RELAX NG §4.20 takes out before §7.2 looks at them"},
	{"Found forbidden pattern", "it minds patterns that RELAX NG §4.19 leaves out, as nothing can reach them, before §7.1 looks at them"},
	{"found no define for ref", "it loses definitions of grammars within grammars (RELAX NG §4.18)"},
	{"miss the combine attribute", "it takes the definitions of a grammar within a grammar for those of the outer one (RELAX NG §4.17)"},
	{"Detected a cycle in", "it minds cycles among definitions that nothing refers to, which RELAX NG §4.19 takes out first"},
	{"but not the included grammar", "it looks for what an include replaces in the included file only, not in what that includes (RELAX NG §4.7)"},
}

// WhyRefused says why libxml2 does not take a schema that is correct.
func WhyRefused(found []*diag.Diagnostic) string {
	for _, r := range refusals {
		if slices.ContainsFunc(found, func(d *diag.Diagnostic) bool { return strings.Contains(d.Message, r.says) }) {
			return "libxml2 is known to be wrong: " + r.reason
		}
	}
	return "one of them is wrong, which is worth a report"
}
