package xmlscan

// actions turns the partners into what is to be done at tags. An element that
// has no end tag ends before the tag that would not be in it by indentation, or
// where that says nothing by its name: few elements hold others of their own
// name. One that begins with text is taken to hold nothing else.
func (p *planner) actions() (list []action) {
	p.stack = p.stack[:0]
	for i := range p.marks {
		if len(list) > 2*maxFaults { // most are faults, so it does not come to that
			break
		}
		m := &p.marks[i]
		n := len(p.stack)
		a := action{at: int(m.at), keep: -1}
		if m.kind == endMark {
			if n = p.unwind(m.partner); n < 0 {
				a.end = stray
				list = append(list, a)
				continue
			}
			if m.slash {
				a.end = slashless
			} else if m.last {
				a.end = crossed
			} else if p.at(n-1).name != m.name || m.half {
				a.end = misspelt
			}
		} else {
			for n > 1 && p.endsBefore(p.at(n-1), m) {
				n--
			}
			a.open = m.half && (m.partner >= 0 || i == p.root)
		}
		if n < len(p.stack) || a.end != proper || a.open {
			if n > 0 {
				a.keep = int(p.at(n - 1).at)
			}
			list = append(list, a)
		}
		p.stack = p.stack[:n]
		switch {
		case m.kind == endMark:
			p.stack = p.stack[:n-1]
		case m.kind == startMark && (!m.half || a.open):
			p.stack = append(p.stack, openMark{mark: int32(i)})
		}
	}
	return list
}

// unwind is how many elements are open, up to the one with a start tag, at its
// end tag; -1 if it is not open.
func (p *planner) unwind(start int32) int {
	if start < 0 {
		return -1
	}
	for n := len(p.stack); n > 0; n-- {
		switch t := p.stack[n-1].mark; {
		case t == start:
			return n
		case p.marks[t].partner >= 0:
			return -1
		}
	}
	return -1
}

// endsBefore reports whether an open element ends before a start tag.
func (p *planner) endsBefore(e, m *tagMark) bool {
	switch {
	case e.partner >= 0:
		return false
	case e.inked:
		return true
	}
	if e.indent < 0 || m.indent < 0 {
		return e.name == m.name
	}
	return m.indent <= e.indent
}

// slashless finds start tags that are meant to be end tags: without an end tag
// themselves, in an element of the same name that has none either.
func (p *planner) slashless() {
	p.stack = p.stack[:0]
	for i := range p.marks {
		m := &p.marks[i]
		top := len(p.stack) - 1
		switch {
		case m.kind == endMark && m.partner >= 0:
			p.stack = p.stack[:p.unwind(m.partner)-1]
		case m.kind != startMark || m.half && m.partner < 0:
		case top >= 0 && p.endsAs(i, int(p.stack[top].mark)):
			e := p.stack[top].mark
			m.kind, m.slash = endMark, true
			m.partner, p.marks[e].partner = e, int32(i)
			p.stack = p.stack[:top]
		default:
			p.stack = append(p.stack, openMark{mark: int32(i)})
		}
	}
}

// endsAs reports whether a start tag is likely to be the end tag of the
// innermost element: it holds nothing, and either is behind nothing but the
// text of that, or behind its children and aligned with its start tag.
func (p *planner) endsAs(i, inner int) bool {
	m, e := &p.marks[i], &p.marks[inner]
	if m.partner >= 0 || e.partner >= 0 || m.name != e.name || m.half || e.half ||
		p.buf[int(m.at)+1+len(p.nameOf(m.name))] != '>' {
		return false
	}
	if inner == i-1 && !e.gap {
		return e.inked
	}
	if i+1 < len(p.marks) && p.marks[i+1].kind != endMark && m.indent >= 0 && p.marks[i+1].indent > m.indent {
		return false
	}
	if m.indent < 0 || e.indent < 0 {
		return !m.inked && m.at-e.at < longLine && !lineBreak(p.buf[e.at:m.at])
	}
	return !m.inked && m.indent == e.indent
}
