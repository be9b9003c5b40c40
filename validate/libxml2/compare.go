package libxml2

import (
	"fmt"
	"slices"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/relaxng/syntax"
	"github.com/snapxml/snapxml/validate/source"
)

// A Case is a document on which the two engines disagree.
type Case struct {
	Schema   *syntax.Schema    // in simple form; nil: well-formedness only
	Written  []*syntax.Pattern // the files of the schema, as they are written
	Document *source.File
	Native   []*diag.Diagnostic // what the project's own engine says
	Libxml2  []*diag.Diagnostic // what libxml2 says
	Err      error              // why libxml2 says nothing, or nil
}

// Compare says how libxml2's verdict on a document differs from that of the
// project's own engine; it is nil if both agree. err is that of [Schema.Check].
func (s *Schema) Compare(doc *source.File, native, libxml2 []*diag.Diagnostic, err error) *diag.Diagnostic {
	return Case{s.simple, s.written, doc, native, libxml2, err}.Diagnostic()
}

// Diagnostic says how the engines disagree, or is nil if they agree. It is a
// warning, or if libxml2 is known to be wrong in such a case, for information.
func (c Case) Diagnostic() *diag.Diagnostic {
	ours, theirs := faults(c.Native), faults(c.Libxml2)
	if (ours == nil) == (theirs == nil) && c.Err == nil {
		return nil
	}
	d := &diag.Diagnostic{Code: diag.EnginesDisagree, Severity: diag.Warning}
	switch {
	case c.Err != nil:
		d.Message = fmt.Sprintf("there is no second opinion: %v", c.Err)
	case ours == nil:
		d.Range, d.Element = theirs.Range, theirs.Element
		d.Message = "the engine native finds the document valid, libxml2 does not (" + theirs.Message + ")"
	default:
		d.Range, d.Element = ours.Range, ours.Element
		d.Message = "the engine native finds the document not valid (" + string(ours.Code) + " here), libxml2 finds it valid"
	}
	if known := Known(c); known != nil {
		d.Severity = diag.Info
		d.Message += "; libxml2 is known to be wrong: " + known.Reason
	} else if c.Err == nil {
		d.Message += "; one of them is wrong, which is worth a report"
	}
	return d
}

// faults is the first error that bears on whether a document is valid, or nil.
// IDs are apart: RELAX NG itself has none, and libxml2 does not check them.
func faults(found []*diag.Diagnostic) *diag.Diagnostic {
	for _, d := range found {
		if d.Severity == diag.Error && d.Code != diag.IDRepeated && d.Code != diag.IDUnknown {
			return d
		}
	}
	return nil
}

// has reports whether one of the diagnostics has one of the codes.
func has(found []*diag.Diagnostic, codes ...diag.Code) bool {
	return slices.ContainsFunc(found, func(d *diag.Diagnostic) bool { return slices.Contains(codes, d.Code) })
}
