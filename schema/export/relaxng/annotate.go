package relaxng

import (
	"strings"
	"unicode"

	"github.com/snapxml/snapxml/schema"
	"github.com/snapxml/snapxml/validate/relaxng/syntax"
)

// Prefixes of the annotation namespaces.
const (
	factsPrefix = "sx"
	docsPrefix  = "a"
)

// annotate puts on an element or attribute what is said of it.
func (x *exporter) annotate(p *syntax.Pattern, d *schema.Declaration, in []*schema.Entry) {
	annotate(&p.Annotations, syntax.AnchorAttr, anchors(in, ""))
	facts(&p.Annotations, d.Facts())
	document(&p.Annotations, d.Doc())
	if d.Content != nil && (d.Field == nil || d.Field.Doc == "") {
		x.shown[d.Content] = true
	}
}

// anchors is the places of the reference that speak of a pattern, the nearest
// to the root first. There are several where elements that share no entry hold
// the same struct.
func anchors(in []*schema.Entry, suffix string) string {
	var ids []string
	for _, e := range in {
		ids = append(ids, e.ID+suffix)
	}
	return strings.Join(ids, " ")
}

// facts adds the facts that are known.
func facts(a **syntax.Annotations, f schema.Facts) {
	annotate(a, syntax.SinceAttr, f.Since.String())
	annotate(a, syntax.UntilAttr, f.Until.String())
	annotate(a, syntax.AccessAttr, string(f.Access))
	annotate(a, syntax.RedefineAttr, string(f.Redefine))
}

// annotate adds an annotation attribute that says something.
func annotate(a **syntax.Annotations, local, value string) {
	if value == "" {
		return
	}
	if *a == nil {
		*a = &syntax.Annotations{}
	}
	(*a).Attrs = append((*a).Attrs, syntax.AnnotationAttr{Space: syntax.SnapxmlNS, Prefix: factsPrefix, Local: local, Value: value})
}

// document adds a:documentation, if there is something to say.
func document(a **syntax.Annotations, doc string) {
	if doc == "" {
		return
	}
	if *a == nil {
		*a = &syntax.Annotations{}
	}
	(*a).Elements = append((*a).Elements, &syntax.AnnotationElement{
		Space: syntax.AnnotationsNS, Prefix: docsPrefix, Local: "documentation",
		Content: []syntax.AnnotationNode{{Text: doc}},
	})
}

func documentation(doc string) (a *syntax.Annotations) {
	document(&a, doc)
	return a
}

// folded is Markdown with each paragraph on one line, for an attribute, where
// a line break is a space.
func folded(doc string) string {
	paragraphs := strings.Split(doc, "\n\n")
	for i, p := range paragraphs {
		paragraphs[i] = strings.Join(strings.Fields(p), " ")
	}
	return strings.Join(paragraphs, "\n\n")
}

// lowerCamel is a Go name as the name of a define: "nbdSource" for
// "NBDSource", "uuid" for "UUID".
func lowerCamel(goName string) string {
	runes := []rune(goName)
	for i, r := range runes {
		if !unicode.IsUpper(r) || i > 0 && i+1 < len(runes) && unicode.IsLower(runes[i+1]) {
			break
		}
		runes[i] = unicode.ToLower(r)
	}
	return string(runes)
}
