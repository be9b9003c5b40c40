package validate_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/snapxml/snapxml/validate/relaxng/datatype"
	"github.com/snapxml/snapxml/validate/relaxng/syntax"
)

// A schemaWriter makes random schemas in the full language. What it makes is
// well-formed by the grammar of RELAX NG, but may break any of the rules on
// what may stand where; the careful it is the less so.
type schemaWriter struct {
	random  *rand.Rand
	careful int      // one in so many choices ignores the rules
	defines []string // names that a ref may have
	open    bool     // names leave their namespace open
	depth   int      // of nested grammars
	left    int      // patterns that may still be made

	// file writes a schema into another file and gives its href; nil: there
	// are no more files.
	file func(*syntax.Pattern) string
}

// place is where a pattern stands.
type place uint8

const (
	inContent   place = iota // among elements
	inString                 // where the content is a string
	inTokens                 // in a list
	inStart                  // where only an element will do
	inAttribute              // where only attributes will do
)

var (
	randomLocals = []string{"a", "b", "c", "d", "e", "f"}
	randomSpaces = []string{"", "urn:x", "urn:y"}
	randomTexts  = []string{"1", "01", "12", "-3", "1.25", "x", "x y", " x  y ", "y", "a:b", "abc", "true", "", " ",
		"2024-02-29", "2024-02-30", "2024-01-01T00:00:00Z", "P1D", "0aF0", "QUI=", "http://example.org/é", "en-GB", "1e3", "INF"}
	randomParams = map[string][]string{
		"minInclusive": {"1", "5", "2024-01-01", "P1D"}, "maxInclusive": {"12", "-3"},
		"minExclusive": {"0", "1"}, "maxExclusive": {"13", "100"},
		"length": {"1", "3"}, "minLength": {"1", "2"}, "maxLength": {"2", "4"},
		"totalDigits": {"1", "2"}, "fractionDigits": {"0", "1"},
		"pattern": {"[a-c]+", `\d{1,3}`, "x|x y", `\i\c*`, "[^x]*", ".*", "(a|b", `\p{L}+`, "-?[0-9]+"},
	}
	randomTypes = []string{"string", "token", "normalizedString", "NCName", "Name", "NMTOKEN", "NMTOKENS", "integer", "int", "unsignedByte",
		"positiveInteger", "decimal", "boolean", "date", "dateTime", "duration", "hexBinary", "base64Binary", "anyURI", "language", "double", "nonsense"}
)

func (w *schemaWriter) chance(oneIn int) bool { return w.random.IntN(oneIn) == 0 }

// schema makes a schema: a grammar, or now and then one pattern.
func (w *schemaWriter) schema() *syntax.Pattern {
	if w.chance(8) {
		return w.pattern(inStart, 4)
	}
	return &syntax.Pattern{Op: syntax.OpGrammar, Grammar: w.grammar()}
}

// grammar makes a grammar with definitions that refer to each other, and to
// those of the grammar around.
func (w *schemaWriter) grammar() *syntax.Grammar {
	outer := w.defines
	w.defines = nil
	w.depth++
	n := 1 + w.random.IntN(4)
	for i := range n {
		w.defines = append(w.defines, fmt.Sprintf("d%d", i))
	}
	g := &syntax.Grammar{}
	if w.chance(4) && w.file != nil {
		w.defines = append(w.defines, "p0", "p1")
		g.Content = append(g.Content, w.include())
	}
	g.Content = append(g.Content, w.definitions(syntax.Start, "")...)
	for i := range n {
		g.Content = append(g.Content, w.definitions(syntax.Def, fmt.Sprintf("d%d", i))...)
	}
	w.random.Shuffle(len(g.Content), func(i, j int) { g.Content[i], g.Content[j] = g.Content[j], g.Content[i] })
	if w.chance(4) {
		k := w.random.IntN(len(g.Content))
		g.Content = append(slices.Clone(g.Content[:k]), &syntax.Component{Kind: syntax.Div, Grammar: &syntax.Grammar{Content: g.Content[k:]}})
	}
	w.depth--
	w.defines = outer
	return g
}

// other makes schemas for another file.
func (w *schemaWriter) other() *schemaWriter {
	return &schemaWriter{random: w.random, careful: w.careful, left: 10, open: w.chance(2)}
}

// include makes a grammar in another file, with the definitions p0 and p1, and
// what includes it, perhaps with another p0. The p0 that is replaced is simple,
// since jing minds a bad datatype in it, though it is not part of the schema
// any more (§4.7 comes before §4.16).
func (w *schemaWriter) include() *syntax.Component {
	part := w.other()
	part.defines, part.depth = []string{"p0", "p1", "d0"}, 1
	g := &syntax.Grammar{Content: part.definitions(syntax.Def, "p1")}
	c := &syntax.Component{Kind: syntax.Include, NS: "urn:x", Inherit: w.chance(2), Grammar: &syntax.Grammar{}}
	if w.chance(2) {
		c.Grammar.Content = w.definitions(syntax.Def, "p0")
		g.Content = append(g.Content, &syntax.Component{Kind: syntax.Def, Name: "p0", Pattern: &syntax.Pattern{
			Op: syntax.OpElement, Name: part.nameClass(0), Sub: []*syntax.Pattern{{Op: syntax.OpEmpty}}}})
	} else {
		g.Content = append(g.Content, part.definitions(syntax.Def, "p0")...)
	}
	if w.chance(w.careful) {
		c.Grammar.Content = append(c.Grammar.Content, w.definitions(syntax.Def, "p2")...)
	}
	c.Href = w.file(&syntax.Pattern{Op: syntax.OpGrammar, Grammar: g})
	return c
}

// definitions makes one or more definitions of a name.
func (w *schemaWriter) definitions(kind syntax.ComponentKind, name string) []*syntax.Component {
	first := &syntax.Component{Kind: kind, Name: name, Pattern: w.define(kind)}
	if !w.chance(5) {
		return []*syntax.Component{first}
	}
	combine := pick(w.random, []syntax.Combine{syntax.CombineChoice, syntax.CombineInterleave})
	if kind == syntax.Start {
		combine = syntax.CombineChoice // an interleave has one root too many
	}
	second := &syntax.Component{Kind: kind, Name: name, Combine: combine, Pattern: w.define(kind)}
	if w.chance(2) {
		first.Combine = combine
	}
	if w.chance(w.careful) {
		first.Combine, second.Combine = syntax.CombineChoice, pick(w.random, []syntax.Combine{syntax.CombineNone, syntax.CombineInterleave})
	}
	return []*syntax.Component{first, second}
}

func (w *schemaWriter) define(kind syntax.ComponentKind) *syntax.Pattern {
	switch {
	case kind == syntax.Start || w.chance(2):
		return w.pattern(inStart, 4)
	case w.chance(4):
		return w.pattern(inString, 2)
	}
	return w.pattern(inContent, 3)
}

// pattern makes a pattern for a place.
func (w *schemaWriter) pattern(at place, depth int) *syntax.Pattern {
	if w.chance(w.careful) {
		at = pick(w.random, []place{inContent, inString, inTokens, inAttribute})
	}
	w.left--
	if w.left < 0 {
		depth = 0
	}
	if w.chance(12) && len(w.defines) > 0 {
		return &syntax.Pattern{Op: syntax.OpRef, Ref: pick(w.random, w.defines)}
	}
	p := w.patternAt(at, depth)
	if w.chance(15) && p.Op != syntax.OpValue {
		p.Annotations = &syntax.Annotations{Attrs: []syntax.AnnotationAttr{{Space: "urn:note", Prefix: "n", Local: "note", Value: "x"}}}
	}
	return p
}

func (w *schemaWriter) patternAt(at place, depth int) *syntax.Pattern {
	if depth > 0 && w.chance(3) && at != inAttribute {
		return w.compound(at, depth)
	}
	switch at {
	case inStart:
		return w.start(depth)
	case inString:
		return w.stringPattern(depth)
	case inTokens:
		return w.token()
	case inAttribute:
		return w.attribute()
	}
	return w.content(depth)
}

// start makes an element, or something that stands for one.
func (w *schemaWriter) start(depth int) *syntax.Pattern {
	switch {
	case w.chance(10) && w.depth < 2 && depth > 0:
		return &syntax.Pattern{Op: syntax.OpGrammar, Grammar: w.grammar()}
	case w.chance(15) && w.file != nil:
		return &syntax.Pattern{Op: syntax.OpExternalRef, External: &syntax.External{Href: w.file(w.other().schema()), NS: "urn:x"}, Inherit: w.chance(2)}
	case w.chance(12) && w.depth > 1:
		return &syntax.Pattern{Op: syntax.OpParentRef, Ref: pick(w.random, []string{"d0", "d1"})}
	}
	return w.element(depth)
}

func (w *schemaWriter) content(depth int) *syntax.Pattern {
	switch k := w.random.IntN(20); {
	case k < 4 && len(w.defines) > 0:
		return &syntax.Pattern{Op: syntax.OpRef, Ref: pick(w.random, w.defines)}
	case k == 4:
		return &syntax.Pattern{Op: syntax.OpText}
	case k == 5:
		return &syntax.Pattern{Op: syntax.OpEmpty}
	case k == 6 && w.chance(3):
		return &syntax.Pattern{Op: syntax.OpNotAllowed}
	case k < 9:
		return w.attribute()
	case k == 9:
		return &syntax.Pattern{Op: syntax.OpMixed, Sub: w.several(inContent, depth-1)}
	}
	return w.start(depth)
}

// compound makes a pattern of others of the same place.
func (w *schemaWriter) compound(at place, depth int) *syntax.Pattern {
	ops := []syntax.Op{syntax.OpChoice, syntax.OpGroup, syntax.OpInterleave, syntax.OpOptional, syntax.OpZeroOrMore, syntax.OpOneOrMore}
	switch {
	case w.chance(w.careful):
	case at == inStart || at == inString:
		ops = ops[:1]
	case at == inTokens:
		ops = []syntax.Op{syntax.OpChoice, syntax.OpGroup, syntax.OpOptional, syntax.OpZeroOrMore, syntax.OpOneOrMore}
	}
	return &syntax.Pattern{Op: pick(w.random, ops), Sub: w.several(at, depth-1)}
}

func (w *schemaWriter) several(at place, depth int) []*syntax.Pattern {
	var subs []*syntax.Pattern
	for range 1 + w.random.IntN(3) {
		subs = append(subs, w.pattern(at, depth))
	}
	return subs
}

// element makes an element with attributes and content.
func (w *schemaWriter) element(depth int) *syntax.Pattern {
	p := &syntax.Pattern{Op: syntax.OpElement, Name: w.nameClass(2)}
	for range w.random.IntN(3) {
		p.Sub = append(p.Sub, w.attribute())
	}
	switch {
	case depth <= 0:
		p.Sub = append(p.Sub, &syntax.Pattern{Op: pick(w.random, []syntax.Op{syntax.OpEmpty, syntax.OpText})})
	case w.chance(3):
		p.Sub = append(p.Sub, w.pattern(inString, 2))
	default:
		p.Sub = append(p.Sub, w.several(inContent, depth-1)...)
	}
	return p
}

// attribute makes an attribute; one with a wildcard is repeated, as it must be.
func (w *schemaWriter) attribute() *syntax.Pattern {
	p := &syntax.Pattern{Op: syntax.OpAttribute, Name: w.nameClass(2), Sub: []*syntax.Pattern{{Op: syntax.OpText}}}
	if p.Name.Op == syntax.NameOnly && w.chance(2) {
		p.Name.Space, p.Name.Inherit, p.Name.Prefix = "", false, ""
	}
	if w.chance(2) {
		p.Sub = []*syntax.Pattern{w.pattern(inString, 1)}
	}
	switch {
	case p.Name.Op != syntax.NameOnly && !w.chance(w.careful):
		return &syntax.Pattern{Op: pick(w.random, []syntax.Op{syntax.OpOneOrMore, syntax.OpZeroOrMore}), Sub: []*syntax.Pattern{p}}
	case w.chance(2):
		return &syntax.Pattern{Op: syntax.OpOptional, Sub: []*syntax.Pattern{p}}
	}
	return p
}

func (w *schemaWriter) nameClass(depth int) *syntax.NameClass {
	space, prefix := pick(w.random, randomSpaces), "q"
	if w.open {
		space = ""
	}
	nc := &syntax.NameClass{Op: syntax.NameOnly, Space: space, Inherit: w.open, Local: pick(w.random, randomLocals)}
	if w.chance(2) && space != "" {
		nc.Prefix = prefix
	}
	switch k := w.random.IntN(12); {
	case depth == 0 || k > 3:
		if w.chance(4 * w.careful) {
			nc.Local = "xmlns"
		}
		return nc
	case k < 2:
		return &syntax.NameClass{Op: syntax.NameChoice, Sub: []*syntax.NameClass{nc, w.nameClass(depth - 1)}}
	case k == 2:
		return &syntax.NameClass{Op: syntax.NameNS, Space: space, Inherit: w.open, Except: w.except(depth)}
	}
	return &syntax.NameClass{Op: syntax.NameAny, Except: w.except(depth)}
}

func (w *schemaWriter) except(depth int) *syntax.NameClass {
	switch {
	case w.chance(2):
		return nil
	case w.chance(w.careful):
		return w.nameClass(depth)
	}
	return w.nameClass(0)
}

func (w *schemaWriter) stringPattern(depth int) *syntax.Pattern {
	switch k := w.random.IntN(8); {
	case k == 0 && depth > 0:
		return &syntax.Pattern{Op: syntax.OpList, Sub: w.several(inTokens, depth)}
	case k == 1:
		return &syntax.Pattern{Op: syntax.OpText}
	case k == 2:
		return &syntax.Pattern{Op: syntax.OpEmpty}
	}
	return w.token()
}

// token makes data or a value.
func (w *schemaWriter) token() *syntax.Pattern {
	p := &syntax.Pattern{Op: syntax.OpData, Data: &syntax.Data{Library: syntax.XSDDatatypes, Type: pick(w.random, randomTypes)}}
	if p.Type == "nonsense" && !w.chance(w.careful) {
		p.Type = "integer"
	}
	if w.chance(3) {
		p.Library, p.Type = "", pick(w.random, []string{"string", "token"})
	}
	if w.chance(2) {
		p.Op, p.Value = syntax.OpValue, w.valueOf(p)
		return p
	}
	for range w.random.IntN(3) {
		if p.Library != "" {
			p.Params = append(p.Params, w.param(p))
		}
	}
	if w.chance(5) {
		p.Except = w.token()
	}
	return p
}

// valueOf is a text, most often one that the type allows.
func (w *schemaWriter) valueOf(p *syntax.Pattern) string {
	text := pick(w.random, randomTexts)
	d, err := libraries[p.Library].Datatype(p.Type, nil)
	for range 20 {
		if err != nil || d.Check(text, nil) == nil {
			break
		}
		text = pick(w.random, randomTexts)
	}
	return text
}

// param makes a facet, most often one that the type allows. Lengths of dates
// and durations are not made: jing accepts them, and crashes on the first
// document.
func (w *schemaWriter) param(p *syntax.Pattern) *syntax.Param {
	var param datatype.Param
	for range 20 {
		param.Name = pick(w.random, []string{"pattern", "minInclusive", "maxInclusive", "minExclusive", "maxExclusive", "length", "minLength", "maxLength", "totalDigits", "fractionDigits"})
		param.Value = pick(w.random, randomParams[param.Name])
		if strings.HasSuffix(strings.ToLower(param.Name), "length") && slices.Contains([]string{"date", "dateTime", "duration"}, p.Type) {
			param = datatype.Param{Name: "pattern", Value: ".*"}
		}
		if _, err := libraries[p.Library].Datatype(p.Type, []datatype.Param{param}); err == nil || w.chance(w.careful) {
			break
		}
	}
	return &syntax.Param{Param: param}
}

// schemaText writes a schema in the syntax that an extension stands for.
func schemaText(t testing.TB, p *syntax.Pattern, ext string) []byte {
	t.Helper()
	write := syntax.WriteXML
	if ext == ".rnc" {
		write = syntax.WriteCompact
	}
	var b bytes.Buffer
	if err := write(&b, p); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
