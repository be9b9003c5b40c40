package hierarchy

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"
)

// DrawOptions say what a drawing of a hierarchy tells.
type DrawOptions struct {
	// Plain leaves out everything but the names: then the drawing is what
	// virsh --quiet snapshot-list --tree prints, to the byte.
	Plain bool
}

// Draw draws all hierarchies. Where there are several each has a line with its
// guest before it.
func (set *Set) Draw(out io.Writer, o DrawOptions) error {
	for _, h := range set.Guests {
		if len(set.Guests) > 1 {
			if _, err := fmt.Fprintf(out, "%s:\n", h.heading()); err != nil {
				return err
			}
		}
		if err := h.Draw(out, o); err != nil {
			return err
		}
	}
	return nil
}

// heading names the guest and its UUID.
func (h *Hierarchy) heading() string {
	if h.Guest.Name != "" && h.Guest.UUID != "" {
		return h.title() + " (" + h.Guest.UUID + ")"
	}
	return h.title()
}

// Draw draws the hierarchy as virsh does (tools/vsh.c: vshTreePrintInternal),
// with state, time and current snapshot behind the names. An error is one of
// writing.
func (h *Hierarchy) Draw(out io.Writer, o DrawOptions) error {
	w := bufio.NewWriterSize(out, 1<<16)
	var indent []byte
	for step := range walk(h.Roots, (*Snapshot).children) {
		s := step.snapshot
		if !step.enter {
			indent = indent[:max(0, len(indent)-2)]
			if len(s.Children) == 0 && step.last {
				w.Write(indent)
				w.WriteByte('\n')
			}
			indent = indent[:max(0, len(indent)-2)]
			continue
		}
		w.Write(indent)
		if step.depth > 0 {
			w.WriteString("+- ")
			bar := byte('|')
			if step.last {
				bar = ' '
			}
			indent = append(indent, bar, ' ')
		}
		h.drawName(w, s, o)
		if len(s.Children) > 0 {
			w.Write(indent)
			w.WriteString("  |\n")
		}
		indent = append(indent, ' ', ' ')
	}
	return w.Flush()
}

// drawName writes the name and what is told of the snapshot.
func (h *Hierarchy) drawName(w *bufio.Writer, s *Snapshot, o DrawOptions) {
	if o.Plain {
		w.WriteString(s.Name)
		w.WriteByte('\n')
		return
	}
	w.WriteString(visible(s.Name))
	if more := h.details(s); len(more) > 0 {
		w.WriteString(" (" + strings.Join(more, ", ") + ")")
	}
	w.WriteByte('\n')
}

// details are the state, the time, and whether the snapshot is the current one.
func (h *Hierarchy) details(s *Snapshot) (list []string) {
	for _, text := range []string{visible(s.State), formatTime(s)} {
		if text != "" {
			list = append(list, text)
		}
	}
	if s == h.Current {
		list = append(list, "current")
	}
	return list
}

// visible replaces what would upset a terminal or a picture by U+FFFD.
func visible(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
			return utf8.RuneError
		}
		return r
	}, text)
}
