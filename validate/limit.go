package validate

// WithMaxDiagnostics is the same validator with another limit of diagnostics
// for each document; 0 means the default.
func (v *Validator) WithMaxDiagnostics(n int) *Validator {
	c := *v
	c.options.MaxDiagnostics = n
	c.options = c.options.withDefaults()
	return &c
}
