package docsgen

import (
	"errors"
	"fmt"
	"html"
	"net/url"
	"regexp"
)

var (
	idAttribute   = regexp.MustCompile(`\sid="([^"]*)"`)
	hrefAttribute = regexp.MustCompile(`\shref="#([^"]*)"`)
)

// idsOf are the ids in HTML that this package has written, in order.
func idsOf(text string) []string { return attributes(idAttribute, text) }

func attributes(pattern *regexp.Regexp, text string) []string {
	var values []string
	for _, m := range pattern.FindAllStringSubmatch(text, -1) {
		values = append(values, html.UnescapeString(m[1]))
	}
	return values
}

// check makes sure that no id of a page is given twice and that every link
// within the page arrives.
func check(text string) error {
	var errs []error
	ids := make(map[string]bool)
	for _, id := range idsOf(text) {
		if ids[id] {
			errs = append(errs, fmt.Errorf("the id %q is given twice", id))
		}
		ids[id] = true
	}
	broken := make(map[string]bool)
	for _, target := range attributes(hrefAttribute, text) {
		id, err := url.PathUnescape(target)
		if (err != nil || !ids[id]) && !ids[target] && !broken[target] {
			broken[target] = true
			errs = append(errs, fmt.Errorf("a link leads to %q, which is not on the page", "#"+target))
		}
	}
	return errors.Join(errs...)
}
