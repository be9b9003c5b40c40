package rules

// Doubt is [relaxng.Matcher.Doubt].
func (t *Tracker) Doubt() {
	t.schema.Doubt()
	if t.release != nil {
		t.release.Doubt()
	}
	t.top().faulty = true
}
