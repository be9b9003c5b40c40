package syntax

import (
	"errors"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/relaxng/datatype"
	"github.com/snapxml/snapxml/validate/source"
)

// absentLibrary is a library that a file uses and nobody provides.
type absentLibrary struct {
	file *source.File
	uri  string
}

// data simplifies a data: its datatype is looked up (§4.16), and an except
// that takes nothing out is left out (§4.20).
func (s *simplifier) data(p *Pattern, at place) *Pattern {
	s.count(p.File, p.NameRange)
	q := s.copyData(p)
	if q.Datatype = s.datatype(p, p.ValueRange); q.Datatype == nil {
		return s.notAllowed(p)
	}
	if p.Except != nil {
		if q.Except = s.pattern(p.Except, at); q.Except.Op == OpNotAllowed {
			q.Except = nil
		}
	}
	return q
}

// value simplifies a value, which must belong to its datatype.
func (s *simplifier) value(p *Pattern, at place) *Pattern {
	s.count(p.File, p.NameRange)
	q := s.copyData(p)
	q.Annotations = withinAnnotations(p.Annotations, at.around)
	q.Data.NS, q.Inherit = inherit(p.Data.NS, p.Inherit, at), false
	if q.Datatype = s.datatype(p, p.NameRange); q.Datatype == nil {
		return s.notAllowed(p)
	}
	if q.Datatype.UsesContext() {
		q.Context = valueContext{p.Context, q.Data.NS}
	}
	if err := q.Datatype.Check(p.Value, q.Context); err != nil {
		s.rep.errorf(p.File, diag.SchemaValue, p.ValueRange, "value %s must be %v", diag.Quote(p.Value), err)
		return s.notAllowed(p)
	}
	return q
}

// copyData is a data or value for the simple form.
func (s *simplifier) copyData(p *Pattern) *Pattern {
	q := s.copy(p)
	q.Data = s.datas.new()
	*q.Data = *p.Data
	q.ID = s.number(0)
	return q
}

// datatype is the type of a data or value, its params applied, or nil if there
// is none, which is reported. Those with params are made once.
func (s *simplifier) datatype(p *Pattern, name source.Range) datatype.Datatype {
	if len(p.Params) == 0 {
		return s.newDatatype(p, name)
	}
	t, ok := s.types[p]
	if !ok {
		t = s.newDatatype(p, name)
		s.types[p] = t
	}
	return t
}

func (s *simplifier) newDatatype(p *Pattern, name source.Range) datatype.Datatype {
	lib := s.datatypeLibrary(p, name)
	if lib == nil || p.Type == "" {
		return nil
	}
	params := make([]datatype.Param, len(p.Params))
	for i, param := range p.Params {
		params[i] = param.Param
	}
	t, err := lib.Datatype(p.Type, params)
	if err != nil {
		s.badDatatype(p, name, err)
		return nil
	}
	return t
}

// datatypeLibrary is the datatype library of a pattern. One that is not there is
// reported once a file.
func (s *simplifier) datatypeLibrary(p *Pattern, at source.Range) datatype.Library {
	if lib := s.libraries[p.Library]; lib != nil {
		return lib
	}
	if p.Library == "" {
		return datatype.Builtin
	}
	if key := (absentLibrary{p.File, p.Library}); !s.absent[key] {
		s.absent[key] = true
		s.rep.errorf(p.File, diag.SchemaUnknownLibrary, at, "datatype library %s is not known (RELAX NG §4.16)", diag.Quote(p.Library))
	}
	return nil
}

func (s *simplifier) badDatatype(p *Pattern, name source.Range, err error) {
	var bad datatype.BadParam
	if errors.As(err, &bad) && 0 <= bad.Index && bad.Index < len(p.Params) {
		param := p.Params[bad.Index]
		s.rep.errorf(p.File, diag.SchemaParam, param.ValueRange, "param %s of %s: %s (RELAX NG §4.16)",
			diag.Quote(param.Name), diag.Quote(p.Type), bad.Problem)
		return
	}
	s.rep.errorf(p.File, diag.SchemaUnknownDatatype, name, "%v (RELAX NG §4.16)", err)
}

// A valueContext is the context of a value: the prefixes declared where it is
// written, and the ns in scope for names without one (§4.8).
type valueContext struct {
	prefixes datatype.Context
	ns       string
}

// Namespace makes it a [datatype.Context].
func (c valueContext) Namespace(prefix string) (uri string, ok bool) {
	switch {
	case prefix == "":
		return c.ns, true
	case c.prefixes == nil:
		return "", false
	}
	return c.prefixes.Namespace(prefix)
}
