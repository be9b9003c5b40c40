package xmlscan

import (
	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/source"
)

// Fault is what made the document not well-formed, or went beyond a limit,
// and ended the reading; nil if nothing did.
func (s *Scanner) Fault() *diag.Diagnostic { return s.fault }

// Err is the error that the input gave, if that ended the reading.
func (s *Scanner) Err() error { return s.err }

// Range is where the token stands, in bytes of the input. Within an entity it
// is the range of the reference in the document. The end of an empty-element
// tag has the range of the tag.
func (s *Scanner) Range() source.Range { return s.rng }

// NameRange is where the name of the tag stands, or the target of the
// instruction.
func (s *Scanner) NameRange() source.Range { return s.nameRng }

// Name is the expanded name of the element, for [StartElement] and
// [EndElement].
func (s *Scanner) Name() ID { return s.name }

// QName is the name as written: of the element, for [Doctype] of the root
// element that is declared, for [SkippedEntity] of the entity.
func (s *Scanner) QName() string { return s.qname }

// Depth is the number of elements that are open at the token, the one that
// it starts or ends included.
func (s *Scanner) Depth() int { return len(s.open) }

// SelfClosing reports whether the tag is an empty-element tag.
func (s *Scanner) SelfClosing() bool { return s.empty }

// Attrs are the attributes of a [StartElement], in the order of the document,
// with the defaulted ones behind. Namespace declarations are not among them;
// [Scanner.NSDecls] has those. They are valid until the next call of Next.
func (s *Scanner) Attrs() []Attr { return s.attrs }

// NSDecls are the namespace declarations of a [StartElement]. They are valid
// until the next call of Next.
func (s *Scanner) NSDecls() []NSDecl { return s.decls }

// Text is the content of a [Text], [Comment] or [ProcInst] token, in UTF-8
// and with line ends as "\n". It is valid until the next call of Next.
func (s *Scanner) Text() []byte { return s.text }

// CDATA reports whether a [Text] token comes from a CDATA section.
func (s *Scanner) CDATA() bool { return s.cdata }

// Continues reports whether the next token brings the next piece of the same
// comment, CDATA section or instruction.
func (s *Scanner) Continues() bool { return s.section.kind != noSection }

// Target is the target of a [ProcInst].
func (s *Scanner) Target() string { return string(s.target) }

// Encoding is the name of the document's encoding. It is known after the
// first call of Next.
func (s *Scanner) Encoding() string { return s.enc.name }

// Standalone reports whether the XML declaration says standalone="yes".
func (s *Scanner) Standalone() bool { return s.standalone }

// InEntity reports whether the token comes from the text of an entity. Its
// range is then that of the reference.
func (s *Scanner) InEntity() bool { return len(s.entities) > 0 }

// XMLDecl is where the XML declaration stands, empty if there is none. It is
// known after the first call of Next.
func (s *Scanner) XMLDecl() source.Range { return s.xmlDeclaration }

// InSubset reports whether the token is an instruction in the internal subset
// of a document type declaration.
func (s *Scanner) InSubset() bool { return s.inSubset }
