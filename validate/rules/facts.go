package rules

import (
	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/relaxng/syntax"
)

// Values of [syntax.AccessAttr] and [syntax.RedefineAttr].
const (
	accessCreate   = "create"   // the user may set it at creation
	accessReadonly = "readonly" // filled in by the program; at creation it is ignored
	accessInternal = "internal" // only in the files that the program keeps for itself

	redefineRequired = "required" // must be there
	redefineRead     = "read"     // is taken over if it is there
	redefineIgnored  = "ignored"  // is not looked at
)

// facts are what the annotations say of an element, attribute or value.
type facts struct {
	since    Release // the release that brought it, or the last that brought something around it in the same element
	until    Release // the first release without it, or without something around it
	shared   bool    // since is of something around it
	access   string
	redefine string
}

// knownTo reports whether a release has what the facts are of.
func (f facts) knownTo(r Release) bool {
	return f.since.Compare(r) <= 0 && (f.until == "" || r.Compare(f.until) < 0)
}

// readFacts reads annotations. An attribute that makes no sense is skipped and
// reported, if there is somebody to tell.
func readFacts(a *syntax.Annotations, report func(at *syntax.AnnotationAttr, problem string)) facts {
	var f facts
	if a == nil {
		return f
	}
	read := func(attrs []syntax.AnnotationAttr) {
		for i := range attrs {
			if attrs[i].Space != syntax.SnapxmlNS {
				continue
			}
			if problem := f.read(&attrs[i]); problem != "" && report != nil {
				report(&attrs[i], problem)
			}
		}
	}
	read(a.Attrs)
	own := f.since
	read(a.Around)
	f.shared = f.since != own
	return f
}

// read reads one annotation and tells what is wrong with it.
func (f *facts) read(at *syntax.AnnotationAttr) (problem string) {
	switch at.Local {
	case syntax.SinceAttr, syntax.UntilAttr:
		return f.readPeriod(at)
	case syntax.AccessAttr:
		return readWord(&f.access, at, accessCreate, accessReadonly, accessInternal)
	case syntax.RedefineAttr:
		return readWord(&f.redefine, at, redefineRequired, redefineRead, redefineIgnored)
	}
	return ""
}

func (f *facts) readPeriod(at *syntax.AnnotationAttr) (problem string) {
	r, err := ParseRelease(at.Value)
	switch {
	case err != nil:
		return err.Error()
	case at.Local == syntax.SinceAttr:
		f.since = later(f.since, r)
	case f.until == "":
		f.until = r
	default:
		f.until = earlier(f.until, r)
	}
	return ""
}

func readWord(into *string, at *syntax.AnnotationAttr, words ...string) (problem string) {
	for _, w := range words {
		if at.Value == w {
			*into = w
			return ""
		}
	}
	return diag.Quote(at.Value) + " is no " + at.Local + "; expected " + diag.OneOf(words)
}
