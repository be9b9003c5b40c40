package diag

import (
	"encoding/json"
	"io"
)

// NewNDJSON writes one line for each report, the object that [NewJSON] has in
// its list of files, and last a line {"summary":…}. Each line is written when
// its document has been checked.
func NewNDJSON(w io.Writer) Writer {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return ndjsonWriter{e}
}

type ndjsonWriter struct{ e *json.Encoder }

func (n ndjsonWriter) Report(r *Report) error { return n.e.Encode(fileJSON(r)) }

func (n ndjsonWriter) Close(s Summary) error {
	return n.e.Encode(struct {
		Summary Summary `json:"summary"`
	}{s})
}
