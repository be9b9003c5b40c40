package libvirt

import (
	"github.com/snapxml/snapxml/validate/xmlscan"
	"github.com/snapxml/snapxml/validate/xmltree"
)

// Forecast foretells what libvirt does with the example.
func (e Example) Forecast() Forecast {
	return Foretell(parseExample(e.Text()), e.options())
}

// options are those that the example is foretold with.
func (e Example) options() Options {
	o := Options{
		Flags: e.Flags, Driver: e.Driver, Release: e.Release, Power: e.Power, Transient: e.Transient,
		SchemaValid: func() bool { return !e.Invalid },
	}
	if e.Domain != "" || e.Snapshot != "" {
		o.Flags |= Redefine
	}
	if e.Guest != "" {
		o.Guest = mustDefine("guest.xml", e.Guest)
	}
	for _, text := range e.Existing {
		o.Existing = o.Existing.With(Foretell(parseExample(text), Options{Flags: Redefine, Driver: Test, Existing: o.Existing}))
	}
	return o
}

func parseExample(text string) *xmltree.Document {
	return xmltree.Parse(xmlscan.NewFile("example.xml", []byte(text)), xmltree.Options{})
}
