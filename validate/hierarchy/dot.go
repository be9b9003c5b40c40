package hierarchy

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// WriteDOT writes the hierarchies as a graph in the language of Graphviz, one
// cluster for each guest, from parents to children.
func (set *Set) WriteDOT(out io.Writer) error {
	w := bufio.NewWriterSize(out, 1<<16)
	w.WriteString("digraph snapshots {\n\trankdir=LR;\n\tnode [shape=box, style=rounded, fontname=\"sans-serif\", fontsize=11];\n")
	for i, h := range set.Guests {
		h.writeCluster(w, i)
	}
	w.WriteString("}\n")
	return w.Flush()
}

// writeCluster writes one hierarchy. The nodes are numbered, as names may occur
// with several guests.
func (h *Hierarchy) writeCluster(w *bufio.Writer, guest int) {
	fmt.Fprintf(w, "\tsubgraph cluster_%d {\n\t\tlabel=%s;\n", guest, quoteDOT(h.title()))
	number := make(map[*Snapshot]int, len(h.Snapshots))
	for i, s := range h.Snapshots {
		number[s] = i
		label := append([]string{visible(s.Name)}, h.details(s)...)
		more := ""
		if s == h.Current {
			more = ", penwidth=2"
		}
		fmt.Fprintf(w, "\t\ts%d_%d [label=%s%s];\n", guest, i, quoteDOT(label...), more)
	}
	for i, s := range h.Snapshots {
		if s.Parent != nil {
			fmt.Fprintf(w, "\t\ts%d_%d -> s%d_%d;\n", guest, number[s.Parent], guest, i)
		}
	}
	w.WriteString("\t}\n")
}

// quoteDOT makes a label of lines.
func quoteDOT(lines ...string) string {
	for i, l := range lines {
		lines[i] = strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(l)
	}
	return `"` + strings.Join(lines, `\n`) + `"`
}

// title names the guest for people.
func (h *Hierarchy) title() string {
	switch g := h.Guest; {
	case g.Name != "":
		return "guest " + visible(g.Name)
	case g.UUID != "":
		return "guest " + g.UUID
	}
	return "unknown guest"
}
