package syntax

// nameClass is the box of a name class. Alone means that it needs no
// parentheses.
func (c *compactWriter) nameClass(nc *NameClass, attribute, alone bool) *box {
	a := nc.Annotations
	if nc.Op == NameOnly {
		a = textualAnnotations(a)
	}
	lead, follow := c.leading(a), c.following(a)
	b := c.bareName(nc, attribute)
	switch {
	case nc.Op == NameChoice && (!alone || len(lead)+len(follow) > 0):
		b = parentheses(b)
	case !alone && (nc.Except != nil || len(follow) > 0):
		return parentheses(sequence(lead, b, follow))
	}
	return sequence(lead, b, follow)
}

func (c *compactWriter) bareName(nc *NameClass, attribute bool) *box {
	switch nc.Op {
	case NameOnly:
		return text(c.name(nc, attribute))
	case NameNS:
		return c.except(c.anyIn(nc)+":*", nc, attribute)
	case NameAny:
		return c.except("*", nc, attribute)
	}
	var items []*box
	for i, sub := range nc.Sub {
		if i > 0 {
			items = append(items, line(), text("| "))
		}
		items = append(items, nest(c.nameClass(sub, attribute, false)))
	}
	return join(boxGroup, items)
}

// except is a wildcard and what is taken out of it.
func (c *compactWriter) except(wildcard string, nc *NameClass, attribute bool) *box {
	if nc.Except == nil {
		return text(wildcard)
	}
	return group(text(wildcard+" - "), c.nameClass(nc.Except, attribute, false))
}

func (c *compactWriter) anyIn(nc *NameClass) string {
	if nc.Inherit {
		return c.inherited()
	}
	return c.prefix(nc.Prefix, nc.Space)
}

// name is a name, with a prefix where the default namespace is another one.
func (c *compactWriter) name(nc *NameClass, attribute bool) string {
	switch {
	case nc.Inherit && attribute:
		return c.inherited() + ":" + nc.Local
	case nc.Inherit, attribute && nc.Space == "":
		return nc.Local
	case (nc.Prefix == "" || nc.Space == "") && !attribute && !c.inherits && c.hasSpace && c.space == nc.Space:
		return nc.Local
	}
	return c.prefix(nc.Prefix, nc.Space) + ":" + nc.Local
}
