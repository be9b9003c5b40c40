package docsgen

import (
	"cmp"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/snapxml/snapxml/schema"
)

// kebab turns a Go name into a part of an id: "AbsolutePath" is
// "absolute-path".
func kebab(name string) string {
	return strings.ToLower(strings.Join(split(name), "-"))
}

// spaced turns a Go name into words: "NetworkDisk" is "network disk".
func spaced(name string) string { return sentence(split(name)) }

// sentence joins the words of a Go name. Acronyms keep their capitals.
func sentence(words []string) string {
	for i, w := range words {
		if strings.ToLower(w[1:]) == w[1:] {
			words[i] = strings.ToLower(w)
		}
	}
	return strings.Join(words, " ")
}

// split cuts a Go name before each capital that begins a word. Acronyms with
// small letters in them stay whole: "VMwarePath" is "VMware", "Path", and
// "NVMe" one word.
func split(name string) []string {
	runes := []rune(name)
	var words []string
	start := 0
	for i := 1; i < len(runes); i++ {
		if !unicode.IsUpper(runes[i]) {
			continue
		}
		afterSmall := !unicode.IsUpper(runes[i-1])
		beforeSmall := i+2 < len(runes) && unicode.IsLower(runes[i+1]) && unicode.IsLower(runes[i+2])
		if i-start > 1 && (beforeSmall || afterSmall && i-start > 2) {
			words = append(words, string(runes[start:i]))
			start = i
		}
	}
	return append(words, string(runes[start:]))
}

// label is what a data type is called in a sentence, with its article.
func label(t *schema.Type) string { return cmp.Or(t.Label, spaced(t.Name)) }

// capitalized is a label as a heading: without the article, in a capital.
func capitalized(label string) string {
	for _, article := range []string{"a ", "an "} {
		label = strings.TrimPrefix(label, article)
	}
	r, size := utf8.DecodeRuneInString(label)
	return string(unicode.ToUpper(r)) + label[size:]
}

// list joins words: "a", "a or b", "a, b or c".
func list(words []string, last string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	n := len(words) - 1
	return strings.Join(words[:n], ", ") + " " + last + " " + words[n]
}

// count is a number with its noun.
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// bounds say how often something stands in its place.
type bounds struct{ Min, Max int }

// Mark is the sign of RELAX NG's compact syntax for the bounds.
func (o bounds) Mark() string {
	switch {
	case o.Min == 1 && o.Max == 1:
		return ""
	case o.Max == 1:
		return "?"
	case o.Max != schema.Unbounded:
		return fmt.Sprintf("{%d,%d}", o.Min, o.Max)
	case o.Min == 0:
		return "*"
	case o.Min == 1:
		return "+"
	}
	return fmt.Sprintf("{%d,}", o.Min)
}

// Words say the bounds in English.
func (o bounds) Words() string {
	switch {
	case o.Min == 1 && o.Max == 1:
		return "required"
	case o.Min == 0 && o.Max == 1:
		return "optional"
	case o.Max == schema.Unbounded && o.Min == 0:
		return "any number"
	case o.Max == schema.Unbounded && o.Min == 1:
		return "one or more"
	case o.Max == schema.Unbounded:
		return fmt.Sprintf("%d or more", o.Min)
	case o.Min == o.Max:
		return fmt.Sprintf("exactly %d", o.Min)
	}
	return fmt.Sprintf("%d to %d", o.Min, o.Max)
}
