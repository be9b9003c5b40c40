package hierarchy_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"runtime"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/hierarchy"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

// vshTree is the drawing of virsh, written down as its source has it
// (tools/vsh.c: vshTreePrintInternal), with snapshots in the order of a list.
type vshTree struct {
	list []*hierarchy.Snapshot
	out  strings.Builder
}

func (v *vshTree) print(id, last int, root bool, indent string) {
	dev := v.list[id]
	v.out.WriteString(indent)
	if !root {
		v.out.WriteString("+- ")
	}
	v.out.WriteString(dev.Name + "\n")
	if !root {
		if id == last {
			indent += "  "
		} else {
			indent += "| "
		}
	}
	next := -1
	for i, s := range v.list {
		if s.ParentName != "" && s.ParentName == dev.Name {
			next = i
		}
	}
	if next != -1 {
		v.out.WriteString(indent + "  |\n")
	}
	for i, s := range v.list {
		if s.ParentName == dev.Name {
			v.print(i, next, false, indent+"  ")
		}
	}
	if next == -1 && id == last {
		v.out.WriteString(indent + "\n")
	}
}

// A drawing is what virsh draws.
func TestDrawProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := drawForest(t, 40)
		set := f.set(rapid.Permutation(identity(len(f))).Draw(t, "order"))
		h := set.Guests[0]
		v := vshTree{list: slices.SortedFunc(slices.Values(h.Snapshots), hierarchy.CompareNames)}
		for i, s := range v.list {
			if s.Parent == nil {
				v.print(i, i, true, "")
			}
		}
		var got bytes.Buffer
		if err := h.Draw(&got, hierarchy.DrawOptions{Plain: true}); err != nil {
			t.Fatal(err)
		}
		if got.String() != v.out.String() {
			t.Fatalf("got\n%swant\n%s", got.String(), v.out.String())
		}
	})
}

// A plan has every snapshot once, after its parent; what is not below the
// current one comes before it; and the order of the documents does not matter.
func TestPlanProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := drawForest(t, 40)
		current := f[rapid.IntRange(0, len(f)-1).Draw(t, "current")].name
		plan := func(order []int) (names []string) {
			h := f.set(order).Guests[0]
			p, err := hierarchy.NewPlan(h, hierarchy.PlanOptions{Domain: "vm", Current: current})
			if err != nil {
				t.Fatal(err)
			}
			seen := map[string]bool{}
			passed := false
			for _, step := range p.Steps {
				s := step.Snapshot
				if seen[s.Name] || s.Parent != nil && !seen[s.Parent.Name] {
					t.Fatalf("%q is there twice or before its parent", s.Name)
				}
				seen[s.Name] = true
				passed = passed || s.Name == current
				if passed && !below(s, current) {
					t.Fatalf("%q comes after the current one", s.Name)
				}
				names = append(names, s.Name)
			}
			return names
		}
		names := plan(identity(len(f)))
		if len(names) != len(f) {
			t.Fatalf("%d of %d snapshots", len(names), len(f))
		}
		if other := plan(rapid.Permutation(identity(len(f))).Draw(t, "order")); !slices.Equal(names, other) {
			t.Fatalf("the order depends on that of the documents:\n%q\n%q", names, other)
		}
	})
}

// below reports whether a snapshot is one of a name, or below it.
func below(s *hierarchy.Snapshot, name string) bool {
	for ; s != nil; s = s.Parent {
		if s.Name == name {
			return true
		}
	}
	return false
}

// Whatever parents the documents name, each snapshot is in the tree once, and
// the errors are as many as there are faults: a missing parent, a snapshot
// below itself, and a cycle each count as one.
func TestAnyParents(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 30).Draw(t, "snapshots")
		parents := make([]int, n) // -1: a root; n: not there
		var documents strings.Builder
		for i := range parents {
			parents[i] = rapid.IntRange(-1, n).Draw(t, "parent")
			parent := ""
			if parents[i] >= 0 {
				parent = fmt.Sprintf("<parent><name>s%d</name></parent>", parents[i])
			}
			fmt.Fprintf(&documents, "<domainsnapshot><name>s%d</name>%s<creationTime>1</creationTime></domainsnapshot>\n", i, parent)
		}
		set := hierarchy.NewSet([]*hierarchy.Document{hierarchy.NewReader(xmlscan.Limits{}).Read(xmlscan.NewFile("a.xml", []byte(documents.String())))})
		seen := map[string]int{}
		for s, depth := range set.Guests[0].Walk() {
			seen[s.Name]++
			if (s.Parent == nil) != (depth == 0) {
				t.Fatalf("%q at depth %d", s.Name, depth)
			}
		}
		if len(seen) != n {
			t.Fatalf("%d of %d snapshots are in the tree", len(seen), n)
		}
		if got, want := len(set.Findings), faults(parents); got != want {
			t.Fatalf("%d findings, want %d", got, want)
		}
		checkLayout(t, set.Guests[0])
	})
}

// faults counts them in the plainest way.
func faults(parents []int) (n int) {
	for i, p := range parents {
		if p == len(parents) || p == i {
			n++
			continue
		}
		lowest, at := i, p
		for range parents {
			if at < 0 || at == len(parents) || at == i {
				break
			}
			lowest = min(lowest, at)
			at = parents[at]
		}
		if at == i && lowest == i { // each cycle counts at its lowest number
			n++
		}
	}
	return n
}

// checkLayout asks that a picture has the fewest lanes that are promised.
func checkLayout(t *rapid.T, h *hierarchy.Hierarchy) {
	lanes := 0
	for _, lane := range hierarchy.Lanes(h) {
		lanes = max(lanes, lane)
	}
	if most := int(math.Log2(float64(len(h.Snapshots)))) + 1; lanes > most {
		t.Fatalf("%d lanes for %d snapshots, want at most %d", lanes, len(h.Snapshots), most)
	}
}

// Every output of ten thousand snapshots takes work in proportion: ten times
// as many snapshots take little more than ten times the memory, in sum.
func TestTenThousand(t *testing.T) {
	for _, shape := range []string{"chain", "star", "cycle", "orphans", "twins"} {
		t.Run(shape, func(t *testing.T) {
			small, large := work(t, shape, 1_000), work(t, shape, 10_000)
			t.Logf("%d and %d bytes", small, large)
			if large > 14*small {
				t.Errorf("ten times as many snapshots take %.1f times the memory", float64(large)/float64(small))
			}
		})
	}
}

// work is how many bytes are allocated to do everything with n snapshots.
func work(t *testing.T, shape string, n int) int64 {
	var documents bytes.Buffer
	for i := range n {
		name, parent := i, ""
		switch {
		case shape == "chain" && i > 0:
			parent = fmt.Sprintf("<parent><name>s%d</name></parent>", i-1)
		case shape == "star" && i > 0:
			parent = "<parent><name>s0</name></parent>"
		case shape == "cycle":
			parent = fmt.Sprintf("<parent><name>s%d</name></parent>", (i+1)%n)
		case shape == "orphans":
			parent = fmt.Sprintf("<parent><name>gone%d</name></parent>", i)
		case shape == "twins":
			name = i / 2
		}
		fmt.Fprintf(&documents, "<domainsnapshot><name>s%d</name><state>shutoff</state>%s<creationTime>%d</creationTime></domainsnapshot>\n", name, parent, i)
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	doc := hierarchy.NewReader(xmlscan.Limits{}).Read(xmlscan.NewFile("a.xml", documents.Bytes()))
	set := hierarchy.NewSet([]*hierarchy.Document{doc})
	set.Check(hierarchy.CheckOptions{})
	everything(t, set)
	runtime.ReadMemStats(&after)
	return int64(after.TotalAlloc - before.TotalAlloc)
}

// everything does and writes all that can be done with a set.
func everything(t *testing.T, set *hierarchy.Set) {
	h := set.Guests[0]
	plan, err := hierarchy.NewPlan(h, hierarchy.PlanOptions{Domain: "vm"})
	if err != nil {
		t.Fatal(err)
	}
	var out counter
	for _, err := range []error{
		set.WriteJSON(&out), set.WriteDOT(&out), set.WriteSVG(&out), set.Draw(&out, hierarchy.DrawOptions{}), plan.WriteJSON(&out, nil), plan.WriteScript(&out),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	if hierarchy.Differ(hierarchy.Compare(set, set)) {
		t.Fatal("a set differs from itself")
	}
	if _, err := h.Correct(hierarchy.Correction{Drop: []string{h.Snapshots[0].Name}, Orphans: true}); err != nil {
		t.Fatal(err)
	}
}

// A counter is a writer that only counts.
type counter int

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}

// JSON, graph and picture of hard names can be read by others.
func TestFormats(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := drawForest(t, 20)
		set := f.set(identity(len(f)))
		var object, picture bytes.Buffer
		if err := set.WriteJSON(&object); err != nil {
			t.Fatal(err)
		}
		var read struct {
			Guests []struct {
				Snapshots []struct {
					Name   string
					Parent *string
				}
			}
		}
		if err := json.Unmarshal(object.Bytes(), &read); err != nil {
			t.Fatal(err)
		}
		parents := map[string]string{}
		for _, s := range read.Guests[0].Snapshots {
			parents[s.Name] = ""
			if s.Parent != nil {
				parents[s.Name] = *s.Parent
			}
		}
		for _, l := range f {
			want := ""
			if l.parent >= 0 {
				want = f[l.parent].name
			}
			if got, ok := parents[l.name]; !ok || got != want {
				t.Fatalf("the parent of %q is %q in JSON, want %q", l.name, got, want)
			}
		}
		if err := set.WriteSVG(&picture); err != nil {
			t.Fatal(err)
		}
		if found := wellFormed(picture.Bytes()); len(found) > 0 {
			t.Fatalf("the picture is not well-formed: %s", found[0].Message)
		}
	})
}

func wellFormed(text []byte) []*diag.Diagnostic {
	s := xmlscan.NewScanner(nil, xmlscan.Options{})
	s.ResetBytes(text)
	for s.Next() != xmlscan.EOF {
	}
	return s.Faults()
}
