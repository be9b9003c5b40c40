package gosrc

import (
	"iter"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/snapxml/snapxml/schema"
	"github.com/snapxml/snapxml/validate/diag"
)

// A name is what may be declared once in an element: an attribute, a child
// element, or the text.
type name struct {
	kind  schema.FieldKind
	local string
}

func nameOf(f *schema.Field) name { return name{f.Kind, f.Name} }

func (n name) String() string {
	if n.kind == schema.Text {
		return "text content"
	}
	return string(n.kind) + " " + diag.Quote(n.local)
}

// names is a set of names.
type names map[name]bool

// sorted goes through the set in a fixed order.
func (s names) sorted() iter.Seq[name] {
	return slices.Values(slices.SortedFunc(maps.Keys(s), func(a, b name) int {
		return strings.Compare(a.String(), b.String())
	}))
}

// isName reports whether an element or attribute can be called that: a name
// without a colon (Namespaces in XML 1.0 §3), of letters, digits, "-", "_"
// and ".", which is narrower than XML but wide enough for a format.
func isName(s string) bool {
	for i, r := range s {
		switch {
		case r == '_' || unicode.IsLetter(r):
		case i > 0 && (r == '-' || r == '.' || unicode.IsDigit(r)):
		default:
			return false
		}
	}
	return s != ""
}

// examplePrefix begins the name of every function that makes an example.
const examplePrefix = "Example"

// cutPrefix is the name of an example function without its prefix.
func cutPrefix(s string) (string, bool) {
	rest, ok := strings.CutPrefix(s, examplePrefix)
	return rest, ok && rest != "" && !unicode.IsLower(firstRune(rest))
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// kebab is "disk-only" for "DiskOnly".
func kebab(goName string) string {
	return strings.ToLower(strings.Join(words(goName), "-"))
}

// words are the words of a Go name: "NBD", "Source" of "NBDSource".
func words(goName string) []string {
	runes := []rune(goName)
	var list []string
	start := 0
	for i := 1; i <= len(runes); i++ {
		if i == len(runes) || boundary(runes, i) {
			list = append(list, string(runes[start:i]))
			start = i
		}
	}
	return list
}

// boundary reports whether a word begins at index i.
func boundary(runes []rune, i int) bool {
	if !unicode.IsUpper(runes[i]) {
		return false
	}
	return !unicode.IsUpper(runes[i-1]) || i+1 < len(runes) && unicode.IsLower(runes[i+1])
}

// phrase is a Go name as prose writes it: "NBD source" for "NBDSource".
func phrase(goName string) string {
	list := words(goName)
	for i, w := range list {
		if utf8.RuneCountInString(w) == 1 || strings.ToUpper(w) != w {
			list[i] = strings.ToLower(w)
		}
	}
	return strings.Join(list, " ")
}
