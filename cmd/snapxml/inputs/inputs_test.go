package inputs

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/snapxml/snapxml/testdata/peers"
	"github.com/snapxml/snapxml/validate/config"
)

// files makes files below a new folder, which becomes the current one. A name
// may be followed by "=" and what is in the file.
func files(t *testing.T, names ...string) {
	t.Helper()
	t.Chdir(t.TempDir())
	for _, name := range names {
		name, text, _ := strings.Cut(name, "=")
		write(t, name, text)
	}
}

func write(t interface{ Fatal(...any) }, name, text string) {
	path := filepath.FromSlash(name)
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

func check(t *testing.T, what string, got []string, want ...string) {
	t.Helper()
	for i, path := range got {
		got[i] = filepath.ToSlash(path)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

func TestExpand(t *testing.T) {
	files(t, "b.xml", "a.xml", "c.txt", "d/z.XML", "d/e/y.xml", "d/e/[odd].xml", ".git/x.xml", "empty/readme", "-")
	if err := os.Symlink("a.xml", "link.xml"); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("../d", "d/cycle"); err != nil {
		t.Fatal(err)
	}
	expand := func(args ...string) []string {
		found := Expand(args, Options{})
		for _, err := range found.Errs {
			found.Paths = append(found.Paths, err.Error())
		}
		return found.Paths
	}
	check(t, "folder", expand("."), "a.xml", "b.xml", "d/e/[odd].xml", "d/e/y.xml", "d/z.XML", "link.xml")
	check(t, "order of arguments", expand("d", "b.xml", "c.txt"), "d/e/[odd].xml", "d/e/y.xml", "d/z.XML", "b.xml", "c.txt")
	check(t, "twice", expand("a.xml", "./a.xml", "d/../a.xml", ".", "-", "-"), "a.xml", "b.xml", "d/e/[odd].xml", "d/e/y.xml", "d/z.XML", "link.xml", "-")
	check(t, "patterns", expand("*.xml", "d/**/*.{XML,xml}"), "a.xml", "b.xml", "link.xml", "d/e/[odd].xml", "d/e/y.xml", "d/z.XML")
	check(t, "a name like a pattern", expand("d/e/[odd].xml"), "d/e/[odd].xml")
	check(t, "nothing", expand("x*", "[", "empty", "no.xml"), `no file matches "x*"`, `"[" is not a pattern: syntax error in pattern`,
		`no .xml file in folder "empty"`, "stat no.xml: no such file or directory")
	literal := ExpandLiteral([]string{"*.xml", "d/e/[odd].xml"}, Options{})
	check(t, "literal", literal.Paths, "d/e/[odd].xml")
	if len(literal.Errs) != 1 {
		t.Errorf("errors: %v", literal.Errs)
	}
	joined := Expand([]string{"a.xml"}, Options{})
	joined.Join(Expand([]string{"b.xml", "./a.xml"}, Options{}))
	check(t, "joined", joined.Paths, "a.xml", "b.xml")
}

func TestIgnored(t *testing.T) {
	files(t, ".gitignore=*.tmp.xml\n/gen/\n", "a.xml", "a.tmp.xml", "gen/b.xml", "sub/gen/c.xml", "sub/.gitignore=!keep.tmp.xml", "sub/keep.tmp.xml",
		"sub/x.tmp.xml", "old/d.xml", "book.dbk", ".snapxml.toml=root = true\nignore = ['old']\n[[files]]\npatterns = ['*.dbk']\nschema = 'none'\n")
	configs := config.NewFinder(config.Options{})
	check(t, "folder", Expand([]string{"."}, Options{Configs: configs}).Paths, "a.xml", "book.dbk", "sub/gen/c.xml", "sub/keep.tmp.xml")
	named := Expand([]string{"old/d.xml", "a.tmp.xml", "gen"}, Options{Configs: configs})
	check(t, "named", named.Paths, "a.tmp.xml", "gen/b.xml")
	check(t, "left out", named.Ignored, "old/d.xml")
	check(t, "no ignore", Expand([]string{".", "old/d.xml"}, Options{Configs: configs, NoIgnore: true}).Paths,
		"a.tmp.xml", "a.xml", "book.dbk", "gen/b.xml", "old/d.xml", "sub/gen/c.xml", "sub/keep.tmp.xml", "sub/x.tmp.xml")
	if found := Expand([]string{"old"}, Options{Configs: configs}); len(found.Paths)+len(found.Errs) > 0 {
		t.Errorf("a folder that is left out gives %+v", found)
	}
}

// The folders above count up to the top of the repository.
func TestIgnoredAbove(t *testing.T) {
	files(t, ".gitignore=a.xml", "repo/.git/info/exclude=b.xml", "repo/.gitignore=c.xml", "repo/sub/a.xml", "repo/sub/b.xml", "repo/sub/c.xml", "repo/sub/d.xml")
	check(t, "below", Expand([]string{"repo/sub"}, Options{}).Paths, "repo/sub/a.xml", "repo/sub/d.xml")
}

func TestReadList(t *testing.T) {
	lines, err := ReadList(strings.NewReader("a.xml\r\n\n b c.xml\nlast"), false)
	if err != nil {
		t.Error(err)
	}
	check(t, "lines", lines, "a.xml", " b c.xml", "last")
	zeros, err := ReadList(strings.NewReader("a\nb\x00c\r\x00\x00"), true)
	if err != nil {
		t.Error(err)
	}
	check(t, "zeros", zeros, "a\nb", "c\r")
	if _, err := ReadList(strings.NewReader("a\x00b\x00"), false); err == nil || !strings.Contains(err.Error(), "--null") {
		t.Errorf("a zero byte among lines: %v", err)
	}
}

// What .gitignore files leave out is what git leaves out.
func TestAgainstGit(t *testing.T) {
	git := peers.Tool(t, "git")
	dir := t.TempDir()
	if out, err := exec.Command(git, "init", "-q", dir).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	t.Chdir(dir)
	var all []string
	for _, d := range []string{"", "a/", "b/", "a/b/", "a/b/a/", "{a}/"} {
		for _, f := range []string{"a.xml", "b.xml", "ab.xml", "{a}.xml", "!a.xml", "#.xml", "a b.xml"} {
			all = append(all, d+f)
			write(t, d+f, "")
		}
	}
	slices.Sort(all)
	part := rapid.SampledFrom([]string{"a", "b", "*", "**", "?", "[ab]", "[!a]", ".xml", "a.xml", "/", "/", "!", "#", " ", `\`, "{a}", "{a,b}"})
	rule := rapid.Map(rapid.SliceOfN(part, 1, 6), func(parts []string) string { return strings.Join(parts, "") })
	rules := rapid.Map(rapid.SliceOfN(rule, 0, 4), func(lines []string) string { return strings.Join(lines, "\n") })
	rapid.Check(t, func(t *rapid.T) {
		text := map[string]string{".gitignore": rules.Draw(t, "top"), "a/.gitignore": rules.Draw(t, "a")}
		for name, lines := range text {
			if unusual(lines) {
				t.Skip("git and doublestar differ in what is hardly ever written")
			}
			write(t, name, lines)
		}
		out, err := exec.Command(git, "-c", "core.quotePath=false", "ls-files", "-z", "-o", "--exclude-per-directory=.gitignore", "--", "*.xml").Output()
		if err != nil {
			t.Fatal(err)
		}
		want := slices.Sorted(slices.Values(strings.FieldsFunc(string(out), func(r rune) bool { return r == 0 })))
		got := Expand([]string{"."}, Options{}).Paths
		slices.Sort(got)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("-git +snapxml:\n%s\n%s", diff, fmt.Sprint(text))
		}
	})
}

// unusual reports whether rules hold what hardly anybody writes and what git
// itself reads in surprising ways: backslashes, empty parts of paths, and "**"
// within a part.
func unusual(rules string) bool {
	return strings.Contains(rules, `\`) || strings.Contains(rules, "//") || regexp.MustCompile(`[^/\n]\*\*|\*\*[^/\n]`).MatchString(rules)
}
