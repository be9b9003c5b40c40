package relaxng

import (
	"slices"

	"github.com/snapxml/snapxml/validate/relaxng/syntax"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

// A compiler numbers what a grammar matches: its elements, attributes,
// datatypes and names.
type compiler struct {
	*Grammar
	seen   []bool       // patterns by ID
	single []*nameClass // by ID of the name: the class of that name alone
	data   int32        // how many there are
	todo   []*syntax.Pattern

	attributeRoom []attribute
	dataRoom      []dataType
	classRoom     []nameClass
}

// roomFor is how many values one allocation makes room for.
const roomFor = 64

// take is a pointer to a zero value, of which many are allocated at a time.
func take[T any](room *[]T) *T {
	if len(*room) == 0 {
		*room = make([]T, roomFor)
	}
	value := &(*room)[0]
	*room = (*room)[1:]
	return value
}

func (c *compiler) compile() {
	elements := make([]element, 1+len(c.schema.Defines))
	c.elements = make([]*element, len(elements))
	for i := range elements {
		c.elements[i] = &elements[i]
	}
	elements[0].src = c.schema.Start
	for i, d := range c.schema.Defines {
		e := c.elements[i+1]
		*e = element{id: int32(i + 1), def: d, src: d.Element, name: c.nameClass(d.Element.Name)}
		c.addNames(e)
	}
	c.collect(c.schema.Start)
	for _, d := range c.schema.Defines {
		c.collect(d.Element.Sub[0])
	}
	for id := range c.names.Len() {
		c.addSpace(c.names.Name(xmlscan.ID(id + 1)).Space)
	}
}

// nameClass compiles a name class. Those of one name alone are shared.
func (c *compiler) nameClass(nc *syntax.NameClass) *nameClass {
	if nc.Op != syntax.NameOnly { // of names themselves the table knows the namespaces
		namespaces(nc, c.addSpace)
		return compileNameClass(nc, c.names)
	}
	id := c.names.Intern(nc.Space, nc.Local)
	if more := int(id) + 1 - len(c.single); more > 0 {
		c.single = append(c.single, make([]*nameClass, more)...)
	}
	if c.single[id] == nil {
		class := take(&c.classRoom)
		class.own[0] = id
		class.ids, class.src = class.own[:], nc
		c.single[id] = class
	}
	return c.single[id]
}

func (c *compiler) addNames(e *element) {
	if e.name.wild {
		c.wild = append(c.wild, e)
		return
	}
	for _, id := range e.name.ids {
		c.byName[uint32(id)] = append(c.byName[uint32(id)], e)
	}
}

func (c *compiler) addSpace(uri string) {
	if _, ok := c.spaces[uri]; !ok {
		c.spaces[uri] = uint32(len(c.spaces) + 1)
	}
}

// collect numbers the attributes and datatypes of a pattern. Patterns may be
// shared and deep, so it keeps its own stack.
func (c *compiler) collect(p *syntax.Pattern) {
	todo := append(c.todo[:0], p)
	for len(todo) > 0 {
		p, todo = todo[len(todo)-1], todo[:len(todo)-1]
		if p.ID == 0 || c.seen[p.ID] {
			continue
		}
		c.seen[p.ID] = true
		switch p.Op {
		case syntax.OpAttribute:
			a := take(&c.attributeRoom)
			a.id, a.name, a.src = int32(len(c.attributes)), c.nameClass(p.Name), p
			c.attributes = append(c.attributes, a)
			c.attributeOf[p.ID] = a
		case syntax.OpData, syntax.OpValue:
			c.dataOf[p.ID] = c.dataType(p)
			if p.Except != nil {
				todo = append(todo, p.Except)
			}
		}
		for _, sub := range slices.Backward(p.Sub) { // numbers follow the schema
			todo = append(todo, sub)
		}
	}
	c.todo = todo
}

func (c *compiler) dataType(p *syntax.Pattern) *dataType {
	d := take(&c.dataRoom)
	d.id, d.typ, d.src, d.except = c.data, p.Datatype, p, p.Except
	if p.Op == syntax.OpValue {
		d.isValue, d.lexical = true, p.Value
	}
	c.data++
	return d
}
