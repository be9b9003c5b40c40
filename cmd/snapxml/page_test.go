package main

import (
	"bytes"
	"encoding/xml"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/snapxml/snapxml/schema/domainsnapshot"
	"github.com/snapxml/snapxml/validate/relaxng/syntax"
)

// Every element, attribute and value of the grammar has an anchor on the page,
// and the page has none that the grammar lacks.
func TestPageHasWhatTheGrammarHas(t *testing.T) {
	dir := t.TempDir()
	var stderr bytes.Buffer
	if status := run([]string{"docs", "-o", dir}, strings.NewReader(""), io.Discard, &stderr); status != exitOK {
		t.Fatalf("docs: exit status %d\n%s", status, &stderr)
	}
	html, err := os.ReadFile(filepath.Join(dir, "formatsnapshot.html"))
	if err != nil {
		t.Fatal(err)
	}
	page := map[string]bool{}
	for _, tag := range regexp.MustCompile(`<[^>]*\bdata-entry=[^>]*>`).FindAll(html, -1) {
		id := regexp.MustCompile(`\bid="([^"]*)"`).FindSubmatch(tag)
		if id == nil {
			t.Errorf("an entry without id: %s", tag)
			continue
		}
		page[string(id[1])] = true
	}
	grammar := grammarAnchors(t, domainsnapshot.RNG())
	for id := range grammar {
		if !page[id] {
			t.Errorf("%s is in the grammar and not on the page", id)
		}
	}
	for id := range page {
		if !grammar[id] {
			t.Errorf("%s is on the page and not in the grammar", id)
		}
	}
	if len(page) < 200 {
		t.Errorf("only %d entries on the page", len(page))
	}
}

// grammarAnchors collects the anchors of a grammar and makes sure that each
// element, attribute and value that has a name of its own has one that ends
// with that name.
func grammarAnchors(t *testing.T, rng []byte) map[string]bool {
	t.Helper()
	anchors := map[string]bool{}
	d := xml.NewDecoder(bytes.NewReader(rng))
	for {
		token, err := d.Token()
		if err == io.EOF {
			return anchors
		}
		if err != nil {
			t.Fatal(err)
		}
		start, ok := token.(xml.StartElement)
		if !ok || start.Name.Space != syntax.NS {
			continue
		}
		end := ""
		switch name := attr(start, "", "name"); {
		case start.Name.Local == "value":
			var value string
			if err := d.DecodeElement(&value, &start); err != nil {
				t.Fatal(err)
			}
			end = "=" + value
		case name == "":
			continue // anyName
		case start.Name.Local == "element":
			end = "/" + name
		case start.Name.Local == "attribute":
			end = "/@" + name
		default:
			continue
		}
		ids := strings.Fields(attr(start, syntax.SnapxmlNS, syntax.AnchorAttr))
		if len(ids) == 0 {
			t.Errorf("no anchor for …%s", end)
		}
		for _, id := range ids {
			anchors[id] = true
			if !strings.HasSuffix("/"+id, end) {
				t.Errorf("the anchor of …%s is %s", end, id)
			}
		}
	}
}

func attr(e xml.StartElement, space, local string) string {
	for _, a := range e.Attr {
		if a.Name.Space == space && a.Name.Local == local {
			return a.Value
		}
	}
	return ""
}
