package hierarchy

import (
	"runtime"
	"sync"
	"sync/atomic"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/libvirt"
)

// foretell asks package libvirt what becomes of each step on a host that has
// what the steps before have put there. No name comes twice in a plan, so of
// those only the parent matters; and as that counts as being there even if it
// was refused, the same is not told again of each child. So no step waits for
// another, and several are asked at a time.
func (p *Plan) foretell(o PlanOptions) {
	found := make([][]*diag.Diagnostic, len(p.Steps))
	var next atomic.Int64
	var crash atomic.Pointer[diag.Crash]
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			defer func() {
				if p := recover(); p != nil {
					crash.Store(diag.Caught(p))
				}
			}()
			for i := next.Add(1) - 1; i < int64(len(p.Steps)); i = next.Add(1) - 1 {
				found[i] = p.Steps[i].foretell(o)
			}
		})
	}
	workers.Wait()
	if c := crash.Load(); c != nil {
		panic(c) // where the caller can catch it
	}
	for _, list := range found {
		p.Findings = append(p.Findings, list...)
	}
}

// foretell foretells one step, and returns what to tell of it.
func (step *Step) foretell(o PlanOptions) (found []*diag.Diagnostic) {
	s := step.Snapshot
	doc, at := s.tree()
	there := libvirt.Inventory{}
	if p := s.Parent; p != nil {
		there[p.Name] = &libvirt.Snapshot{Name: p.Name, Parent: p.ParentName, State: p.State}
	}
	step.Forecast = libvirt.Foretell(doc, libvirt.Options{
		Flags: step.Flags, Driver: o.Driver, Release: o.Release, Guest: o.Guest, Existing: there,
		SchemaValid: func() bool { return o.SchemaValid == nil || o.SchemaValid(s.Text()) },
	})
	for _, d := range step.Forecast.Diagnostics {
		if d.Code == step.Forecast.Rule {
			d = moved(d, s.Document.File, 0)
			d.Range = at(d.Range)
			d.Fixes = nil // they are for the document as libvirt gets it
			found = append(found, d)
		}
	}
	step.Forecast.Diagnostics, step.Forecast.Stored = nil, nil // they hold on to the whole document
	return found
}
