package hierarchy_test

import (
	"bytes"
	"slices"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"pgregory.net/rapid"

	"github.com/snapxml/snapxml/validate/hierarchy"
)

// The two sides are the documents in the folders a and b.
func TestCompare(t *testing.T) {
	golden(t, "diff", func(t *testing.T, input map[string][]byte, order []string) []txtar.File {
		comparisons := hierarchy.Compare(read(input, order, "a/"), read(input, order, "b/"))
		var text, object bytes.Buffer
		if err := hierarchy.WriteComparisons(&text, comparisons); err != nil {
			t.Fatal(err)
		}
		if err := hierarchy.WriteComparisonsJSON(&object, comparisons); err != nil {
			t.Fatal(err)
		}
		return append(output("DIFFERENCES", text.String()), output("JSON", object.String())...)
	})
}

// A hierarchy is equal to itself in any order of its documents, and whatever is
// taken away from a side, and nothing else, is missing there.
func TestCompareProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		forest := drawForest(t, 30)
		a := forest.set(identity(len(forest)))
		b := forest.set(rapid.Permutation(identity(len(forest))).Draw(t, "order"))
		if hierarchy.Differ(hierarchy.Compare(a, b)) {
			t.Fatalf("the same differs: %+v", hierarchy.Compare(a, b)[0].Differences)
		}
		if len(forest) < 2 {
			return
		}
		gone := rapid.IntRange(0, len(forest)-1).Draw(t, "gone")
		c := forest.set(slices.Delete(identity(len(forest)), gone, gone+1))
		differences := hierarchy.Compare(a, c)[0].Differences
		want := hierarchy.Difference{Kind: hierarchy.OnlyInA, Snapshot: forest[gone].name}
		if len(differences) != 1 || differences[0].Kind != want.Kind || differences[0].Snapshot != want.Snapshot {
			t.Fatalf("without %q: %+v", forest[gone].name, differences)
		}
	})
}
