package hierarchy

import (
	"bufio"
	_ "embed"
	"fmt"
	"io"
	"strings"
)

// Sizes of a picture in pixels.
const (
	margin     = 20
	headHeight = 52
	rowHeight  = 30
	laneWidth  = 22
	radius     = 6
	bend       = 9   // of a line to a branch
	cellWidth  = 8.5 // of the typeface of names
	badgeWidth = 62
	stateWidth = 112
	timeWidth  = 164
	mostCells  = 44 // of a name; the rest of it is in the tooltip
	leastWidth = 320
)

// svgStyle gives the picture its colours, which follow those of the reader.
//
//go:embed svg.css
var svgStyle string

// WriteSVG writes the hierarchies as a picture for documentation: a row for
// each snapshot, a lane for each branch. It has a title and a description for
// screen readers, colours for light and dark surroundings, and no script.
func (set *Set) WriteSVG(out io.Writer) error {
	w := bufio.NewWriterSize(out, 1<<16)
	pictures := make([]picture, len(set.Guests))
	width, height := leastWidth, margin
	for i, h := range set.Guests {
		pictures[i] = newPicture(h)
		width = max(width, pictures[i].width())
		height += pictures[i].height()
	}
	fmt.Fprintf(w, `<svg xmlns="http://www.w3.org/2000/svg" class="snapxml" width="%d" height="%d" viewBox="0 0 %d %d" role="img" aria-labelledby="snapxml-title snapxml-desc">`+"\n",
		width, height, width, height)
	fmt.Fprintf(w, "<title id=\"snapxml-title\">%s</title>\n<desc id=\"snapxml-desc\">%s</desc>\n<style>\n%s</style>\n", escape(set.title()), escape(set.describe()), svgStyle)
	fmt.Fprintf(w, `<rect class="ground" width="%d" height="%d" rx="8"/>`+"\n", width, height)
	y := margin / 2
	for i := range pictures {
		pictures[i].write(w, y, width)
		y += pictures[i].height()
	}
	w.WriteString("</svg>\n")
	return w.Flush()
}

// title is one line about the picture.
func (set *Set) title() string {
	if len(set.Guests) == 1 {
		return "Snapshots of " + set.Guests[0].title()
	}
	return "Snapshots of " + count(len(set.Guests), "guest")
}

// mostDescribed is how many snapshots a description tells of.
const mostDescribed = 60

// describe tells what the picture shows to those who do not see it.
func (set *Set) describe() string {
	var b strings.Builder
	for i, h := range set.Guests {
		if i > 0 {
			b.WriteByte(' ')
		}
		title := h.title()
		fmt.Fprintf(&b, "%s%s has %s", strings.ToUpper(title[:1]), title[1:], count(len(h.Snapshots), "snapshot"))
		if h.Current != nil {
			fmt.Fprintf(&b, "; the current one is %s", visible(h.Current.Name))
		}
		for n, s := range h.Snapshots {
			if n == mostDescribed {
				fmt.Fprintf(&b, "; and %d more", len(h.Snapshots)-n)
				break
			}
			b.WriteString("; " + visible(s.Name))
			if s.Parent != nil {
				b.WriteString(" below " + visible(s.Parent.Name))
			}
		}
		b.WriteByte('.')
	}
	return b.String()
}

// A picture is the part of a picture that shows one guest.
type picture struct {
	hierarchy *Hierarchy
	rows      []row
	line      map[*Snapshot]bool
	names     float64 // where the names begin
	states    float64
	times     float64
	end       float64
}

func newPicture(h *Hierarchy) picture {
	p := picture{hierarchy: h, rows: h.layout(), line: h.line()}
	lanes, widest, timed := 0, 0.0, false
	for _, r := range p.rows {
		lanes = max(lanes, r.lane)
		width := nameWidth(r.snapshot)
		if r.snapshot == h.Current {
			width += badgeWidth
		}
		widest = max(widest, width)
		timed = timed || r.snapshot.Timed
	}
	p.names = margin + float64(lanes+1)*laneWidth
	p.states = p.names + widest + 24
	p.times = p.states + stateWidth
	p.end = p.times
	if timed {
		p.end += timeWidth
	}
	return p
}

func nameWidth(s *Snapshot) float64 {
	return float64(cells(cut(visible(s.Name), mostCells))) * cellWidth
}

func (p *picture) width() int  { return int(p.end) + margin }
func (p *picture) height() int { return headHeight + len(p.rows)*rowHeight + margin/2 }

// write writes the picture from a height on.
func (p *picture) write(w *bufio.Writer, top, width int) {
	h := p.hierarchy
	fmt.Fprintf(w, `<g transform="translate(0 %d)">`+"\n", top)
	fmt.Fprintf(w, `<text class="head" x="%d" y="24">%s</text>`, margin, escape(visible(p.heading())))
	fmt.Fprintf(w, `<text class="more" x="%d" y="42">%s</text>`+"\n", margin, escape(p.summary()))
	fmt.Fprintf(w, `<g transform="translate(0 %d)">`+"\n", headHeight)
	for i := 1; i < len(p.rows); i += 2 {
		fmt.Fprintf(w, `<rect class="stripe" y="%d" width="%d" height="%d"/>`+"\n", i*rowHeight, width, rowHeight)
	}
	for _, ofLine := range []bool{false, true} { // the way to the current one is on top
		for i, r := range p.rows {
			if r.parent >= 0 && p.line[r.snapshot] == ofLine {
				p.edge(w, i, ofLine)
			}
		}
	}
	for i, r := range p.rows {
		p.label(w, i, r.snapshot, r.snapshot == h.Current)
	}
	w.WriteString("</g>\n</g>\n")
}

func (p *picture) heading() string {
	if p.hierarchy.Guest.Name != "" {
		return cut(p.hierarchy.Guest.Name, mostCells)
	}
	return p.hierarchy.title()
}

// summary is the line below the name of the guest.
func (p *picture) summary() string {
	text := count(len(p.rows), "snapshot")
	if p.hierarchy.Guest.UUID != "" && p.hierarchy.Guest.Name != "" {
		text += " · " + p.hierarchy.Guest.UUID
	}
	return text
}

// x and y are the middle of a node.
func (p *picture) x(i int) int { return margin + radius + p.rows[i].lane*laneWidth }
func y(i int) int              { return i*rowHeight + rowHeight/2 }

// edge draws the line from the parent of a row.
func (p *picture) edge(w *bufio.Writer, i int, ofLine bool) {
	class := "edge"
	if ofLine {
		class = "edge line"
	}
	from := p.rows[i].parent
	if p.x(from) == p.x(i) {
		fmt.Fprintf(w, `<path class="%s" d="M%d %dV%d"/>`+"\n", class, p.x(i), y(from), y(i))
		return
	}
	fmt.Fprintf(w, `<path class="%s" d="M%d %dV%dq0 %d %d %dH%d"/>`+"\n", class, p.x(from), y(from), y(i)-bend, bend, bend, bend, p.x(i))
}

// label draws a node and what is told of it.
func (p *picture) label(w *bufio.Writer, i int, s *Snapshot, current bool) {
	name := visible(s.Name)
	class := "name"
	if current {
		class = "name current"
	}
	fmt.Fprintf(w, "<g><title>%s</title>", escape(tooltip(p.hierarchy, s)))
	if current {
		fmt.Fprintf(w, `<circle class="ring" cx="%d" cy="%d" r="%d"/>`, p.x(i), y(i), radius+4)
	}
	node(w, s.State, p.x(i), y(i))
	base := y(i) + 5
	fmt.Fprintf(w, `<text class="%s" x="%.1f" y="%d">%s</text>`, class, p.names, base, escape(cut(name, mostCells)))
	if current {
		x := p.names + nameWidth(s) + 10
		fmt.Fprintf(w, `<rect class="badge" x="%.1f" y="%d" width="%d" height="18" rx="9"/><text class="badge-text" x="%.1f" y="%d">current</text>`,
			x, y(i)-9, badgeWidth-8, x+float64(badgeWidth-8)/2, y(i)+4)
	}
	if s.State != "" {
		fmt.Fprintf(w, `<text class="more" x="%.1f" y="%d">%s</text>`, p.states, base, escape(cut(visible(s.State), 14)))
	}
	if s.Timed {
		fmt.Fprintf(w, `<text class="more" x="%.1f" y="%d">%s</text>`, p.times, base, formatTime(s))
	}
	w.WriteString("</g>\n")
}

// tooltip is everything that is told of a snapshot.
func tooltip(h *Hierarchy, s *Snapshot) string {
	text := visible(s.Name)
	if more := h.details(s); len(more) > 0 {
		text += ": " + strings.Join(more, ", ")
	}
	if s.Description != "" {
		text += ". " + visible(s.Description)
	}
	return text
}

// node draws the mark of a state: full for a guest that ran, a square for a
// snapshot of disks only, hollow for a guest that was off.
func node(w *bufio.Writer, state string, x, y int) {
	switch state {
	case "running":
		fmt.Fprintf(w, `<circle class="running" cx="%d" cy="%d" r="%d"/>`, x, y, radius)
	case "paused", "pmsuspended":
		fmt.Fprintf(w, `<circle class="paused" cx="%d" cy="%d" r="%d"/><path class="bars" d="M%d %dv6m4 0v-6"/>`, x, y, radius, x-2, y-3)
	case "disk-snapshot":
		fmt.Fprintf(w, `<rect class="disks" x="%d" y="%d" width="%d" height="%d" rx="2"/>`, x-radius+1, y-radius+1, 2*radius-2, 2*radius-2)
	default:
		fmt.Fprintf(w, `<circle class="off" cx="%d" cy="%d" r="%d"/>`, x, y, radius-1)
	}
}
