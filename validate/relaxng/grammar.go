package relaxng

import (
	"slices"
	"sync"
	"sync/atomic"

	"github.com/snapxml/snapxml/validate/relaxng/datatype"
	"github.com/snapxml/snapxml/validate/relaxng/syntax"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

// A Grammar is a compiled schema. It does not change and may be used from
// several goroutines at once; what it learns of documents it keeps in tables
// that all of them share.
type Grammar struct {
	schema     *syntax.Schema
	names      *xmlscan.Names
	elements   []*element // elements[0] is the document
	attributes []*attribute
	data       []*dataType

	elementOf   map[*syntax.Define]*element
	attributeOf map[*syntax.Pattern]*attribute
	dataOf      map[*syntax.Pattern]*dataType

	byName map[uint32][]*element // elements by each name they list
	wild   []*element            // elements whose name class has a wildcard

	spaces  map[string]uint32 // namespaces that the schema speaks of, from 1
	current atomic.Pointer[automaton]
	limits  cacheLimits
}

// Compile makes a grammar of a schema in simple form. Any schema that
// [syntax.Simplify] gives without an error can be compiled.
func Compile(s *syntax.Schema) *Grammar {
	g := &Grammar{
		schema:      s,
		names:       xmlscan.NewNames(),
		elementOf:   map[*syntax.Define]*element{},
		attributeOf: map[*syntax.Pattern]*attribute{},
		dataOf:      map[*syntax.Pattern]*dataType{},
		byName:      map[uint32][]*element{},
		spaces:      map[string]uint32{},
		limits:      defaultCacheLimits,
	}
	g.elements = append(g.elements, &element{src: s.Start})
	for _, d := range s.Defines {
		e := &element{id: int32(len(g.elements)), def: d, src: d.Element}
		e.name = g.nameClass(d.Element.Name)
		g.elements = append(g.elements, e)
		g.addNames(e)
		g.elementOf[d] = e
	}
	seen := make(map[*syntax.Pattern]bool, 16*len(s.Defines)) // about as many as there are
	g.collect(s.Start, seen)
	for _, d := range s.Defines {
		g.collect(d.Element.Sub[0], seen)
	}
	for id := range g.names.Len() {
		g.addSpace(g.names.Name(xmlscan.ID(id + 1)).Space)
	}
	g.limits.patterns += 4 * len(seen)
	g.limits.cells += 4 * len(seen)
	g.current.Store(newAutomaton(g))
	return g
}

// Names is the table of the names that the schema mentions, for the scanner
// of a document that is to be matched.
func (g *Grammar) Names() *xmlscan.Names { return g.names }

// Schema is the schema that the grammar was compiled from.
func (g *Grammar) Schema() *syntax.Schema { return g.schema }

func (g *Grammar) nameClass(nc *syntax.NameClass) *nameClass {
	if nc.Op != syntax.NameOnly { // of names themselves the table knows the namespaces
		namespaces(nc, g.addSpace)
	}
	return compileNameClass(nc, g.names)
}

func (g *Grammar) addNames(e *element) {
	if e.name.wild {
		g.wild = append(g.wild, e)
		return
	}
	for _, id := range e.name.ids {
		g.byName[uint32(id)] = append(g.byName[uint32(id)], e)
	}
}

func (g *Grammar) addSpace(uri string) {
	if _, ok := g.spaces[uri]; !ok {
		g.spaces[uri] = uint32(len(g.spaces) + 1)
	}
}

// collect numbers the attributes and datatypes of a pattern. Patterns may be
// shared and deep, so it keeps its own stack.
func (g *Grammar) collect(p *syntax.Pattern, seen map[*syntax.Pattern]bool) {
	for todo := []*syntax.Pattern{p}; len(todo) > 0; {
		p, todo = todo[len(todo)-1], todo[:len(todo)-1]
		if seen[p] {
			continue
		}
		seen[p] = true
		switch p.Op {
		case syntax.OpAttribute:
			a := &attribute{id: int32(len(g.attributes)), name: g.nameClass(p.Name), src: p}
			g.attributes = append(g.attributes, a)
			g.attributeOf[p] = a
		case syntax.OpData, syntax.OpValue:
			g.addData(p)
			if p.Except != nil {
				todo = append(todo, p.Except)
			}
		}
		for _, sub := range slices.Backward(p.Sub) { // numbers follow the schema
			todo = append(todo, sub)
		}
	}
}

func (g *Grammar) addData(p *syntax.Pattern) {
	d := &dataType{id: int32(len(g.data)), typ: p.Datatype, src: p, except: p.Except}
	if p.Op == syntax.OpValue {
		d.isValue, d.lexical = true, p.Value
		d.value = sync.OnceValue(func() any {
			v, _ := p.Datatype.Value(p.Value, valueContext(p))
			return v
		})
	}
	g.data = append(g.data, d)
	g.dataOf[p] = d
}

// valueContext is where the prefixes of a value in the schema are looked up.
func valueContext(p *syntax.Pattern) datatype.Context {
	if p.Context != nil {
		return p.Context
	}
	return noNamespaces{}
}

type noNamespaces struct{}

func (noNamespaces) Namespace(prefix string) (string, bool) { return "", prefix == "" }

// nameKey is what the automaton knows a name by: its ID if the schema
// mentions it, else its namespace if the schema mentions that, else one key
// for all other names. No name class can tell names of one key apart.
func (g *Grammar) nameKey(id xmlscan.ID, ctx Context) uint32 {
	if int(id) <= g.names.Len() {
		return uint32(id)
	}
	return uint32(g.names.Len()) + 1 + g.spaces[ctx.NameOf(id).Space]
}
