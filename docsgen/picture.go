package docsgen

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"html/template"
	"strings"

	"github.com/snapxml/snapxml/validate/hierarchy"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

// pictureFile is the picture of a hierarchy.
const pictureFile = "hierarchy.svg"

// A picture shows documents that belong together.
type picture struct {
	File  string
	Text  string // the same drawn with characters
	Files []link // the documents
	Size
}

// A Size is that of a picture, in pixels.
type Size struct {
	Width  int `xml:"width,attr"`
	Height int `xml:"height,attr"`
}

// picture adds the picture of [Options.Hierarchy] with its documents. The
// result is nil if there are none.
func (s *site) picture() *picture {
	if len(s.options.Hierarchy) == 0 || !s.options.Version.IsZero() {
		return nil
	}
	p := &picture{File: pictureFile}
	reader := hierarchy.NewReader(xmlscan.Limits{})
	var documents []*hierarchy.Document
	for _, f := range s.options.Hierarchy {
		name := "examples/hierarchy/" + f.Name()
		if validate := s.options.Validate; validate != nil {
			if err := validate(f.Bytes()); err != nil {
				s.fail(fmt.Errorf("%s is not valid: %w", f.Name(), err))
			}
		}
		s.add(name, f.Bytes())
		p.Files = append(p.Files, link{Name: f.Name(), Href: template.URL(name)})
		documents = append(documents, reader.Read(f))
	}
	set := hierarchy.NewSet(documents)
	var svg bytes.Buffer
	var text strings.Builder
	s.fail(set.WriteSVG(&svg))
	s.fail(xml.Unmarshal(svg.Bytes(), &p.Size))
	s.fail(set.Draw(&text, hierarchy.DrawOptions{}))
	p.Text = strings.TrimRight(text.String(), " \n")
	s.add(pictureFile, svg.Bytes())
	return p
}
