package domainsnapshot

// Domain has one of two shapes. libvirt tells them apart by the attribute
// `type`: with it the element is a full guest definition, without it the short
// form of the first releases.
//
//schema:choice
type Domain interface{ isDomain() }

// DomainReference is the short form that releases before 0.9.5 wrote: exactly
// one child and no attributes. It says to which guest the snapshot belongs but
// not how the guest was made, so libvirt logs a warning ("parsing older
// snapshot that lacks domain"), and a redefinition succeeds only if the guest
// already has a snapshot of that name, whose stored definition is then kept.
type DomainReference struct {
	// UUID identifies the guest. In the short form libvirt does not compare it
	// with anything.
	//
	//schema:since 0.8.0
	//schema:access readonly
	//schema:redefine ignored
	UUID UUID `xml:"uuid"`
}

// The full form is a whole guest definition, a format of its own that
// `virsh dumpxml` prints. This page does not describe the inside, and the
// schema leaves it open; libvirt's own schema checks it in full.
//
// When a redefinition replaces a snapshot of the same name, the old and the new
// definition must present the same hardware to the guest: another number of
// processors, say, is refused.
//
// To dump it with passwords use the flag `VIR_DOMAIN_SNAPSHOT_XML_SECURE`
// (`virsh snapshot-dumpxml --security-info`); without them a redefined guest
// may come back with an unprotected display.
//
//schema:open content
//schema:since 0.9.5
type DomainDefinition struct {
	// Type is the hypervisor that runs the guest: `kvm`, `qemu`, `test`, `xen`
	// and others. Leaving it out makes libvirt read the short form and pass
	// over everything else.
	//
	//schema:access readonly
	//schema:redefine read
	Type string `xml:"type,attr"`
	// Name is the name of the guest. libvirt does not compare it: a definition
	// with another name is accepted and kept.
	//
	//schema:access readonly
	//schema:redefine read
	Name *string `xml:"name"`
	// UUID identifies the guest. At redefinition it must be the UUID of the
	// very guest that gets the snapshot ("definition for snapshot … must use
	// uuid …"). A definition without one is given a random UUID and fails the
	// same way. Taking the whole definition out to get round this does not
	// help: then the definition is missing.
	//
	//schema:access readonly
	//schema:redefine required
	UUID *UUID `xml:"uuid"`

	Verbatim string `xml:",innerxml"`
}

func (DomainReference) isDomain()  {}
func (DomainDefinition) isDomain() {}
