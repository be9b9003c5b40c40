package relaxng

// Values up to maxKept bytes are remembered with what was found of them; at
// most so many that they fit a small cache.
const (
	maxKept   = 64
	maxJudged = 1024
)

// A judgement is whether a value matches a pattern, the one it was compared
// with last. In the documents of one schema the same values come again in the
// same places.
type judgement struct {
	value   string
	pattern *pattern
	matches bool
}

// valueMatch is [automaton.valueMatch], remembered.
func (m *Matcher) valueMatch(p *pattern, value []byte) bool {
	if len(value) > maxKept || p.has&hasContext != 0 {
		return m.auto.valueMatch(p, string(value), m.ctx)
	}
	j := m.judge(value)
	if j.pattern != p {
		j.pattern, j.matches = p, m.auto.valueMatch(p, j.value, m.ctx)
	}
	return j.matches
}

// judge is what is remembered of a value.
func (m *Matcher) judge(value []byte) *judgement {
	if j, ok := m.judged[string(value)]; ok {
		return j
	}
	if m.judged == nil || len(m.judged) >= maxJudged {
		m.judged = map[string]*judgement{}
	}
	j := &judgement{value: string(value)}
	m.judged[j.value] = j
	return j
}

// string is the bytes as a string; of a short one that was met before no new
// one is made.
func (m *Matcher) string(b []byte) string {
	if len(b) > maxKept {
		return string(b)
	}
	return m.judge(b).value
}
