package main

import (
	"fmt"
	"strings"

	"github.com/snapxml/snapxml/validate/diag"
)

// summarize tells on standard error how a run went, if there is anything to
// tell.
func (s *session) summarize() {
	f := s.flags
	if f.quiet {
		return
	}
	switch sum := s.summary; {
	case s.recorded != nil:
		fmt.Fprintf(s.stderr, "wrote %s with %s\n", f.baseline, count(s.recorded.Len(), "finding"))
	case f.diff:
		if s.fixed > 0 {
			fmt.Fprintf(s.stderr, "%s would be fixed in %s\n", count(s.fixed, "finding"), count(s.mended, "document"))
		}
	case f.format == "text" && (sum.Files > 1 || sum.Invalid > 0 || sum.Warnings > 0 || s.fixed > 0 || sum.Unread > 0 || f.verbose):
		fmt.Fprintln(s.stderr, s.summaryLine())
	}
	if s.known != nil && f.verbose {
		if n := s.known.Stale(); n > 0 {
			fmt.Fprintf(s.stderr, "%s of the baseline no longer there; write it again with --write-baseline\n", count(n, "finding"))
		}
	}
}

// summaryLine is one line about all documents.
func (s *session) summaryLine() string {
	sum := s.summary
	line := fmt.Sprintf("%s valid", count(sum.Files, "document"))
	if sum.Invalid > 0 {
		line = fmt.Sprintf("%d of %s not valid", sum.Invalid, count(sum.Files, "document"))
	}
	if found := tally(sum); found != "" {
		line += ": " + found
	}
	var more []string
	if s.fixed > 0 {
		more = append(more, fmt.Sprintf("%d fixed", s.fixed))
	}
	if s.fixable > 0 {
		more = append(more, fmt.Sprintf("%d can be fixed with --fix", s.fixable))
	}
	if s.hidden > 0 && s.flags.verbose {
		more = append(more, fmt.Sprintf("%d suppressed", s.hidden))
	}
	if sum.Unread > 0 {
		more = append(more, count(sum.Unread, "document")+" not read")
	}
	if len(more) > 0 {
		line += "; " + strings.Join(more, ", ")
	}
	return line
}

// tally counts errors and warnings in words.
func tally(sum diag.Summary) string {
	var parts []string
	if sum.Errors > 0 {
		parts = append(parts, count(sum.Errors, "error"))
	}
	if sum.Warnings > 0 {
		parts = append(parts, count(sum.Warnings, "warning"))
	}
	return strings.Join(parts, ", ")
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
