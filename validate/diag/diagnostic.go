package diag

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/snapxml/snapxml/validate/source"
)

// Severity says how bad a diagnostic is.
type Severity uint8

// The severities, worst first.
const (
	Error   Severity = iota + 1 // the document is not valid
	Warning                     // the document is valid, but does not do what it seems to
	Info                        // worth knowing
)

// String is the word for the severity that every output format uses.
func (s Severity) String() string {
	return [...]string{"none", "error", "warning", "info"}[s]
}

// A Diagnostic is one mistake in a document or a schema.
type Diagnostic struct {
	Code     Code
	Severity Severity
	File     *source.File // the file that Range speaks of; nil: the file of the report
	Range    source.Range // what to underline
	Message  string       // what is wrong; what would be right
	Element  string       // path of the element concerned, /a/b, or ""
	Fixes    []Fix
	Related  []Related
	Foretold bool   // it is about what libvirt does with the document, which may be valid all the same
	Prose    string // what the schema's documentation says of the part concerned, one paragraph of Markdown; "" unless asked for
}

// Errorf makes a diagnostic of severity [Error].
func Errorf(code Code, r source.Range, format string, args ...any) *Diagnostic {
	return &Diagnostic{Code: code, Severity: Error, Range: r, Message: fmt.Sprintf(format, args...)}
}

// A Fix is a set of edits that mends the mistake, all or none of them. A
// certain one is the only sensible repair and loses nothing, so that it may be
// applied without asking; any other is an offer.
type Fix struct {
	Title   string // an order: rename "sorce" to "source"
	Edits   []Edit
	Certain bool
}

// An Edit replaces a range of the diagnostic's file by a text.
type Edit struct {
	Range source.Range
	Text  string
}

// Related points at another place that helps to understand a diagnostic.
type Related struct {
	File    *source.File // nil: the file of the diagnostic
	Range   source.Range
	Message string
}

// HasErrors reports whether one of the diagnostics is an [Error].
func HasErrors(ds []*Diagnostic) bool {
	return slices.ContainsFunc(ds, func(d *Diagnostic) bool { return d.Severity == Error })
}

// Sort orders diagnostics by place, then by severity, code and message, so
// that output does not depend on the order of discovery.
func Sort(ds []*Diagnostic) {
	slices.SortStableFunc(ds, func(a, b *Diagnostic) int {
		return cmp.Or(
			cmp.Compare(a.File.Name(), b.File.Name()),
			cmp.Compare(a.Range.Start, b.Range.Start),
			cmp.Compare(a.Range.End, b.Range.End),
			cmp.Compare(a.Severity, b.Severity),
			cmp.Compare(a.Code, b.Code),
			cmp.Compare(a.Message, b.Message))
	})
}

// maxNames is how many names a message lists before it says "…".
const maxNames = 8

// OneOf lists names for a message: `"a"`, `"a" or "b"`, `"a", "b" or "c"`.
// Past eight it cuts the list and says how many more there are.
func OneOf(names []string) string {
	quoted := make([]string, 0, maxNames+1)
	for i, n := range names {
		if i == maxNames && len(names) > maxNames {
			break
		}
		quoted = append(quoted, Quote(n))
	}
	if rest := len(names) - len(quoted); rest > 0 {
		return fmt.Sprintf("%s or one of %d more", strings.Join(quoted, ", "), rest)
	}
	return Or(quoted)
}

// Or joins phrases as a message lists them: "a, b or c".
func Or(phrases []string) string {
	if len(phrases) < 2 {
		return strings.Join(phrases, "")
	}
	last := len(phrases) - 1
	return strings.Join(phrases[:last], ", ") + " or " + phrases[last]
}

// excerpt is the most bytes of a document that a message repeats.
const excerpt = 200

// Quote puts a name or value of a document into double quotes, cut to 200
// bytes, with control characters made visible.
func Quote(s string) string {
	if len(s) > excerpt {
		s = strings.ToValidUTF8(s[:excerpt], "") + "…"
	}
	quoted := fmt.Sprintf("%q", s)
	return strings.ReplaceAll(quoted, `\"`, `"`)
}
