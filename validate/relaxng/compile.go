package relaxng

import (
	"github.com/snapxml/snapxml/validate/relaxng/syntax"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

// A compiler numbers what a grammar matches: its elements, attributes, data and
// names.
type compiler struct {
	*Grammar
	single []*nameClass // by ID of the name: the class of that name alone

	classRoom []nameClass
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
	for i, p := range c.schema.Attributes {
		c.attribute(i, p)
	}
	for i, p := range c.schema.Data {
		c.number[p.ID] = int32(i)
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

// attribute compiles the attribute pattern of a number.
func (c *compiler) attribute(number int, p *syntax.Pattern) {
	a := &c.attributes[number]
	a.id, a.name, a.src = int32(number), c.nameClass(p.Name), p
	c.number[p.ID] = int32(number)
}
