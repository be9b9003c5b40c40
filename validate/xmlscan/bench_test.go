package xmlscan

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"testing"
)

// sample is a document like those the scanner is for, of at least n bytes.
func sample(n int) []byte {
	var b bytes.Buffer
	b.WriteString("<?xml version='1.0' encoding='UTF-8'?>\n<snapshots>\n")
	for i := 0; b.Len() < n; i++ {
		fmt.Fprintf(&b, `  <domainsnapshot>
    <name>before-upgrade-%d</name>
    <description>Snapshot of the OS &amp; its data</description>
    <state>running</state>
    <creationTime>%d</creationTime>
    <memory snapshot='external' file='/var/lib/libvirt/qemu/save/vm-%[1]d.mem'/>
    <disks>
      <disk name='vda' snapshot='external' type='file'>
        <driver type='qcow2' cache="none" io="native"/>
        <source file='/var/lib/libvirt/images/vm-%[1]d.qcow2'/>
      </disk>
      <disk name='vdb' snapshot='no'/>
    </disks>
  </domainsnapshot>
`, i, 1700000000+i)
	}
	b.WriteString("</snapshots>\n")
	return b.Bytes()
}

// read reads a document to its end and counts tokens.
func read(tb testing.TB, s *Scanner, document []byte) (tokens int) {
	tb.Helper()
	s.ResetBytes(document)
	for s.Next() != EOF {
		tokens++
	}
	if s.Fault() != nil {
		tb.Fatal(s.Fault().Message)
	}
	return tokens
}

func BenchmarkScan(b *testing.B) {
	document := sample(8 << 20)
	s := NewScanner(nil, Options{})
	b.SetBytes(int64(len(document)))
	b.ReportAllocs()
	for b.Loop() {
		read(b, s, document)
	}
}

func BenchmarkSmall(b *testing.B) {
	document := sample(2000)
	s := NewScanner(nil, Options{})
	b.SetBytes(int64(len(document)))
	b.ReportAllocs()
	for b.Loop() {
		read(b, s, document)
	}
}

// TestAllocations holds that tokens cost no memory of their own, but for a
// handful of allocations at the start of a document.
func TestAllocations(t *testing.T) {
	document := sample(100 << 10)
	s := NewScanner(nil, Options{})
	tokens := read(t, s, document)
	allocs := testing.AllocsPerRun(5, func() { read(t, s, document) })
	if perDocument := 10.0; allocs > perDocument {
		t.Errorf("%v allocations for %d tokens", allocs, tokens)
	}
}

// BenchmarkEncodingXML is a yardstick for the machine: the standard library
// reading the same document.
func BenchmarkEncodingXML(b *testing.B) {
	document := sample(1 << 20)
	b.SetBytes(int64(len(document)))
	for b.Loop() {
		d := xml.NewDecoder(bytes.NewReader(document))
		for {
			if _, err := d.RawToken(); err != nil {
				break
			}
		}
	}
}
