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
	rounds := flag.Int("rounds", 3, "how often each tool runs in each row")
	megabytes := flag.Int("megabytes", 100, "size of the large document")
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

// Where libvirt and DocBook install their schemas on Debian.
const (
	libvirtSchema = "/usr/share/libvirt/schemas/domainsnapshot.rng"
	docbookSchema = "/usr/share/xml/docbook/schema/rng/5.0/docbook.rng"
)

// prepare writes the documents and schemas and makes the rows. The snapshots
// are measured with libvirt's own schema, or the built-in one without it.
func prepare(dir, snapxml string, megabytes int) ([]*row, error) {
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
	many, err := writeMany(filepath.Join(dir, "many"), document, 1000)
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
		newRow("1,000 snapshots", snapxml, schema, many...),
		newRow(fmt.Sprintf("1 document of %d MB", megabytes), snapxml, list, large).streaming(list, large),
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
