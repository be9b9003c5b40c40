package validate_test

import (
	"math/rand/v2"
	"testing"

	"github.com/snapxml/snapxml/validate"
	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/relaxng"
	"github.com/snapxml/snapxml/validate/relaxng/syntax"
	"github.com/snapxml/snapxml/validate/rules"
	"github.com/snapxml/snapxml/validate/source"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

// With random schemas, of which random parts are younger or older than the
// target, a document is valid if and only if what is left of the schema at the
// target takes it; where a part is refused only for the target, it is said.
func TestTargetRandom(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 5))
	schemas, documents, refused, young, explained := 0, 0, 0, 0, 0
	codes := map[diag.Code]int{}
	for schemas < 400 {
		w := &schemaWriter{random: random, careful: 1000, left: 30}
		written := w.schema()
		annotateAtRandom(random, written)
		text := schemaText(t, written, ".rng")
		v, _, err := validate.Compile(source.NewFile("schema.rng", text), validate.Options{Rules: rules.Options{Target: "5"}})
		if err != nil {
			t.Fatal(err)
		}
		if v == nil {
			continue // not a correct schema
		}
		schemas++
		left := schemaAt(t, text, "5")
		for _, s := range []*syntax.Schema{v.Grammar().Schema(), left} {
			for range 3 {
				d := &documentWriter{random: random}
				xml, err := d.document(s).WriteToBytes()
				if err != nil {
					t.Fatal(err)
				}
				file := source.NewFile("document.xml", xml)
				found := v.Check(file)
				documents++
				if valid := matches(left, file); valid == diag.HasErrors(found) {
					t.Fatalf("schema:\n%s\ndocument:\n%s\nat release 5 it is valid: %v; found %v", text, xml, valid, describe(found))
				} else if !valid {
					refused++
					if matches(v.Grammar().Schema(), file) {
						young++
						if len(ofAnnotations(found)) > 0 {
							explained++
						}
					}
				}
				for _, x := range found {
					codes[x.Code]++
				}
			}
		}
	}
	if young < documents/20 || codes[diag.NotYetKnown] < documents/50 || codes[diag.NoLongerKnown] < documents/100 {
		t.Errorf("too little to compare: %d of %d documents refused for the target: %v", young, documents, codes)
	}
	if explained < young*9/10 {
		t.Errorf("of %d documents that are refused for the target only %d are explained", young, explained)
	}
	t.Logf("%d schemas, %d documents, %d refused, %d for the target alone, %d of them explained: %v", schemas, documents, refused, young, explained, codes)
}

// annotateAtRandom gives some parts of a schema a since or an until: elements,
// attributes and values, now and then defines and other patterns.
func annotateAtRandom(random *rand.Rand, p *syntax.Pattern) {
	note := func(a **syntax.Annotations, oneIn int) {
		if random.IntN(oneIn) > 0 {
			return
		}
		if *a == nil {
			*a = &syntax.Annotations{}
		}
		at := syntax.AnnotationAttr{Space: syntax.SnapxmlNS, Prefix: "sx", Local: syntax.SinceAttr, Value: pick(random, []string{"4", "5", "6", "7"})}
		if random.IntN(4) == 0 {
			at.Local = syntax.UntilAttr
		}
		(*a).Attrs = append((*a).Attrs, at)
	}
	switch p.Op {
	case syntax.OpElement, syntax.OpAttribute, syntax.OpValue:
		note(&p.Annotations, 4)
	case syntax.OpGrammar:
	default:
		note(&p.Annotations, 40)
	}
	for _, sub := range p.Sub {
		annotateAtRandom(random, sub)
	}
	var inGrammar func(g *syntax.Grammar)
	inGrammar = func(g *syntax.Grammar) {
		for _, c := range g.Content {
			if c.Pattern != nil {
				note(&c.Annotations, 20)
				annotateAtRandom(random, c.Pattern)
			}
			if c.Grammar != nil {
				inGrammar(c.Grammar)
			}
		}
	}
	if p.Grammar != nil {
		inGrammar(p.Grammar)
	}
}

// schemaAt is the simple form of what a release has of a schema.
func schemaAt(t *testing.T, text []byte, target rules.Release) *syntax.Schema {
	t.Helper()
	o := syntax.Options{Libraries: libraries}
	o.Known = func(a *syntax.Annotations) bool {
		for _, at := range a.Attrs {
			young := at.Local == syntax.SinceAttr && rules.Release(at.Value).Compare(target) > 0
			old := at.Local == syntax.UntilAttr && rules.Release(at.Value).Compare(target) <= 0
			if at.Space == syntax.SnapxmlNS && (young || old) {
				return false
			}
		}
		return true
	}
	p, _, err := syntax.Parse(source.NewFile("schema.rng", text), o)
	if err != nil {
		t.Fatal(err)
	}
	s, faults, err := syntax.Simplify(p, o)
	if err != nil || s == nil {
		t.Fatalf("%s\n%v %v", text, err, describe(faults))
	}
	return s
}

// matches reports whether a document matches a schema, by the engine alone.
func matches(s *syntax.Schema, doc *source.File) bool {
	g := relaxng.Compile(s)
	valid := true
	scanner := xmlscan.NewScanner(g.Names(), xmlscan.Options{})
	scanner.ResetBytes(doc.Bytes())
	m := g.NewMatcher(scanner, func(*diag.Diagnostic) { valid = false })
	for {
		switch scanner.Next() {
		case xmlscan.EOF:
			return valid && scanner.Fault() == nil
		case xmlscan.StartElement:
			m.Start(&relaxng.StartTag{Name: scanner.Name(), Attrs: scanner.Attrs(), Range: scanner.Range(), NameRange: scanner.NameRange()})
		case xmlscan.EndElement:
			m.End()
		case xmlscan.Text:
			m.Text(scanner.Text(), scanner.Range())
		}
	}
}
