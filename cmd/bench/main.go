package main

import (
	"bufio"
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"syscall"
	"text/tabwriter"
	"time"

	"github.com/snapxml/snapxml/schema/domainsnapshot"
)

func main() {
	snapxml := flag.String("snapxml", "bin/snapxml", "the binary to measure")
	rounds := flag.Int("rounds", 5, "how often each tool runs in each row")
	megabytes := flag.Int("megabytes", 20, "size of the large document")
	flag.Parse()
	if err := run(os.Stdout, *snapxml, *rounds, *megabytes); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(w io.Writer, snapxml string, rounds, megabytes int) error {
	snapxml, err := filepath.Abs(snapxml)
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "snapxml-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	rows, err := prepare(dir, snapxml, megabytes)
	if err != nil {
		return err
	}
	debug.FreeOSMemory() // a child's peak is at least what this process holds
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, "row\ttool\tuser CPU\tpeak memory\tCPU ratio\tmemory ratio\t")
	for _, r := range rows {
		if err := r.measure(rounds); err != nil {
			return err
		}
		r.print(table)
	}
	return table.Flush()
}

// A row is one kind of work and the tools that can do it, snapxml first.
type row struct {
	name  string
	tools []*tool
}

// A tool is a command line and what its runs have used.
type tool struct {
	name   string
	args   []string
	cpu    []time.Duration
	memory []int64 // KiB
}

func (r *row) measure(rounds int) error {
	for range rounds {
		for _, t := range r.tools {
			if err := t.run(); err != nil {
				return fmt.Errorf("%s: %w", r.name, err)
			}
		}
	}
	return nil
}

func (t *tool) run() error {
	cmd := exec.Command(t.args[0], t.args[1:]...)
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("%s: %w: %.300s", t.name, err, out.String())
	}
	t.cpu = append(t.cpu, cmd.ProcessState.UserTime())
	t.memory = append(t.memory, cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss)
	return nil
}

func (r *row) print(w io.Writer) {
	cpu, memory := median(r.tools[0].cpu), median(r.tools[0].memory)
	for i, t := range r.tools {
		name := ""
		if i == 0 {
			name = r.name
		}
		c, m := median(t.cpu), median(t.memory)
		fmt.Fprintf(w, "%s\t%s\t%v\t%.1f MB\t%.1f\t%.1f\t\n", name, t.name,
			c.Round(time.Millisecond), float64(m)/1024, float64(c)/float64(max(cpu, 1)), float64(m)/float64(max(memory, 1)))
	}
}

func median[T int64 | time.Duration](values []T) T {
	values = slices.Sorted(slices.Values(values))
	return values[len(values)/2]
}

// prepare writes the documents and schemas and makes the rows.
func prepare(dir, snapxml string, megabytes int) ([]*row, error) {
	rng := filepath.Join(dir, "domainsnapshot.rng")
	if err := os.WriteFile(rng, domainsnapshot.RNG(), 0o666); err != nil {
		return nil, err
	}
	document := largestExample()
	one := filepath.Join(dir, "one.xml")
	if err := os.WriteFile(one, document, 0o666); err != nil {
		return nil, err
	}
	many, err := writeMany(filepath.Join(dir, "many"), document, 1000)
	if err != nil {
		return nil, err
	}
	large, wrapper, err := writeLarge(dir, document, megabytes)
	if err != nil {
		return nil, err
	}
	rows := []*row{
		newRow("1 file, cold", snapxml, rng, one),
		newRow("1,000 files", snapxml, rng, many...),
		newRow(fmt.Sprintf("1 file of %d MB", megabytes), snapxml, wrapper, large),
	}
	const libvirt = "/usr/share/libvirt/schemas/domainsnapshot.rng"
	if _, err := os.Stat(libvirt); err == nil {
		rows = append(rows,
			newRow("1 file, libvirt's schema", snapxml, libvirt, one),
			newRow("1,000 files, libvirt's schema", snapxml, libvirt, many...))
	}
	return rows, nil
}

func newRow(name, snapxml, schema string, documents ...string) *row {
	r := &row{name: name, tools: []*tool{
		{name: "snapxml", args: append([]string{snapxml, "validate", "--schema", schema}, documents...)},
	}}
	if path, err := exec.LookPath("xmllint"); err == nil {
		r.tools = append(r.tools, &tool{name: "xmllint", args: append([]string{path, "--noout", "--relaxng", schema}, documents...)})
	}
	if path, err := exec.LookPath("jing"); err == nil {
		r.tools = append(r.tools, &tool{name: "jing", args: append([]string{path, schema}, documents...)})
	}
	return r
}

// largestExample is the longest example of the format that is of the kind
// that every release since 9.0.0 takes.
func largestExample() []byte {
	longest := ""
	for _, e := range domainsnapshot.Model().Examples {
		if len(e.XML) > len(longest) && !strings.Contains(e.XML, "revertDisks") {
			longest = e.XML
		}
	}
	return []byte(longest)
}

func writeMany(dir string, document []byte, n int) ([]string, error) {
	if err := os.Mkdir(dir, 0o777); err != nil {
		return nil, err
	}
	var paths []string
	for i := range n {
		path := filepath.Join(dir, fmt.Sprintf("%04d.xml", i))
		if err := os.WriteFile(path, document, 0o666); err != nil {
			return nil, err
		}
		paths = append(paths, path)
	}
	return paths, nil
}

// listOfSnapshots is a schema for a document of many snapshots.
const listOfSnapshots = `<grammar xmlns="http://relaxng.org/ns/structure/1.0">
  <include href="domainsnapshot.rng">
    <start><element name="snapshots"><zeroOrMore><externalRef href="domainsnapshot.rng"/></zeroOrMore></element></start>
  </include>
</grammar>
`

func writeLarge(dir string, document []byte, megabytes int) (large, schema string, err error) {
	large, schema = filepath.Join(dir, "large.xml"), filepath.Join(dir, "list.rng")
	if err := os.WriteFile(schema, []byte(listOfSnapshots), 0o666); err != nil {
		return "", "", err
	}
	f, err := os.Create(large)
	if err != nil {
		return "", "", err
	}
	out := bufio.NewWriter(f)
	out.WriteString("<snapshots>\n")
	for range megabytes << 20 / len(document) {
		out.Write(document)
	}
	out.WriteString("</snapshots>\n")
	return large, schema, errors.Join(out.Flush(), f.Close())
}
