// Snapxml is a toolchain for libvirt's snapshot XML: it validates documents
// against the built-in domainsnapshot schema or any other RELAX NG schema,
// prints that schema, and writes the reference page of the format.
//
// Findings go to standard output, everything else to standard error. The exit
// status is 0 where nothing was found, 1 where something was, 2 where the
// command could not run: wrong usage, a file that cannot be read, a schema
// that is not correct; and 130 where it was interrupted.
package main
