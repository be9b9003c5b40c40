package docsgen

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"

	"github.com/snapxml/snapxml/validate/relaxng/syntax"
)

// nameOf is what an element or attribute is called on the pages: with its
// prefix if it is not in the namespace of most elements.
func (b *grammarBuilder) nameOf(nc *syntax.NameClass) string {
	switch nc.Op {
	case syntax.NameOnly:
		switch {
		case nc.Space == syntax.XMLNamespace:
			return "xml:" + nc.Local
		case nc.Prefix != "" && nc.Space != b.space:
			return nc.Prefix + ":" + nc.Local
		}
		return nc.Local
	case syntax.NameNS:
		return "any name in " + spaceWords(nc.Space) + b.without(nc)
	case syntax.NameChoice:
		var names []string
		for _, sub := range nc.Sub {
			names = append(names, b.nameOf(sub))
		}
		return strings.Join(names, " | ")
	}
	return "any name" + b.without(nc)
}

// without says which names an open name class leaves out.
func (b *grammarBuilder) without(nc *syntax.NameClass) string {
	if nc.Except == nil {
		return ""
	}
	return " but " + strings.Replace(b.nameOf(nc.Except), "any name in", "those in", 1)
}

func spaceWords(uri string) string {
	if uri == "" {
		return "no namespace"
	}
	return uri
}

// isOpen reports whether a name class has names that are not listed.
func isOpen(nc *syntax.NameClass) bool {
	return nc.Op == syntax.NameAny || nc.Op == syntax.NameNS || slices.ContainsFunc(nc.Sub, isOpen)
}

// keyOf is what elements share that stand on one page: the local name, or that
// the name is open.
func keyOf(nc *syntax.NameClass) string {
	for nc.Op == syntax.NameChoice && len(nc.Sub) > 0 {
		nc = nc.Sub[0]
	}
	if nc.Op == syntax.NameOnly {
		return nc.Local
	}
	return "any name"
}

// localNames are the names that a search for an element should know.
func localNames(nc *syntax.NameClass) []string {
	if nc.Op == syntax.NameOnly {
		return []string{nc.Local}
	}
	var names []string
	for _, sub := range nc.Sub {
		names = append(names, localNames(sub)...)
	}
	return names
}

// contextOf is where an element is written, by the name that [syntax.Schema]
// gives it: the definition around it, and the elements in between.
func contextOf(id string, d *syntax.Define) string {
	if d.Element.Name.Op != syntax.NameOnly {
		return id
	}
	return strings.ReplaceAll(id, "."+d.Element.Name.Local, "")
}

// longName is how many characters of a name go into a file's name or an id.
const longName = 80

// fileFor is the name of the page for a name of elements. It is one that every
// file system can hold, and differs from those taken by more than its case.
func fileFor(name string, taken map[string]bool) string {
	var b strings.Builder
	for _, r := range name {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r == '-', r == '_', r == '.' && b.Len() > 0:
			b.WriteRune(r)
		case r == ' ':
			b.WriteByte('-')
		default:
			fmt.Fprintf(&b, "_%X", r)
		}
		if b.Len() > longName {
			sum := sha256.Sum256([]byte(name))
			fmt.Fprintf(&b, "_%x", sum[:8])
			break
		}
	}
	base := b.String()
	if isDevice(base) {
		base += "_"
	}
	unique := base
	for n := 2; taken[strings.ToLower(unique)]; n++ {
		unique = fmt.Sprintf("%s-%d", base, n)
	}
	taken[strings.ToLower(unique)] = true
	return unique + ".html"
}

// isDevice reports whether Windows takes a file of that name for a device.
func isDevice(name string) bool {
	name, _, _ = strings.Cut(strings.ToLower(name), ".")
	if slices.Contains([]string{"con", "prn", "aux", "nul"}, name) {
		return true
	}
	return len(name) == 4 && (strings.HasPrefix(name, "com") || strings.HasPrefix(name, "lpt"))
}

// anchorID makes an id of a name or value: white space and what a URL has other
// uses for become underscores.
func anchorID(text string) string {
	id := strings.Map(func(r rune) rune {
		if r <= ' ' || strings.ContainsRune("\"#%&<>?[]\\^`{|}\x7f", r) || r == 0xA0 || r >= 0x2000 && r <= 0x206F || r == 0x3000 {
			return '_'
		}
		return r
	}, text)
	if len(id) > longName {
		sum := sha256.Sum256([]byte(text))
		cut := longName
		for cut > 0 && id[cut]&0xC0 == 0x80 {
			cut--
		}
		id = fmt.Sprintf("%s_%x", id[:cut], sum[:8])
	}
	return id
}
