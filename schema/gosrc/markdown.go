package gosrc

import "strings"

// outsideCode applies a function to a Markdown text without its code: neither
// to fenced blocks, nor to lines indented by a tab, nor to code spans.
func outsideCode(doc string, change func(string) string) string {
	var out, run strings.Builder
	flush := func() {
		out.WriteString(outsideSpans(run.String(), change))
		run.Reset()
	}
	fence := ""
	for line := range strings.Lines(doc) {
		marker := fenceOf(line)
		switch {
		case fence != "":
			out.WriteString(line)
			if marker != "" && strings.HasPrefix(marker, fence) {
				fence = ""
			}
		case marker != "":
			flush()
			out.WriteString(line)
			fence = marker
		case strings.HasPrefix(line, "\t"):
			flush()
			out.WriteString(line)
		default:
			run.WriteString(line)
		}
	}
	flush()
	return out.String()
}

// fenceOf is the run of characters with which a line opens or closes a fenced
// block, or "".
func fenceOf(line string) string {
	line = strings.TrimLeft(line, " ")
	for _, c := range []string{"`", "~"} {
		if n := len(line) - len(strings.TrimLeft(line, c)); n >= 3 {
			return line[:n]
		}
	}
	return ""
}

// outsideSpans applies a function to what is not a code span: the text
// between two runs of backquotes of the same length.
func outsideSpans(s string, change func(string) string) string {
	var out strings.Builder
	for {
		open := strings.IndexByte(s, '`')
		if open < 0 {
			break
		}
		ticks := s[open : len(s)-len(strings.TrimLeft(s[open:], "`"))]
		end := closing(s[open+len(ticks):], ticks)
		if end < 0 {
			out.WriteString(change(s[:open]))
			out.WriteString(ticks)
			s = s[open+len(ticks):]
			continue
		}
		out.WriteString(change(s[:open]))
		length := 2*len(ticks) + end
		out.WriteString(s[open : open+length])
		s = s[open+length:]
	}
	out.WriteString(change(s))
	return out.String()
}

// closing is the offset of a run of exactly these backquotes, or -1.
func closing(s, ticks string) int {
	for i := 0; i < len(s); {
		if s[i] != '`' {
			i++
			continue
		}
		n := len(s[i:]) - len(strings.TrimLeft(s[i:], "`"))
		if n == len(ticks) {
			return i
		}
		i += n
	}
	return -1
}
