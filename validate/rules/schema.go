package rules

import (
	"slices"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/relaxng/syntax"
	"github.com/snapxml/snapxml/validate/source"
)

// schemaFacts are what the annotations of a whole schema say.
type schemaFacts struct {
	of       map[*syntax.Pattern]facts  // those of elements, attributes and values that say something
	needs    map[*syntax.Pattern][]need // by element: what a redefinition needs in it
	releases map[Release]bool           // all that are mentioned
	faults   []*diag.Diagnostic         // annotations that make no sense
	said     map[place]bool             // where the faults are
}

// A place is a range of a file.
type place struct {
	file *source.File
	at   source.Range
}

// A need is a child or an attribute that a redefinition needs. One of the two
// is nil.
type need struct {
	child     *syntax.Define
	attribute *syntax.Pattern
}

// name is the name class of what is needed.
func (n need) name() *syntax.NameClass {
	if n.child != nil {
		return n.child.Element.Name
	}
	return n.attribute.Name
}

// readSchema reads the annotations of a schema.
func readSchema(s *syntax.Schema) *schemaFacts {
	x := &schemaFacts{
		of:       map[*syntax.Pattern]facts{},
		needs:    map[*syntax.Pattern][]need{},
		releases: map[Release]bool{},
		said:     map[place]bool{},
	}
	seen := map[*syntax.Pattern]bool{}
	for _, d := range s.Defines {
		x.read(d.Element)
		walk(d.Element.Sub[0], seen, x.read)
	}
	return x
}

// readNeeds finds what a redefinition needs in each element.
func (x *schemaFacts) readNeeds(s *syntax.Schema) {
	required := func(f facts) bool { return f.redefine == redefineRequired }
	some := false
	for _, f := range x.of {
		some = some || required(f)
	}
	if !some {
		return
	}
	for _, d := range s.Defines {
		element := d.Element
		walk(element.Sub[0], map[*syntax.Pattern]bool{}, func(p *syntax.Pattern) {
			switch {
			case p.Op == syntax.OpAttribute && required(x.of[p]):
				x.needs[element] = append(x.needs[element], need{attribute: p})
			case p.Op == syntax.OpRef && required(x.of[p.Define.Element]):
				x.needs[element] = append(x.needs[element], need{child: p.Define})
			}
		})
	}
}

// walk visits a simple pattern and those in it, down to references, each once
// and in the order of the schema. Patterns may be deep, so it keeps its own
// stack.
func walk(p *syntax.Pattern, seen map[*syntax.Pattern]bool, visit func(*syntax.Pattern)) {
	for todo := []*syntax.Pattern{p}; len(todo) > 0; {
		p, todo = todo[len(todo)-1], todo[:len(todo)-1]
		if seen[p] {
			continue
		}
		seen[p] = true
		visit(p)
		for _, sub := range slices.Backward(p.Sub) {
			todo = append(todo, sub)
		}
	}
}

// read reads the annotations of an element, attribute or value.
func (x *schemaFacts) read(p *syntax.Pattern) {
	switch p.Op {
	case syntax.OpElement, syntax.OpAttribute, syntax.OpValue:
		f := readFacts(p.Annotations, func(at *syntax.AnnotationAttr, problem string) { x.fault(p, at, problem) })
		if f != (facts{}) {
			x.of[p] = f
		}
		x.addReleases(p.Annotations)
	}
}

// addReleases notes the releases that annotations mention.
func (x *schemaFacts) addReleases(a *syntax.Annotations) {
	if a == nil {
		return
	}
	for _, list := range [][]syntax.AnnotationAttr{a.Attrs, a.Around} {
		for _, at := range list {
			if at.Space == syntax.SnapxmlNS && (at.Local == syntax.SinceAttr || at.Local == syntax.UntilAttr) {
				if r, err := ParseRelease(at.Value); err == nil {
					x.releases[r] = true
				}
			}
		}
	}
}

// fault reports an annotation that makes no sense, once for each place.
func (x *schemaFacts) fault(p *syntax.Pattern, at *syntax.AnnotationAttr, problem string) {
	where := place{p.File, at.Range}
	if x.said[where] {
		return
	}
	x.said[where] = true
	d := diag.Errorf(diag.AnnotationValue, at.Range, "annotation %s says nothing: %s", diag.Quote(at.Local), problem)
	d.Severity, d.File = diag.Warning, p.File
	x.faults = append(x.faults, d)
}
