package docsgen

import (
	"html/template"
	"slices"
	"strings"

	"github.com/snapxml/snapxml/schema/prose"
	"github.com/snapxml/snapxml/validate/libvirt"
)

// A flagRow is a row in the table of flags.
type flagRow struct {
	ID       string
	Const    template.HTML // libvirt's name, which may break
	Option   string        // of virsh
	Since    string
	Prose    template.HTML
	Says     string // the prose as Markdown
	Requires []link
	Excludes []link
	Drivers  []support
}

// Href leads to the flag.
func (f flagRow) Href() template.URL { return anchor(f.ID) }

// A support says how a driver takes a flag.
type support struct {
	Driver string
	Since  string // if that is later than the flag
	Note   string
}

// flagPrefix is what the names of all flags begin with.
const flagPrefix = "VIR_DOMAIN_SNAPSHOT_CREATE_"

// shortFlag is the name of a flag without what all begin with.
func shortFlag(i libvirt.FlagInfo) string { return strings.TrimPrefix(i.Const, flagPrefix) }

func flagID(i libvirt.FlagInfo) string { return "flag-" + slug(shortFlag(i)) }

// spellings are the names by which prose may call a flag.
func spellings(i libvirt.FlagInfo) []string {
	return []string{i.Const, shortFlag(i), slug(shortFlag(i)), i.Name, "--" + i.Name}
}

// knownFlags are the flags that the release has.
func (o Options) knownFlags() []libvirt.FlagInfo {
	return slices.DeleteFunc(slices.Clone(o.Flags), func(i libvirt.FlagInfo) bool { return !o.knows(i.Since) })
}

// flags makes the table of flags.
func (b *builder) flags() []flagRow {
	var rows []flagRow
	for _, i := range b.options.knownFlags() {
		row := flagRow{
			ID: flagID(i), Const: breakable(i.Const), Option: "--" + i.Name, Since: i.Since.String(),
			Requires: b.flagLinks(i.Requires), Excludes: b.flagLinks(i.Excludes),
		}
		said := prose.Simple(i.Doc)
		row.Says = lineOf(said)
		row.Prose, _ = b.prose.html(said, b.index.Root, 3)
		for _, s := range i.Drivers {
			if !b.options.knows(s.Since) {
				continue
			}
			driver := support{Driver: driverName(s.Driver), Note: s.Note}
			if s.Since.Compare(i.Since) > 0 {
				driver.Since = s.Since.String()
			}
			row.Drivers = append(row.Drivers, driver)
		}
		rows = append(rows, row)
	}
	return rows
}

// flagLinks lead to several flags.
func (b *builder) flagLinks(flags libvirt.Flags) []link {
	var links []link
	for _, i := range b.options.knownFlags() {
		if flags.Has(i.Flag) {
			links = append(links, link{Name: shortFlag(i), Href: b.prose.href(flagID(i))})
		}
	}
	return links
}

// driverName is a driver as people write it.
func driverName(d libvirt.Driver) string {
	switch d {
	case libvirt.QEMU, libvirt.ESX:
		return strings.ToUpper(string(d))
	case libvirt.VBox:
		return "VirtualBox"
	case libvirt.VZ:
		return "Virtuozzo"
	}
	return string(d)
}
