package docsgen

import (
	"testing"

	"github.com/snapxml/snapxml/schema"
)

func TestNames(t *testing.T) {
	tests := []struct{ name, kebab, spaced string }{
		{"Disk", "disk", "disk"},
		{"AbsolutePath", "absolute-path", "absolute path"},
		{"UUID", "uuid", "UUID"},
		{"NBDSource", "nbd-source", "NBD source"},
		{"IPv6Groups", "ipv6-groups", "IPv6 groups"},
		{"VxHSSource", "vxhs-source", "VxHS source"},
		{"DataNVMe", "data-nvme", "data NVMe"},
		{"MemoryInFile", "memory-in-file", "memory in file"},
		{"SSHKeyLogin", "ssh-key-login", "SSH key login"},
	}
	for _, test := range tests {
		if got := kebab(test.name); got != test.kebab {
			t.Errorf("kebab(%q) = %q, want %q", test.name, got, test.kebab)
		}
		if got := spaced(test.name); got != test.spaced {
			t.Errorf("spaced(%q) = %q, want %q", test.name, got, test.spaced)
		}
	}
}

func TestBounds(t *testing.T) {
	tests := []struct {
		bounds      bounds
		mark, words string
	}{
		{bounds{1, 1}, "", "required"},
		{bounds{0, 1}, "?", "optional"},
		{bounds{0, schema.Unbounded}, "*", "any number"},
		{bounds{1, schema.Unbounded}, "+", "one or more"},
		{bounds{2, schema.Unbounded}, "{2,}", "2 or more"},
		{bounds{2, 2}, "{2,2}", "exactly 2"},
		{bounds{0, 4}, "{0,4}", "0 to 4"},
	}
	for _, test := range tests {
		if got := test.bounds.Mark(); got != test.mark {
			t.Errorf("%v.Mark() = %q, want %q", test.bounds, got, test.mark)
		}
		if got := test.bounds.Words(); got != test.words {
			t.Errorf("%v.Words() = %q, want %q", test.bounds, got, test.words)
		}
	}
}
