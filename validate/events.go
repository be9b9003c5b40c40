package validate

import (
	"github.com/snapxml/snapxml/validate/relaxng"
	"github.com/snapxml/snapxml/validate/source"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

// Events reads a document in memory, well-formed or not, and calls a function
// for each start tag, after the matcher has taken it, and for each end of an
// element, before the matcher does, until it returns false. Elements that the
// matcher is not told of are left out.
func (v *Validator) Events(doc *source.File, event func(xmlscan.Kind, *xmlscan.Scanner, *relaxng.Matcher) bool) {
	s := xmlscan.NewScanner(v.names(), xmlscan.Options{Limits: v.options.Limits})
	s.ResetRecovering(doc.Bytes())
	f := v.newFollower(s, s)
	for kind := s.Next(); kind != xmlscan.EOF; kind = s.Next() {
		if kind == xmlscan.EndElement && f.skip == 0 && !event(kind, s, f.matcher) {
			return
		}
		f.feed(kind)
		if kind == xmlscan.StartElement && f.skip == 0 && !event(kind, s, f.matcher) {
			return
		}
	}
}
