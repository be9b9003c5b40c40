package validate_test

import (
	"fmt"
	"sync"
	"testing"

	"github.com/snapxml/snapxml/schema/domainsnapshot"
	"github.com/snapxml/snapxml/validate/source"
)

// One validator serves many goroutines, which learn from each other's
// documents and all say the same.
func TestParallel(t *testing.T) {
	v := builtin(t)
	var documents []*source.File
	for _, e := range domainsnapshot.Model().Examples {
		documents = append(documents, source.NewFile(e.Name, []byte(e.XML)))
		documents = append(documents, source.NewFile(e.Name+" cut", []byte(e.XML[:len(e.XML)*2/3])))
	}
	documents = append(documents, source.NewFile("mistakes", []byte(
		"<domainsnapshot><nmae/><state>off</state><disks><disk name='vda' snapshot='none'/></disks></domainsnapshot>")))
	var want []string
	for _, d := range documents {
		want = append(want, fmt.Sprint(describe(builtin(t).Check(d))))
	}
	var group sync.WaitGroup
	for g := range 8 {
		group.Go(func() {
			checker := v.NewChecker()
			for i := range 200 {
				k := (i*7 + g) % len(documents)
				if got := fmt.Sprint(describe(checker.Check(documents[k]))); got != want[k] {
					t.Errorf("%s: %s, want %s", documents[k].Name(), got, want[k])
					return
				}
			}
		})
	}
	group.Wait()
}
