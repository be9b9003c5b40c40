package main

import (
	"encoding/binary"
	"os"
	"os/exec"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/snapxml/snapxml/validate"
)

// output is what snapxml validate writes to standard output, with the exit
// status.
func output(t *testing.T, args ...string) (string, int) {
	t.Helper()
	cmd := exec.Command("snapxml", append([]string{"validate"}, args...)...)
	out, err := cmd.Output()
	if cmd.ProcessState == nil {
		t.Fatal(err)
	}
	return string(out), cmd.ProcessState.ExitCode()
}

// filler is a valid part of a document, of at least so many bytes.
func filler(size int) string {
	return "  <description>" + strings.Repeat("a long story ", size/10) + "</description>\n"
}

// utf16Text is a text in UTF-16 with its byte order mark.
func utf16Text(text string) string {
	var b []byte
	for _, unit := range utf16.Encode([]rune("\ufeff" + text)) {
		b = binary.LittleEndian.AppendUint16(b, unit)
	}
	return string(b)
}

// A document is judged the same whether it is read whole or as a stream, and
// in any encoding; what is suppressed in it, too.
func TestLargeDocuments(t *testing.T) {
	t.Chdir(t.TempDir())
	const (
		comment = "  <!-- snapxml:ignore element-not-allowed -->\n"
		head    = "<domainsnapshot>\n"
		wrong   = "  <zz><a/></zz>\n"
		tail    = "</domainsnapshot>\n"
	)
	for _, c := range []struct {
		name, text, want string
		broken           bool
	}{
		{"wrong", head + wrong + tail, "2:4: error: element \"zz\"", false},
		{"suppressed", head + comment + wrong + tail, "", false},
		{"suppressed before others", head + comment + wrong + wrong + tail, "4:4: error: element \"zz\"", false},
		{"more than a hundred suppressed", strings.Replace(head, "<d", "<!-- snapxml:ignore element-not-allowed -->\n<d", 1) + strings.Repeat(wrong, 150) + "  <state>on</state>\n" + tail, "153:10: error: \"on\"", false},
		{"not well-formed", head + comment + wrong + "  <a></b>\n" + tail, ": error: ", true},
		{"unused", head + comment + "  <state>running</state>\n" + tail, ": warning: nothing here is suppressed", false},
	} {
		for encoding, encode := range map[string]func(string) string{"UTF-8": strings.Clone, "UTF-16": utf16Text} {
			write(t, "a.xml", encode(c.text))
			text, _ := output(t, "a.xml")
			small, _ := output(t, "--format", "gitlab", "a.xml")
			if !strings.Contains(text, c.want) || c.want == "" && text != "" {
				t.Errorf("%s in %s: %s, want %s", c.name, encoding, text, c.want)
			}
			sizes := []int{streamFrom}
			if encoding == "UTF-8" && !c.broken { // of very large documents only the first fault is told
				sizes = append(sizes, validate.MaxRecovered)
			}
			for _, size := range sizes {
				write(t, "a.xml", encode(strings.Replace(c.text, tail, filler(size)+tail, 1)))
				if large, _ := output(t, "--format", "gitlab", "a.xml"); large != small {
					t.Errorf("%s in %s: a small document gives\n%s, one of %d bytes\n%s", c.name, encoding, small, size, large)
				}
			}
		}
	}
}

// Fixes are for documents of any size, but only for those in UTF-8.
func TestFixLargeDocuments(t *testing.T) {
	t.Chdir(t.TempDir())
	wrong := "<domainsnapshot>\n  <nmae>n</nmae>\n" + filler(streamFrom) + "</domainsnapshot>\n"
	write(t, "large.xml", wrong)
	write(t, "utf16.xml", utf16Text("<domainsnapshot>\n  <nmae>n</nmae>\n</domainsnapshot>\n"))
	before, err := os.ReadFile("utf16.xml")
	if err != nil {
		t.Fatal(err)
	}
	if out, status := output(t, "--fix", "large.xml"); status != exitOK || out != "" {
		t.Errorf("exit status %d: %s", status, out)
	}
	if got, err := os.ReadFile("large.xml"); err != nil || string(got) != strings.ReplaceAll(wrong, "nmae", "name") {
		t.Errorf("%v: %.100s", err, got)
	}
	if _, status := output(t, "--fix", "utf16.xml"); status != exitFindings {
		t.Errorf("exit status %d", status)
	}
	if after, err := os.ReadFile("utf16.xml"); err != nil || string(after) != string(before) {
		t.Error("a document in UTF-16 was changed")
	}
}
