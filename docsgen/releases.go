package docsgen

import (
	"fmt"
	"slices"
	"strings"

	"github.com/snapxml/snapxml/schema"
)

// releases are those that brought or dropped something, newest first.
func (b *builder) releases() []string {
	var versions []schema.Version
	add := func(v schema.Version) {
		if !v.IsZero() && !slices.Contains(versions, v) {
			versions = append(versions, v)
		}
	}
	for _, e := range b.index.All {
		add(e.Since())
		add(e.Facts().Until)
	}
	for _, f := range b.options.knownFlags() {
		add(schema.Version(f.Since))
	}
	slices.SortFunc(versions, func(v, w schema.Version) int { return w.Compare(v) })
	names := make([]string, len(versions))
	for i, v := range versions {
		names[i] = v.String()
	}
	return names
}

// releaseStyle marks what is younger than the release that is chosen on the
// page. It is for the style sheet, so that the choice needs no script.
func releaseStyle(newestFirst []string) string {
	var b strings.Builder
	for i := 1; i < len(newestFirst); i++ {
		var younger []string
		for _, v := range newestFirst[:i] {
			younger = append(younger, fmt.Sprintf("[data-since=%q]", v))
		}
		v := newestFirst[i]
		fmt.Fprintf(&b, "body:has(option[value=%q]:checked) :is(%s) { --later: \"not in %s\"; }\n", v, strings.Join(younger, ","), v)
	}
	return b.String()
}
