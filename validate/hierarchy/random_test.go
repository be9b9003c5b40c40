package hierarchy_test

import (
	"encoding/xml"
	"fmt"
	"strings"

	"pgregory.net/rapid"

	"github.com/snapxml/snapxml/validate/hierarchy"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

// A leaf is a snapshot of a random forest.
type leaf struct {
	name    string
	parent  int // -1 for a root
	created int
}

// A forest is snapshots of which each comes after its parent, if it has one.
type forest []leaf

func identity(n int) []int {
	list := make([]int, n)
	for i := range list {
		list[i] = i
	}
	return list
}

// names are hard for shells, lists and XML. They stay different with a number
// behind them.
var names = []string{"snap-", "a b ", "it's ", `"q" `, "$HOME ", "`id` ", "ü", "日本", "-n", "--name=", "a;b ", "*", "\\", "&<>]]> ", "Snap-", "tab\t", "#", "%s"}

func drawForest(t *rapid.T, most int) forest {
	n := rapid.IntRange(1, most).Draw(t, "snapshots")
	shape := rapid.SampledFrom([]string{"any", "chain", "star", "roots"}).Draw(t, "shape")
	f := make(forest, n)
	for i := range f {
		f[i] = leaf{fmt.Sprintf("%s%d", rapid.SampledFrom(names).Draw(t, "name"), i), i - 1, rapid.IntRange(0, 3).Draw(t, "time")}
		switch {
		case shape == "any" || shape == "roots" && i > 0:
			f[i].parent = rapid.IntRange(-1, i-1).Draw(t, "parent")
		case shape == "star":
			f[i].parent = min(i-1, 0)
		}
	}
	return f
}

// document is the document of a snapshot.
func (f forest) document(i int) string {
	parent := ""
	if p := f[i].parent; p >= 0 {
		parent = "<parent><name>" + escape(f[p].name) + "</name></parent>"
	}
	return fmt.Sprintf("<domainsnapshot><name>%s</name><state>shutoff</state>%s<creationTime>%d</creationTime></domainsnapshot>\n", escape(f[i].name), parent, f[i].created)
}

// set is the snapshots of the given numbers, each in a file of its own.
func (f forest) set(order []int) *hierarchy.Set {
	r := hierarchy.NewReader(xmlscan.Limits{})
	var documents []*hierarchy.Document
	for _, i := range order {
		documents = append(documents, r.Read(xmlscan.NewFile(fmt.Sprintf("%d.xml", i), []byte(f.document(i)))))
	}
	return hierarchy.NewSet(documents)
}

func escape(text string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(text)) // a Builder never fails
	return b.String()
}
