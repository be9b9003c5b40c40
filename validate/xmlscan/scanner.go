package xmlscan

import (
	"bytes"
	"io"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/source"
)

// Kind is the kind of a token.
type Kind uint8

// The kinds of tokens.
const (
	EOF           Kind = iota // the end: of the document, at a fault, or where reading failed
	StartElement              // a start tag or an empty-element tag
	EndElement                // an end tag, or the end of an empty-element tag
	Text                      // a piece of character data, a CDATA section or a reference to a character
	Comment                   // a comment or a piece of it
	ProcInst                  // a processing instruction or a piece of it
	Doctype                   // a document type declaration; instructions in its internal subset come before it
	SkippedEntity             // a reference to an entity whose text is not known
)

var kinds = [...]string{"EOF", "StartElement", "EndElement", "Text", "Comment", "ProcInst", "Doctype", "SkippedEntity"}

// String is the name of the constant.
func (k Kind) String() string { return kinds[k] }

// Options say how a [Scanner] works. The zero value is useful.
type Options struct {
	Limits Limits

	window int // size of the window, for tests
}

// A Scanner reads documents, one after the other. It must not be used by
// several goroutines at a time.
type Scanner struct {
	window
	options Options
	limits  Limits
	memory  bytes.Reader // of ResetBytes

	state state
	kind  Kind
	fault *diag.Diagnostic // what ended the reading
	told  *diag.Diagnostic // the last one; fault, unless recovering

	recovery *recovery // nil: the first fault ends the reading

	// The token.
	rng     source.Range
	nameRng source.Range
	name    ID
	qname   string
	text    []byte
	cdata   bool
	empty   bool // an empty-element tag
	attrs   []Attr
	decls   []NSDecl
	target  []byte
	scratch []byte // text that does not stand in the window as it is
	values  []byte // values of attributes that do not

	section section
	tag     tag
	bare    bool      // attributes that mean what they say need not be kept
	seen    []mark    // expanded names of attributes, by their IDs
	open    []element // the elements that are open
	rooted  bool      // the root element has begun

	xmlDeclaration source.Range

	symbols    // names
	namespaces // prefixes and what they are bound to
	dtd        // what the document type declaration declares

	entities   []inclusion // the entities that are being read
	direct     bool        // offsets in the window are offsets in the input
	spent      int         // bytes from entities and defaults
	expansions []expansion // the entities being read in an attribute value
}

// A state is how far a document has been read.
type state uint8

const (
	stateDone  state = iota // nothing more comes
	stateStart              // nothing is read
	stateRead
)

// An element is one that is open.
type element struct {
	qname    uint32
	name     ID
	bindings int    // how many bindings of prefixes there were before
	scope    uint64 // the scope before
	entities int    // how many entities were open
	start    int    // where the tag stands in the window; -1 in an entity
	silent   bool   // nothing is said if its end tag is missing
	tag      source.Range
}

// NewScanner makes a scanner that gives the names of the table their IDs
// there. The table may be nil and may be shared; it must not change any more.
func NewScanner(names *Names, o Options) *Scanner {
	if names == nil {
		names = NewNames()
	}
	s := &Scanner{options: o, limits: o.Limits.withDefaults()}
	if s.options.window == 0 {
		s.options.window = windowSize
	}
	s.symbols.init(names)
	return s
}

// Reset starts a new document. The scanner keeps the memory it has.
func (s *Scanner) Reset(r io.Reader) { s.reset(r, s.options.window) }

func (s *Scanner) reset(r io.Reader, window int) {
	s.state, s.kind, s.fault, s.told = stateStart, EOF, nil, nil
	s.recovery = nil
	s.rng, s.nameRng, s.name, s.qname = source.Range{}, source.Range{}, 0, ""
	s.text, s.attrs, s.decls, s.target = nil, s.attrs[:0], s.decls[:0], s.target[:0]
	s.cdata, s.empty, s.rooted = false, false, false
	s.xmlDeclaration = source.Range{}
	s.section, s.open, s.spent = section{}, s.open[:0], 0
	if len(s.entities) > 0 {
		s.buf = s.entities[0].buf
	}
	s.entities, s.expansions = s.entities[:0], s.expansions[:0]
	if cap(s.values) > keepWindow || len(s.seen) > keepWindow {
		s.values, s.seen = nil, nil
	}
	s.namespaces.reset(s.shared, s.symbols.reset())
	s.dtd.reset()
	s.window.open(r, window)
}

// ResetBytes starts a new document that is in memory.
func (s *Scanner) ResetBytes(document []byte) {
	s.memory.Reset(document)
	s.Reset(&s.memory)
}

// ResetWhole is ResetBytes for a document that is to be read in one piece:
// no comment, section or instruction is cut, nor is text but at references.
// It takes as much memory as the document has, in UTF-8.
func (s *Scanner) ResetWhole(document []byte) {
	s.memory.Reset(document)
	s.reset(&s.memory, wholeWindow(document))
}

// wholeWindow is the size of a window that takes in a document, its end
// included.
func wholeWindow(document []byte) int {
	size := len(document)
	if sniffEncoding(document[:min(size, headSize)]).enc != encUTF8 {
		size *= 3 // one byte may become three
	}
	return size + 2*lookahead
}

// Next reads the next token. It returns [EOF] at the end of the document, at
// the first fault, which [Scanner.Fault] then has, and where the input cannot
// be read, which [Scanner.Err] then tells.
func (s *Scanner) Next() Kind {
	switch s.kind {
	case StartElement:
		if s.empty {
			s.kind = EndElement
			return EndElement
		}
	case EndElement:
		s.leave()
	case EOF:
		if s.state != stateStart || !s.begin() && !s.recoverBegin() {
			s.state = stateDone
			return EOF
		}
		s.state = stateRead
		if s.recovery != nil {
			s.recovery.plan = s.makePlan()
		}
	}
	if s.recovery == nil {
		s.kind = s.next()
	} else {
		s.kind = s.recoverNext()
	}
	if s.kind == EOF {
		s.state = stateDone
	}
	return s.kind
}

// next reads a token; the one before is done with.
func (s *Scanner) next() Kind {
	for {
		if s.end-s.pos < lookahead {
			s.more()
		}
		if s.section.kind != noSection {
			return s.piece()
		}
		if len(s.open) == 0 {
			return s.outside()
		}
		switch s.buf[s.pos] {
		case '<':
			if class[s.buf[s.pos+1]]&classStart != 0 {
				return s.startTag()
			}
			return s.markup()
		case '&':
			if kind, done := s.contentReference(); done || s.again() {
				return kind
			}
		default:
			if !s.atEnd(s.pos) {
				return s.characters()
			}
			if len(s.entities) == 0 {
				return s.unclosed()
			}
			if !s.closeEntity() || s.again() {
				return EOF
			}
		}
	}
}

// markup reads what begins with "<" within an element and is no plain tag.
func (s *Scanner) markup() Kind {
	rest := s.buf[s.pos:]
	switch {
	case rest[1] == '/':
		return s.endTag()
	case rest[1] == '?':
		return s.instruction()
	case hasPrefix(rest, "<!--"):
		return s.openSection(commentSection, len("<!--"))
	case hasPrefix(rest, "<![CDATA["):
		return s.openSection(cdataSection, len("<![CDATA["))
	case hasPrefix(rest, "<!DOCTYPE"):
		return s.misplacedDoctype()
	case rest[1] == '!':
		return s.fail(diag.MalformedMarkup, s.pos, s.pos+2,
			`"<!" begins a comment "<!--" or a section "<![CDATA["; write "&lt;" for the character "<"`)
	}
	return s.startTag()
}

// outside reads what stands before and behind the root element.
func (s *Scanner) outside() Kind {
	if s.inSubset {
		return s.subset()
	}
	for {
		for isSpace(s.buf[s.pos]) {
			s.pos++
		}
		if s.end-s.pos >= lookahead || !s.more() {
			break
		}
	}
	rest := s.buf[s.pos:]
	switch {
	case s.atEnd(s.pos):
		return s.finish()
	case rest[0] != '<':
		return s.misplacedText()
	case rest[1] == '?':
		return s.instruction()
	case hasPrefix(rest, "<!--"):
		return s.openSection(commentSection, len("<!--"))
	case hasPrefix(rest, "<!DOCTYPE"):
		return s.doctype()
	case hasPrefix(rest, "<![CDATA["):
		return s.misplacedText()
	case rest[1] == '!':
		return s.badPrologMarkup()
	case rest[1] == '/':
		return s.unexpectedEndTag()
	case s.rooted:
		return s.secondRoot()
	}
	return s.startTag()
}

// finish is the end of the document.
func (s *Scanner) finish() Kind {
	if s.rooted || s.err != nil {
		return EOF
	}
	return s.fail(diag.MissingRoot, s.pos, s.pos, "the document has no element; expected a start tag")
}

func hasPrefix(b []byte, prefix string) bool {
	return len(b) >= len(prefix) && string(b[:len(prefix)]) == prefix
}
