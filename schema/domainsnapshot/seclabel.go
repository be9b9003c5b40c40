package domainsnapshot

// Seclabel overrides, for one image, how a security driver of the host labels
// it, so that the guest may open it and others may not. There is at most one
// for each security driver. The element has one of three shapes: leave the
// label alone, could not be labelled, use this label.
//
//schema:choice
//schema:since 5.5.0
type Seclabel interface{ isSeclabel() }

// SeclabelKept leaves the image with the label that it has.
type SeclabelKept struct {
	// Model is the security driver, such as `selinux`, `apparmor` or `dac`.
	// Without it the first driver of the host is meant.
	Model *string `xml:"model,attr"`
	// Relabel says whether libvirt labels the image.
	//
	//schema:fixed no
	Relabel Relabel `xml:"relabel,attr"`
}

// SeclabelSkipped records that the file system could not take a label. libvirt
// writes it; there is no need to.
type SeclabelSkipped struct {
	// Model is the security driver.
	Model *string `xml:"model,attr"`
	// Skip says that labelling was skipped.
	//
	//schema:access readonly
	Skip LabelSkip `xml:"labelskip,attr"`
}

// SeclabelGiven has libvirt put a label on the image.
type SeclabelGiven struct {
	// Model is the security driver.
	Model *string `xml:"model,attr"`
	// Relabel may be left out, for the label says it all.
	//
	//schema:fixed yes
	Relabel *Relabel `xml:"relabel,attr"`
	// Labels are the labels in the notation of the security driver: for `dac`
	// an owner such as `+107:+107`, for `selinux` a context.
	//
	//schema:occurs 1..
	Labels []string `xml:"label"`
}

func (SeclabelKept) isSeclabel()    {}
func (SeclabelSkipped) isSeclabel() {}
func (SeclabelGiven) isSeclabel()   {}

// Relabel says whether libvirt labels an image.
type Relabel string

// Whether libvirt labels an image.
const (
	// RelabelYes means that libvirt puts on the label.
	RelabelYes Relabel = "yes"
	// RelabelNo means that the image keeps the label it has.
	RelabelNo Relabel = "no"
)

// LabelSkip says that an image could not be labelled.
type LabelSkip string

// Whether an image could be labelled.
const (
	// LabelSkipYes means that the image has no label of its own, for example on
	// an NFS share.
	LabelSkipYes LabelSkip = "yes"
)
