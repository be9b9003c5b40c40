package docsgen

import (
	"html"
	"regexp"
	"strings"
	"testing"
)

func TestCompact(t *testing.T) {
	tests := []struct{ id, want string }{
		{"domainsnapshot/name", "element name { text }"},
		{"domainsnapshot/created", "element created { UnixTime }"},
		{"domainsnapshot/state", `element state { "running" | "paused" | "disk-snapshot" }`},
		{"domainsnapshot/disks", "element disks { element disk { … }* }"},
		{"domainsnapshot/cookie", "element cookie { element * { … }* }"},
		{"domainsnapshot/disks/disk/driver/cache", "element cache { Size, attribute unit { text }? }"},
		{"domainsnapshot/memory", `
element memory {
  attribute snapshot { "no" | "internal" }
  | (
    attribute snapshot { "external" }?,
    attribute file { AbsolutePath }
  )
}`},
		{"domainsnapshot/domain", `
element domain {
  element uuid { … }
  | (
    attribute type { text },
    attribute * { text }*,
    (element * { … } | text)*
  )
}`},
		{"domainsnapshot/disks/disk/source/label", `
element label {
  attribute model { text }?,
  (
    attribute relabel { "no" }
    | (attribute relabel { "yes" }?, element text { … }+)
  )
}`},
	}
	b := newBuilder(fixture(t), Options{})
	for _, test := range tests {
		out := string(b.compact(b.index.Entry(test.id)))
		got := html.UnescapeString(regexp.MustCompile(`<[^>]*>`).ReplaceAllString(out, ""))
		if want := strings.TrimPrefix(test.want, "\n"); got != want {
			t.Errorf("%s:\n%s\nwant\n%s", test.id, got, want)
		}
	}
}
