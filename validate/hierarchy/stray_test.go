package hierarchy

import (
	"testing"

	"github.com/snapxml/snapxml/validate/source"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

// What looks like a part of a snapshot, but is in none, is passed over.
func TestReadStray(t *testing.T) {
	for _, text := range []string{"<disks><disk name='a'><source file='/b'/></disk></disks>", "<domain><devices><disk/></devices></domain>", "<name>a</name>"} {
		if doc := NewReader(xmlscan.Limits{}).Read(source.NewFile("a.xml", []byte(text))); len(doc.Snapshots) > 0 {
			t.Errorf("%s: %d snapshots", text, len(doc.Snapshots))
		}
	}
}
