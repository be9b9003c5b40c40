// Package libvirt foretells what libvirt does with a domainsnapshot document
// that is given to virDomainSnapshotCreateXML: whether it takes it, and if
// not, with which words it refuses.
//
// libvirt's own schema and libvirt's parser are two different languages, and
// REDEFINE adds rules of its own, so a document that is valid may still be
// refused, and one that is not valid may be taken. [Foretell] walks through
// libvirt's checks in libvirt's order, since the first check that fails
// decides the text: the flags (public API, then driver), well-formedness, the
// root element, the schema if VALIDATE is among the flags, the snapshot parser
// (which parses whole guest definitions), and then the alignment with the
// guest's disks, and for a redefinition with the snapshots that are already
// there.
//
// Every refusal is a [Rule]: one documented value with libvirt's text, the
// place in libvirt's source where it lives, and an example that is tested.
// The rules stand by subject in the files rules_*.go; the files that walk
// through the checks are named after what they walk through.
//
// What is known of libvirt comes from reading its sources and from asking
// libvirt 9.0.0; [Newest] is the last release that was looked at.
package libvirt
