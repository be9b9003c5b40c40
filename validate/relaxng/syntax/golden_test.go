package syntax

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/source"
)

var update = flag.Bool("update", false, "rewrite the golden files, then fail")

// golden runs a function over the archives of a folder. The files whose names
// begin with "in" go in; what it gives for the others must be what they hold.
func golden(t *testing.T, dir string, run func(t *testing.T, in map[string]string) map[string]string) {
	names, _ := filepath.Glob(filepath.Join("testdata", dir, "*.txtar"))
	if len(names) == 0 {
		t.Fatal("no golden files in " + dir)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			in := map[string]string{}
			for _, f := range archive.Files {
				in[f.Name] = string(f.Data)
			}
			out := run(t, in)
			changed := false
			for i, f := range archive.Files {
				got, ok := out[f.Name]
				if !ok {
					continue
				}
				if diff := cmp.Diff(string(f.Data), got); diff != "" {
					t.Errorf("%s: %s", f.Name, diff)
					archive.Files[i].Data, changed = []byte(got), true
				}
			}
			if changed && *update {
				if err := os.WriteFile(name, txtar.Format(archive), 0o666); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// mainFile is the schema that a golden test is about.
func mainFile(in map[string]string) *source.File {
	for _, name := range []string{"in.rnc", "in.rng"} {
		if text, ok := in[name]; ok {
			return source.NewFile(name, []byte(text))
		}
	}
	return source.NewFile("in", []byte(in["in"]))
}

// TestWriteGolden holds the two writers to what testdata/write shows.
func TestWriteGolden(t *testing.T) {
	golden(t, "write", func(t *testing.T, in map[string]string) map[string]string {
		file := mainFile(in)
		p := mustParse(t, file.Name(), file.Bytes())
		checkRoundTrip(t, p)
		return map[string]string{"out.rng": string(writeXML(t, p)), "out.rnc": string(writeCompact(t, p))}
	})
}

// TestSimplifyGolden holds the simple form to what testdata/simplify shows.
func TestSimplifyGolden(t *testing.T) {
	golden(t, "simplify", func(t *testing.T, in map[string]string) map[string]string {
		schema, found := compile(t, mainFile(in), Options{Open: suiteSchema{files: in}.open, Libraries: libraries})
		if diag.HasErrors(found) {
			t.Fatal(printed(found))
		}
		return map[string]string{"simple": simple(schema)}
	})
}

// TestDiagnoseGolden holds the diagnostics to what testdata/diagnose shows:
// the line, what is underlined in it, and the message.
func TestDiagnoseGolden(t *testing.T) {
	golden(t, "diagnose", func(t *testing.T, in map[string]string) map[string]string {
		_, found := compile(t, mainFile(in), Options{Open: suiteSchema{files: in}.open, Libraries: libraries})
		return map[string]string{"diagnostics": underlined(found)}
	})
}

// underlined prints diagnostics with their lines.
func underlined(ds []*diag.Diagnostic) string {
	var b strings.Builder
	for _, d := range ds {
		at := d.File.Position(d.Range.Start)
		line := d.File.Line(at.Line)
		end := max(min(d.Range.End, line.End), d.Range.Start+1)
		before := d.File.Slice(source.Range{Start: line.Start, End: d.Range.Start})
		marks := bytes.Repeat([]byte("^"), len([]rune(string(d.File.Slice(source.Range{Start: d.Range.Start, End: end}))))+boolInt(d.Range.Len() == 0 && d.Range.Start == line.End))
		fmt.Fprintf(&b, "%s:%v: %s [%s]\n%s\n%s%s\n", d.File.Name(), at, d.Message, d.Code, d.File.Slice(line), blank(before), marks)
		for _, r := range d.Related {
			fmt.Fprintf(&b, "  %s:%v: %s\n", r.File.Name(), r.File.Position(r.Range.Start), r.Message)
		}
	}
	return b.String()
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// blank is white space as wide as a text.
func blank(text []byte) string {
	return strings.Map(func(r rune) rune {
		if r == '\t' {
			return r
		}
		return ' '
	}, string(text))
}

// simple prints a schema in simple form, a definition a line.
func simple(s *Schema) string {
	var b strings.Builder
	p := simplePrinter(s.Names())
	fmt.Fprintf(&b, "start = %s\n", p.pattern(s.Start))
	for i, d := range s.Defines {
		fmt.Fprintf(&b, "%s = element %s { %s }", p[i], simpleName(d.Element.Name), p.pattern(d.Element.Sub[0]))
		if doc := d.Element.Annotations.Documentation(); doc != "" {
			fmt.Fprintf(&b, " ## %s", doc)
		}
		b.WriteString("\n")
	}
	return b.String()
}

// A simplePrinter prints patterns; it has the names of the defines.
type simplePrinter []string

func (x simplePrinter) pattern(p *Pattern) string {
	switch p.Op {
	case OpChoice, OpGroup, OpInterleave:
		return "(" + x.pattern(p.Sub[0]) + " " + signOf(p.Op) + " " + x.pattern(p.Sub[1]) + ")"
	case OpOneOrMore:
		return x.pattern(p.Sub[0]) + "+"
	case OpList:
		return "list { " + x.pattern(p.Sub[0]) + " }"
	case OpAttribute:
		return "attribute " + simpleName(p.Name) + " { " + x.pattern(p.Sub[0]) + " }"
	case OpRef:
		return x[p.Define.ID]
	case OpData:
		text := p.Datatype.Name()
		for _, param := range p.Params {
			text += fmt.Sprintf(" %s=%q", param.Name, param.Value)
		}
		if p.Except != nil {
			text += " - " + x.pattern(p.Except)
		}
		return text
	case OpValue:
		return fmt.Sprintf("%s %q", p.Datatype.Name(), p.Value)
	}
	return opNames[p.Op]
}

func simpleName(nc *NameClass) string {
	except := ""
	if nc.Except != nil {
		except = " - (" + simpleName(nc.Except) + ")"
	}
	switch nc.Op {
	case NameOnly:
		return fmt.Sprintf("{%s}%s", nc.Space, nc.Local)
	case NameNS:
		return fmt.Sprintf("{%s}*%s", nc.Space, except)
	case NameAny:
		return "*" + except
	}
	var names []string
	for _, sub := range nc.Sub {
		names = append(names, simpleName(sub))
	}
	return strings.Join(names, "|")
}
