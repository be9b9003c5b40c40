package rules

import (
	"fmt"
	"maps"
	"slices"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/relaxng"
	"github.com/snapxml/snapxml/validate/relaxng/syntax"
)

// A Purpose is what a document is meant for.
type Purpose uint8

// The purposes.
const (
	AnyPurpose Purpose = iota // not known: access and redefinition are not checked
	Create                    // to create what it describes
	Redefine                  // to tell of what exists already
)

var purposes = []string{"none", "create", "redefine"}

// Purposes are the words for the purposes, for help and completion.
func Purposes() []string { return purposes }

// ParsePurpose reads the word for a purpose.
func ParsePurpose(s string) (Purpose, error) {
	for i, word := range purposes {
		if s == word {
			return Purpose(i), nil
		}
	}
	return AnyPurpose, fmt.Errorf("unknown purpose %q; expected %s", s, diag.OneOf(purposes))
}

// String is the word for the purpose.
func (p Purpose) String() string { return purposes[p] }

// Options say what is asked of the annotations. The zero value asks nothing.
type Options struct {
	// Target is the release that documents have to be valid for; "" takes
	// whatever the schema has.
	Target Release

	// Product is what releases are releases of, and who fills in what users
	// cannot set: "libvirt". It may be left out.
	Product string

	// Purpose is what documents are meant for.
	Purpose Purpose
}

// Any reports whether anything is asked.
func (o Options) Any() bool { return o.Target != "" || o.Purpose != AnyPurpose }

// Rules are the annotations of one schema, ready to be asked. They do not
// change and may be used from several goroutines.
type Rules struct {
	options Options
	schema  *relaxng.Grammar
	release *relaxng.Grammar // the schema of the target; nil if it is the same
	facts   *schemaFacts
	access  bool // some part is ignored for the purpose
}

// Compile reads the annotations of a schema: the grammar and the schema as
// written that it was made of, with the options of [syntax.Simplify].
// Annotations that make no sense come back as warnings.
//
// It must be called before there is a scanner with the grammar's names.
func Compile(g *relaxng.Grammar, written *syntax.Pattern, so syntax.Options, o Options) (*Rules, []*diag.Diagnostic, error) {
	r := &Rules{options: o, schema: g, facts: readSchema(g.Schema())}
	if o.Purpose == Redefine {
		r.facts.readNeeds(g.Schema())
	}
	for _, f := range r.facts.of {
		r.access = r.access || r.ignored(f) != ""
	}
	if o.Target == "" {
		return r, r.facts.faults, nil
	}
	complete := true
	so.Known = func(a *syntax.Annotations) bool {
		r.facts.addReleases(a)
		known := readFacts(a, nil).knownTo(o.Target)
		complete = complete && known
		return known
	}
	simple, faults, err := syntax.Simplify(written, so)
	if err != nil || simple == nil {
		return nil, faults, err
	}
	if !complete {
		r.release = g.Sibling(simple)
	}
	return r, r.facts.faults, nil
}

// Releases are the releases that the annotations of the schema speak of, in
// order. Where there are none a target changes nothing.
func (r *Rules) Releases() []Release {
	return slices.SortedFunc(maps.Keys(r.facts.releases), Release.Compare)
}

// named is a release for a message: "libvirt 0.9.5", or "release 0.9.5".
func (r *Rules) named(release Release) string {
	if r.options.Product == "" {
		return "release " + string(release)
	}
	return r.options.Product + " " + string(release)
}
