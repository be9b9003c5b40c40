package syntax

import (
	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/source"
)

// shorthand is the name class of a name attribute (§4.8). On attribute
// patterns it has no namespace unless it has a prefix or stands beside an ns.
func (r *xmlReader) shorthand(n *xmlNode, at *xmlAttr, in setting) *NameClass {
	if n.local == "attribute" && n.attr("ns") == nil {
		in.ns, in.inherit = "", false
	}
	return r.qName(n, at.value, at.quote, in)
}

// qName makes a name class of a name as written, with or without prefix.
func (r *xmlReader) qName(n *xmlNode, written string, at source.Range, in setting) *NameClass {
	at = trimRange(written, at)
	nc := r.classes.new()
	nc.Op, nc.Space, nc.Inherit, nc.Range = NameOnly, in.ns, in.inherit, at
	prefix, local, ok := splitQName(trim(written))
	if !ok {
		r.rep.errorf(r.file, diag.SchemaAttributeValue, at, "%s is not a name (RELAX NG §3)", diag.Quote(trim(written)))
		return nc
	}
	nc.Local, nc.Prefix = local, prefix
	if prefix != "" {
		nc.Space, ok = n.scope.Namespace(prefix)
		nc.Inherit = false
	}
	if !ok {
		r.rep.errorf(r.file, diag.SchemaPrefix, at, "prefix %s is not declared (RELAX NG §4.10)", diag.Quote(prefix))
	}
	return nc
}

// nameClass reads an element that must be a name class.
func (r *xmlReader) nameClass(n *xmlNode, parent string, outer setting) *NameClass {
	nc := &NameClass{Range: n.rng}
	switch n.local {
	case "name", "anyName", "nsName", "choice":
	default:
		r.misplaced(n, parent, "name", "anyName", "nsName", "choice")
		nc.Op = NameAny
		return nc
	}
	in := r.attributes(n, outer, &nc.Annotations)
	switch n.local {
	case "name":
		text, at := r.textOnly(n, &nc.Annotations)
		name := r.qName(n, text, at, in)
		name.Annotations = nc.Annotations
		return name
	case "anyName":
		nc.Op = NameAny
		nc.Except = r.exceptName(n, in, &nc.Annotations)
	case "nsName":
		nc.Op, nc.Space, nc.Inherit = NameNS, in.ns, in.inherit
		nc.Except = r.exceptName(n, in, &nc.Annotations)
	case "choice":
		nc.Op = NameChoice
		nc.Sub = r.nameClasses(n, in, &nc.Annotations)
		return unwrapName(nc)
	}
	return nc
}

// nameClasses reads the content of choice and except.
func (r *xmlReader) nameClasses(n *xmlNode, in setting, a **Annotations) []*NameClass {
	var subs []*NameClass
	faults := len(r.rep.all)
	r.children(n, a, func(c *xmlNode) **Annotations {
		nc := r.nameClass(c, n.local, in)
		subs = append(subs, nc)
		return &nc.Annotations
	})
	if len(subs) == 0 {
		r.missing(n, "at least one name class", faults)
		subs = append(subs, &NameClass{Op: NameOnly, Range: n.name})
	}
	return subs
}

// exceptName reads the content of anyName and nsName.
func (r *xmlReader) exceptName(n *xmlNode, in setting, a **Annotations) *NameClass {
	var except *NameClass
	r.children(n, a, func(c *xmlNode) **Annotations {
		if c.local != "except" || except != nil {
			r.misplaced(c, n.local, "except")
			return new(*Annotations)
		}
		choice := &NameClass{Op: NameChoice, Range: c.rng}
		choice.Sub = r.nameClasses(c, r.attributes(c, in, &choice.Annotations), &choice.Annotations)
		except = unwrapName(choice)
		return &except.Annotations
	})
	return except
}

// unwrapName replaces a choice of one name class by that name class (§4.12).
func unwrapName(nc *NameClass) *NameClass {
	if len(nc.Sub) != 1 {
		return nc
	}
	inner := nc.Sub[0]
	inner.Annotations = wrapAnnotations(nc.Annotations, inner.Annotations, inner.Op == NameOnly)
	return inner
}
