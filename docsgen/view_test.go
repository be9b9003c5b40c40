package docsgen

import (
	"strings"
	"testing"
)

// TestEntries reads entries of the page as a person would.
func TestEntries(t *testing.T) {
	page := pageOf(t, fixture(t), Options{})
	tests := []struct {
		id    string
		words []string
	}{
		{"domainsnapshot", []string{"the root element", "elements in any order", "since 0.8.0", "name ?", "disks ?"}},
		{"domainsnapshot/state", []string{"optional", "one of 3 values (any text before 0.9.5)", "read-only required filled in", "disk-snapshot since 0.9.5"}},
		{"domainsnapshot/active", []string{"removed in 9.0.0", "ignored ignored not shown"}},
		{"domainsnapshot/parent/name", []string{"required", "any text", "read-only read filled in", "In parent"}},
		{"domainsnapshot/created", []string{"a time in seconds"}},
		{"domainsnapshot/memory", []string{"one of 2 shapes", "Only in the file shape.", `snapshot ="no"|"internal"`}},
		{"domainsnapshot/disks/disk", []string{
			"any number", "one of 4 shapes", "disks may be set read shown", "revertDisks read-only read filled in",
			"In disks , revertDisks", "Not in the skipped shape.", "depends on the shape", "Attributes", "a disk's target or path",
		}},
		{"domainsnapshot/disks/disk/source", []string{"one of 3 shapes", "In the file shape", "In the network shape", "required an absolute path"}},
		{"domainsnapshot/disks/disk/source/label", []string{"any number", "one of 2 shapes"}},
		{"domainsnapshot/disks/disk/driver/cache", []string{"a whole number", "since 7.0.0"}},
		{"domainsnapshot/domain", []string{"one of 2 shapes", "anything"}},
		{"domainsnapshot/cookie", []string{"any elements", "since 3.5.0"}},
		{"type:target-name", []string{"Target name", "Definition", "xsd:string", "(ioemu:)?(fd|hd|sd|vd|xvd|ubd)[a-zA-Z0-9_]+"}},
		{"type:disk-name", []string{`Either of: a target name , an absolute path , "none".`}},
		{"example-external-disks", []string{"to create", "disk-only", "external-disks.xml"}},
	}
	for _, test := range tests {
		got := readable(">" + section(t, page, test.id))
		for _, w := range test.words {
			if !strings.Contains(got, w) {
				t.Errorf("%s does not say %q:\n%s", test.id, w, got)
			}
		}
	}
}

func TestProseLinks(t *testing.T) {
	page := pageOf(t, fixture(t), Options{})
	tests := []struct{ id, want string }{
		{"domainsnapshot/name", `<a href="#domainsnapshot/parent"><code>parent</code></a>`},
		{"domainsnapshot/parent", `<a href="#domainsnapshot/parent/name"><code>name</code></a>`},
		{"domainsnapshot/disks/disk/source/host", `<a href="#domainsnapshot/disks/disk/source/host/@port"><code>port</code></a>`},
		{"page-introduction", `<a href="#page-flags-2" class="self">Flags</a>`},
		{"page-introduction", `<td data-label="Meaning">`},
		{"page-introduction", `<a href="#flag-disk-only"><code`},
		{"example-external-disks", `<a href="#flag-disk-only">disk-only</a>`},
	}
	for _, test := range tests {
		if part := section(t, page, test.id); !strings.Contains(part, test.want) {
			t.Errorf("%s lacks %s:\n%s", test.id, test.want, part)
		}
	}
	if strings.Contains(section(t, page, "domainsnapshot/name"), `<a href="#domainsnapshot/name"><code>`) {
		t.Error("an entry's prose leads to itself")
	}
}
