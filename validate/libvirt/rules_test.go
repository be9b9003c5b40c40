package libvirt_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/sync/errgroup"

	"github.com/snapxml/snapxml/testdata/peers"
	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/libvirt"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

// options are those of a rule's example.
func options(r *libvirt.Rule) libvirt.Options {
	e := r.Example
	o := libvirt.Options{
		Flags: e.Flags, Driver: e.Driver, Release: e.Release, Power: e.Power, Transient: e.Transient,
		SchemaValid: func() bool { return !e.Invalid },
	}
	if e.Domain != "" || e.Snapshot != "" {
		o.Flags |= libvirt.Redefine
	}
	if e.Guest != "" {
		guest, err := libvirt.ReadDefinition(xmlscan.NewFile("guest.xml", []byte(e.Guest)))
		if err != nil {
			panic(err)
		}
		o.Guest = guest
	}
	for _, text := range e.Existing {
		o.Existing = o.Existing.With(libvirt.Foretell(parse("existing.xml", text), libvirt.Options{
			Flags: libvirt.Redefine, Driver: libvirt.Test, Existing: o.Existing,
		}))
	}
	return o
}

// TestRuleExamples asks of each rule that its example runs into it.
func TestRuleExamples(t *testing.T) {
	for _, r := range libvirt.Rules() {
		t.Run(string(r.ID), func(t *testing.T) {
			o := options(r)
			for range r.Example.Existing {
				if len(o.Existing) == 0 {
					t.Fatal("an existing snapshot of the example is refused itself")
				}
			}
			got := libvirt.Foretell(parse("example.xml", r.Example.Text()), o)
			codes := []diag.Code{}
			for _, d := range got.Diagnostics {
				codes = append(codes, d.Code)
				if d.Code == r.ID {
					checkDiagnostic(t, d)
				}
			}
			if !slices.Contains(codes, r.ID) {
				t.Fatalf("the example runs into %v, %s %q", codes, got.Verdict, got.Message)
			}
			silent := r.Text == "" && r.Category == libvirt.Bare
			if want := r.Category.Prefix(); !strings.HasPrefix(got.Message, want) || got.Verdict == libvirt.Accept && !silent {
				t.Errorf("%s %q, want a text that begins with %q", got.Verdict, got.Message, want)
			}
			if (got.Verdict == libvirt.Depends) != (r.Host != "") {
				t.Errorf("the verdict is %s, and the rule turns on %q", got.Verdict, r.Host)
			}
		})
	}
}

// checkDiagnostic asks what all messages have in common.
func checkDiagnostic(t *testing.T, d *diag.Diagnostic) {
	t.Helper()
	if d.Message == "" || strings.HasSuffix(d.Message, ".") || strings.Contains(d.Message, "%!") {
		t.Errorf("message %q", d.Message)
	}
}

// TestRuleDocs asks that rules are documented, each under a name of its own.
func TestRuleDocs(t *testing.T) {
	id := regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	seen := map[diag.Code]bool{}
	for _, e := range diag.Codes() {
		seen[e.Code] = true
	}
	for _, r := range libvirt.Rules() {
		switch {
		case !id.MatchString(string(r.ID)):
			t.Errorf("rule %q is not kebab-case", r.ID)
		case seen[r.ID]:
			t.Errorf("two codes are called %s", r.ID)
		case r.Summary == "" || r.Doc == "" || r.Advice == "" || r.Source == "":
			t.Errorf("rule %s is not documented", r.ID)
		case !strings.Contains(r.Source, ".c: ") && !strings.Contains(r.Source, ".h: "):
			t.Errorf("rule %s lives in %q; want file: function", r.ID, r.Source)
		case strings.HasSuffix(r.Summary, "."), strings.HasSuffix(r.Advice, "."):
			t.Errorf("rule %s: a summary or an advice ends with a full stop", r.ID)
		case libvirt.Lookup(r.ID) != r:
			t.Errorf("rule %s is not found by its ID", r.ID)
		}
		seen[r.ID] = true
	}
	t.Logf("%d rules", len(libvirt.Rules()))
}

// TestAllRulesListed counts the rules that the package declares: one that is
// in no list would be missing from explain.
func TestAllRulesListed(t *testing.T) {
	declared := 0
	files, err := filepath.Glob("rules_*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range files {
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if kv, ok := n.(*ast.KeyValueExpr); ok {
				if key, ok := kv.Key.(*ast.Ident); ok && key.Name == "ID" {
					declared++
				}
			}
			return true
		})
	}
	if listed := len(libvirt.Rules()); declared != listed {
		t.Errorf("%d rules are declared, %d listed", declared, listed)
	}
}

// TestRuleExamplesWithVirsh gives the examples that the test driver can show
// to virsh, and compares its words.
func TestRuleExamplesWithVirsh(t *testing.T) {
	virsh := peers.Tool(t, "virsh")
	dir := t.TempDir()
	var g errgroup.Group
	g.SetLimit(2)
	var trials []*trial
	for _, r := range libvirt.Rules() {
		e := r.Example
		generic := e.Guest == "" && e.Existing == nil && e.Release.IsZero() && !e.Transient && e.Power == libvirt.PowerUnknown
		if !generic || e.Driver != "" && e.Driver != libvirt.Test || e.Flags.Has(libvirt.Redefine|libvirt.Halt) {
			continue // virsh drops the flag halt here and redefines
		}
		x := &trial{text: []byte(e.Text()), flags: options(r).Flags, mutated: string(r.ID)}
		trials = append(trials, x)
		g.Go(func() error {
			x.got = foretell(x, func([]byte) bool { return !e.Invalid })
			var err error
			x.want, err = ask(virsh, filepath.Join(dir, x.mutated+".xml"), x)
			return err
		})
	}
	if err := g.Wait(); err != nil {
		t.Fatal(err)
	}
	report(t, trials)
}
