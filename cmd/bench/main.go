//go:build linux

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
	rounds := flag.Int("rounds", 3, "how often each tool runs in each row; 0 measures the editor server only")
	megabytes := flag.Int("megabytes", 100, "size of the large document")
	huge := flag.Int("huge", 1024, "size of the document that only snapxml reads, in megabytes; 0 for none")
	flag.Parse()
	if err := run(os.Stdout, *snapxml, *rounds, *megabytes, *huge); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(w io.Writer, snapxml string, rounds, megabytes, huge int) error {
	snapxml, err := filepath.Abs(snapxml)
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "snapxml-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	if rounds == 0 {
		return measureEditor(w, snapxml, dir)
	}
	rows, err := prepare(dir, snapxml, megabytes, huge)
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
	if err := table.Flush(); err != nil {
		return err
	}
	fmt.Fprintln(w)
	return measureEditor(w, snapxml, dir)
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

// The kernel tells user from system time by looking at the clock's ticks, so a
// run of a few milliseconds says little: short rows run until the first tool
// has worked for minWork, or maxRuns times.
const (
	minWork = time.Second
	maxRuns = 100
)

func (r *row) measure(rounds int) error {
	work := time.Duration(0)
	for n := 0; n < rounds || work < minWork && n < maxRuns; n++ {
		for i, t := range r.tools {
			if n >= rounds && t.slow() {
				continue
			}
			if err := t.run(); err != nil {
				return fmt.Errorf("%s: %w", r.name, err)
			}
			if i == 0 {
				work += t.cpu[n]
			}
		}
	}
	return nil
}

// slow reports whether a run takes long enough to be measured by itself.
func (t *tool) slow() bool { return slices.Min(t.cpu) > 200*time.Millisecond }

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
	cpu, memory := typical(r.tools[0].cpu), typical(r.tools[0].memory)
	for i, t := range r.tools {
		name := ""
		if i == 0 {
			name = r.name
		}
		c, m := typical(t.cpu), typical(t.memory)
		fmt.Fprintf(w, "%s\t%s\t%v\t%.1f MB\t%.1f\t%.1f\t\n", name, t.name,
			c.Round(100*time.Microsecond), float64(m)/1024, float64(c)/float64(max(cpu, 1)), float64(m)/float64(max(memory, 1)))
	}
}

// typical is the median of a few values, and of many the mean of the middle
// half.
func typical[T int64 | time.Duration](values []T) T {
	values = slices.Sorted(slices.Values(values))
	n := len(values)
	if n < 8 {
		return values[n/2]
	}
	sum := T(0)
	middle := values[n/4 : n-n/4]
	for _, v := range middle {
		sum += v
	}
	return sum / T(len(middle))
}

// Where libvirt and DocBook install their schemas on Debian.
const (
	libvirtSchema = "/usr/share/libvirt/schemas/domainsnapshot.rng"
	docbookSchema = "/usr/share/xml/docbook/schema/rng/5.0/docbook.rng"
)

// prepare writes the documents and schemas and makes the rows. The snapshots
// are measured with libvirt's own schema, or the built-in one without it.
func prepare(dir, snapxml string, megabytes, huge int) ([]*row, error) {
	schema := libvirtSchema
	if _, err := os.Stat(schema); err != nil {
		schema = filepath.Join(dir, "domainsnapshot.rng")
		if err := os.WriteFile(schema, domainsnapshot.RNG(), 0o666); err != nil {
			return nil, err
		}
	}
	document := largestExample()
	one := filepath.Join(dir, "one.xml")
	if err := os.WriteFile(one, document, 0o666); err != nil {
		return nil, err
	}
	many, err := writeMany(filepath.Join(dir, "many"), document, 10_000)
	if err != nil {
		return nil, err
	}
	list := filepath.Join(dir, "list.rng")
	if err := os.WriteFile(list, fmt.Appendf(nil, listOfSnapshots, schema), 0o666); err != nil {
		return nil, err
	}
	large := filepath.Join(dir, "large.xml")
	if err := writeLarge(large, "<snapshots>\n", string(document), "</snapshots>\n", megabytes); err != nil {
		return nil, err
	}
	rows := []*row{
		newRow("1 snapshot, cold", snapxml, schema, one),
		newRow("1,000 snapshots", snapxml, schema, many[:1000]...),
		newRow(fmt.Sprintf("1 document of %d MB", megabytes), snapxml, list, large).streaming(list, large),
		scanning(fmt.Sprintf("%d MB, scanned only", megabytes), snapxml, large),
		scanning("10,000 snapshots, scanned only", snapxml, many...),
	}
	if huge > 0 {
		path := filepath.Join(dir, "huge.xml")
		if err := writeLarge(path, "<snapshots>\n", string(document), "</snapshots>\n", huge); err != nil {
			return nil, err
		}
		rows = append(rows, only(newRow(fmt.Sprintf("1 document of %d MB", huge), snapxml, list, path)))
	}
	if _, err := os.Stat(docbookSchema); err == nil {
		book := filepath.Join(dir, "book.xml")
		if err := writeLarge(book, bookHead, chapter, "</book>\n", 10); err != nil {
			return nil, err
		}
		rows = append(rows, newRow("DocBook, 10 MB", snapxml, docbookSchema, book).streaming(docbookSchema, book))
	}
	return rows, nil
}

func newRow(name, snapxml, schema string, documents ...string) *row {
	r := &row{name: name}
	r.add("snapxml", snapxml, append([]string{"validate", "--schema", schema, "--schema-path", filepath.Dir(libvirtSchema)}, documents...))
	r.add("xmllint", "xmllint", append([]string{"--noout", "--relaxng", schema}, documents...))
	r.add("jing", "jing", append([]string{"-i", schema}, documents...))
	return r
}

// only is a row without the peers.
func only(r *row) *row {
	r.tools = r.tools[:1]
	return r
}

// scanning is a row without a schema.
func scanning(name, snapxml string, documents ...string) *row {
	r := &row{name: name}
	r.add("snapxml", snapxml, append([]string{"validate", "--schema", "none"}, documents...))
	r.add("xmllint --stream", "xmllint", append([]string{"--noout", "--stream"}, documents...))
	return r
}

// streaming adds xmllint's other way of reading, for large documents.
func (r *row) streaming(schema, document string) *row {
	r.add("xmllint --stream", "xmllint", []string{"--noout", "--stream", "--relaxng", schema, document})
	return r
}

// add adds a tool, if it is installed.
func (r *row) add(name, program string, args []string) {
	if path, err := exec.LookPath(program); err == nil {
		r.tools = append(r.tools, &tool{name: name, args: append([]string{path}, args...)})
	}
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
const listOfSnapshots = `<element name="snapshots" xmlns="http://relaxng.org/ns/structure/1.0">
  <zeroOrMore><externalRef href="file://%s"/></zeroOrMore>
</element>
`

// A book, for DocBook's schema.
const (
	bookHead = `<book xmlns="http://docbook.org/ns/docbook" xmlns:xlink="http://www.w3.org/1999/xlink" version="5.0"><info><title>Snapshots</title></info>` + "\n"
	chapter  = `<chapter><title>Before the upgrade</title>
  <para>Take a <emphasis>snapshot</emphasis> with <command>virsh</command>, see <link xlink:href="https://libvirt.org/">libvirt</link>:</para>
  <orderedlist><listitem><para>Name it.</para></listitem><listitem><para>Describe it, with <code>--description</code>.</para></listitem></orderedlist>
  <table><title>States</title><tgroup cols="2"><thead><row><entry>State</entry><entry>Memory</entry></row></thead>
    <tbody><row><entry>running</entry><entry>yes</entry></row><row><entry>shutoff</entry><entry>no</entry></row></tbody></tgroup></table>
  <section><title>Then</title><programlisting language="xml">&lt;domainsnapshot/&gt;</programlisting><note><para>Keep the dump.</para></note></section>
</chapter>
`
)

// writeLarge writes a document that repeats a part.
func writeLarge(path, head, part, tail string, megabytes int) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(f)
	out.WriteString(head)
	for range megabytes << 20 / len(part) {
		out.WriteString(part)
	}
	out.WriteString(tail)
	return errors.Join(out.Flush(), f.Close())
}
