package gosrc

import (
	"go/ast"
	"go/token"
	"slices"
	"strconv"
	"strings"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/source"
)

// tool is the first word of every directive that concerns this package.
const tool = "schema"

// An annotation is a directive as it stands in the source.
type annotation struct {
	directive *Directive
	place     *place
	args      []argument
}

// An argument is one argument of an annotation.
type argument struct {
	text  string
	place *place
}

// A place is a stretch of a source file.
type place struct {
	file *source.File
	source.Range
}

// annotations reads the directives of the comments that belong to one
// declaration and marks them as seen.
func (l *loader) annotations(on Place, groups ...*ast.CommentGroup) []*annotation {
	var found []*annotation
	for _, group := range groups {
		if group == nil {
			continue
		}
		for _, c := range group.List {
			if l.seen[c] {
				continue
			}
			l.seen[c] = true
			if a := l.annotation(c); a != nil && l.permitted(a, on, found) {
				found = append(found, a)
			}
		}
	}
	return found
}

// annotation reads one comment; the result is nil if it is prose, or if
// something is wrong with it that has been reported.
func (l *loader) annotation(c *ast.Comment) *annotation {
	whole := l.place(c.Pos(), c.End())
	d, ok := ast.ParseDirective(c.Slash, c.Text)
	if !ok {
		l.nearDirective(c, whole)
		return nil
	}
	if d.Tool != tool {
		if diag.Nearest(d.Tool, []string{tool}) != "" && lookup(d.Name) != nil {
			l.report(diag.AnnotationUnknown, whole, "unknown directive %s; did you mean %s?", diag.Quote("//"+d.Tool+":"+d.Name), diag.Quote("//"+tool+":"+d.Name))
		}
		return nil
	}
	known := lookup(d.Name)
	if known == nil {
		name := *whole
		name.End = name.Start + int64(len("//"+tool+":"+d.Name))
		l.reportUnknown(diag.AnnotationUnknown, &name, "directive", d.Name, directiveNames())
		return nil
	}
	a := &annotation{directive: known, place: whole}
	if !l.arguments(a, d) {
		return nil
	}
	return a
}

// nearDirective reports prose that was meant as a directive: one with a space
// after the slashes, or with a capital letter.
func (l *loader) nearDirective(c *ast.Comment, whole *place) {
	text, line := strings.CutPrefix(c.Text, "//")
	word, _, _ := strings.Cut(strings.TrimSpace(text), " ")
	rest, ok := strings.CutPrefix(strings.ToLower(word), tool+":")
	if line && ok && rest != "" {
		l.report(diag.AnnotationUnknown, whole, "%s is prose; a directive is written %s", diag.Quote(word), diag.Quote("//"+tool+":"+rest))
	}
}

// arguments reads the arguments of a directive and reports whether there are
// as many as there should be.
func (l *loader) arguments(a *annotation, d ast.Directive) bool {
	args, err := d.ParseArgs()
	if err != nil {
		l.report(diag.AnnotationArgument, l.place(d.ArgsPos, d.End()), "malformed arguments; a string that is begun must be closed, and a space must follow it")
		return false
	}
	for _, arg := range args {
		raw := d.Args[arg.Pos-d.ArgsPos:]
		end := arg.Pos + token.Pos(len(arg.Arg))
		if quoted, err := strconv.QuotedPrefix(raw); err == nil {
			end = arg.Pos + token.Pos(len(quoted))
		}
		a.args = append(a.args, argument{arg.Arg, l.place(arg.Pos, end)})
	}
	switch n := len(args); {
	case n < a.directive.min:
		l.report(diag.AnnotationArgument, a.place, "missing argument; write %s", diag.Quote(a.directive.usage()))
	case a.directive.max != anyArgs && n > a.directive.max:
		l.report(diag.AnnotationArgument, a.args[a.directive.max].place, "superfluous argument %s; write %s", diag.Quote(a.args[a.directive.max].text), diag.Quote(a.directive.usage()))
	default:
		return true
	}
	return false
}

// usage shows how the directive is written.
func (d *Directive) usage() string {
	return strings.TrimSuffix("//"+tool+":"+d.Name+" "+d.Args, " ")
}

// permitted reports whether the annotation may stand there, beside the others.
func (l *loader) permitted(a *annotation, on Place, others []*annotation) bool {
	d := a.directive
	if !slices.Contains(d.On, on) {
		l.report(diag.AnnotationMisplaced, a.place, "directive %s not allowed on %s; it stands on %s", diag.Quote(d.Name), on, places(d.On))
		return false
	}
	for _, o := range others {
		if o.directive == d && !d.Repeats {
			dg := l.report(diag.AnnotationRepeated, a.place, "directive %s stands here already; remove one of the two", diag.Quote(d.Name))
			dg.Related = append(dg.Related, diag.Related{Range: o.place.Range, Message: "the first one"})
			return false
		}
	}
	return true
}

func places(on []Place) string {
	phrases := make([]string, len(on))
	for i, p := range on {
		phrases[i] = string(p)
	}
	return diag.Or(phrases)
}

// leftovers reports the directives that belong to no declaration.
func (l *loader) leftovers() {
	for _, f := range l.files {
		for _, group := range f.syntax.Comments {
			for _, c := range group.List {
				if l.seen[c] {
					continue
				}
				if a := l.annotation(c); a != nil {
					l.report(diag.AnnotationMisplaced, a.place, "directive %s belongs to no declaration; it stands on %s", diag.Quote(a.directive.Name), places(a.directive.On))
				}
			}
		}
	}
}
