package validate_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/snapxml/snapxml/testdata/peers"
	"github.com/snapxml/snapxml/validate"
	"github.com/snapxml/snapxml/validate/source"
)

// A score counts planted mistakes.
type score struct {
	planted int // mistakes that make the document invalid
	placed  int // of those, the first diagnostic is on the right line
	alone   int // of those, there is no other diagnostic
	mended  int // ApplyFixes makes the document valid
	same    int // of those, it is the original, byte for byte
}

func (s *score) add(o score) {
	s.planted += o.planted
	s.placed += o.placed
	s.alone += o.alone
	s.mended += o.mended
	s.same += o.same
}

func share(n, of int) float64 { return float64(n) / float64(max(of, 1)) }

func (s score) String() string {
	return fmt.Sprintf("%5d planted: %.3f on the line, %.3f alone; %.3f mended, %.3f as before",
		s.planted, share(s.placed, s.planted), share(s.alone, s.planted), share(s.mended, s.planted), share(s.same, s.planted))
}

// What the scores must not fall below. A mistake can be planted so that nobody
// can tell where: an element that is moved to where the schema knows another of
// its name, or beside one of its name, for instance.
const (
	leastPlaced = 0.995 // of all mistakes, the first diagnostic is on the right line
	leastAlone  = 0.99  // and is the only one
	leastOfKind = 0.95  // the same for each kind
	leastMended = 0.65
	leastSame   = 0.50
)

// A mistake planted in a valid document is told by exactly one diagnostic on
// the line where it is, with the built-in schema and with libvirt's own, and
// often enough it is mended without asking.
func TestPlantedMistakes(t *testing.T) {
	for name, v := range plantSchemas(t) {
		t.Run(name, func(t *testing.T) {
			scores := map[string]*score{}
			var all score
			for _, p := range plantsFor(t, v, 4) {
				if scores[p.kind] == nil {
					scores[p.kind] = &score{}
				}
				s := judgePlant(v, p)
				scores[p.kind].add(s)
				all.add(s)
			}
			for _, kind := range plantKinds {
				s := scores[kind.name]
				t.Logf("%-18s %v", kind.name, s)
				if share(s.alone, s.planted) < leastOfKind {
					t.Errorf("%s: too few are told by one diagnostic on the right line", kind.name)
				}
			}
			t.Logf("%-18s %v", "all", all)
			if share(all.placed, all.planted) < leastPlaced || share(all.alone, all.planted) < leastAlone {
				t.Error("too few are told by one diagnostic on the right line")
			}
			if share(all.mended, all.planted) < leastMended || share(all.same, all.planted) < leastSame {
				t.Error("too few are mended")
			}
			if all.planted < 1000 {
				t.Error("too few mistakes")
			}
		})
	}
}

func plantSchemas(t *testing.T) map[string]*validate.Validator {
	own, faults, err := validate.CompileFile(peers.File(t, "/usr/share/libvirt/schemas/domainsnapshot.rng"), validate.Options{})
	if err != nil || own == nil {
		t.Fatal(err, describe(faults))
	}
	return map[string]*validate.Validator{"builtin": builtin(t), "libvirt": own}
}

// plantsFor plants mistakes in every document of the corpus that is valid,
// some of each kind.
func plantsFor(t *testing.T, v *validate.Validator, each int) []plant {
	random := rand.New(rand.NewPCG(seed(t), 1))
	var plants []plant
	seen := map[string]bool{}
	for _, doc := range peers.Corpus(t) {
		entity := bytes.Contains(doc.Text, []byte("<!ENTITY")) // etree does not read them
		if entity || len(v.Check(source.NewFile(doc.Name, doc.Text))) > 0 {
			continue
		}
		root := parseXML(t, doc.Text).Root()
		if len(v.Check(source.NewFile(doc.Name, layOut(root).text.Bytes()))) > 0 {
			continue
		}
		for _, p := range plantsIn(root, random, each) {
			if !seen[string(p.text)] {
				seen[string(p.text)] = true
				plants = append(plants, p)
			}
		}
	}
	return plants
}

// judgePlant checks a planted document.
func judgePlant(v *validate.Validator, p plant) score {
	file := source.NewFile("planted.xml", p.text)
	found := v.Check(file)
	if len(found) == 0 {
		return score{}
	}
	if p.without != nil && len(v.Check(source.NewFile("without.xml", p.without))) > 0 {
		return score{} // it is missing in the old place as well: two mistakes
	}
	s := score{planted: 1}
	if line := file.Position(found[0].Range.Start).Line; line >= p.first && line <= p.last {
		s.placed = 1
		if len(found) == 1 {
			s.alone = 1
		}
	}
	if m := v.ApplyFixes(file); len(m.Left) == 0 {
		s.mended = 1
		if bytes.Equal(m.File.Bytes(), p.original) {
			s.same = 1
		}
	}
	return s
}
