package docsgen

import (
	"html/template"
	"regexp"
	"slices"
	"strings"

	"github.com/snapxml/snapxml/schema"
	"github.com/snapxml/snapxml/schema/prose"
	"github.com/snapxml/snapxml/validate/libvirt"
)

// A rule is one reason for which libvirt refuses a document, or one thing that
// it does without a word.
type rule struct {
	ID      string
	Link    template.URL  // to the rule on its own page; "" if that is not there
	Prefix  string        // what libvirt says before the text
	Text    template.HTML // libvirt's; "" for what it does in silence
	Summary string
	Prose   template.HTML
	Advice  template.HTML
	Says    string // the advice as Markdown
	Host    string // on what of the host it turns
	Drivers string // that have the rule, if not all do
	Flags   []link // with which it applies
	Since   string
	Until   string
	Source  string
	Example string // a document that runs into it; "" where the guest is at fault
}

// Href leads to the rule on its own page.
func (r rule) Href() template.URL { return anchor(r.ID) }

// rulesOf are the rules by what they are about: all, or those of the release
// that the page is for. A rule is about
// the entry at which its example is at fault; one about a guest definition is
// about the entry that holds the definition. Rules about flags, and about the
// document before it is parsed, have no entry, and neither have those that hold
// anywhere.
func rulesOf(x *schema.Index, o Options) map[*schema.Entry][]*libvirt.Rule {
	about := make(map[*schema.Entry][]*libvirt.Rule)
	for _, r := range o.Rules {
		if o.Version.IsZero() || libvirt.Release(o.Version).Has(r.Since, r.Until) {
			e := concerned(x, r)
			about[e] = append(about[e], r)
		}
	}
	return about
}

// concerned is the entry that a rule is about, or nil.
func concerned(x *schema.Index, r *libvirt.Rule) *schema.Entry {
	if r.Anywhere {
		return nil
	}
	for _, d := range r.Example.Forecast().Diagnostics {
		if d.Code == r.ID {
			return entryAt(x, d.Element)
		}
	}
	return nil
}

// entryAt is the innermost entry on a path of elements, or nil.
func entryAt(x *schema.Index, path string) *schema.Entry {
	names := strings.Split(strings.Trim(path, "/"), "/")
	if names[0] != x.Root.Name {
		return nil
	}
	e := x.Root
	for _, name := range names[1:] {
		name, _, _ = strings.Cut(name, "[")
		child := named(e.Children, name)
		if child == nil {
			break
		}
		e = child
	}
	return e
}

// rule makes the entry of a rule.
func (b *builder) rule(r *libvirt.Rule, e *schema.Entry) *rule {
	v := &rule{
		ID: string(r.ID), Prefix: r.Category.Prefix(), Text: saying(r), Summary: r.Summary, Host: r.Host,
		Flags: b.flagLinks(r.Flags), Source: r.Source, Since: since(r.Since), Until: since(r.Until), Example: r.Example.Document,
	}
	if b.options.Version.IsZero() {
		v.Link = template.URL(RulesFile) + anchor(v.ID)
	}
	v.Prose, _ = b.prose.html(prose.Simple(r.Doc), e, 3)
	advice := prose.Simple(sentenceOf(r.Advice))
	v.Says = lineOf(advice)
	v.Advice, _ = b.prose.html(advice, e, 3)
	if r.Drivers != nil {
		var names []string
		for _, d := range r.Drivers {
			names = append(names, driverName(d))
		}
		v.Drivers = list(names, "and")
	}
	return v
}

// rules make the entries of the rules about an element.
func (b *builder) rules(e *schema.Entry) []*rule {
	var rules []*rule
	for _, r := range b.about[e] {
		rules = append(rules, b.rule(r, e))
	}
	return rules
}

// since is a release as a badge shows it, or "" for always.
func since(r libvirt.Release) string {
	if r.IsZero() {
		return ""
	}
	return r.String()
}

// sentenceOf makes a sentence of an order in lower case.
func sentenceOf(order string) string {
	if order == "" {
		return ""
	}
	return strings.ToUpper(order[:1]) + order[1:] + "."
}

// saying is libvirt's text with marks where it fills in names.
func saying(r *libvirt.Rule) template.HTML {
	verb := regexp.MustCompile(`%[0-9.+# ]*[a-z]|%%`)
	marked := verb.ReplaceAllStringFunc(escape(r.Text), func(verb string) string {
		if verb == "%%" {
			return "%"
		}
		return "<var>…</var>"
	})
	return template.HTML(marked)
}

// A ruleGroup is the rules about one thing.
type ruleGroup struct {
	ID    string
	Title string
	Entry *link // the entry that all are about, or nil
	Rules []*rule
	Guest bool // they are about the guest definition that the entry holds
}

// ruleGroups are all rules in the order of the page: those about no entry
// first, and those about guest definitions last.
func (b *builder) ruleGroups() []*ruleGroup {
	calls, anywhere := &ruleGroup{ID: "page-calls", Title: "The call"}, &ruleGroup{ID: "page-anywhere", Title: "Any element"}
	for _, r := range b.about[nil] {
		g := calls
		if r.Anywhere {
			g = anywhere
		}
		g.Rules = append(g.Rules, b.rule(r, nil))
	}
	groups := []*ruleGroup{calls}
	var last []*ruleGroup
	for _, e := range b.outline(b.index.Root) {
		switch g := b.ruleGroup(e); {
		case g.Guest:
			last = append(last, g)
		default:
			groups = append(groups, g)
		}
	}
	groups = append(append(groups, anywhere), last...)
	return slices.DeleteFunc(groups, func(g *ruleGroup) bool { return len(g.Rules) == 0 })
}

// ruleGroup is the rules about an entry.
func (b *builder) ruleGroup(e *schema.Entry) *ruleGroup {
	g := &ruleGroup{
		ID: "page-" + slug(e.ID), Title: strings.TrimPrefix(e.ID, b.index.Root.ID+"/"), Rules: b.rules(e),
		Entry: &link{Name: e.Name, Href: b.prose.href(e.ID)}, Guest: b.isOpen(e),
	}
	switch {
	case e == b.index.Root:
		g.Title = "The document"
	case g.Guest:
		g.Title = "Guest definitions in " + e.Name
	}
	return g
}
