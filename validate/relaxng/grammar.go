package relaxng

import (
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
	elements   []*element  // elements[0] is the document
	attributes []attribute // as in the schema
	number     []int32     // by Pattern.ID: index of an attribute in attributes, of data and values in data

	data []atomic.Pointer[dataType] // see [Grammar.dataType]

	byName map[uint32][]*element // elements by each name they list
	wild   []*element            // elements whose name class has a wildcard

	spaces   map[string]uint32 // namespaces that the schema speaks of, from 1
	holdings holdings
	current  atomic.Pointer[automaton]
	limits   cacheLimits
}

// Compile makes a grammar of a schema in simple form. Any schema that
// [syntax.Simplify] gives without an error can be compiled.
func Compile(s *syntax.Schema) *Grammar { return compile(s, xmlscan.NewNames()) }

// Sibling makes a grammar of another schema for the documents of this one: both
// share a table of names, so that one scanner can feed matchers of both. Call
// it before there is a scanner with that table.
func (g *Grammar) Sibling(s *syntax.Schema) *Grammar { return compile(s, g.names) }

func compile(s *syntax.Schema, names *xmlscan.Names) *Grammar {
	g := &Grammar{
		schema:     s,
		names:      names,
		attributes: make([]attribute, len(s.Attributes)),
		number:     make([]int32, s.IDs),
		data:       make([]atomic.Pointer[dataType], len(s.Data)),
		byName:     make(map[uint32][]*element, len(s.Defines)),
		spaces:     map[string]uint32{},
		limits:     defaultCacheLimits,
	}
	c := &compiler{Grammar: g}
	c.compile()
	g.limits.patterns += 4 * s.IDs
	g.limits.cells += 4 * s.IDs
	g.current.Store(newAutomaton(g))
	return g
}

// Names is the table of the names that the schema mentions, for the scanner
// of a document that is to be matched.
func (g *Grammar) Names() *xmlscan.Names { return g.names }

// Schema is the schema that the grammar was compiled from.
func (g *Grammar) Schema() *syntax.Schema { return g.schema }

// attributeOf is the attribute that a pattern of the schema became, or nil if
// it is not one that the start can reach.
func (g *Grammar) attributeOf(p *syntax.Pattern) *attribute {
	if n := int(g.number[p.ID]); n < len(g.attributes) && g.attributes[n].src == p {
		return &g.attributes[n]
	}
	return nil
}

// dataType is what a data or value pattern of the schema became. It is made
// when a document first asks for it: few documents need many.
func (g *Grammar) dataType(p *syntax.Pattern) *dataType {
	number := g.number[p.ID]
	slot := &g.data[number]
	if d := slot.Load(); d != nil {
		return d
	}
	d := &dataType{id: number, typ: p.Datatype, except: p.Except, src: p}
	if p.Op == syntax.OpValue {
		d.isValue, d.lexical = true, p.Value
	}
	if !slot.CompareAndSwap(nil, d) {
		return slot.Load()
	}
	return d
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
