package libvirt

import (
	"sync"

	"github.com/snapxml/snapxml/validate/diag"

	"github.com/snapxml/snapxml/validate/xmltree"
)

// A Verdict is what libvirt does with a document.
type Verdict string

// The verdicts.
const (
	Accept  Verdict = "accept"
	Refuse  Verdict = "refuse"
	Depends Verdict = "depends" // on something of the host that the document does not say
)

// A Power says whether a guest runs while a snapshot of it is taken.
type Power uint8

// The powers. If it is not known, both are tried.
const (
	PowerUnknown Power = iota
	Running
	Off
)

// Options say what is asked of libvirt, and what is known of the host. The
// zero value asks the newest libvirt with QEMU's driver to take a snapshot of
// a guest that nothing is known of.
type Options struct {
	Flags   Flags
	Driver  Driver  // "" for QEMU
	Release Release // zero for [Newest]

	// Guest is the definition of the guest as virsh dumpxml prints it, or nil.
	// Without it a redefinition is taken for one of the guest that its
	// document describes; the test driver has a guest of its own.
	Guest *Definition
	// Power says whether the guest runs, for a snapshot that is taken now.
	Power Power
	// Transient says that the guest is not defined permanently.
	Transient bool
	// Existing are the snapshots that the guest has already.
	Existing Inventory

	// SchemaValid tells whether the document is valid by libvirt's schema, which
	// the flag Validate asks; nil means that it is.
	SchemaValid func() bool
}

// A Forecast is what libvirt will do with a document.
type Forecast struct {
	Verdict Verdict
	// Message is libvirt's text as virsh prints it behind "error: "; for
	// [Depends] the text if the host does not have what is needed.
	Message string
	Rule    diag.Code // of the rule that decides; "" for [Accept]
	Host    string    // for [Depends]: on what of the host it turns

	// Diagnostics are one about the refusal, if there is one, and those about
	// what libvirt does with the document without a word.
	Diagnostics []*diag.Diagnostic

	// Stored is the snapshot that the host has afterwards, if it takes a
	// redefinition.
	Stored *Snapshot
}

// Foretell foretells what libvirt does with a document.
func Foretell(doc *xmltree.Document, o Options) Forecast {
	r := newRun(doc, o)
	refusal := r.walk()
	return r.forecast(refusal)
}

// A run is one forecast in the making.
type run struct {
	doc      *xmltree.Document
	o        Options
	driver   Driver
	release  Release
	root     *node
	guest    *guest // that the snapshot is of; nil if it is not known
	power    Power
	snapshot *snapshot // what the parser made of the document

	pending     *refusal // that only comes if the host is so
	pendingHost string
	stored      *Snapshot
}

func newRun(doc *xmltree.Document, o Options) *run {
	r := &run{doc: doc, o: o, driver: o.Driver, release: o.Release, power: o.Power}
	if r.driver == "" {
		r.driver = QEMU
	}
	if r.release.IsZero() {
		r.release = Newest
	}
	definition := o.Guest
	if definition == nil && r.driver == Test {
		definition = testGuest()
	}
	r.guest = definition.guestOf()
	if r.driver == Test && r.power == PowerUnknown {
		r.power = Running
	}
	return r
}

// knows reports whether the release has what came with another.
func (r *run) knows(since Release) bool { return r.release.Compare(since) >= 0 }

// depends notes a refusal that only comes if the host is so. The first one is
// the one that libvirt would report.
func (r *run) depends(f *refusal, host string) {
	if r.pending == nil {
		r.pending, r.pendingHost = f, host
	}
}

// walk goes through libvirt's checks up to the first that fails.
func (r *run) walk() *refusal {
	steps := []func() *refusal{r.checkAPI, r.checkDriver, r.checkText, r.checkRoot, r.checkSchema, r.create}
	for _, step := range steps {
		if f := step(); f != nil {
			return f
		}
	}
	return nil
}

// checkAPI is virDomainSnapshotCreateXML (src/libvirt-domain-snapshot.c).
func (r *run) checkAPI() *refusal {
	known := func(rule *Rule) bool { return rule.applies(r.driver, r.release) }
	switch flags := r.o.Flags; {
	case flags.Has(Current) && !flags.Has(Redefine) && known(flagsCurrent):
		return flagsCurrent.refuse(nil)
	case flags.Has(Redefine|NoMetadata) && known(flagsNoMetadata):
		return flagsNoMetadata.refuse(nil)
	case flags.Has(Redefine|Halt) && known(flagsHalt):
		return flagsHalt.refuse(nil)
	case !r.knows(r.driver.Since()):
		return driverNoCall.refuse(nil)
	}
	return nil
}

// checkDriver is what the driver asks before it looks at the document.
func (r *run) checkDriver() *refusal {
	flags := r.o.Flags
	if extra := flags &^ supported(r.driver, r.release); extra != 0 {
		return flagsUnsupported.refuse(nil, uint32(extra), r.driver.call().function)
	}
	switch {
	case r.driver == QEMU && flags.Has(Quiesce) && !flags.Has(DiskOnly):
		return flagsQuiesce.refuse(nil)
	case r.driver == QEMU && flags.Has(Live|Redefine):
		return flagsLive.refuse(nil)
	case flags.Has(Halt) && r.o.Transient:
		return haltTransient.refuse(nil)
	}
	return nil
}

func (r *run) checkRoot() *refusal {
	r.root = view(r.doc)
	if r.root.name != "domainsnapshot" {
		return rootName.refuse(r.root, r.root.name)
	}
	return nil
}

// schemaPath is where libvirt's packages put the schema.
const schemaPath = "/usr/share/libvirt/schemas/domainsnapshot.rng"

// checkSchema asks for validity. libxml2 does not look into entities, and
// takes a reference to one for an element that no schema has.
func (r *run) checkSchema() *refusal {
	if !r.o.Flags.Has(Validate) {
		return nil
	}
	refers := false
	for n := range r.doc.Nodes() {
		refers = refers || n.Kind == xmltree.ReferenceNode
	}
	if refers || r.o.SchemaValid != nil && !r.o.SchemaValid() {
		return schemaInvalid.refuse(r.root, schemaPath)
	}
	return nil
}

// forecast puts the outcome together.
func (r *run) forecast(f *refusal) Forecast {
	out := Forecast{Verdict: Accept, Stored: r.stored}
	if f != nil {
		out.Verdict, out.Message, out.Rule, out.Stored = Refuse, f.message(), f.rule.ID, nil
		out.Diagnostics = append(out.Diagnostics, r.diagnostic(f))
	}
	if r.pending != nil { // whatever comes then, these are the words if the host is so
		out.Message, out.Rule = r.pending.message(), r.pending.rule.ID
		out.Diagnostics = append(out.Diagnostics, r.diagnostic(r.pending))
		if f == nil {
			out.Verdict, out.Host = Depends, r.pendingHost
		}
	}
	out.Diagnostics = append(out.Diagnostics, r.silences()...)
	diag.Sort(out.Diagnostics)
	return out
}

// diagnostic tells a person about a refusal.
func (r *run) diagnostic(f *refusal) *diag.Diagnostic {
	at := f.at
	if at.Len() == 0 && r.doc.Root != nil {
		at = r.doc.Root.NameRange
	}
	words := "libvirt refuses this with " + diag.Quote(f.message())
	if f.message() == "" {
		words = "libvirt crashes on this"
	}
	d := diag.Errorf(f.rule.ID, at, "%s; %s", words, f.rule.Advice)
	if f == r.pending {
		d.Severity = diag.Warning
		d.Message = "it depends on " + r.pendingHost + "; otherwise " + d.Message
	}
	if f.node != nil {
		d.Element = f.node.Path()
	}
	return d
}

// testGuest is the guest that every connection to test:///default begins with
// (src/test/test_driver.c: defaultConnXML).
var testGuest = sync.OnceValue(func() *Definition { return mustDefine("test:///default", defaultGuest) })

const defaultGuest = `<domain type='test'>
  <name>test</name>
  <uuid>6695eb01-f6a4-8304-79aa-97f2502e193f</uuid>
  <memory unit='KiB'>8388608</memory>
  <currentMemory unit='KiB'>2097152</currentMemory>
  <vcpu placement='static'>2</vcpu>
  <os><type arch='i686'>hvm</type><boot dev='hd'/></os>
  <devices>
    <disk type='file' device='disk'>
      <source file='/guest/diskimage1'/>
      <target dev='vda' bus='virtio'/>
    </disk>
  </devices>
</domain>
`
