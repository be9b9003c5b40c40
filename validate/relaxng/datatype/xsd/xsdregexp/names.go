package xsdregexp

import "sync"

// IsNameStart reports whether a Name can begin with r: whether r is a Letter,
// "_" or ":" (XML 1.0, second to fourth edition, §2.3 and appendix B, which
// XSD 1.0 and RELAX NG refer to; the fifth edition allows more).
func IsNameStart(r rune) bool {
	if r < 0x80 {
		return 'a' <= r|0x20 && r|0x20 <= 'z' || r == '_' || r == ':'
	}
	return nameStart().contains(r)
}

// IsNameChar reports whether r is a NameChar: whether it can stand inside a
// Name (XML 1.0, second to fourth edition, §2.3 and appendix B).
func IsNameChar(r rune) bool {
	if r < 0x80 {
		return IsNameStart(r) || '0' <= r && r <= '9' || r == '-' || r == '.'
	}
	return nameChar().contains(r)
}

// nameStart is \i.
var nameStart = sync.OnceValue(func() set {
	return newSet(append(spansOf(letters), span{':', ':'}, span{'_', '_'})...)
})

// nameChar is \c.
var nameChar = sync.OnceValue(func() set {
	return newSet(append(spansOf(letters, otherNameChars),
		span{':', ':'}, span{'_', '_'}, span{'-', '.'})...)
})

// spansOf makes spans of tables of pairs, first and last character.
func spansOf(tables ...[][2]rune) []span {
	var spans []span
	for _, t := range tables {
		for _, p := range t {
			spans = append(spans, span{p[0], p[1]})
		}
	}
	return spans
}
