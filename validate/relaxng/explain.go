package relaxng

import (
	"math"
	"slices"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/source"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

// Explain says what is wrong with the document: one diagnostic for each step
// of the least change that makes it valid, in the order of the document, with
// fixes if the file is given (nil where the text is not at hand or not in
// UTF-8). It must not be asked of a valid document. ok is false where the
// document is too large, too deep or too wrong to be explained as a whole; what
// the [Matcher] reported then has to do.
func (r *Record) Explain(file *source.File) (found []*diag.Diagnostic, ok bool) {
	if r.deepest > mostDepth || r.nodes > mostNodes || r.open != r.top {
		return nil, false
	}
	x := newRepairer(r)
	defer x.renewIfFull()
	document := r.grammar.elements[0]
	if f := x.fit(r.top, document); f == nil || f.cost == 0 {
		return nil, false
	}
	e := &explainer{repairer: x, edit: editor{text: file.Bytes()}, defs: map[*node]*element{}}
	e.collect(r.top, document)
	e.merge()
	for _, f := range e.found {
		if f.told {
			continue
		}
		found = append(found, e.tell(f))
	}
	diag.Sort(found)
	return found, len(found) > 0
}

// renewIfFull drops the automaton when the search has made it too large.
func (x *repairer) renewIfFull() {
	x.auto.mu.Lock()
	defer x.auto.mu.Unlock()
	x.auto.renewIfFull()
}

// An explainer puts the steps of a repair into words.
type explainer struct {
	*repairer
	edit  editor
	found []*finding
	defs  map[*node]*element // what the nodes with findings below are taken for
}

// A finding is a step of the repair, and where it is made.
type finding struct {
	*step
	node  *node    // the element in whose tag or content the step is made
	def   *element // what node is taken for
	child *node    // the child concerned, if any

	told    bool       // another finding says it all
	home    *finding   // of a dropped child: where the same is missing
	with    []*finding // others that are the same mistake
	missing []*finding // of a text: what is missing in its place
}

// collect finds the steps for a node and all below it.
func (e *explainer) collect(n *node, def *element) {
	f := e.fit(n, def)
	if f == nil {
		return
	}
	e.defs[n] = def
	for i := range f.steps {
		st := &f.steps[i]
		found := &finding{step: st, node: n, def: def}
		switch st.change {
		case fitChild:
			e.collect(n.items[st.item].child, st.elem)
			continue
		case renameChild, dropChild, textForElements:
			found.child = n.items[st.item].child
		}
		if st.change != renameChild || !e.isInherited(found) {
			e.found = append(e.found, found)
		}
		switch st.change {
		case renameChild:
			e.collect(found.child, st.elem)
		case dropChild:
			e.collectDropped(found)
		}
	}
}

// collectDropped finds the steps below a child that may not stand where it
// does: as what its parent may hold, or as another of its name. If much is
// wrong with it then, it is probably something else.
func (e *explainer) collectDropped(f *finding) {
	home, _ := e.best(f.child, e.homesOf(f))
	if home == nil {
		return
	}
	if fitting := e.fit(f.child, home); len(fitting.steps) <= f.child.size(maxLike)/partsAMistake {
		e.collect(f.child, home)
	}
}

// An element that is in the wrong place may have one mistake for each
// partsAMistake elements and attributes, counted to maxLike.
const (
	partsAMistake = 5
	maxLike       = 100
)

// isInherited reports whether a child is only in the same wrong namespace as
// its parent.
func (e *explainer) isInherited(f *finding) bool {
	return f.child.inherits() && e.nameFor(f).Local == f.child.full.Local
}

// homesOf is the definitions that a child which may not stand where it does
// may be taken for: those that its parent may hold, else all of its name.
func (e *explainer) homesOf(f *finding) []*element {
	if f.node.parent == nil { // nothing belongs elsewhere than in the root
		return nil
	}
	if homes := e.homesWithin(f.def, f.child, f.at); len(homes) > 0 {
		return homes
	}
	return e.named(f.child)
}

// merge joins steps that are one mistake.
func (e *explainer) merge() {
	missing := map[xmlscan.ID][]*finding{} // by the names that would do
	for _, f := range e.found {
		if f.change != insertChild {
			continue
		}
		for _, id := range f.elem.name.ids {
			missing[id] = append(missing[id], f)
		}
	}
	for _, f := range e.found {
		if f.change == dropChild {
			e.findHome(f, missing[f.child.name])
		}
	}
	first := map[*node]*finding{} // what is missing in a node
	for _, f := range e.found {
		if f.change != insertChild || f.told {
			continue
		}
		if before := first[f.node]; before != nil && before.item == f.item {
			before.with, f.told = append(before.with, f), true
		} else {
			first[f.node] = f
		}
	}
	text := map[*node]*finding{}
	for _, f := range e.found {
		if f.change != dropText {
			continue
		}
		if before := text[f.node]; before != nil {
			before.with, f.told = append(before.with, f), true
			continue
		}
		text[f.node] = f
		if missing := first[f.node]; missing != nil && f.node.kids == 0 {
			f.missing, missing.told = append(missing.with, missing), true
		}
	}
	e.mergeRuns()
}

// findHome finds where a child is missing that stands in the wrong place, among
// the places where one of its name is.
func (e *explainer) findHome(f *finding, places []*finding) {
	for _, missing := range places {
		if missing.told || missing.node.isWithin([]*node{f.child}) {
			continue
		}
		if f.home == nil || e.cost(f.child, missing.elem) < e.cost(f.child, f.home.elem) {
			f.home = missing
		}
	}
	if f.home != nil {
		f.home.told = true
	}
}

// mergeRuns joins neighbours of one name that all belong elsewhere.
func (e *explainer) mergeRuns() {
	var last *finding
	for _, f := range e.found {
		if f.change != dropChild || f.home != nil || f.told {
			continue
		}
		if last != nil && last.node == f.node && last.child.name == f.child.name && last.item+len(last.with)+1 == f.item && e.belongsElsewhere(f) {
			last.with, f.told = append(last.with, f), true
			continue
		}
		last = f
	}
}

// belongsElsewhere reports whether the schema knows a child, but its parent
// may never hold it.
func (e *explainer) belongsElsewhere(f *finding) bool {
	return f.node.parent != nil && len(e.homesWithin(f.def, f.child, f.at)) == 0 &&
		len(e.named(f.child)) > 0
}

// mistakes is how many changes make a node fit a definition, those within one
// child counted as one; very many where that is not known.
func (e *explainer) mistakes(n *node, def *element) int {
	if f := e.fit(n, def); f != nil {
		return len(f.steps)
	}
	return math.MaxInt
}

// isSound reports whether a node is just what one of some definitions asks for.
func (e *explainer) isSound(n *node, defs []*element) bool {
	return slices.ContainsFunc(defs, func(def *element) bool { return e.valid(n, def) })
}

// peers is the definitions that the node of a finding fits as well as the one
// it was taken for, or better than that and most more.
func (e *explainer) peers(f *finding, most price) []*element {
	parent := e.defs[f.node.parent]
	if parent == nil {
		return nil
	}
	limit := e.cost(f.node, f.def) + most
	return slices.DeleteFunc(e.namedWithin(parent, f.node.name), func(def *element) bool {
		return def == f.def || e.cost(f.node, def) > limit
	})
}

// tell makes the diagnostic of a finding.
func (e *explainer) tell(f *finding) *diag.Diagnostic {
	var d *diag.Diagnostic
	switch f.change {
	case renameChild:
		d = e.renamed(f)
	case dropChild:
		d = e.notAllowed(f)
	case insertChild:
		d = e.incomplete(f)
	case dropText, wrapText:
		d = e.stray(f)
	case replaceText:
		d = e.wrongText(f)
	case textForElements:
		d = e.textOnly(f)
	default:
		d = e.attributeFault(f)
	}
	if d.Element == "" {
		d.Element = f.node.path()
		if f.child != nil {
			d.Element = f.child.path()
		}
	}
	return d
}

// without is the least change of an element that does without some.
func (e *explainer) without(f *finding, ban func(*step) bool) *fitting {
	s := search{repairer: e.repairer, node: f.node, elem: f.def, ban: ban}
	return s.run()
}

// instead is what the least change without the step of a finding has in its
// place, if it costs little more.
func (e *explainer) instead(f *finding, most price) []step {
	return e.insteadOf(f, most, f.step.same)
}

func (e *explainer) insteadOf(f *finding, most price, ban func(*step) bool) []step {
	now, other := e.fit(f.node, f.def), e.without(f, ban)
	if other == nil || other.cost > now.cost+most {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(other.steps), func(st step) bool {
		return st.change == fitChild || slices.ContainsFunc(now.steps, func(o step) bool { return o.same(&st) })
	})
}
