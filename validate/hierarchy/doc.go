// Package hierarchy looks at the snapshots of a guest as a whole: the tree
// that they form, what is wrong with it, and the order in which libvirt takes
// their documents back.
//
// A [Reader] reads documents as they come from virsh snapshot-dumpxml, from
// the files that QEMU's driver keeps, or from a node file of the test driver.
// [NewSet] groups their snapshots by guest and links them. From a [Set] come
// drawings, JSON and graphs, a [Plan] of the redefinitions that put a
// hierarchy back on another host, corrected copies of the documents, and the
// differences between two hierarchies.
//
// Ten thousand snapshots in a row or below one parent are ordinary input: no
// function here is recursive, and none takes more than n log n steps.
//
// The package reads no files. What single documents may say under REDEFINE is
// not known here but in package libvirt, which a plan asks.
package hierarchy
