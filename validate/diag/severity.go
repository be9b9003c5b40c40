package diag

import "fmt"

// severityWords are the words for severities that a user may write, "off" for
// the zero Severity: not reported.
var severityWords = map[string]Severity{"error": Error, "warning": Warning, "info": Info, "off": 0}

// ParseSeverity reads the word for a severity, or "off", which is 0.
func ParseSeverity(word string) (Severity, error) {
	s, ok := severityWords[word]
	if !ok {
		return 0, fmt.Errorf("unknown severity %s; expected %s", Quote(word), OneOf([]string{"error", "warning", "info", "off"}))
	}
	return s, nil
}
