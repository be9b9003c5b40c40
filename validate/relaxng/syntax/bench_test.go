package syntax

import (
	"testing"

	"github.com/snapxml/snapxml/testdata/peers"
)

func BenchmarkLoadLibvirt(b *testing.B) {
	name := peers.File(b, "/usr/share/libvirt/schemas/domainsnapshot.rng")
	o := Options{Libraries: libraries}
	for b.Loop() {
		p, _, err := Load(name, o)
		if err != nil {
			b.Fatal(err)
		}
		if s, _, err := Simplify(p, o); s == nil {
			b.Fatal(err)
		}
	}
}
