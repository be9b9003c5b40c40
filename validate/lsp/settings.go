package lsp

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/libvirt"
	"github.com/snapxml/snapxml/validate/rules"
)

// section is the name of the server's part of a client's settings.
const section = "snapxml"

// None is the word that stands for no schema: well-formedness only.
const None = "none"

// Off in place of flags says that nothing is foretold.
const Off = "off"

// Settings are what is known of how a document is to be checked.
type Settings struct {
	Schema   string         // the path of a schema, the name of a [Builtin], or [None]; "" leaves it to the document
	Target   rules.Release  // the release that the document has to be valid for, or ""
	Purpose  rules.Purpose  // what the document is meant for
	Flags    string         // of the call of libvirt whose outcome is foretold; "" or [Off] for none
	Driver   libvirt.Driver // that is asked
	Guest    string         // path of its guest's definition, or ""
	Severity map[diag.Code]diag.Severity
}

// forecast is what is asked of libvirt, if anything is.
func (set Settings) forecast() (o libvirt.Options, asked bool) {
	if set.Flags == "" || set.Flags == Off {
		return o, false
	}
	flags, err := libvirt.ParseFlags(set.Flags)
	if err != nil { // which was told when the settings were read
		return o, false
	}
	release, _ := libvirt.ParseRelease(string(set.Target)) // without one it is the newest
	return libvirt.Options{Flags: flags, Driver: set.Driver, Release: release}, true
}

// clientSettings are the settings of a client (its section "snapxml").
type clientSettings struct {
	Schemas []struct {
		Pattern string `json:"pattern"` // of paths, as in a .gitignore: ** crosses folders
		Schema  string `json:"schema"`
	} `json:"schemas"`
	Libvirt  string            `json:"libvirt"`
	Purpose  string            `json:"purpose"`
	Flags    string            `json:"flags"`
	Driver   string            `json:"driver"`
	Guest    string            `json:"guest"`
	Severity map[string]string `json:"severity"`

	known Settings // what they come to
}

// takeSettings takes the client's settings. What is wrong with them is shown.
func (s *Server) takeSettings(raw json.RawMessage) {
	var c clientSettings
	if len(raw) == 0 || string(raw) == "null" {
		return
	}
	if err := json.Unmarshal(raw, &c); err != nil {
		s.show("snapxml: the settings are not understood: " + err.Error())
		return
	}
	if err := c.understand(); err != nil {
		s.show("snapxml: settings: " + err.Error())
	}
	s.settings = c
}

// understand reads the words of the settings. Those that make no sense are
// left out; the error is about the first of them.
func (c *clientSettings) understand() error {
	var first error
	keep := func(err error) bool {
		if err != nil && first == nil {
			first = err
		}
		return err == nil
	}
	if c.Libvirt != "" {
		target, err := rules.ParseRelease(c.Libvirt)
		if keep(err) {
			_, err = libvirt.ParseRelease(c.Libvirt)
			keep(err)
			c.known.Target = target
		}
	}
	if c.Purpose != "" {
		purpose, err := rules.ParsePurpose(c.Purpose)
		if keep(err) {
			c.known.Purpose = purpose
		}
	}
	if c.Flags != "" && c.Flags != Off {
		if _, err := libvirt.ParseFlags(c.Flags); !keep(err) {
			c.Flags = ""
		}
	}
	if c.Driver != "" {
		driver, err := libvirt.ParseDriver(c.Driver)
		if keep(err) {
			c.known.Driver = driver
		}
	}
	c.known.Flags, c.known.Guest = c.Flags, c.Guest
	c.known.Severity = map[diag.Code]diag.Severity{}
	for code, word := range c.Severity {
		severity, err := diag.ParseSeverity(word)
		if _, known := libvirt.LookupCode(diag.Code(code)); err == nil && !known {
			err = fmt.Errorf("no finding has the code %s%s", diag.Quote(code), diag.DidYouMean(code, libvirt.CodeNames()))
		}
		if keep(err) {
			c.known.Severity[diag.Code(code)] = severity
		}
	}
	return first
}

// settingsOf are the settings for a document: the client's, and where these
// say nothing the project's.
func (s *Server) settingsOf(d *document) Settings {
	if d.settingsKnown {
		return d.settings
	}
	var set Settings
	if s.options.Settings != nil && d.path != "" {
		project, err := s.options.Settings(d.path)
		if err != nil {
			s.show("snapxml: " + err.Error())
		} else {
			set = project
		}
	}
	set = set.overriddenBy(s.settings.known)
	if schema := s.schemaByPattern(d.path); schema != "" {
		set.Schema = schema
	}
	d.settings, d.settingsKnown = set, true
	return set
}

func (set Settings) overriddenBy(o Settings) Settings {
	set.Target = cmp.Or(o.Target, set.Target)
	set.Purpose = cmp.Or(o.Purpose, set.Purpose)
	set.Flags = cmp.Or(o.Flags, set.Flags)
	set.Driver = cmp.Or(o.Driver, set.Driver)
	set.Guest = cmp.Or(o.Guest, set.Guest)
	if len(o.Severity) > 0 {
		set.Severity = maps.Clone(set.Severity)
		if set.Severity == nil {
			set.Severity = map[diag.Code]diag.Severity{}
		}
		maps.Copy(set.Severity, o.Severity)
	}
	return set
}

// schemaByPattern is the schema that the client's settings have for a path. A
// pattern without a slash is one of names; the last that matches counts.
func (s *Server) schemaByPattern(p string) string {
	found := ""
	for _, a := range s.settings.Schemas {
		if p != "" && s.matches(a.Pattern, p) {
			found = a.Schema
		}
	}
	if found == "" || found == None || s.builtin(found) != nil {
		return found
	}
	return s.resolve(p, found)
}

func (s *Server) matches(pattern, p string) bool {
	if !strings.Contains(pattern, "/") {
		pattern = "**/" + pattern
	}
	if path.IsAbs(pattern) {
		ok, _ := doublestar.Match(pattern, p)
		return ok
	}
	for _, folder := range s.folders {
		if rest, in := strings.CutPrefix(p, folder+"/"); in {
			if ok, _ := doublestar.Match(pattern, rest); ok {
				return true
			}
		}
	}
	ok, _ := doublestar.Match(pattern, strings.TrimPrefix(p, "/"))
	return ok
}

// resolve is the path that a setting names for a document: from the folder of
// the workspace on that the document is in, or else from the first.
func (s *Server) resolve(document, p string) string {
	if path.IsAbs(p) || len(s.folders) == 0 {
		return p
	}
	i := slices.IndexFunc(s.folders, func(folder string) bool { return within(folder, document) })
	return path.Join(s.folders[max(i, 0)], p)
}

// isConfiguration reports whether a file has the project's settings.
func isConfiguration(p string) bool { return path.Base(p) == ".snapxml.toml" }
