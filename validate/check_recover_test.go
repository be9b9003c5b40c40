package validate_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/snapxml/snapxml/testdata/peers"
	"github.com/snapxml/snapxml/validate"
	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

// A slip is a way to break a document in one place.
type slip struct {
	name  string
	where *regexp.Regexp // the place
	with  string         // what comes there instead
	alone float64        // least part of the documents that must come out well
}

// slips are what people do to documents. In a few places the result means
// something else: a start tag that loses the end of its name, say, may still
// be one that the schema knows.
var slips = []slip{
	{"end tag missing", regexp.MustCompile(`</[\w:]+>`), "", 0.95},
	{"tag misspelt", regexp.MustCompile(`\w>\s`), "x>", 0.95},
	{"end tag without its end", regexp.MustCompile(`(</[\w:]+)>`), "$1", 0.95},
	{"end tag cut short", regexp.MustCompile(`(</)[\w:]+>`), "$1", 0.95},
	{"end tag without slash", regexp.MustCompile(`</([\w:]+>)`), "<$1", 0.95},
	{"start tag missing", regexp.MustCompile(`<\w[^>]*[^/>]>`), "", 0.65},
	{"start tag without its end", regexp.MustCompile(`(<\w[^>]*[^/>])>`), "$1", 0.95},
	{"empty tag without its end", regexp.MustCompile(`(<\w[^>]*)/>`), "$1", 0.95},
	{"empty tag without slash", regexp.MustCompile(`(<\w[^>]*)/>`), "$1>", 0.95},
	{"closing quote missing", regexp.MustCompile(`(='[^'<>]+|="[^"<>]+)['"]`), "$1", 0.95},
	{"opening quote missing", regexp.MustCompile(`(=)['"](\w)`), "$1$2", 0.95},
	{"equals sign missing", regexp.MustCompile(`(\w)=(['"])`), "$1 $2", 0.95},
	{"space missing", regexp.MustCompile(`(['"]) (\w+=)`), "$1$2", 0.95},
	{"tag begun", regexp.MustCompile(`\n\s*<`), "\n  <di$0", 0.95},
	{"attribute begun", regexp.MustCompile(`(<\w+)([ >])`), "$1 abc$2", 0.95},
	{"less-than in text", regexp.MustCompile(`(>[^<>\s]+)(</)`), "$1 < 3$2", 0.95},
	{"ampersand in text", regexp.MustCompile(`(>[^<>\s]+)(</)`), "$1 & 3$2", 0.95},
	{"ampersand in a value", regexp.MustCompile(`(='[^'<>]*)'`), "$1&b=c'", 0.95},
	{"comment begun", regexp.MustCompile(`\n(\s*<)`), "\n<!-- $1", 0.95},
	{"stray end tag", regexp.MustCompile(`\n\s*<`), "\n</foo>$0", 0.95},
}

// TestRecoverSlips breaks valid documents of the corpus in one place and counts
// how often that place, and nothing else, is reported.
func TestRecoverSlips(t *testing.T) {
	v := builtin(t)
	random := rand.New(rand.NewPCG(1, 2))
	texts := validCorpus(t, v)
	for _, s := range slips {
		t.Run(s.name, func(t *testing.T) {
			broken, alone := 0, 0
			for _, text := range texts {
				document := s.in(random, text)
				found := v.Check(xmlscan.NewFile("a.xml", document))
				if !malformed(found) {
					continue
				}
				broken++
				if len(found) == 1 {
					alone++
				} else if broken-alone < 3 {
					t.Logf("%s\n%s", document, list(found))
				}
			}
			s.judge(t, alone, broken)
		})
	}
}

// TestRecoverBeside breaks documents with an element that the schema does not
// know, before it, and counts how often both are reported.
func TestRecoverBeside(t *testing.T) {
	v := builtin(t)
	random := rand.New(rand.NewPCG(3, 4))
	texts := validCorpus(t, v)
	for _, s := range slips {
		t.Run(s.name, func(t *testing.T) {
			broken, both := 0, 0
			for _, text := range texts {
				end := bytes.LastIndex(text, []byte("</domainsnapshot>"))
				if end < 0 {
					continue
				}
				document := append(s.in(random, text[:end]), "  <bogus/>\n</domainsnapshot>\n"...)
				found := v.Check(xmlscan.NewFile("a.xml", document))
				if !malformed(found) {
					continue
				}
				broken++
				if slices.ContainsFunc(found, func(d *diag.Diagnostic) bool {
					return d.Code == diag.ElementNotAllowed && strings.Contains(d.Message, `"bogus"`)
				}) {
					both++
				} else if broken-both < 3 {
					t.Logf("%s\n%s", document, list(found))
				}
			}
			s.judge(t, both, broken)
		})
	}
}

// validCorpus is the valid documents of the corpus, three times.
func validCorpus(t *testing.T, v *validate.Validator) (texts [][]byte) {
	t.Helper()
	for _, doc := range peers.Corpus(t) {
		if doc.Valid && len(v.Check(xmlscan.NewFile(doc.Name, doc.Text))) == 0 {
			texts = append(texts, doc.Text)
		}
	}
	return slices.Concat(texts, texts, texts)
}

// in makes the slip in one of the places where it can be made.
func (s slip) in(random *rand.Rand, text []byte) []byte {
	places := s.where.FindAllSubmatchIndex(text, -1)
	if len(places) == 0 {
		return bytes.Clone(text)
	}
	at := places[random.IntN(len(places))]
	return bytes.Join([][]byte{text[:at[0]], s.where.Expand(nil, []byte(s.with), text, at), text[at[1]:]}, nil)
}

// judge fails the test if too few of the broken documents came out well.
func (s slip) judge(t *testing.T, good, broken int) {
	t.Helper()
	t.Logf("%d of %d documents", good, broken)
	if share := float64(good) / float64(max(broken, 1)); broken < 20 || share < s.alone {
		t.Errorf("%.1f %% of %d documents; want %.0f %%", 100*share, broken, 100*s.alone)
	}
}

// malformed reports whether something in a document is not well-formed.
func malformed(found []*diag.Diagnostic) bool {
	for _, d := range found {
		switch d.Code {
		case diag.ElementNotAllowed, diag.ElementMissing, diag.ElementRepeated, diag.ElementValue, diag.TextNotAllowed,
			diag.AttributeNotAllowed, diag.AttributeMissing, diag.AttributeValue:
		default:
			return true
		}
	}
	return false
}

func list(found []*diag.Diagnostic) string {
	var b bytes.Buffer
	for _, d := range found {
		fmt.Fprintf(&b, "\t%v %s [%s]\n", d.Range, d.Message, d.Code)
	}
	return b.String()
}
