package relaxng

// Doubt says that a part of the element that is open could not be read. What
// the element lacks may be in that part, and its text is not all that it has,
// so nothing more is said against its content.
func (m *Matcher) Doubt() {
	if m.skip == 0 {
		m.top().faulty = true
	}
}
