package xmlscan

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/snapxml/snapxml/testdata/peers"
	"github.com/snapxml/snapxml/validate/diag"
)

// oddities is how many odd documents are compared; SNAPXML_ODDITIES sets
// another number, SNAPXML_SEED another start.
const oddities = 3000

// mostReduced is how many disagreements that are not explained are made
// smaller and told.
const mostReduced = 4

// verdicts say of a document whether this reader, libxml2 and expat find it
// well-formed, namespaces included.
type verdicts struct{ native, libxml2, expat bool }

// String writes the verdicts as the goldens have them.
func (v verdicts) String() string {
	word := map[bool]string{true: "accepts", false: "refuses"}
	return fmt.Sprintf("native %s\nlibxml2 %s\nexpat %s\n", word[v.native], word[v.libxml2], word[v.expat])
}

func (v verdicts) agree() bool { return v.native == v.libxml2 && v.native == v.expat }

// What libxml2 and expat print of a document that they refuse.
var (
	xmllintFault = regexp.MustCompile(`(?m)^(/.*?):\d+: (?:parser|namespace) error :`)
	xmlwfFault   = regexp.MustCompile(`(?m)^(/.*?):\d+:\d+: `)
)

// xmllint is libxml2, which replaces entities but reads none from elsewhere.
func xmllint(t testing.TB, paths []string) map[string]bool {
	return refusals(t, xmllintFault, exec.Command(peers.Tool(t, "xmllint"), append([]string{"--noout", "--nonet", "--noent"}, paths...)...))
}

// forgives reports whether libxml2 goes on from what it calls an error in a
// document: then only its exit status tells, which knows nothing of namespaces.
func forgives(path string) bool {
	out, err := exec.Command("xmllint", "--noout", "--nonet", "--noent", path).CombinedOutput()
	return err == nil && !bytes.Contains(out, []byte("namespace error"))
}

// xmlwf is expat with namespaces.
func xmlwf(t testing.TB, paths []string) map[string]bool {
	return refusals(t, xmlwfFault, exec.Command(peers.Tool(t, "xmlwf"), append([]string{"-n", "-k"}, paths...)...))
}

func refusals(t testing.TB, fault *regexp.Regexp, cmd *exec.Cmd) map[string]bool {
	t.Helper()
	out, err := cmd.CombinedOutput()
	var exit *exec.ExitError
	if err != nil && (!errors.As(err, &exit) || exit.ExitCode() < 0) {
		t.Fatalf("%s: %v", cmd.Path, err)
	}
	refused := map[string]bool{}
	for _, m := range fault.FindAllSubmatch(out, -1) {
		refused[string(m[1])] = true
	}
	return refused
}

// judge reads documents with all three readers.
func judge(t testing.TB, documents [][]byte) []verdicts {
	t.Helper()
	dir := t.TempDir()
	paths := make([]string, len(documents))
	all := make([]verdicts, len(documents))
	s := NewScanner(nil, Options{})
	for i, document := range documents {
		paths[i] = filepath.Join(dir, fmt.Sprintf("%d.xml", i))
		if err := os.WriteFile(paths[i], document, 0o666); err != nil {
			t.Fatal(err)
		}
		s.ResetBytes(document)
		for s.Next() != EOF {
		}
		all[i].native = s.Fault() == nil
	}
	for chunk := range slices.Chunk(paths, 500) {
		libxml2, expat := xmllint(t, chunk), xmlwf(t, chunk)
		for _, path := range chunk {
			i := slices.Index(paths, path)
			all[i].libxml2, all[i].expat = !libxml2[path], !expat[path]
			if !all[i].libxml2 && (!all[i].agree() || len(documents) == 1) { // of many, only those that matter: it takes a process
				all[i].libxml2 = forgives(path)
			}
		}
	}
	return all
}

// An odd is a way in which readers are known to disagree.
type odd struct {
	name   string // of the golden
	reason string
	is     func(document []byte, v verdicts, code diag.Code) bool // code is of the fault that this reader finds, or ""
}

func matches(expr string) func([]byte, verdicts, diag.Code) bool {
	re := regexp.MustCompile(expr)
	return func(document []byte, _ verdicts, _ diag.Code) bool { return re.Match(document) }
}

func coded(codes ...diag.Code) func([]byte, verdicts, diag.Code) bool {
	return func(_ []byte, _ verdicts, code diag.Code) bool { return slices.Contains(codes, code) }
}

// knownOdds are looked through in order.
var knownOdds = []odd{
	{"parameter-entity", "xmlwf leaves parameter entities unread, also those of the document itself, which XML 1.0 §5.1 has every processor read", expatOnly(true, matches(`%[\pL:_]`))},
	{"encoding", "expat knows UTF-8, UTF-16, ISO-8859-1 and US-ASCII; XML 1.0 §4.3.3 asks for the first two", expatOnly(false, matches(`(?s)^.{0,4}<\?xml[^>]*encoding`))},
	{"names", "expat knows the names of the fourth edition; XML 1.0 §2.3 has more since the fifth", expatOnly(false, matches(`[^\x00-\x7f]`))},
	{"version", "expat takes any version, libxml2 one that ends in a full stop; XML 1.0 §2.8 has digits behind \"1.\"", nativeRefuses(coded(diag.MalformedXMLDecl))},
	{"half-character", "libxml2 forgets a last byte that is half a character of UTF-16, an error by XML 1.0 §4.3.3", nativeRefuses(coded(diag.InvalidBytes))},
	{"encoding-name", "libxml2 finds an encoding by a part of a name that no encoding has", nativeRefuses(coded(diag.UnsupportedEncoding))},
	{"doctype-space", "libxml2 asks for no white space behind \"<!DOCTYPE\", as XML 1.0 §2.8 does", nativeRefuses(coded(diag.MalformedDoctype))},
	{"declared-name", "libxml2 does not look for colons in the names that a DTD declares, as Namespaces in XML 1.0 §5 does", nativeRefuses(func(document []byte, v verdicts, code diag.Code) bool {
		return code == diag.MalformedName && declaredColon.Match(document)
	})},
	{"namespace-uri", "libxml2 minds a namespace name that is no URI, which Namespaces in XML 1.0 §7 leaves unchecked", libxml2Refuses(matches(`xmlns(:\pL+)?\s*=`))},
	{"entity-name", "libxml2 takes colons in the name of an entity that is referred to, which Namespaces in XML 1.0 §7 forbids", nativeRefuses(coded(diag.MalformedName))},
	{"trailing-null", "libxml2 takes a zero byte for the end of the document; XML 1.0 §2.2 has no such character", nativeRefuses(coded(diag.InvalidCharacter))},
	{"undeclared-parameter", "libxml2 takes an undeclared parameter entity for an error in documents that have one; by XML 1.0 §4.1 that is one of validity", libxml2Refuses(matches(`%[\pL:_\x{2070}-\x{218F}][^;]*;`))},
	{"system-identifier", "libxml2 takes a system identifier that is no URI for an error; XML 1.0 §4.2.2 has it escaped", libxml2Refuses(matches(`(SYSTEM|PUBLIC)`))},
}

// declaredColon is a declaration of a name that begins or ends with a colon, or
// has several.
var declaredColon = regexp.MustCompile(`<!(ATTLIST|ELEMENT)[^>]*?(\s:|:\s|:[^\s>:]*:)`)

// nativeRefuses is for where this reader refuses what another one accepts.
func nativeRefuses(is func([]byte, verdicts, diag.Code) bool) func([]byte, verdicts, diag.Code) bool {
	return func(document []byte, v verdicts, code diag.Code) bool {
		return !v.native && is(document, v, code)
	}
}

// libxml2Refuses is for where libxml2 refuses what this reader accepts.
func libxml2Refuses(is func([]byte, verdicts, diag.Code) bool) func([]byte, verdicts, diag.Code) bool {
	return func(document []byte, v verdicts, code diag.Code) bool {
		return v.native && !v.libxml2 && is(document, v, code)
	}
}

// expatOnly is for where expat alone accepts, or refuses, what is such.
func expatOnly(accepts bool, is func([]byte, verdicts, diag.Code) bool) func([]byte, verdicts, diag.Code) bool {
	return func(document []byte, v verdicts, code diag.Code) bool {
		return v.native == v.libxml2 && v.expat == accepts && is(document, v, code)
	}
}

// TestOddities reads documents that are odd, made at random from those of the
// goldens, with this reader, libxml2 and expat. Each way in which the three
// disagree is known.
func TestOddities(t *testing.T) {
	random := rand.New(rand.NewPCG(number(t, "SNAPXML_SEED", 1), 0))
	m := &oddMaker{random: random, bases: slices.DeleteFunc(slices.Concat(allDocuments(t), oddBases), func(d []byte) bool { return faultOf(d) != "" })}
	documents := make([][]byte, number(t, "SNAPXML_ODDITIES", oddities))
	for i := range documents {
		documents[i] = m.document()
	}
	counts, accepted := map[string]int{}, 0
	told := map[string]bool{}
	for i, v := range judge(t, documents) {
		if v.native {
			accepted++
		}
		if v.agree() {
			continue
		}
		name := explain(documents[i], v)
		counts[name]++
		if key := v.String() + string(faultOf(documents[i])); name == "" && !told[key] && len(told) < mostReduced {
			told[key] = true
			small := reduce(t, documents[i], v)
			t.Errorf("%s%s %q, from %q", v, faultOf(small), small, documents[i])
		}
	}
	if counts[""] > 0 {
		t.Errorf("%d disagreements are not explained", counts[""])
	}
	t.Logf("%d documents, %d accepted; the readers disagree: %v", len(documents), accepted, counts)
	if accepted < len(documents)/20 || accepted > len(documents)*19/20 {
		t.Error("too many documents of one kind")
	}
}

func number(t testing.TB, name string, otherwise uint64) uint64 {
	t.Helper()
	text := os.Getenv(name)
	if text == "" {
		return otherwise
	}
	n, err := strconv.ParseUint(text, 10, 64)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return n
}

// explain is the name of a known disagreement, or "".
func explain(document []byte, v verdicts) string {
	code := faultOf(document)
	for _, o := range knownOdds {
		if o.is(document, v, code) {
			return o.name
		}
	}
	return ""
}

// faultOf is the code of the fault that this reader finds, or "".
func faultOf(document []byte) diag.Code {
	s := NewScanner(nil, Options{})
	s.ResetBytes(document)
	for s.Next() != EOF {
	}
	if f := s.Fault(); f != nil {
		return f.Code
	}
	return ""
}

// reduce takes out of a document what the disagreement does not need: halves,
// quarters, and so on down to single bytes.
func reduce(t testing.TB, document []byte, v verdicts) []byte {
	t.Helper()
	code := faultOf(document)
	for size := max(1, len(document)/2); size > 0; {
		smaller := false
		for at := 0; at+size <= len(document); {
			less := slices.Concat(document[:at], document[at+size:])
			if len(less) > 0 && faultOf(less) == code && judge(t, [][]byte{less})[0] == v {
				document, smaller = less, true
				continue
			}
			at += size
		}
		if !smaller || size > 1 {
			size /= 2
		}
	}
	return document
}

// oddBases are documents with what the goldens have little of.
var oddBases = [][]byte{
	[]byte("<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n<!DOCTYPE a [<!ENTITY e '<b>&#38;</b>'><!ENTITY f '&e;&e;'><!ATTLIST a c CDATA 'x' d ID #IMPLIED>]>\n<a xmlns='urn:x' xmlns:p='urn:y' p:q='1' q='2'>&f;<p:b/><![CDATA[ ]] ]]><?pi x?><!-- c --></a>"),
	[]byte("<a xml:lang='en' xml:space='preserve'>\r\n\t<b c=\"&lt;&#x41;&quot;\"></b> \u00e9\u4e2d\U0001F600</a>\n"),
	[]byte("<!DOCTYPE a [<!ELEMENT a (b|c)*><!ELEMENT b EMPTY><!NOTATION n SYSTEM 's'><!ENTITY u SYSTEM 'u' NDATA n><!ENTITY % p '<!ENTITY g \"x\">'>%p;]><a>&g;</a>"),
}

// An oddMaker makes odd documents of others.
type oddMaker struct {
	random *rand.Rand
	bases  [][]byte
}

// oddParts are put into documents.
var oddParts = []string{
	"<", ">", "&", "'", "\"", "/", "=", "?", "!", "-", "]", "[", ";", "#", ":", "%", " ", "\t", "\r", "\n", "\x00", "\x01", "\x7f", "\x80", "\xff", "\xef\xbb\xbf",
	"\xed\xa0\x80", "\xef\xbf\xbe", "\xc2\x85", "\xe2\x80\xa8", "\u0660", "\u00b7", "\u0370", "\u2070", "\U000EFFFF", "<a>", "</a>", "<a/>", "<b c='", "<!--", "-->", "--", "<![CDATA[", "]]>", "<?", "?>", "<?xml?>",
	"<?XML ?>", "<?xml version='1.0'?>", "<?xml version='1.1'?>", "encoding='us-ascii'", "encoding='utf-16'", "standalone='no'", "&#0;", "&#x10FFFF;", "&#xD800;", "&#38;", "&#60;", "&amp;", "&lt;", "&e;", "&f;", "&u;", "&#x;",
	"xmlns=''", " xmlns:p=''", " xmlns:p='urn:x'", " xmlns:xml='urn:x'", " xmlns:xmlns='urn:x'", " xmlns:p='http://www.w3.org/XML/1998/namespace'", " xml:id='1'", "p:", ":a", "a:", "a:b:c", " q='1'", " p:q='1'", "xmlns",
	"<!DOCTYPE a>", "<!DOCTYPE a SYSTEM 'x'>", "<!DOCTYPE a [", "]>", "<!ENTITY e 'x'>", "<!ENTITY e '&e;'>", "<!ENTITY % p 'x'>", "%p;", "<!ATTLIST a b CDATA '<'>", "<!ATTLIST a xmlns:p CDATA 'urn:x'>", "<!ELEMENT a ANY>", "<![INCLUDE[", "<![IGNORE[",
}

// document is a document with one to three things put in, taken out, doubled
// or taken from elsewhere.
func (m *oddMaker) document() []byte {
	text := slices.Clone(m.bases[m.random.IntN(len(m.bases))])
	for range 1 + m.random.IntN(5)/3 {
		at := m.random.IntN(len(text) + 1)
		end := min(len(text), at+1+m.random.IntN(6))
		switch m.random.IntN(6) {
		case 0:
			text = slices.Delete(text, at, end)
		case 1:
			text = slices.Insert(text, at, slices.Clone(text[at:end])...)
		case 2:
			other := m.bases[m.random.IntN(len(m.bases))]
			from := m.random.IntN(len(other) + 1)
			text = slices.Insert(text, at, other[from:min(len(other), from+m.random.IntN(30))]...)
		default:
			text = slices.Insert(text, at, []byte(oddParts[m.random.IntN(len(oddParts))])...)
		}
	}
	return text
}

// TestOddityGoldens asks of each golden in testdata/oddities, a smallest
// document on which readers disagree, that they do so as it says, and that the
// reason is found.
func TestOddityGoldens(t *testing.T) {
	seen := map[string]bool{}
	paths, err := filepath.Glob("testdata/oddities/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatal("no goldens", err)
	}
	for _, path := range paths {
		archive, err := txtar.ParseFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range archive.Files {
			quoted := strings.TrimSpace(string(f.Data))
			document, err := strconv.Unquote(quoted)
			if err != nil {
				t.Fatalf("%s: %s: %v", path, f.Name, err)
			}
			v := judge(t, [][]byte{[]byte(document)})[0]
			if !bytes.Contains(archive.Comment, []byte(v.String())) {
				t.Errorf("%s: %s:\n%s", path, f.Name, v)
			}
			want := strings.TrimSuffix(filepath.Base(path), ".txtar")
			if got := explain([]byte(document), v); got != want {
				t.Errorf("%s: %s is explained as %q", path, f.Name, got)
			}
			seen[want] = true
		}
	}
	for _, o := range knownOdds {
		if !seen[o.name] {
			t.Errorf("there is no golden for %q", o.name)
		}
	}
}
