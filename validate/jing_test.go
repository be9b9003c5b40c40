package validate_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/snapxml/snapxml/testdata/peers"
	"github.com/snapxml/snapxml/validate"
	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/relaxng/syntax"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

// seed is where the random tests begin: always at the same place, or where
// SNAPXML_SEED says.
func seed(t testing.TB) uint64 {
	t.Helper()
	text := os.Getenv("SNAPXML_SEED")
	if text == "" {
		return 1
	}
	n, err := strconv.ParseUint(text, 10, 64)
	if err != nil {
		t.Fatalf("SNAPXML_SEED: %v", err)
	}
	return n
}

// A trial is a schema and documents in files.
type trial struct {
	schema    string // path
	documents []string
}

// judge has the validator judge a trial.
func (x *trial) judge(t testing.TB) *judgement {
	t.Helper()
	v, faults, err := validate.CompileFile(x.schema, validate.Options{})
	if err != nil {
		t.Fatal(err)
	}
	j := &judgement{faults: errorTexts(faults), invalid: map[string][]string{}}
	if v == nil {
		return j
	}
	for _, path := range x.documents {
		if found := errorTexts(v.Check(xmlscan.NewFile(path, readFile(t, path)))); len(found) > 0 {
			j.invalid[path] = found
		}
	}
	return j
}

func readFile(t testing.TB, path string) []byte {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func writeFile(t testing.TB, path string, text []byte) string {
	t.Helper()
	if err := os.WriteFile(path, text, 0o666); err != nil {
		t.Fatal(err)
	}
	return path
}

// newTrial makes a random schema in a folder, and documents that are valid by
// it or nearly so. Of three schemas one may have a fault.
func newTrial(t testing.TB, random *rand.Rand, dir string, documents int) *trial {
	t.Helper()
	ext := pick(random, []string{".rng", ".rnc"})
	mostFaults := 0
	if random.IntN(3) == 0 {
		mostFaults = 1
	}
	for {
		stale, _ := filepath.Glob(filepath.Join(dir, "other*"))
		for _, path := range stale {
			_ = os.Remove(path) // of a schema that was not taken
		}
		x := &trial{schema: newSchema(t, random, dir, ext)}
		simple, faults := simplify(t, x.schema)
		switch {
		case len(faults) > mostFaults:
		case simple == nil:
			return x
		default:
			x.documents = newDocuments(t, random, dir, simple, documents)
			return x
		}
	}
}

// newSchema writes a random schema, and the files that it refers to.
func newSchema(t testing.TB, random *rand.Rand, dir, ext string) string {
	w := &schemaWriter{random: random, careful: pick(random, []int{10, 40, 1000}), left: 40, open: random.IntN(6) == 0}
	files := 0
	w.file = func(p *syntax.Pattern) string {
		files++
		name := fmt.Sprintf("other%d%s", files, ext)
		writeFile(t, filepath.Join(dir, name), schemaText(t, p, ext))
		return name
	}
	text := schemaText(t, w.schema(), ext)
	if ext == ".rng" && random.IntN(4) == 0 {
		m := newMutator(t, random, text)
		text = m.mutate(t, text, 1)
	}
	return writeFile(t, filepath.Join(dir, "schema"+ext), text)
}

// simplify gives the simple form of a schema, or nil and what is wrong with it.
func simplify(t testing.TB, path string) (*syntax.Schema, []*diag.Diagnostic) {
	t.Helper()
	o := syntax.Options{Libraries: libraries}
	p, faults, err := syntax.Load(path, o)
	if err != nil {
		t.Fatal(err)
	}
	if diag.HasErrors(faults) {
		return nil, faults
	}
	simple, faults, err := syntax.Simplify(p, o)
	if err != nil {
		t.Fatal(err)
	}
	return simple, faults
}

// newDocuments writes documents for a schema, half of them with mistakes.
func newDocuments(t testing.TB, random *rand.Rand, dir string, simple *syntax.Schema, n int) []string {
	t.Helper()
	w := &documentWriter{random: random}
	var texts [][]byte
	for range n {
		texts = append(texts, writeXML(t, w.document(simple)))
	}
	m := newMutator(t, random, texts...)
	m.texts = append(m.texts, randomTexts...)
	var paths []string
	for i, text := range texts {
		if i%2 == 1 {
			text = m.mutate(t, text, 1+random.IntN(2))
		}
		paths = append(paths, writeFile(t, filepath.Join(dir, fmt.Sprintf("%d.xml", i)), text))
	}
	return paths
}

// documentsPerTrial is how many documents each random schema gets.
const documentsPerTrial = 24

// trials is how many random schemas are tried: as many as make SNAPXML_PAIRS
// pairs of a schema and a document.
func trials(t testing.TB) int {
	text := os.Getenv("SNAPXML_PAIRS")
	if text == "" {
		if testing.Short() {
			return 20
		}
		return 180
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		t.Fatalf("SNAPXML_PAIRS: %v", err)
	}
	return (n + documentsPerTrial - 1) / documentsPerTrial
}

// Random schemas in the full language are correct if jing says so, and random
// documents valid; where libxml2 says otherwise it is known why.
func TestRandomSchemas(t *testing.T) {
	peers.Tool(t, "jing")
	n := trials(t)
	var mu sync.Mutex
	var sum tally
	known := differenceCounts{}
	shrunk := 0
	t.Run("trial", func(t *testing.T) {
		for i := range n {
			t.Run(strconv.Itoa(i), func(t *testing.T) {
				t.Parallel()
				random := rand.New(rand.NewPCG(seed(t), uint64(i)))
				x := newTrial(t, random, t.TempDir(), documentsPerTrial)
				got := x.judge(t)
				want, err := runJing(x.schema, x.documents)
				switch {
				case err != nil && crashesJing(got):
					t.Skip("a cycle of references that jing does not survive")
				case err != nil:
					t.Fatal("jing:", err)
				}
				second := x.compareLibxml2(t, got)
				mu.Lock()
				defer mu.Unlock()
				sum.add(x, want)
				known.add(second)
				if differ := x.differences(got, want); len(differ) > 0 {
					x.report(t, differ[0], got, want)
					t.Logf("%d in this trial", len(differ))
					if shrunk++; shrunk <= mostShrunk {
						x.shrink(t, runJing, differ[0]).reportAgain(t)
					}
				}
			})
		}
	})
	t.Logf("seed %d, %d schemas, as jing sees them: %+v", seed(t), n, sum)
	t.Logf("libxml2 differs from jing and the validator: %v", known)
	if documents := sum.valid + sum.invalid; !testing.Short() && (documents < n*11 || sum.valid < documents/3 || sum.invalid < documents/3 || sum.incorrect < n/10) {
		t.Error("too few documents, or too many of one kind")
	}
}

// mostShrunk is the number of disagreements that are made smaller.
const mostShrunk = 2

// add counts what a judgement says.
func (n *tally) add(x *trial, j *judgement) {
	n.schema(j.correct())
	for _, d := range x.documents {
		if j.correct() {
			n.document(j.valid(d))
		}
	}
}

// jingAccepts are faults of a schema that jing does not see. It looks at an
// element only where it meets it first, so that a second time, within an
// attribute, a list or except, the element goes unnoticed (§7.1 forbids it).
var jingAccepts = regexp.MustCompile(`^schema-(attribute|list|except)-content: element `)

// crashesJing reports whether a schema has a cycle of references (§4.19), of
// which some that pass through elements too overflow jing's stack.
func crashesJing(got *judgement) bool {
	return len(got.faults) == 1 && strings.HasPrefix(got.faults[0], "schema-ref-cycle: ")
}

// differences are the documents that a judgement of the validator and one of
// jing disagree on, or "" alone where they disagree on the schema.
func (x *trial) differences(got, want *judgement) []string {
	if got.correct() != want.correct() {
		if len(got.faults) == 1 && jingAccepts.MatchString(got.faults[0]) {
			return nil
		}
		return []string{""}
	}
	var documents []string
	for _, d := range x.documents {
		if got.correct() && got.valid(d) != want.valid(d) {
			documents = append(documents, d)
		}
	}
	return documents
}

// report tells a disagreement.
func (x *trial) report(t testing.TB, document string, got, want *judgement) {
	t.Helper()
	if document == "" {
		t.Errorf("the validator says %q, jing %q of the schema\n%s", got.faults, want.faults, x.texts(t))
		return
	}
	t.Errorf("the validator says %q, jing %q of\n%s\nby the schema\n%s", got.invalid[document], want.invalid[document], readFile(t, document), x.texts(t))
}

// reportAgain judges once more and tells how the validator and jing disagree.
func (x *trial) reportAgain(t testing.TB) {
	t.Helper()
	got, want := x.judge(t), mustRunJing(t, x.schema, x.documents)
	for _, d := range x.differences(got, want) {
		t.Logf("made smaller:")
		x.report(t, d, got, want)
	}
}

var blankLines = regexp.MustCompile(`\n\s*\n`)

// texts are the files of the schema.
func (x *trial) texts(t testing.TB) string {
	t.Helper()
	var b strings.Builder
	paths, _ := filepath.Glob(filepath.Join(filepath.Dir(x.schema), "*.rn?"))
	for _, path := range paths {
		fmt.Fprintf(&b, "-- %s --\n%s", filepath.Base(path), blankLines.ReplaceAllString(string(readFile(t, path)), "\n"))
	}
	return b.String()
}
