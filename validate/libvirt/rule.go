package libvirt

import (
	"fmt"
	"slices"
	"sync"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/source"
)

// A Rule is one reason for which libvirt refuses a document, or one thing
// that it does with a document without a word.
type Rule struct {
	ID      diag.Code // kebab-case; also the code of the diagnostic
	Summary string    // one line, lower case, no full stop
	Doc     string    // Markdown: when it happens and what to do

	// Text is libvirt's text, with fmt verbs where names are filled in. A
	// family of rules that differ in the words only has the common part here;
	// it is empty for what libvirt does in silence.
	Text     string
	Category Category
	Source   string // where in libvirt's source it lives: "file: function"

	Since, Until Release  // releases of libvirt that have the rule
	Drivers      []Driver // drivers that have the rule; nil: all
	Flags        Flags    // flags without which it does not apply

	Advice string // what would be right: an order, lower case, no full stop

	// Anywhere says that the rule holds for elements of many names, of which the
	// example has one.
	Anywhere bool

	// Host says of what on the host the answer turns, where the document
	// alone does not decide: such a forecast is [Depends].
	Host string

	Example Example
}

// An Example is the smallest input to which a rule applies.
type Example struct {
	Document string // the document, or
	Domain   string // what stands in <domain> of a redefinition that is right otherwise
	Snapshot string // more that stands in that redefinition

	Flags    Flags
	Driver   Driver // "" for qemu
	Release  Release
	Guest    string   // the guest's definition
	Power    Power    // whether the guest runs
	Existing []string // documents of snapshots that are there already

	// Transient says that the guest is not defined permanently.
	Transient bool
	// Invalid says that the document is not valid by libvirt's schema.
	Invalid bool
}

// Identity of the guest in examples, which is the one that every connection
// to test:///default begins with.
const (
	exampleName = "test"
	exampleUUID = "6695eb01-f6a4-8304-79aa-97f2502e193f"
)

// Text is the document of the example as it is given to libvirt.
func (e Example) Text() string {
	if e.Document != "" {
		return e.Document
	}
	domain := e.Domain
	if domain == "" {
		domain = exampleGuest
	}
	return "<domainsnapshot>\n  <name>s1</name>\n  <state>running</state>\n  <creationTime>1700000000</creationTime>\n  " +
		e.Snapshot + "\n  <domain type='test'>\n    <name>" + exampleName + "</name>\n    <uuid>" + exampleUUID + "</uuid>\n    " +
		domain + "\n  </domain>\n</domainsnapshot>\n"
}

// Parts of examples. They are constants so that the rules cost nothing when a
// program starts.
const (
	// exampleMachine is the least of a guest definition that libvirt needs.
	exampleMachine = "<memory>1024</memory><os><type arch='i686'>hvm</type></os>"
	// exampleGuest is the rest of a guest definition with one disk.
	exampleGuest = exampleMachine + "<devices><disk type='file'><source file='/guest/diskimage1'/><target dev='vda' bus='virtio'/></disk></devices>"
	// redefinedRest ends a redefinition that is right.
	redefinedRest = "<creationTime>1700000000</creationTime><domain type='test'><name>" + exampleName + "</name><uuid>" + exampleUUID + "</uuid>" +
		exampleGuest + "</domain></domainsnapshot>"
	// guestOpen and guestClose are around a guest definition in a redefinition.
	guestOpen  = "<domainsnapshot><name>s1</name><state>running</state><creationTime>1</creationTime>"
	guestClose = "</domainsnapshot>"
	// diskOpen and diskClose are around what is said about a disk, from the
	// type of the storage on.
	diskOpen  = "<domainsnapshot><disks><disk name='vda' type='"
	diskClose = "</disk></disks></domainsnapshot>"
	// qemuOpen and qemuClose are around the disks of a guest of QEMU.
	qemuOpen = "<domain type='kvm'><name>" + exampleName + "</name><uuid>" + exampleUUID + "</uuid><memory>1024</memory>" +
		"<os><type>hvm</type></os><devices>"
	qemuClose = "</devices></domain>"
)

// Rules are all rules, in the order in which libvirt checks them where there
// is one.
func Rules() []*Rule {
	return slices.Concat(flagRules, documentRules, snapshotRules, diskRules, sourceRules, attributeRules, guestRules, deviceRules,
		redefineRules, alignRules, driverRules, qemuRules, silentRules)
}

// Lookup is the rule of an ID, or nil.
func Lookup(id diag.Code) *Rule { return rulesByID()[id] }

var rulesByID = sync.OnceValue(func() map[diag.Code]*Rule {
	byID := map[diag.Code]*Rule{}
	for _, r := range Rules() {
		byID[r.ID] = r
	}
	return byID
})

// applies reports whether a driver of a release has the rule.
func (r *Rule) applies(d Driver, at Release) bool {
	return at.Has(r.Since, r.Until) && (r.Drivers == nil || slices.Contains(r.Drivers, d))
}

// A refusal is a rule that a document runs into, and where.
type refusal struct {
	rule *Rule
	text string // with the names filled in, without the category's prefix
	at   source.Range
	node *node // the element concerned; nil for none
}

// refuse is a refusal that underlines an element's start tag. A nil node
// means that the document as a whole is at fault.
func (r *Rule) refuse(n *node, args ...any) *refusal {
	f := &refusal{rule: r, text: fmt.Sprintf(r.Text, args...), node: n}
	if len(args) == 0 {
		f.text = r.Text
	}
	if n != nil {
		f.at = n.NameRange
	}
	return f
}

// refuseText is refuse for a rule of a family, with the text of the place.
func (r *Rule) refuseText(n *node, text string, args ...any) *refusal {
	f := r.refuse(n)
	f.text = fmt.Sprintf(text, args...)
	return f
}

// value moves the refusal to the text of its element.
func (f *refusal) value() *refusal {
	if f.node != nil {
		f.at = f.node.TextRange()
	}
	return f
}

// attr moves the refusal to an attribute's value, if the element has one.
func (f *refusal) attr(name string) *refusal {
	if f.node == nil {
		return f
	}
	for i := range f.node.Attrs {
		if a := &f.node.Attrs[i]; a.Name.Local == name {
			f.at = a.ValueRange
			if f.at.Len() == 0 {
				f.at = a.Range
			}
		}
	}
	return f
}

// message is libvirt's text as virsh prints it behind "error: ".
func (f *refusal) message() string { return f.rule.Category.Prefix() + f.text }
