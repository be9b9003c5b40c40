package relaxng

import (
	"io"

	"github.com/snapxml/snapxml/schema"
	"github.com/snapxml/snapxml/validate/relaxng/syntax"
)

// Grammar makes a grammar of a model. It belongs to no file: the ranges in it
// are empty.
func Grammar(m *schema.Model) *syntax.Pattern {
	x := newExporter(m)
	g := &syntax.Grammar{}
	start := &schema.Declaration{Content: x.types[m.Root]}
	root := x.element(m.Name, start, []*schema.Entry{x.index.Root})
	g.Content = append(g.Content, &syntax.Component{Kind: syntax.Start, Pattern: root})
	for i := 0; i < len(x.queue); i++ {
		g.Content = append(g.Content, x.define(x.queue[i]))
	}
	for i := 0; i < len(x.dataQueue); i++ {
		g.Content = append(g.Content, x.define(x.dataQueue[i]))
	}
	if x.anyContent {
		g.Content = append(g.Content, anyContentDefine())
	}
	x.document(g)
	return &syntax.Pattern{Op: syntax.OpGrammar, Grammar: g, Annotations: documentation(m.Doc)}
}

// WriteXML writes the grammar of a model in the XML syntax.
func WriteXML(w io.Writer, m *schema.Model) error { return syntax.WriteXML(w, Grammar(m)) }

// WriteCompact writes the grammar of a model in the compact syntax.
func WriteCompact(w io.Writer, m *schema.Model) error { return syntax.WriteCompact(w, Grammar(m)) }

// An exporter makes one grammar.
type exporter struct {
	model *schema.Model
	index *schema.Index
	types map[string]*schema.Type
	names map[*schema.Type]string

	common   map[*schema.Type][]*schema.Field // by choice: what stands before it
	factored map[*schema.Field]bool           // fields of variants that stand before their choice
	values   map[*schema.Type][]*schema.Entry // by type: the entries where all its values may stand

	queue      []*schema.Type // structs and choices in the order in which they are first named
	dataQueue  []*schema.Type // datatypes and enumerations
	queued     map[*schema.Type]bool
	shown      map[*schema.Type]bool // types whose documentation stands with an element
	anyContent bool
}

func newExporter(m *schema.Model) *exporter {
	x := &exporter{
		model:    m,
		index:    m.Entries(),
		types:    make(map[string]*schema.Type),
		names:    make(map[*schema.Type]string),
		common:   make(map[*schema.Type][]*schema.Field),
		factored: make(map[*schema.Field]bool),
		values:   make(map[*schema.Type][]*schema.Entry),
		queued:   make(map[*schema.Type]bool),
		shown:    make(map[*schema.Type]bool),
	}
	for _, t := range m.Types {
		x.types[t.Name] = t
	}
	x.nameDefines()
	x.factor()
	x.findValues()
	return x
}

// nameDefines gives every type the name of its define.
func (x *exporter) nameDefines() {
	taken := map[string]bool{anyContentName: true}
	for _, t := range x.model.Types {
		name := lowerCamel(t.Name)
		for taken[name] {
			name += "_"
		}
		taken[name] = true
		x.names[t] = name
	}
}

// findValues finds where all values of an enumeration or union may stand.
func (x *exporter) findValues() {
	for _, t := range x.model.Types {
		for _, f := range t.Fields {
			content := x.types[f.Type]
			if content == nil || len(f.Fixed) > 0 {
				continue
			}
			x.values[content] = append(x.values[content], x.index.Of(f)...)
		}
	}
}

// define makes the define of a type.
func (x *exporter) define(t *schema.Type) *syntax.Component {
	c := &syntax.Component{Kind: syntax.Def, Name: x.names[t]}
	switch t.Kind {
	case schema.Struct:
		c.Pattern = x.structure(t)
	case schema.Choice:
		c.Pattern = x.choice(t)
	case schema.Data:
		c.Pattern = x.data(t)
		annotate(&c.Annotations, syntax.LabelAttr, t.Label)
	case schema.Enum:
		c.Pattern = x.enumeration(t, nil, x.values[t])
	}
	return c
}

// document puts the documentation and facts of types on their defines, except
// where an element or attribute shows them. The facts of datatypes concern the
// content alone, so no element shows those.
func (x *exporter) document(g *syntax.Grammar) {
	defined := make(map[string]*schema.Type)
	for t, name := range x.names {
		defined[name] = t
	}
	for _, c := range g.Content {
		t := defined[c.Name]
		if c.Kind != syntax.Def || t == nil {
			continue
		}
		if !x.shown[t] || t.Kind == schema.Data || t.Kind == schema.Enum {
			facts(&c.Annotations, t.Facts)
		}
		if !x.shown[t] {
			document(&c.Annotations, t.Doc)
		}
	}
}

// ref is a reference to a type's define, which will be made.
func (x *exporter) ref(t *schema.Type) *syntax.Pattern {
	if !x.queued[t] {
		x.queued[t] = true
		if t.Kind == schema.Struct || t.Kind == schema.Choice {
			x.queue = append(x.queue, t)
		} else {
			x.dataQueue = append(x.dataQueue, t)
		}
	}
	return &syntax.Pattern{Op: syntax.OpRef, Ref: x.names[t]}
}
