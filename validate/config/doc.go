// Package config reads the configuration file of snapxml, ".snapxml.toml". It
// says by which schema files are checked, what is foretold of them, which of them
// are left alone, and how severe each code is:
//
//	root = true              # look no further up
//	libvirt = "9.0.0"
//	ignore = ["drafts/"]
//
//	[severity]
//	suppression-unused = "error"
//
//	[[files]]
//	patterns = ["books/**/*.xml"]
//	schema = "schemas/docbook.rng"
//
// For a file count the configurations in its folder and in all folders above,
// up to one with root = true. Where two say different things the nearer one
// counts, and within one file the later. Patterns and paths are relative to
// the folder of the configuration.
//
// A file with a fault is not used; each fault is a diagnostic with its place.
package config
