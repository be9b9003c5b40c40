package xmlscan

import (
	"slices"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/source"
)

// A Repair says in which way a token is not what stands in the document. Of a
// document that is well-formed all tokens have none.
type Repair uint8

// The repairs; a token may have several.
const (
	// RepairDoubt: something before the token, in the same element, could not
	// be read.
	RepairDoubt Repair = 1 << iota
	// RepairImplied: an end without an end tag. The range is empty.
	RepairImplied
	// RepairHalfTag: a start tag without its ">". If no end tag belongs to it
	// the element is taken to be empty.
	RepairHalfTag
	// RepairUnknown: a start tag of an element that cannot be judged, as its
	// tag is only half there, its name means nothing, or it is a second root.
	RepairUnknown
	// RepairAttribute: a start tag in which something could not be read that
	// may have been an attribute.
	RepairAttribute
)

// maxFaults is how many faults there may be in a document that is read on.
const maxFaults = 1000

// A recovery is what the scanner needs to go on after a fault.
type recovery struct {
	faults   []*diag.Diagnostic
	unsaid   diag.Diagnostic // the last fault that is not to be shown
	plan     []action        // what to do at tags, in the order of the document
	planning bool            // the plan is being made
	soft     bool            // faults do not end the reading of a tag
	repair   Repair          // of the token
	doubt    bool            // the next token is in doubt

	again   bool // no token was read, but there are more
	closing int  // how many elements are to be ended
	stopped bool // the rest of the document is not read
	extra   bool // content after the root element has been reported
	bytes   bool // wrong bytes have been reported
	open    bool // a document type declaration without an end has been found

	prefixes map[uint32]bool // those that have been reported
	owed     map[string]int  // end tags to come of elements that an entity left open, by name
	searches [instructionSection + 1]search
}

// ResetRecovering starts a new document that is in memory as a whole, and in
// which a fault does not end the reading. [Scanner.Faults] lists the faults;
// [Scanner.Fault] stays nil. Each mistake gives one of them, and the tokens are
// those of the document that was probably meant:
//
//   - Every start has its end. Which element lacks its end tag is told by what
//     end tags there are and by indentation; [RepairImplied] marks such ends.
//   - An end tag that is misspelt ends its element; one that belongs to none
//     is left out.
//   - A tag that is not closed ends where the next one begins, at the latest.
//     What is wrong in a tag costs no more than the attribute concerned.
//   - A "<" or "&" that begins nothing is text.
//   - A document type declaration with a fault is passed over as a whole, and
//     so is the text of an entity.
//
// Of a document that is well-formed the tokens are the same as without
// recovery. What goes beyond one of the [Limits] is not read on, nor is what
// follows the thousandth fault.
func (s *Scanner) ResetRecovering(document []byte) {
	s.ResetWhole(document)
	s.recovery = &recovery{}
}

// Faults are what made the document not well-formed, or went beyond a limit,
// in the order of the document. While a document is being read there may be
// more to come.
func (s *Scanner) Faults() []*diag.Diagnostic {
	if s.recovery == nil {
		if s.fault == nil {
			return nil
		}
		return []*diag.Diagnostic{s.fault}
	}
	faults := slices.Clone(s.recovery.faults)
	diag.Sort(faults)
	return faults
}

// Repair says in which way the token is not what stands in the document.
func (s *Scanner) Repair() Repair {
	if s.recovery == nil {
		return 0
	}
	return s.recovery.repair
}

// note takes a fault if the reading may go on right behind it.
func (r *recovery) note(d *diag.Diagnostic) bool {
	if !r.soft || isLimit(d.Code) {
		return false
	}
	r.add(d)
	return true
}

// full reports whether there are as many faults as there may be.
func (r *recovery) full() bool { return r != nil && len(r.faults) >= maxFaults }

// quiet reports whether faults of a kind are not to be shown.
func (r *recovery) quiet(code diag.Code) bool {
	return r != nil && (r.planning || r.full() || r.bytes && code == diag.InvalidBytes)
}

func (r *recovery) add(d *diag.Diagnostic) {
	if d != nil && len(r.faults) < maxFaults && (r.planning || d != &r.unsaid) {
		r.faults = append(r.faults, d)
	}
}

// tell notes that a prefix has been reported. It returns false if it had been
// before.
func (r *recovery) tell(prefix uint32) bool {
	if r.prefixes[prefix] {
		return false
	}
	if r.prefixes == nil {
		r.prefixes = make(map[uint32]bool)
	}
	r.prefixes[prefix] = true
	return true
}

// owe notes that an entity has left an element open.
func (r *recovery) owe(name string) {
	if r.owed == nil {
		r.owed = make(map[string]int)
	}
	r.owed[name]++
}

// paid reports whether an end tag is that of an element that an entity left
// open.
func (r *recovery) paid(name string) bool {
	if r.owed[name] == 0 {
		return false
	}
	r.owed[name]--
	return true
}

// isLimit reports whether a code is for a limit of the reader.
func isLimit(code diag.Code) bool {
	switch code {
	case diag.DepthLimit, diag.AttributeLimit, diag.NamespaceLimit, diag.NameLimit, diag.TagLimit,
		diag.NamesLimit, diag.DTDLimit, diag.EntityDepthLimit, diag.ExpansionLimit:
		return true
	}
	return false
}

// take is the fault that ended the reading, which is to go on.
func (s *Scanner) take() *diag.Diagnostic {
	d := s.fault
	s.fault = nil
	return d
}

// keepFault lists the fault that ended the reading, which is to go on. A limit is
// the end of it all.
func (s *Scanner) keepFault() {
	d := s.take()
	s.recovery.add(d)
	if d != nil && isLimit(d.Code) {
		s.stop()
	}
}

// stop gives up the rest of the document. The elements that are open end
// here.
func (s *Scanner) stop() {
	s.leaveEntities()
	for i := range s.open {
		s.open[i].silent = true
	}
	s.recovery.closing = 0
	s.recovery.stopped = true
	s.section, s.inSubset = section{}, false
	s.rooted = true
}

// leaveEntities goes back to the document behind the reference that entities
// are being read for. It returns how many elements were open there.
func (s *Scanner) leaveEntities() (depth int) {
	if len(s.entities) == 0 {
		return len(s.open)
	}
	for i := range s.entities {
		s.entities[i].entity.open = false
	}
	first := &s.entities[0]
	s.buf, s.pos, s.end = first.buf, first.pos, first.end
	s.entities = s.entities[:0]
	s.direct = s.enc.unit == 0
	return min(first.depth, len(s.open))
}

// recoverBegin goes on after a fault in the XML declaration or the encoding.
func (s *Scanner) recoverBegin() bool {
	if s.recovery == nil || s.fault == nil {
		return false
	}
	s.keepFault()
	if s.end == 0 && s.total > 0 { // an encoding that is not supported
		s.recovery.stopped = true
	}
	if s.xmlDeclaration.Len() == 0 && isXMLDecl(s.buf[:s.end]) {
		end, _ := s.instructionEnd(s.pos)
		s.xmlDeclaration = s.span(s.pos, end)
		s.pos = end
	}
	return true
}

// recoverNext is next for a document that is read to its end.
func (s *Scanner) recoverNext() Kind {
	r := s.recovery
	r.repair = 0
	kind, done := EOF, false
	for kind == EOF && !done {
		kind, done = s.recoverStep()
	}
	if kind == StartElement && s.name == 0 {
		r.repair |= RepairUnknown
	}
	if r.doubt {
		r.repair |= RepairDoubt
		r.doubt = r.repair&RepairImplied != 0 // the element around it, too
	}
	return kind
}

// recoverStep reads a token or does one thing that leads to it. It reports
// whether the document is at its end.
func (s *Scanner) recoverStep() (kind Kind, done bool) {
	r := s.recovery
	if r.full() && !r.stopped {
		s.stop()
	}
	switch {
	case r.closing > 0 || r.stopped && len(s.open) > 0:
		return s.impliedEnd(), false
	case r.stopped:
		return EOF, true
	}
	if kind, did := s.planned(); did {
		return kind, false
	}
	r.again = false
	kind = s.next()
	r.soft = false
	switch {
	case kind != EOF || r.again:
		return kind, false
	case s.fault == nil:
		return EOF, true
	}
	return s.recover(), false
}

// again ends a step without a token, so that the plan is asked before the next
// one is read. It reports whether the document is being recovered.
func (s *Scanner) again() bool {
	if s.recovery != nil {
		s.recovery.again = true
	}
	return s.recovery != nil
}

// impliedEnd ends an element that has no end tag.
func (s *Scanner) impliedEnd() Kind {
	r := s.recovery
	top := &s.open[len(s.open)-1]
	if !top.silent {
		s.unclosedBefore(top, s.tagAt(s.pos))
		s.fixUnclosed(top)
		s.keepFault()
	}
	r.closing = max(0, r.closing-1)
	r.repair |= RepairImplied | RepairDoubt
	s.rng = source.At(s.span(s.pos, s.pos).Start)
	s.nameRng, s.name, s.qname, s.text = s.rng, top.name, s.qnames[top.qname].name, nil
	s.attrs, s.decls, s.empty = s.attrs[:0], s.decls[:0], false
	return EndElement
}

// tagAt is what stands at buf[i], as messages name it.
func (s *Scanner) tagAt(i int) string {
	if i >= s.end {
		return "the end of the document"
	}
	mark := s.buf[i : i+1]
	if s.buf[i+1] == '/' {
		mark = s.buf[i : i+2]
	}
	for i += len(mark); isSpace(s.buf[i]); {
		i++
	}
	return diag.Quote(string(mark) + string(s.buf[i:nameEnd(s.buf, i)]) + ">")
}

// fixUnclosed offers to insert the missing end tag of an element behind the
// last that is in it, on a line of its own if its content has lines.
func (s *Scanner) fixUnclosed(e *element) {
	i := s.pos
	for i > 0 && isSpace(s.buf[i-1]) {
		i--
	}
	tag := "</" + s.qnames[e.qname].name + ">"
	text := tag
	if e.start >= 0 {
		if end := e.start + int(e.tag.Len()); end < i && lineBreak(s.buf[end:i]) && indent(s.buf, e.start) >= 0 {
			text = "\n" + string(s.buf[lineStart(s.buf, e.start):e.start]) + tag
		}
	}
	s.fix(i, i, text, "insert "+diag.Quote(tag))
}
