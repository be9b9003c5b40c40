package syntax

import (
	"fmt"
	"strings"
)

// dump writes what a schema says, ranges, prefixes and comments left out, one
// node a line.
func dump(p *Pattern) string {
	d := &dumper{}
	d.pattern(p)
	return d.String()
}

// comments lists the comments of a schema.
func comments(p *Pattern) string {
	d := &dumper{}
	d.pattern(p)
	return strings.Join(d.comments, "\n")
}

type dumper struct {
	strings.Builder
	depth    int
	comments []string
}

func (d *dumper) line(format string, args ...any) {
	fmt.Fprintf(d, "%s%s\n", strings.Repeat("  ", d.depth), fmt.Sprintf(format, args...))
}

func (d *dumper) in(f func()) {
	d.depth++
	f()
	d.depth--
}

func (d *dumper) pattern(p *Pattern) {
	text := opNames[p.Op]
	switch p.Op {
	case OpRef, OpParentRef:
		text += " " + p.Ref
	case OpExternalRef:
		text += " " + joinBase(p.Base, p.Href) + " " + space(p.External.NS, p.Inherit)
	case OpData:
		text += fmt.Sprintf(" {%s}%s", p.Library, p.Type)
	case OpValue:
		text += fmt.Sprintf(" {%s}%s %q", p.Library, p.Type, p.Value)
		if isContextual(p) {
			prefix, local, _ := splitQName(trim(p.Value))
			uri, _ := lookup(p, prefix)
			if prefix == "" {
				uri = space(p.Data.NS, p.Inherit)
			}
			text += fmt.Sprintf(" {%s}%s", uri, local)
		}
	}
	d.line("%s", text)
	d.in(func() {
		a := p.Annotations
		d.annotations(a)
		if p.Name != nil {
			d.name(p.Name)
		}
		if p.Data != nil {
			d.data(p.Data)
		}
		if p.Grammar != nil {
			d.grammar(p.Grammar)
		}
		if p.Op == OpAttribute && len(p.Sub) == 0 {
			d.line("text")
		}
		for _, sub := range p.Sub {
			d.pattern(sub)
		}
	})
}

func (d *dumper) name(nc *NameClass) {
	switch nc.Op {
	case NameOnly:
		d.line("name {%s}%s", space(nc.Space, nc.Inherit), nc.Local)
	case NameNS:
		d.line("nsName {%s}", space(nc.Space, nc.Inherit))
	case NameAny:
		d.line("anyName")
	case NameChoice:
		d.line("choice of names")
	}
	d.in(func() {
		d.annotations(nc.Annotations)
		if nc.Except != nil {
			d.line("except")
			d.in(func() { d.name(nc.Except) })
		}
		for _, sub := range nc.Sub {
			d.name(sub)
		}
	})
}

func space(uri string, open bool) string {
	if open {
		return "inherit"
	}
	return uri
}

func (d *dumper) grammar(g *Grammar) {
	for _, c := range g.Content {
		switch c.Kind {
		case Comment:
			d.comments = append(d.comments, c.Text)
			continue
		case Foreign:
			d.foreign("foreign", c.Element)
			continue
		case Start:
			d.line("start %d", c.Combine)
		case Def:
			d.line("define %s %d", c.Name, c.Combine)
		case Div:
			d.line("div")
		case Include:
			d.line("include %s %s", joinBase(c.Base, c.Href), space(c.NS, c.Inherit))
		}
		d.in(func() {
			d.annotations(c.Annotations)
			if c.Grammar != nil {
				d.grammar(c.Grammar)
			}
			if c.Pattern != nil {
				d.pattern(c.Pattern)
			}
		})
	}
}

func (d *dumper) annotations(a *Annotations) {
	if a == nil {
		return
	}
	d.comments = append(append(d.comments, a.Comments...), a.End...)
	for _, at := range a.Attrs {
		d.line("@{%s}%s=%q", at.Space, at.Local, at.Value)
	}
	for _, e := range a.Elements {
		d.foreign("annotation", e)
	}
	for _, e := range a.After {
		d.foreign("after", e)
	}
}

func (d *dumper) foreign(what string, e *AnnotationElement) {
	d.line("%s {%s}%s", what, e.Space, e.Local)
	d.in(func() {
		for _, at := range e.Attrs {
			d.line("@{%s}%s=%q", at.Space, at.Local, at.Value)
		}
		for _, n := range e.Content {
			switch {
			case n.Element != nil:
				d.foreign("element", n.Element)
			case n.Comment:
				d.comments = append(d.comments, n.Text)
			default:
				d.line("text %q", n.Text)
			}
		}
	})
}

func (d *dumper) data(p *Data) {
	for _, param := range p.Params {
		d.line("param %s=%q", param.Name, param.Value)
		d.in(func() { d.annotations(param.Annotations) })
	}
	if p.Except != nil {
		d.line("except")
		d.in(func() { d.pattern(p.Except) })
	}
}
