package docsgen

import (
	"errors"
	"fmt"
	"html"
	"net/url"
	"regexp"
	"strings"
)

// patterns match attributes in HTML that this package has written.
type patterns struct{ id, link *regexp.Regexp }

func newPatterns() patterns {
	return patterns{regexp.MustCompile(`\sid="([^"]*)"`), regexp.MustCompile(`\s(?:href|src)="([^"]*)"`)}
}

// idsOf are the ids in HTML, in order.
func idsOf(text string) []string { return attributes(newPatterns().id, text) }

func attributes(pattern *regexp.Regexp, text string) []string {
	var values []string
	for _, m := range pattern.FindAllStringSubmatch(text, -1) {
		values = append(values, html.UnescapeString(m[1]))
	}
	return values
}

// checkLinks makes sure that no id of a page is given twice and that every
// link within the site arrives.
func checkLinks(files []file) error {
	var errs []error
	ids := make(map[string]map[string]bool) // by file; nil for what is no page
	for _, f := range files {
		ids[f.name] = nil
		if !strings.HasSuffix(f.name, ".html") {
			continue
		}
		ids[f.name] = make(map[string]bool)
		for _, id := range idsOf(string(f.data)) {
			if ids[f.name][id] {
				errs = append(errs, fmt.Errorf("%s: the id %q is given twice", f.name, id))
			}
			ids[f.name][id] = true
		}
	}
	for _, f := range files {
		if ids[f.name] != nil {
			errs = append(errs, brokenLinks(f, ids)...)
		}
	}
	return errors.Join(errs...)
}

// brokenLinks are the links of a page that do not arrive, each told once.
func brokenLinks(f file, ids map[string]map[string]bool) []error {
	var errs []error
	seen := make(map[string]bool)
	for _, to := range attributes(newPatterns().link, string(f.data)) {
		if !seen[to] && !arrives(f.name, to, ids) {
			errs = append(errs, fmt.Errorf("%s: a link leads to %q, which is not there", f.name, to))
		}
		seen[to] = true
	}
	return errs
}

// arrives reports whether a link on a page leads out of the site or to a file
// or id in it.
func arrives(from, to string, ids map[string]map[string]bool) bool {
	if u, err := url.Parse(to); err == nil && u.Scheme != "" {
		return true
	}
	name, fragment, _ := strings.Cut(to, "#")
	name, _, _ = strings.Cut(name, "?") // which scripts read
	if name == "" {
		name = from
	}
	page, ok := ids[name]
	if !ok || fragment == "" || page == nil {
		return ok
	}
	decoded, err := url.PathUnescape(fragment)
	return page[fragment] || err == nil && page[decoded]
}
