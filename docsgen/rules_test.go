package docsgen

import (
	"strings"
	"testing"

	"github.com/snapxml/snapxml/schema"
	"github.com/snapxml/snapxml/schema/domainsnapshot"
	"github.com/snapxml/snapxml/validate/libvirt"
)

// TestRulesFindTheirEntries looks at rules of every sort.
func TestRulesFindTheirEntries(t *testing.T) {
	want := map[string]string{
		"parent-self":          "domainsnapshot/parent/name",
		"redefine-needs-name":  "domainsnapshot",
		"memory-file":          "domainsnapshot/memory",
		"disk-unknown":         "domainsnapshot/disks/disk",
		"disk-path-relative":   "domainsnapshot/disks/disk/source",
		"redefine-uuid":        "domainsnapshot/domain",
		"redefine-active":      "domainsnapshot/active",
		"flags-halt":           "",
		"not-well-formed":      "",
		"attribute-word":       "", // holds anywhere
		"silently-dropped":     "",
		"redefine-needs-state": "domainsnapshot",
	}
	x := domainsnapshot.Model().Entries()
	for _, r := range libvirt.Rules() {
		id, ok := want[string(r.ID)]
		if !ok {
			continue
		}
		delete(want, string(r.ID))
		got := ""
		if e := concerned(x, r); e != nil {
			got = e.ID
		}
		if got != id && !strings.HasPrefix(got, id+"/") || id == "" && got != "" {
			t.Errorf("rule %s is about %q, want %q", r.ID, got, id)
		}
	}
	for id := range want {
		t.Errorf("there is no rule %s", id)
	}
}

// TestEveryRuleIsOnItsPage looks for all rules with libvirt's texts, and for
// links to them from the entries that they are about.
func TestEveryRuleIsOnItsPage(t *testing.T) {
	files, err := render(domainsnapshot.Model(), whole())
	if err != nil {
		t.Fatal(err)
	}
	pages := make(map[string]string)
	for _, f := range files {
		pages[f.name] = string(f.data)
	}
	x := domainsnapshot.Model().Entries()
	for _, r := range libvirt.Rules() {
		part := readable(">" + section(t, pages[RulesFile], string(r.ID)))
		text, _, _ := strings.Cut(r.Text, "%")
		for _, words := range []string{text, r.Category.Prefix(), r.Source} {
			if !strings.Contains(part, strings.Join(strings.Fields(words), " ")) {
				t.Errorf("the entry of %s does not say %q: %s", r.ID, words, part)
			}
		}
		if e := concerned(x, r); e != nil {
			if entry := section(t, pages[PageFile], e.ID); !strings.Contains(entry, `href="errors.html#`+string(r.ID)+`"`) {
				t.Errorf("%s does not lead to rule %s", e.ID, r.ID)
			}
		}
	}
}

func TestFlagsOfARelease(t *testing.T) {
	page := pageOf(t, domainsnapshot.Model(), Options{Version: schema.Version{Major: 0, Minor: 9, Micro: 11}})
	for id, want := range map[string]bool{"flag-redefine": true, "flag-atomic": true, "flag-live": false, "flag-validate": false} {
		if got := strings.Contains(page, `id="`+id+`"`); got != want {
			t.Errorf("with 0.9.11 the page has %s: %v, want %v", id, got, want)
		}
	}
	if row := section(t, page, "flag-redefine"); strings.Contains(row, "1.1.4") {
		t.Error("with 0.9.11 the page speaks of a driver that came with 1.1.4")
	}
	current := readable(">" + section(t, pageOf(t, domainsnapshot.Model(), Options{}), "flag-current"))
	for _, words := range []string{"--current since 0.9.5", "CREATE_ CURRENT", "Requires REDEFINE", "QEMU", "VirtualBox since 1.2.5"} {
		if !strings.Contains(current, words) {
			t.Errorf("the flag CURRENT does not say %q: %s", words, current)
		}
	}
}
