package lsp

import (
	"github.com/snapxml/snapxml/validate/libvirt"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

// guests are the definitions of guests that settings name, each read once, by
// path. One that cannot be used is nil, which the user is told.
type guests map[string]*libvirt.Definition

// guestPath is the path of the guest's definition that a document's settings
// name, or "".
func (s *Server) guestPath(d *document) string {
	if p := s.settingsOf(d).Guest; p != "" {
		return s.resolve(d.path, p)
	}
	return ""
}

// guestOf is the guest that a document's settings name, or nil.
func (s *Server) guestOf(d *document) *libvirt.Definition {
	path := s.guestPath(d)
	if path == "" {
		return nil
	}
	guest, known := s.guests[path]
	if !known {
		text, err := s.read(path)
		if err == nil {
			guest, err = libvirt.ReadDefinition(xmlscan.NewFile(path, text))
		}
		if err != nil {
			s.show("snapxml: the guest of the settings cannot be used: " + err.Error())
		}
		s.guests[path] = guest
	}
	return guest
}
