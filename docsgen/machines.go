package docsgen

import (
	"cmp"
	"encoding/xml"
	"fmt"
	"strings"
)

const (
	feedFile    = "changes.xml"
	sitemapFile = "sitemap.xml"
)

// An rss is a feed (RSS 2.0, https://www.rssboard.org/rss-specification).
type rss struct {
	XMLName xml.Name  `xml:"rss"`
	Version string    `xml:"version,attr"`
	Title   string    `xml:"channel>title"`
	Link    string    `xml:"channel>link"`
	About   string    `xml:"channel>description"`
	Items   []rssItem `xml:"channel>item"`
}

type rssItem struct {
	Title string `xml:"title"`
	Link  string `xml:"link"`
	GUID  string `xml:"guid"`
	Date  string `xml:"pubDate,omitempty"`
	About string `xml:"description"`
}

// feed adds the feed of changes.
func (s *site) feed(p *changePage) {
	feed := rss{Version: "2.0", Title: s.title() + ": " + strings.ToLower(p.Title), Link: p.Address, About: p.Description}
	for _, r := range p.Changes {
		at := p.Address + "#" + r.ID
		feed.Items = append(feed.Items, rssItem{Title: "libvirt " + r.Release, Link: at, GUID: at, Date: feedDate(r.Release), About: capital(r.Summary()) + "."})
	}
	s.xml(feedFile, feed)
}

// A sitemap lists the pages of a site (https://www.sitemaps.org/protocol.html).
type sitemap struct {
	XMLName xml.Name `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
	Pages   []string `xml:"url>loc"`
}

func (s *site) xml(name string, v any) {
	data, err := xml.MarshalIndent(v, "", "  ")
	s.fail(err)
	s.add(name, []byte(xml.Header+string(data)+"\n"))
}

// machines adds what programs look for on a site.
func (s *site) machines() {
	s.add("llms.txt", []byte(s.llms()))
	if s.options.URL == "" {
		return
	}
	var m sitemap
	for _, g := range s.options.pages() {
		for _, p := range g.Pages {
			m.Pages = append(m.Pages, s.options.URL+p.File)
		}
	}
	s.xml(sitemapFile, m)
	s.add("robots.txt", fmt.Appendf(nil, "User-agent: *\nAllow: /\n\nSitemap: %s%s\n", s.options.URL, sitemapFile))
}

// llms is a guide to the site for language models (https://llmstxt.org).
func (s *site) llms() string {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n\n> %s.\n\n## The format for programs\n\n", s.title(), strings.TrimSuffix(s.builder.introductionText(), "."))
	line := func(file, name, says string) {
		fmt.Fprintf(&b, "- [%s](%s%s): %s\n", name, s.options.URL, file, says)
	}
	for _, t := range s.twins() {
		line(t.File, t.Name, "the whole format: "+twinSays[t.Name])
	}
	for _, g := range s.options.pages() {
		fmt.Fprintf(&b, "\n## %s\n\n", cmp.Or(g.Name, "Pages"))
		for _, p := range g.Pages {
			line(p.File, p.Name, p.Says)
		}
	}
	b.WriteString("\n## Examples\n\n")
	for _, e := range s.model.Examples {
		line(exampleFile(e), e.Name, strings.TrimSuffix(e.Title, ".")+", to "+string(e.Use))
	}
	return b.String()
}

// twinSays says what is in the twins.
var twinSays = map[string]string{
	"Markdown": "every element, attribute and value with its prose, the flags, and the examples",
	"JSON":     "every element, attribute and value with its facts, and what libvirt says beyond the grammar",
	"RNG":      "the grammar in RELAX NG, XML syntax, with the prose as annotations",
	"RNC":      "the grammar in RELAX NG, compact syntax",
}
