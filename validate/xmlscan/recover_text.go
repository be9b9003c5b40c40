package xmlscan

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/snapxml/snapxml/validate/diag"
)

// spaces is S of XML 1.0 §2.3.
const spaces = " \t\r\n"

// recover goes on after the fault that has just been found. It gives a token,
// or EOF if the next one is to be read.
func (s *Scanner) recover() Kind {
	switch rest := s.buf[s.pos:s.end]; {
	case isLimit(s.fault.Code):
		s.keepFault()
		return EOF
	case s.inSubset || hasPrefix(rest, "<!DOCTYPE") || s.fault.Code == diag.MalformedDoctype:
		return s.recoverDoctype()
	case len(s.entities) > 0:
		s.keepFault()
		depth := s.leaveEntities()
		for i := depth; i < len(s.open); i++ {
			s.open[i].silent = true
			s.recovery.owe(s.qnames[s.open[i].qname].name)
		}
		s.section = section{}
		s.recovery.closing, s.recovery.doubt = len(s.open)-depth, true
		return EOF
	case s.section.kind != noSection:
		return s.recoverPiece()
	case s.atEnd(s.pos):
		return s.recoverFinish()
	case hasPrefix(rest, "</"):
		return s.recoverEnd()
	case hasPrefix(rest, "<?"):
		return s.recoverInstruction()
	case hasPrefix(rest, "<!"):
		return s.recoverDeclaration()
	case rest[0] == '<' && len(s.open) == 0:
		return s.recoverRoot()
	case rest[0] == '<':
		return s.recoverStart()
	case len(s.open) == 0:
		return s.recoverOutside()
	case rest[0] == '&':
		return s.recoverReference()
	}
	return s.recoverCharacters()
}

// recoverFinish is the end of a document that ends too early.
func (s *Scanner) recoverFinish() Kind {
	r := s.recovery
	if len(s.open) > 0 {
		s.take()
		r.closing = len(s.open)
		return EOF
	}
	if d := s.take(); len(r.faults) == 0 { // else what is there says why there is no element
		r.add(d)
	}
	r.stopped = true
	return EOF
}

// recoverRoot takes an element outside the root element: a second one, or the
// first with a fault in its start tag. Only one place behind the root element
// is reported.
func (s *Scanner) recoverRoot() Kind {
	r := s.recovery
	if !s.rooted {
		return s.recoverStart()
	}
	d := s.take()
	if d.Code == diag.ContentAfterRoot && !r.extra {
		r.extra = true
		r.add(d)
	}
	r.repair |= RepairUnknown
	kind := s.startTag()
	r.soft = false
	switch {
	case kind != EOF:
		return kind
	case isLimit(s.fault.Code):
		s.keepFault()
		return EOF
	}
	return s.recoverStart()
}

// recoverOutside passes over text outside the root element.
func (s *Scanner) recoverOutside() Kind {
	r := s.recovery
	if s.fault.Code == diag.ContentAfterRoot {
		if r.extra {
			s.take()
		}
		r.extra = true
	}
	s.keepCharacter()
	s.skipOutside()
	return EOF
}

// skipOutside passes over text up to the next markup.
func (s *Scanner) skipOutside() {
	if n := bytes.IndexByte(s.buf[s.pos:s.end], '<'); n >= 0 {
		s.pos += n
	} else {
		s.pos = s.end
	}
}

// recoverReference goes on after a fault in a reference. What is none is text;
// an entity that cannot be read is skipped.
func (s *Scanner) recoverReference() Kind {
	if s.buf[s.pos+1] == '&' && s.fault.Code == diag.StrayAmpersand {
		return s.recoverAmpersands()
	}
	s.keepFault()
	s.recovery.doubt = true
	ref := readReference(s.buf, s.pos)
	end := min(max(ref.end, s.pos+1), s.end)
	if ref.code == "" {
		s.rng, s.qname = s.span(s.pos, end), string(ref.name)
		s.pos = end
		return SkippedEntity
	}
	if ref.code == diag.InvalidCharacter {
		return s.replaceText(end)
	}
	return s.recoverText(end)
}

// recoverAmpersands takes several "&" in a row for one mistake. The last one
// may begin a reference.
func (s *Scanner) recoverAmpersands() Kind {
	end := s.pos
	for s.buf[end] == '&' && (s.buf[end+1] == '&' || readReference(s.buf, end).code == diag.StrayAmpersand) {
		end++
	}
	n := end - s.pos
	d := s.fault
	d.Range, d.Fixes = s.span(s.pos, end), nil
	amps := strings.Repeat("&amp;", n)
	d.Message = fmt.Sprintf("%s starts no reference; write %s", diag.Quote(string(s.buf[s.pos:end])), diag.Quote(amps))
	s.fix(s.pos, end, amps, "write "+diag.Quote(amps))
	s.sure()
	s.keepFault()
	s.recovery.doubt = true
	return s.recoverText(end)
}

// recoverCharacters goes on after what may not stand in text.
func (s *Scanner) recoverCharacters() Kind {
	s.recovery.doubt = true
	if s.fault.Code == diag.SectionEndInText {
		s.keepFault()
		return s.recoverText(s.pos + len("]]>"))
	}
	s.keepCharacter()
	return s.replaceText(max(s.badRun(s.pos), s.pos+1))
}

// keepCharacter lists a fault. Bytes that are wrong in the encoding are listed
// once, as all of them have one cause.
func (s *Scanner) keepCharacter() {
	if s.fault != nil && s.fault.Code == diag.InvalidBytes {
		if s.recovery.bytes {
			s.take()
			return
		}
		s.recovery.bytes = true
	}
	s.keepFault()
}

// recoverText is text that stands for itself, up to buf[end].
func (s *Scanner) recoverText(end int) Kind {
	s.rng = s.span(s.pos, end)
	s.text, s.cdata = s.buf[s.pos:end], false
	s.pos = end
	return Text
}

// replaceText is text that cannot be shown, up to buf[end].
func (s *Scanner) replaceText(end int) Kind {
	s.rng = s.span(s.pos, end)
	s.scratch = utf8.AppendRune(s.scratch[:0], utf8.RuneError)
	s.text, s.cdata = s.scratch, false
	s.pos = end
	return Text
}

// badRun is the end of the run of what is no character of XML, from buf[i] on.
func (s *Scanner) badRun(i int) int {
	for i < s.end {
		switch c := s.buf[i]; {
		case c >= 0x80:
			if multibyte(s.buf, i) > i {
				return i
			}
			_, n := decodeRune(s.buf, i)
			i += max(n, 1)
		case c < ' ' && !isSpace(c):
			i++
		default:
			return i
		}
	}
	return i
}
