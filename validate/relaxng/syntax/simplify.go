package syntax

import (
	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/relaxng/datatype"
	"github.com/snapxml/snapxml/validate/source"
)

// Simplify brings a schema into its simple form (§4) and checks the
// restrictions on it (§7). It reads the files that the schema refers to, each
// one once; hrefs are seen from the file that holds them.
//
// What is wrong with the schema is in the diagnostics; if one of them is an
// error there is no Schema. The error is for files that the machine could not
// read.
//
// Choices, groups and interleaves of many patterns become balanced trees, so
// that the depth of a schema does not grow with the length of an enumeration.
func Simplify(p *Pattern, o Options) (*Schema, []*diag.Diagnostic, error) {
	limits := o.Limits.withDefaults()
	rep := newReporter(limits)
	files := newLoader(o, rep)
	if err := files.main(p); err != nil || diag.HasErrors(rep.all) {
		return nil, rep.sorted(), err
	}
	s := newSimplifier(o, files)
	schema := s.schema(p)
	if !s.exhausted {
		restrict(schema, rep)
	}
	if diag.HasErrors(rep.all) {
		return nil, rep.sorted(), nil
	}
	return schema, rep.sorted(), nil
}

// A simplifier does the work of [Simplify]. Wrong patterns are reported and
// become notAllowed, which cannot cause further faults.
type simplifier struct {
	libraries map[string]datatype.Library
	files     *loader
	limits    Limits
	rep       *reporter

	scopes    []*scope
	elements  []*element
	todo      []*element // elements whose content is not simplified yet
	externals map[external]*Pattern
	types     map[*Pattern]datatype.Datatype
	absent    map[absentLibrary]bool
	heights   map[*Pattern]int

	patterns  int
	depth     int
	exhausted bool // a limit was reached
	dead      bool // what is simplified now is not reachable from the start
}

// A place is what the meaning of a pattern depends on beside itself.
type place struct {
	scope *scope // the grammar around it, nil outside of any
	ns    string // what Inherit stands for
	name  string // of the define around it, or ""
}

// An element is an element pattern that becomes a [Define].
type element struct {
	define  *Define
	ref     *Pattern
	written *Pattern
	at      place
	sole    bool // it is all that the define of its name holds
	named   bool // the start can reach it
}

// external is an externalRef that was simplified.
type external struct {
	file  *loaded
	scope *scope
	ns    string
}

func newSimplifier(o Options, files *loader) *simplifier {
	return &simplifier{
		libraries: o.Libraries,
		files:     files,
		limits:    files.limits,
		rep:       files.rep,
		externals: map[external]*Pattern{},
		types:     map[*Pattern]datatype.Datatype{},
		absent:    map[absentLibrary]bool{},
		heights:   map[*Pattern]int{},
	}
}

// schema simplifies everything that can be reached from the start, and then
// the rest for its faults only.
func (s *simplifier) schema(p *Pattern) *Schema {
	start := s.pattern(p, place{})
	s.contents()
	s.dead = true
	for i := 0; i < len(s.scopes); i++ {
		for _, d := range s.scopes[i].order {
			s.resolve(d, nil)
			s.contents()
		}
	}
	return &Schema{Start: start, Defines: s.reachable(start)}
}

// contents simplifies the content of elements until all of them are done.
func (s *simplifier) contents() {
	for len(s.todo) > 0 && !s.exhausted {
		e := s.todo[len(s.todo)-1]
		s.todo = s.todo[:len(s.todo)-1]
		at := e.at
		at.name = e.hint()
		e.define.Element.Sub = []*Pattern{s.content(e.written, at)}
	}
	s.todo = nil
}

// stop reports that a limit is reached; from here on everything is notAllowed.
func (s *simplifier) stop(p *Pattern, code diag.Code, message string) {
	if !s.exhausted {
		s.rep.errorf(p.File, code, p.NameRange, "%s", message)
	}
	s.exhausted = true
}

// pattern is the simple form of a pattern.
func (s *simplifier) pattern(p *Pattern, at place) *Pattern {
	s.depth++
	defer func() { s.depth-- }()
	if s.depth > s.limits.Depth {
		s.tooDeep(p)
	}
	if s.exhausted {
		return notAllowed(p)
	}
	switch p.Op {
	case OpNotAllowed, OpEmpty, OpText:
		return p
	case OpChoice, OpInterleave, OpGroup:
		return s.compose(p.Op, p, s.all(p.Sub, at))
	case OpOneOrMore:
		return s.repeat(p, s.content(p, at))
	case OpZeroOrMore:
		return s.optional(p, s.repeat(p, s.content(p, at)))
	case OpOptional:
		return s.optional(p, s.content(p, at))
	case OpMixed:
		return s.compose(OpInterleave, p, []*Pattern{s.content(p, at), {Op: OpText, File: p.File, Range: p.Range, NameRange: p.NameRange}})
	case OpList:
		return s.wrap(p, nil, s.content(p, at))
	case OpData:
		return s.data(p, at)
	case OpValue:
		return s.value(p, at)
	case OpAttribute:
		return s.attribute(p, at)
	case OpElement:
		return s.element(p, at, false)
	}
	return s.reference(p, at)
}

// reference is the simple form of what points elsewhere or opens a grammar.
func (s *simplifier) reference(p *Pattern, at place) *Pattern {
	switch p.Op {
	case OpRef:
		return s.ref(p, at.scope)
	case OpParentRef:
		return s.parentRef(p, at.scope)
	case OpExternalRef:
		return s.externalRef(p, at)
	case OpGrammar:
		return s.grammar(p, at)
	}
	return notAllowed(p)
}

func (s *simplifier) tooDeep(p *Pattern) {
	s.stop(p, diag.SchemaTooDeep, "patterns and references nested more than "+thousands(s.limits.Depth)+" levels deep")
}

func (s *simplifier) all(patterns []*Pattern, at place) []*Pattern {
	simple := make([]*Pattern, len(patterns))
	for i, p := range patterns {
		simple[i] = s.pattern(p, at)
	}
	return simple
}

// content is what an element of the schema holds: a group if it holds several.
func (s *simplifier) content(p *Pattern, at place) *Pattern {
	return s.compose(OpGroup, p, s.all(p.Sub, at))
}

// notAllowed stands where a pattern was.
func notAllowed(p *Pattern) *Pattern {
	return &Pattern{Op: OpNotAllowed, File: p.File, Range: p.Range, NameRange: p.NameRange}
}

func empty(p *Pattern) *Pattern {
	return &Pattern{Op: OpEmpty, File: p.File, Range: p.Range, NameRange: p.NameRange}
}

// externalRef takes the pattern of another file in (§4.6). References within
// it are to the grammar around the externalRef.
func (s *simplifier) externalRef(p *Pattern, at place) *Pattern {
	target := s.files.targets[p]
	if target == nil || target.pattern == nil {
		return notAllowed(p)
	}
	key := external{target, at.scope, inherit(p.NS, p.Inherit, at)}
	if done, ok := s.externals[key]; ok {
		return done
	}
	simple := s.pattern(target.pattern, place{scope: at.scope, ns: key.ns, name: at.name})
	s.externals[key] = simple
	return simple
}

// inherit is a namespace, with the one of the place where the file leaves it
// open.
func inherit(space string, open bool, at place) string {
	if open {
		return at.ns
	}
	return space
}

// attribute simplifies an attribute; one without a pattern has text (§4.12).
func (s *simplifier) attribute(p *Pattern, at place) *Pattern {
	name := s.attributeName(p, at)
	if len(p.Sub) == 0 {
		text := &Pattern{Op: OpText, File: p.File, Range: p.Range, NameRange: p.NameRange}
		return s.wrap(p, name, text)
	}
	return s.wrap(p, name, s.content(p, at))
}

// element makes a define of an element and gives a reference to it. Its
// content is simplified later, so that recursion ends here.
func (s *simplifier) element(p *Pattern, at place, sole bool) *Pattern {
	s.count(p)
	d := &Define{Element: s.copy(p)}
	d.Element.Name = s.nameClass(p.Name, p.File, at)
	d.Element.Sub = nil
	e := &element{define: d, written: p, at: at, sole: sole, ref: &Pattern{
		Op: OpRef, Define: d, File: p.File, Range: p.Range, NameRange: p.NameRange,
	}}
	s.elements = append(s.elements, e)
	s.todo = append(s.todo, e)
	return e.ref
}

// copy is a pattern for the simple form with the fields of the written one.
func (s *simplifier) copy(p *Pattern) *Pattern {
	q := *p
	return &q
}

// count counts a pattern of the simple form against the limit.
func (s *simplifier) count(p *Pattern) {
	if s.patterns++; s.patterns > s.limits.Patterns {
		s.stop(p, diag.SchemaTooManyPatterns, "the schema has more than "+thousands(s.limits.Patterns)+" patterns once its includes are resolved")
	}
}

// where is the range of what a name class was read from, or of its pattern.
func where(nc *NameClass, p *Pattern) source.Range {
	if nc.Range == (source.Range{}) {
		return p.NameRange
	}
	return nc.Range
}
