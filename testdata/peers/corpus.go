package peers

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// A Document is a document with a verdict that is known.
type Document struct {
	Name  string // "probes/active-1.xml"
	Text  []byte
	Valid bool
}

// Corpus is the domainsnapshot documents of the corpus, in the order of their
// names, with what xmllint and jing say of them by libvirt 9.0.0's own schema.
func Corpus(t testing.TB) []Document {
	t.Helper()
	var docs []Document
	for _, row := range table(t, "libvirt.tsv") {
		if row[1] == "domainsnapshot" {
			docs = append(docs, document(t, "libvirt/"+row[0], row[2], row[3]))
		}
	}
	for _, row := range table(t, "probes.tsv") {
		docs = append(docs, document(t, "probes/"+row[0]+".xml", row[1], row[2]))
	}
	slices.SortFunc(docs, func(a, b Document) int { return strings.Compare(a.Name, b.Name) })
	return docs
}

func document(t testing.TB, name, xmllint, jing string) Document {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(Shared(t, "corpus"), filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	if xmllint != jing {
		t.Errorf("%s: the corpus records xmllint %s, jing %s", name, xmllint, jing)
	}
	return Document{name, text, jing == "valid"}
}

// table reads a table of the corpus, without its heading.
func table(t testing.TB, name string) [][]string {
	t.Helper()
	text, err := os.ReadFile(Shared(t, "corpus", name))
	if err != nil {
		t.Fatal(err)
	}
	var rows [][]string
	for line := range strings.Lines(string(text)) {
		rows = append(rows, strings.Split(strings.TrimSuffix(line, "\n"), "\t"))
	}
	return rows[1:]
}
