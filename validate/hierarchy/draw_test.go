package hierarchy_test

import (
	"bytes"
	"os/exec"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/snapxml/snapxml/testdata/peers"
	"github.com/snapxml/snapxml/validate/hierarchy"
)

// The outputs are the text of tree, JSON, graph and picture.
func TestDraw(t *testing.T) {
	golden(t, "draw", func(t *testing.T, input map[string][]byte, order []string) []txtar.File {
		set := read(input, order, "")
		var text, object, graph, picture bytes.Buffer
		for _, err := range []error{
			set.Draw(&text, hierarchy.DrawOptions{}), set.WriteJSON(&object), set.WriteDOT(&graph), set.WriteSVG(&picture),
		} {
			if err != nil {
				t.Fatal(err)
			}
		}
		_, body, _ := strings.Cut(picture.String(), "</style>\n") // the style is in a file of its own
		head, _, _ := strings.Cut(picture.String(), "<style>")
		var files []txtar.File
		for _, f := range [][2]string{{"TEXT", text.String()}, {"JSON", object.String()}, {"DOT", graph.String()}, {"SVG", head + body}} {
			files = append(files, output(f[0], f[1])...)
		}
		return files
	})
}

// Graphviz reads a graph of the hardest names.
func TestGraphviz(t *testing.T) {
	dot := peers.Tool(t, "dot")
	var f forest
	for i, name := range names {
		f = append(f, leaf{name, i - 1, i})
	}
	var graph bytes.Buffer
	if err := f.set(identity(len(f))).WriteDOT(&graph); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(dot, "-Tplain")
	cmd.Stdin = &graph
	out, err := cmd.CombinedOutput()
	if err != nil || strings.Count(string(out), "\nnode ") != len(f) || strings.Count(string(out), "\nedge ") != len(f)-1 {
		t.Errorf("%v: %s", err, out)
	}
}

// A picture is a picture only: no script, nothing from elsewhere, and a title
// and a description.
func TestPicture(t *testing.T) {
	f := forest{{"base", -1, 1}, {"</title><script>alert(1)</script>", 0, 2}}
	var picture bytes.Buffer
	if err := f.set(identity(len(f))).WriteSVG(&picture); err != nil {
		t.Fatal(err)
	}
	svg := picture.String()
	for _, no := range []string{"<script", "href", "url(", "<foreignObject", "<image", "onload"} {
		if strings.Contains(svg, no) {
			t.Errorf("the picture has %q", no)
		}
	}
	for _, yes := range []string{`<title id="snapxml-title">`, `<desc id="snapxml-desc">`, "prefers-color-scheme: dark", `role="img"`} {
		if !strings.Contains(svg, yes) {
			t.Errorf("the picture lacks %q", yes)
		}
	}
}
