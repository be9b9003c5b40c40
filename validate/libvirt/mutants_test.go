package libvirt_test

import (
	"context"
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
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/snapxml/snapxml/testdata/peers"
	"github.com/snapxml/snapxml/validate"
	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/libvirt"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

// mutants is how many documents TestMutants gives to virsh, each to a process
// of its own. SNAPXML_MUTANTS sets another number, SNAPXML_SEED another start.
const mutants = 520

// knownDisagreements are the texts of virsh that a forecast is not compared
// with, each with its reason.
var knownDisagreements = map[string]string{
	"failed to allocate": "a number of processors in the thousands of millions makes libvirt abort for lack of memory",
	"double free":        "two disks of a guest with the same target share one disk of the snapshot, which libvirt frees twice",
}

// A trial is a mutant with what is foretold and what virsh says.
type trial struct {
	text    []byte
	flags   libvirt.Flags
	want    string
	got     libvirt.Forecast
	mutated string
}

// TestMutants compares forecasts with virsh on documents with a mistake or
// two, for a driver that every machine with virsh has.
func TestMutants(t *testing.T) {
	virsh := peers.Tool(t, "virsh")
	judge := libvirtSchema(t)
	random := rand.New(rand.NewPCG(number(t, "SNAPXML_SEED", 1), 0))
	m := newMutator(random, bases(t, virsh))
	trials := make([]*trial, number(t, "SNAPXML_MUTANTS", mutants))
	for i := range trials {
		trials[i] = m.trial()
	}
	var g errgroup.Group
	g.SetLimit(2)
	dir := t.TempDir()
	for i, x := range trials {
		g.Go(func() error {
			x.got = foretell(x, judge)
			var err error
			x.want, err = ask(virsh, filepath.Join(dir, fmt.Sprintf("%d.xml", i)), x)
			return err
		})
	}
	if err := g.Wait(); err != nil {
		t.Fatal(err)
	}
	report(t, trials)
}

// report prints how many forecasts were right, and fails for the others.
func report(t *testing.T, trials []*trial) {
	refusals, excused := 0, 0
	for _, x := range trials {
		if x.want != "ok" {
			refusals++
		}
		switch {
		case agrees(x.got, x.want) && (x.want == "ok" || sameText(strings.TrimRight(x.got.Message, "\n"), x.want)):
		case excuse(x) != "":
			excused++
		default:
			t.Errorf("%s, flags %s: %s %q; virsh says %q of\n%s", x.mutated, x.flags, x.got.Verdict, x.got.Message, x.want, x.text)
		}
	}
	t.Logf("%d mutants, %d of them refused, %d excused", len(trials), refusals, excused)
	if refusals < len(trials)/5 {
		t.Errorf("%d of %d mutants are refused; the mutations are too tame", refusals, len(trials))
	}
}

func excuse(x *trial) string {
	for text, reason := range knownDisagreements {
		if strings.Contains(x.want, text) {
			return reason
		}
	}
	if strings.Contains(x.want, "failed to validate") && spacedNumber.Match(x.text) {
		return "libxml2 takes no white space around an XML Schema number, where the standard drops it"
	}
	if x.want == "ok" && x.got.Rule == "schema-invalid" && undeclared(x.text) {
		return "to libxml2 an undeclared prefix is a part of a name in no namespace, which metadata may have; validation complains of it"
	}
	return ""
}

func undeclared(text []byte) bool {
	return slices.ContainsFunc(parse("mutant.xml", string(text)).Faults, func(d *diag.Diagnostic) bool {
		return d.Code == diag.UndeclaredPrefix
	})
}

// spacedNumber is a number with white space around it: as content, or as the
// value of an attribute.
var spacedNumber = regexp.MustCompile(`[>"']((\s|&#(x?9|x?0*[aAdD]|10|13|32|x20);)+-?[0-9]+(\s|&#[x0-9a-fA-F]+;)*|-?[0-9]+(\s|&#(x?9|x?0*[aAdD]|10|13|32|x20);)+)[<"']`)

// foretell is the forecast for a fresh connection to test:///default.
func foretell(x *trial, judge func([]byte) bool) libvirt.Forecast {
	return libvirt.Foretell(parse("mutant.xml", string(x.text)), libvirt.Options{
		Driver: libvirt.Test, Flags: x.flags, Release: probed,
		SchemaValid: func() bool { return judge(x.text) },
	})
}

// ask is what virsh says of a document: "ok", or the text behind "error: ".
func ask(virsh, path string, x *trial) (string, error) {
	if err := os.WriteFile(path, x.text, 0o600); err != nil {
		return "", err
	}
	defer os.Remove(path)
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	command := "snapshot-create test " + path
	for _, name := range strings.Split(x.flags.String(), ",") {
		if name != "none" {
			command += " --" + name
		}
	}
	out, _ := exec.CommandContext(ctx, virsh, "-c", "test:///default", command).CombinedOutput()
	return answer(string(out)), ctx.Err()
}

// answer takes libvirt's words out of what virsh prints. Of a document that is
// not well-formed only the first line is libxml2's text.
func answer(out string) string {
	_, text, refused := strings.Cut(out, "error: ")
	if !refused {
		if strings.Contains(out, "created from") {
			return "ok"
		}
		return out
	}
	text = strings.TrimRight(text, "\n")
	if strings.HasPrefix(text, "(domain_snapshot):") || strings.HasPrefix(text, "XML document failed to validate") {
		text, _, _ = strings.Cut(text, "\n")
	}
	return text
}

// libvirtSchema judges documents by the schema that libvirt has installed.
func libvirtSchema(t *testing.T) func([]byte) bool {
	t.Helper()
	path := peers.File(t, "/usr/share/libvirt/schemas/domainsnapshot.rng")
	v, faults, err := validate.CompileFile(path, validate.Options{})
	if err != nil || diag.HasErrors(faults) {
		t.Fatalf("%s: %v %v", path, err, faults)
	}
	return func(text []byte) bool {
		return !diag.HasErrors(v.Check(xmlscan.NewFile("mutant.xml", text)))
	}
}

// bases are the documents that are mutated: the corpus, made to be about the
// guest of the test driver, what that driver prints itself, and a guest with
// many devices.
func bases(t *testing.T, virsh string) []string {
	t.Helper()
	var all []string
	for _, d := range peers.Corpus(t) {
		if slices.Contains([]string{"probes/malformed.xml", "probes/xxe.xml"}, d.Name) {
			continue
		}
		all = append(all, aboutTestGuest(string(d.Text)))
	}
	out, err := exec.Command(virsh, "-c", "test:///default",
		"snapshot-create-as test base --description 'bare OS'; snapshot-dumpxml test base --security-info").Output()
	if err != nil {
		t.Fatal(err)
	}
	_, dump, _ := strings.Cut(string(out), "\n")
	rich, err := os.ReadFile(filepath.Join("testdata", "rich.xml"))
	if err != nil {
		t.Fatal(err)
	}
	for range len(all) / 3 {
		all = append(all, strings.TrimSpace(dump)+"\n", string(rich))
	}
	return all
}

// aboutTestGuest puts the UUID of the test driver's guest into <domain>, and
// makes snapshots roots.
func aboutTestGuest(text string) string {
	doc := parse("base.xml", text)
	uuid := doc.Root.Child("domain").Child("uuid")
	parent := doc.Root.Child("parent")
	edits := []edit{}
	if uuid != nil {
		edits = append(edits, edit{uuid.TextRange(), "6695eb01-f6a4-8304-79aa-97f2502e193f"})
	}
	if parent != nil {
		edits = append(edits, edit{parent.Range, ""})
	}
	return apply(text, edits...)
}

func number(t *testing.T, name string, otherwise uint64) uint64 {
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
