package config

import (
	"cmp"
	"maps"
	"path/filepath"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/snapxml/snapxml/validate/diag"
)

// Name is what a configuration file is called.
const Name = ".snapxml.toml"

// The words that stand for a schema which is not a file.
const (
	BuiltIn = "domainsnapshot" // the schema of libvirt's format
	None    = "none"           // well-formedness only
)

// Off in place of flags says that nothing is foretold.
const Off = "off"

// Settings are what configurations say about one document. What they do not
// mention is zero.
type Settings struct {
	Schema   string                      // the path of a schema, or [BuiltIn] or [None]
	Libvirt  string                      // the release whose format the built-in schema describes
	Flags    string                      // of the call of libvirt whose outcome is foretold, or [Off]
	Driver   string                      // that is asked
	Guest    string                      // the path of its guest's definition
	Severity map[diag.Code]diag.Severity // of findings; zero turns a code off
}

// override replaces the settings by those that others mention.
func (s *Settings) override(o Settings) {
	s.Schema = cmp.Or(o.Schema, s.Schema)
	s.Libvirt = cmp.Or(o.Libvirt, s.Libvirt)
	s.Flags = cmp.Or(o.Flags, s.Flags)
	s.Driver = cmp.Or(o.Driver, s.Driver)
	s.Guest = cmp.Or(o.Guest, s.Guest)
	if len(o.Severity) > 0 {
		merged := maps.Clone(s.Severity)
		if merged == nil {
			merged = map[diag.Code]diag.Severity{}
		}
		maps.Copy(merged, o.Severity)
		s.Severity = merged
	}
}

// A Config is one configuration file.
type Config struct {
	Path   string   // of the file
	Root   bool     // look no further up
	Ignore []string // patterns of files that are left alone
	Settings
	Files []Files
}

// Files is settings for the files that match one of some patterns.
type Files struct {
	Patterns []string
	Settings
}

// settings are what the configuration says about a file below its folder,
// whose path from there has slashes.
func (c *Config) settings(path string) Settings {
	s := c.Settings
	for _, f := range c.Files {
		if matchesAny(f.Patterns, path) {
			s.override(f.Settings)
		}
	}
	return s
}

// ignores reports whether the file, or a folder that it is in, is left alone.
func (c *Config) ignores(path string) bool {
	for len(c.Ignore) > 0 && path != "." {
		if matchesAny(c.Ignore, path) {
			return true
		}
		path = filepath.ToSlash(filepath.Dir(filepath.FromSlash(path)))
	}
	return false
}

// matchesAny reports whether a path matches a pattern. A pattern without a
// slash, apart from one at its end, is for names in any folder.
func matchesAny(patterns []string, path string) bool {
	for _, p := range patterns {
		p = strings.TrimSuffix(p, "/")
		if !strings.Contains(p, "/") {
			p = "**/" + p
		}
		if ok, _ := doublestar.Match(strings.TrimPrefix(p, "/"), path); ok { // patterns are checked when they are read
			return true
		}
	}
	return false
}
