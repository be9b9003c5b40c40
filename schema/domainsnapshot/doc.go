// Package domainsnapshot is the XML format in which libvirt describes a
// snapshot of a guest (libvirt says *domain*). A program hands a short document
// of this format to `virDomainSnapshotCreateXML()` to take a snapshot, and
// `virDomainSnapshotGetXMLDesc()` gives back the full one. With `virsh` the two
// are `snapshot-create` and `snapshot-dumpxml`.
//
// ### What a snapshot is
//
// A snapshot saves a point in the life of a guest, to which the guest can be
// reverted later. It may cover
//
//   - the disks alone, a **disk snapshot**. Taken while the guest is off, the
//     disks are consistent. Taken while it runs, they are as a power failure
//     would leave them, unless the file systems are brought to rest first (the
//     flag `QUIESCE`);
//   - the memory and the state of the devices, the **memory state** of a running
//     guest. On its own it is of use only as long as nobody changes the disks.
//     Some texts say *checkpoint*, which in libvirt means another thing today:
//     a mark from which an incremental backup starts;
//   - both at one moment, a **full system snapshot** or checkpoint of the whole
//     guest, from which it goes on as if nothing had happened.
//
// An **internal** snapshot lives in the disk images themselves: one qcow2 file
// holds the saved state and what has changed since. An **external** snapshot
// keeps the present image untouched and puts a new one, the overlay, on top,
// which takes the changes; memory goes into a file of its own. The elements
// `memory` and `disks` choose between the two.
//
// ### What can be set when
//
// At **creation** the document is a request. Of the elements that describe a
// snapshot only `name` and `description` are yours to set; in addition `memory`
// (since 1.0.1) and `disks` (since 0.9.5) say how it is to be taken. All of
// them may be left out: `<domainsnapshot/>` is a complete request. libvirt
// ignores the rest of the document without a word, however wrong it may be, and
// fills it in by itself; `virDomainSnapshotGetXMLDesc()` then shows it for
// information. Such elements are marked *read-only* here.
//
// At **redefinition** (since 0.9.5, the flag `REDEFINE`) no snapshot is taken.
// The document is the record of one that has been taken, and libvirt puts the
// record back or replaces it. Now everything on this page counts: `name`,
// `state` and `creationTime` must be there, and so must the full guest
// definition in `domain`, unless the guest already has a snapshot of that name.
// The easiest way to such a document is to dump it.
//
// libvirt's schema and libvirt's parser are not the same language: the parser
// lets unknown elements pass and refuses much that the schema allows. A
// document is safe if it is valid and keeps the rules given with each element.
//
// ### The hierarchy
//
// The snapshots of a guest form trees. One of them may be the **current
// snapshot**, the one that the present state of the guest comes from. Creating
// a snapshot or reverting to one makes it current, and a new snapshot gets the
// one that was current before as its **parent**. So snapshots taken one after
// the other make a chain, and reverting to a snapshot that has a child and then
// taking another makes a branch.
//
// Deleting a snapshot gives its children to its parent, and if it was the
// current one its parent becomes current. Records of the children that were
// dumped earlier still name the deleted parent and can no longer be redefined,
// so dump them anew. A guest may have snapshots and yet no current one: when
// the current one was a root and was deleted, or when snapshots were redefined
// without saying which is current. The next snapshot is then a root.
//
// ### Moving snapshots between hosts
//
// Redefinition makes it possible to copy a whole hierarchy to another host,
// which is what a program needs that supervises the migration of guests:
//
//  1. on the source, dump every snapshot with `--security-info`, so that
//     passwords are kept, and note which one is current;
//  2. carry the images over, at the same paths, and define the guest on the
//     destination with the same UUID;
//  3. redefine the snapshots there, **parents before children**
//     (`virsh snapshot-list --topological` lists them so; the order of names
//     does not do), with the flag `CURRENT` for the one that was current and
//     for no other.
//
// The same serves a **transient guest**, one that libvirt forgets when it
// stops. libvirt forgets its snapshots with it. A program takes the snapshot,
// dumps the record, and lets the guest stop; later it makes a new transient
// guest of the same name and UUID, redefines the snapshot and reverts to it.
//
// It would seem handier if the records simply stayed when a guest is gone, but
// libvirt forbids such leftover metadata, for two reasons. The way to a
// snapshot leads through its guest: without a guest there is no handle by which
// stale records could ever be deleted. And a later guest of the same name may
// be another machine altogether. To tell, libvirt compares the UUIDs: a record
// whose definition bears another UUID is refused, and so a guest with the old
// name and a new UUID cannot use the old snapshots. For the same reasons
// libvirt does not undefine a guest that has snapshots (or a managed save
// image) unless it is told to give up their metadata (`virsh undefine
// --snapshots-metadata`).
//
// Not every hypervisor needs libvirt to keep records: VMware ESX and VirtualBox
// keep their own. There `NO_METADATA` changes nothing, and all that a
// redefinition could change is which snapshot is current.
//
//schema:order interleave
package domainsnapshot
