package xsd_test

import (
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/snapxml/snapxml/testdata/peers"
	"github.com/snapxml/snapxml/validate/relaxng/datatype/xsd"
)

// TestLibvirtSchemas makes every type that libvirt's schemas ask for.
func TestLibvirtSchemas(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(peers.File(t, "/usr/share/libvirt/schemas"), "*.rng"))
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, file := range files {
		for _, data := range dataPatterns(t, file) {
			n++
			var pairs []string
			for _, p := range data.Params {
				pairs = append(pairs, p.Name, p.Value)
			}
			if _, err := xsd.Library.Datatype(data.Type, params(pairs...)); err != nil {
				t.Errorf("%s: %s %q: %v", filepath.Base(file), data.Type, pairs, err)
			}
		}
	}
	if n < 200 {
		t.Errorf("only %d data patterns found", n)
	}
}

// A dataPattern is a <data> element of RELAX NG.
type dataPattern struct {
	Type   string `xml:"type,attr"`
	Params []struct {
		Name  string `xml:"name,attr"`
		Value string `xml:",chardata"`
	} `xml:"param"`
}

func dataPatterns(t *testing.T, file string) (found []dataPattern) {
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	d := xml.NewDecoder(f)
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return found
		}
		if err != nil {
			t.Fatal(err)
		}
		if start, ok := token.(xml.StartElement); ok && start.Name.Local == "data" {
			var data dataPattern
			if err := d.DecodeElement(&data, &start); err != nil {
				t.Fatal(err)
			}
			found = append(found, data)
		}
	}
}
