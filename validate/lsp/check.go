package lsp

import (
	"maps"
	"slices"

	"github.com/snapxml/snapxml/validate"
	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/libvirt"
	"github.com/snapxml/snapxml/validate/source"
	"github.com/snapxml/snapxml/validate/suppress"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

// checking keeps what the last check of a document has to do with the next.
type checking struct {
	validator *validate.Validator // that the live check is made with
	live      *validate.Live
}

// forget has the next check begin anew.
func (c *checking) forget() { c.live = nil }

// edited says that a range of the text has become one of n bytes.
func (c *checking) edited(r source.Range, n int64) {
	if c.live != nil {
		c.live.Edited(r, n)
	}
}

// run checks a text.
func (c *checking) run(v *validate.Validator, text *source.File) []*diag.Diagnostic {
	if c.live == nil || c.validator != v {
		c.validator, c.live = v, v.NewLive()
	}
	return c.live.Check(text)
}

// place is a place in a text, which was checked last if the validator is the
// same.
func (c *checking) place(v *validate.Validator, text *source.File, offset, behind int64) *validate.Place {
	if c.live == nil || c.validator != v {
		return v.Place(text, offset, behind)
	}
	return c.live.Place(text, offset, behind)
}

// validatorOf is what a document is checked with.
func (s *Server) validatorOf(d *document) *validate.Validator {
	x := s.schemaOf(d)
	if x.validator == nil {
		x = s.schemas.get(schemaKey{name: None})
	}
	if !suppress.Mentioned(d.file.Bytes()) {
		return x.validator
	}
	if x.patient == nil {
		x.patient = x.validator.WithMaxDiagnostics(suppressible)
	}
	return x.patient
}

// suppressible is how many findings are looked for in a document that
// suppresses some.
const suppressible = 1000

// find is what there is to say of a document by itself.
func (s *Server) find(d *document) []*diag.Diagnostic {
	if d.isSchema() {
		return s.adjusted(d, d.schemaDocument(s).faults)
	}
	text := source.NewFile(d.file.Name(), decoded(d.file.Bytes()))
	v := s.validatorOf(d)
	found := d.check.run(v, text)
	if !suppress.Mentioned(text.Bytes()) {
		return s.adjusted(d, found)
	}
	found, _ = suppress.FindIn(text.Bytes(), xmlscan.Limits{}).Filter(found, v.Grammar() != nil)
	return s.adjusted(d, found)
}

// findBeyond is what libvirt and the other documents have to say of a document
// of which find has said something: it takes all of the document every time.
func (s *Server) findBeyond(d *document) []*diag.Diagnostic {
	if d.isSchema() || s.schemaOf(d).builtin == nil {
		return nil
	}
	if slices.ContainsFunc(d.own, func(f *diag.Diagnostic) bool { return diag.WellFormedness(f.Code) }) {
		return nil
	}
	found := slices.Concat(s.foretell(d, d.own), s.index.check(d))
	if text := decoded(d.file.Bytes()); len(found) > 0 && suppress.Mentioned(text) {
		found, _ = suppress.FindIn(text, xmlscan.Limits{}).Suppress(found)
	}
	return s.adjusted(d, found)
}

// adjusted gives findings the severities of the settings, and leaves out those
// that are turned off.
func (s *Server) adjusted(d *document, found []*diag.Diagnostic) []*diag.Diagnostic {
	severities := s.settingsOf(d).Severity
	if len(severities) == 0 {
		return found
	}
	var kept []*diag.Diagnostic
	for _, f := range found {
		severity, set := severities[f.Code]
		switch {
		case !set || diag.WellFormedness(f.Code):
			kept = append(kept, f)
		case severity != 0:
			other := *f
			other.Severity = severity
			kept = append(kept, &other)
		}
	}
	return kept
}

// foretell is what libvirt will have to say of a document, if the settings ask.
func (s *Server) foretell(d *document, found []*diag.Diagnostic) []*diag.Diagnostic {
	o, asked := s.settingsOf(d).forecast()
	if !asked {
		return nil
	}
	doc := d.parsed()
	if len(doc.Faults) > 0 || doc.Root == nil {
		return nil
	}
	o.Existing, o.Guest = s.index.inventory(d, o), s.guestOf(d)
	o.SchemaValid = func() bool { return !diag.HasErrors(found) }
	told := map[source.Range]bool{}
	for _, f := range found {
		told[f.Range] = true
	}
	return slices.DeleteFunc(libvirt.Foretell(doc, o).Diagnostics, func(f *diag.Diagnostic) bool { return told[f.Range] })
}

// severityOrder are the severities of the protocol.
var severityOrder = map[diag.Severity]int{diag.Error: 1, diag.Warning: 2, diag.Info: 3}

// unnecessary are codes of what has no effect, which clients show faded.
var unnecessary = map[diag.Code]bool{diag.IgnoredAtCreation: true, diag.IgnoredAtRedefinition: true}

// diagnostic is a finding for the client.
func (s *Server) diagnostic(d *document, f *diag.Diagnostic) Diagnostic {
	out := Diagnostic{
		Range:    s.encoding.rangeOf(d.file, visible(d.file, f.Range)),
		Severity: severityOrder[f.Severity],
		Code:     string(f.Code),
		Source:   "snapxml",
		Message:  f.Message,
	}
	if s.options.CodePage != nil {
		if href := s.options.CodePage(f.Code); href != "" {
			out.CodeDescription = &CodeDescription{href}
		}
	}
	if unnecessary[f.Code] {
		out.Tags = []int{1}
	}
	for _, r := range f.Related {
		file, uri := d.file, d.uri
		if r.File != nil && r.File.Name() != d.file.Name() {
			file, uri = r.File, s.uriAt(r.File.Name())
		}
		out.RelatedInformation = append(out.RelatedInformation, RelatedInformation{
			Location{uri, s.encoding.rangeOf(file, r.Range)}, r.Message,
		})
	}
	return out
}

// uriAt is the URI of the document at a path, as the client writes it.
func (s *Server) uriAt(path string) string {
	if d := s.documentAt(path); d != nil {
		return d.uri
	}
	return uriOf(path)
}

// mine is the findings of a document that are in itself.
func (d *document) mine() []*diag.Diagnostic {
	found := slices.DeleteFunc(slices.Concat(d.own, d.beyond), func(f *diag.Diagnostic) bool {
		return f.File != nil && f.File.Name() != d.file.Name()
	})
	diag.Sort(found)
	return found
}

// renew finds all that there is to say of a document, if that may have changed.
func (s *Server) renew(d *document) {
	s.renewOwn(d)
	if !d.behind {
		return
	}
	d.behind = false
	s.guarded(d, func() { d.beyond = s.findBeyond(d) })
}

// renewOwn finds what there is to say of a document by itself. What there was
// to say beyond that moves with its text until it is found anew.
func (s *Server) renewOwn(d *document) {
	if !d.stale {
		return
	}
	d.stale, d.behind, d.partly = false, true, false
	d.result++
	s.guarded(d, func() { d.own = s.find(d) })
}

// guarded checks a document; a fault of the program is then all that there is to
// be said of it.
func (s *Server) guarded(d *document, check func()) {
	if crash := s.guard("checking "+d.uri, check); crash != nil {
		d.own, d.beyond = []*diag.Diagnostic{crash.Diagnostic()}, nil
		d.check.forget()
	}
}

// sortedDocuments is the open documents, in a fixed order.
func (s *Server) sortedDocuments() []*document {
	var all []*document
	for _, uri := range slices.Sorted(maps.Keys(s.documents)) {
		all = append(all, s.documents[uri])
	}
	return all
}
