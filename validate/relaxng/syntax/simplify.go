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
	isKnown   func(*Annotations) bool // nil: everything is
	untyped   *Pattern                // anyString, once it is needed

	scopes    []*scope
	todo      []element // elements whose content is not simplified yet
	externals map[external]*Pattern
	types     map[*Pattern]datatype.Datatype // those with params
	absent    map[absentLibrary]bool
	uses      map[*Component]*uses
	includers map[*loaded]*scope // the last scope that includes a file

	slab        slab[Pattern]
	datas       slab[Data]
	classes     slab[NameClass]
	subs        slab[*Pattern]
	definitions slab[definition]
	edges       slab[edge]
	strings     slab[string]
	defines     slab[Define]

	stack []*Pattern // the simple forms of what is being composed
	names []string   // of refs, being gathered

	patterns  int
	heights   []int32 // by Pattern.ID: levels of patterns with a Sub, that one included; [0] is 0
	depth     int
	exhausted bool // a limit was reached
	dead      bool // what is simplified now is not reachable from the start
}

// A place is what the meaning of a pattern depends on beside itself.
type place struct {
	scope *scope // the grammar around it, nil outside of any
	ns    string // what Inherit stands for
	name  string // of the define around it in the same element, or ""

	outer *Define // the element around it, or nil

	around *Annotations // since and until of what is around it in the same element, or nil
}

// An element is an element pattern that becomes a [Define].
type element struct {
	define  *Define
	written *Pattern
	at      place // of its content
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
		isKnown:   o.Known,
		files:     files,
		limits:    files.limits,
		rep:       files.rep,
		externals: map[external]*Pattern{},
		types:     map[*Pattern]datatype.Datatype{},
		absent:    map[absentLibrary]bool{},
		uses:      map[*Component]*uses{},
		includers: map[*loaded]*scope{},
		heights:   make([]int32, 1, 4096),
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
	return s.reachable(start)
}

// contents simplifies the content of elements until all of them are done.
func (s *simplifier) contents() {
	for len(s.todo) > 0 && !s.exhausted {
		e := s.todo[len(s.todo)-1]
		s.todo = s.todo[:len(s.todo)-1]
		e.define.Element.Sub = s.subs.list(1)
		e.define.Element.Sub[0] = s.content(e.written, e.at)
	}
	s.todo = nil
}

// stop reports that a limit is reached; from here on everything is notAllowed.
func (s *simplifier) stop(file *source.File, at source.Range, code diag.Code, message string) {
	if !s.exhausted {
		s.rep.errorf(file, code, at, "%s", message)
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
		return s.notAllowed(p)
	}
	simple := s.written(p, at)
	if !s.known(p.Annotations) {
		return s.unknown(p, simple)
	}
	return simple
}

// written is the simple form of a pattern, be it part of the schema or not.
func (s *simplifier) written(p *Pattern, at place) *Pattern {
	switch p.Op {
	case OpNotAllowed, OpEmpty, OpText:
		return p
	case OpData:
		return s.data(p, at)
	case OpValue:
		return s.value(p, at)
	case OpAttribute:
		return s.attribute(p, at)
	case OpElement:
		return s.element(p, at, false)
	}
	at.around = enclosing(at.around, p.Annotations)
	switch p.Op {
	case OpChoice, OpInterleave, OpGroup:
		return s.all(p.Op, p, at)
	case OpOneOrMore:
		return s.repeat(p, s.content(p, at))
	case OpZeroOrMore:
		return s.optional(p, s.repeat(p, s.content(p, at)))
	case OpOptional:
		return s.optional(p, s.content(p, at))
	case OpMixed:
		return s.compose(OpInterleave, p, []*Pattern{s.content(p, at), s.stand(OpText, p)})
	case OpList:
		return s.wrap(p, nil, s.content(p, at))
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
	return s.notAllowed(p)
}

func (s *simplifier) tooDeep(p *Pattern) {
	s.stop(p.File, p.NameRange, diag.SchemaTooDeep, "patterns and references nested more than "+thousands(s.limits.Depth)+" levels deep")
}

// all joins the simple forms of what a pattern holds.
func (s *simplifier) all(op Op, p *Pattern, at place) *Pattern {
	from := len(s.stack)
	for _, sub := range p.Sub {
		simple := s.pattern(sub, at)
		s.stack = append(s.stack, simple)
	}
	simple := s.compose(op, p, s.stack[from:])
	s.stack = s.stack[:from]
	return simple
}

// content is what an element of the schema holds: a group if it holds several.
func (s *simplifier) content(p *Pattern, at place) *Pattern {
	return s.all(OpGroup, p, at)
}

// stand is a pattern without content that stands where a written one was.
func (s *simplifier) stand(op Op, p *Pattern) *Pattern {
	q := s.slab.new()
	q.Op, q.File, q.Range, q.NameRange = op, p.File, p.Range, p.NameRange
	return q
}

func (s *simplifier) notAllowed(p *Pattern) *Pattern { return s.stand(OpNotAllowed, p) }

func (s *simplifier) empty(p *Pattern) *Pattern { return s.stand(OpEmpty, p) }

// externalRef takes the pattern of another file in (§4.6). References within
// it are to the grammar around the externalRef.
func (s *simplifier) externalRef(p *Pattern, at place) *Pattern {
	target := s.files.targets[p]
	if target == nil || target.pattern == nil {
		return s.notAllowed(p)
	}
	key := external{target, at.scope, inherit(p.External.NS, p.Inherit, at)}
	if done, ok := s.externals[key]; ok {
		return done
	}
	simple := s.pattern(target.pattern, place{scope: at.scope, ns: key.ns, name: at.name, outer: at.outer})
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
	outer := at.around
	at.around = nil
	var content *Pattern
	if len(p.Sub) == 0 {
		content = s.stand(OpText, p)
	} else {
		content = s.content(p, at)
	}
	simple := s.wrap(p, name, content)
	simple.Annotations = withinAnnotations(simple.Annotations, outer)
	return simple
}

// element makes a define of an element and gives a reference to it. Its
// content is simplified later, so that recursion ends here. Sole tells that it
// is all that the define of its name holds.
func (s *simplifier) element(p *Pattern, at place, sole bool) *Pattern {
	s.count(p.File, p.NameRange)
	d := s.defines.new()
	d.Element = s.copy(p)
	d.Element.Name = s.nameClass(p.Name, p.File, at)
	d.Element.Sub = nil
	d.Element.Annotations = withinAnnotations(p.Annotations, at.around)
	d.outer, d.around, d.sole = at.outer, at.name, sole
	at.outer, at.name, at.around = d, "", nil
	s.todo = append(s.todo, element{d, p, at})
	ref := s.stand(OpRef, p)
	ref.Define, ref.ID = d, s.number(0)
	return ref
}

// copy is a pattern for the simple form with the fields of the written one.
func (s *simplifier) copy(p *Pattern) *Pattern {
	q := s.slab.new()
	*q = *p
	return q
}

// number is a new number for a pattern of the simple form.
func (s *simplifier) number(height int32) int32 {
	s.heights = append(s.heights, height)
	return int32(len(s.heights) - 1)
}

// count counts a pattern of the simple form, or a component, against the limit.
func (s *simplifier) count(file *source.File, at source.Range) {
	if s.patterns++; s.patterns > s.limits.Patterns {
		s.stop(file, at, diag.SchemaTooManyPatterns, "the schema has more than "+thousands(s.limits.Patterns)+" patterns once its includes are resolved")
	}
}

// where is the range of what a name class was read from, or of its pattern.
func where(nc *NameClass, p *Pattern) source.Range {
	if nc.Range == (source.Range{}) {
		return p.NameRange
	}
	return nc.Range
}
