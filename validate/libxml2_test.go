package validate_test

import (
	"errors"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/libxml2"
	"github.com/snapxml/snapxml/validate/source"
)

// differenceCounts counts in how many schemas and documents libxml2 is wrong in
// each of the known ways.
type differenceCounts map[string]int

func (c differenceCounts) add(other differenceCounts) {
	for name, n := range other {
		c[name] += n
	}
}

// compareLibxml2 puts a trial to xmllint and counts where it judges otherwise
// than the validator, by the known deviations. Others are reported: smaller, if
// they can be made so.
func (x *trial) compareLibxml2(t *testing.T, got *judgement) differenceCounts {
	t.Helper()
	counts := differenceCounts{}
	if _, err := exec.LookPath("xmllint"); err != nil {
		return counts // TestDifferences tells of it
	}
	y := x.inXML(t)
	if y == nil {
		return counts // it is not correct, and has no XML syntax
	}
	want, err := runXmllint(y.schema, y.documents)
	switch {
	case errors.Is(err, libxml2.ErrNoVerdict):
		counts["no-verdict"]++
	case errors.Is(err, libxml2.ErrCrash):
		counts["crash"]++
	case err != nil:
		t.Error("xmllint:", err)
	case got.correct() && !want.correct():
		counts[y.refusal(t, want)]++
	case !got.correct() && want.correct():
		counts["schema-unchecked"]++ // libxml2 looks at a part of what RELAX NG §7 forbids
	case got.correct():
		for i, d := range y.documents {
			if got.valid(x.documents[i]) == want.valid(d) {
				continue
			}
			known := libxml2.Known(newCase(t, y, d, !want.valid(d)))
			if known == nil {
				y.reportLibxml2(t, d)
				continue
			}
			counts[known.Name]++
		}
	}
	return counts
}

// inXML is the trial with its schema in XML syntax, which libxml2 reads.
func (x *trial) inXML(t testing.TB) *trial {
	t.Helper()
	y := &trial{schema: x.schema, documents: x.documents}
	if filepath.Ext(x.schema) == ".rng" {
		return y
	}
	dir := t.TempDir()
	names, _ := filepath.Glob(filepath.Join(filepath.Dir(x.schema), "*.rnc"))
	for _, name := range names {
		text := inXML(t, name)
		if text == nil {
			return nil
		}
		base := strings.TrimSuffix(filepath.Base(name), ".rnc")
		writeFile(t, filepath.Join(dir, base+".rng"), text)
	}
	y.schema = filepath.Join(dir, "schema.rng")
	return y
}

// refusal is the reason why libxml2 refuses a schema that is correct.
func (x *trial) refusal(t *testing.T, want *judgement) string {
	t.Helper()
	said := []*diag.Diagnostic{diag.Errorf(diag.SecondOpinion, source.Range{}, "%s", strings.Join(want.faults, "\n"))}
	why := libxml2.WhyRefused(said)
	if !strings.Contains(why, "known to be wrong") {
		t.Errorf("xmllint refuses a schema, for no known reason: %q\n%s", want.faults, x.texts(t))
	}
	return "refused"
}

// reportLibxml2 tells of a document that libxml2 judges otherwise for no known
// reason.
func (x *trial) reportLibxml2(t *testing.T, document string) {
	t.Helper()
	small := x.shrink(t, runXmllint, document)
	want, err := runXmllint(small.schema, small.documents)
	if err != nil || len(small.documents) == 0 {
		t.Errorf("xmllint differs on\n%s\nby the schema\n%s", readFile(t, document), x.texts(t))
		return
	}
	got := small.judge(t)
	differ := small.differences(got, want)
	if len(differ) == 0 {
		differ = small.documents[:1]
	}
	t.Errorf("the validator says %q, xmllint %q of\n%s\nby the schema\n%s", got.invalid[differ[0]], want.invalid[differ[0]], readFile(t, differ[0]), small.texts(t))
}
