package prose

import (
	"regexp"
	"strings"
	"sync"
)

// Simple reads text that has no more structure than a message can have:
// paragraphs with an empty line between them, lines indented by a tab or four
// spaces, which are code, and code in backquotes. A tag of XML is code too.
func Simple(text string) []*Node {
	var blocks []*Node
	for part := range strings.SplitSeq(strings.Trim(text, "\n"), "\n\n") {
		switch code, ok := indented(part); {
		case strings.TrimSpace(part) == "":
		case ok:
			blocks = append(blocks, &Node{Kind: CodeBlock, Text: code})
		default:
			blocks = append(blocks, &Node{Kind: Paragraph, Sub: simpleLine(part)})
		}
	}
	return blocks
}

// indented is a part without its indentation, if all of its lines have one.
func indented(part string) (code string, ok bool) {
	var b strings.Builder
	for line := range strings.Lines(part) {
		rest, tab := strings.CutPrefix(line, "\t")
		if !tab {
			if rest, ok = strings.CutPrefix(line, "    "); !ok {
				return "", false
			}
		}
		b.WriteString(strings.TrimSuffix(rest, "\n") + "\n")
	}
	return b.String(), true
}

// simpleCode matches what is code within a line. It is not made at the start of
// every program that shows prose.
var simpleCode = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile("`[^`]+`|</?[A-Za-z][^<>]*>|<[!?][^<>]*>")
})

// simpleLine parts code from text.
func simpleLine(text string) []*Node {
	var nodes []*Node
	plain := func(s string) {
		if s != "" {
			nodes = append(nodes, &Node{Text: s})
		}
	}
	end := 0
	for _, at := range simpleCode().FindAllStringIndex(text, -1) {
		plain(text[end:at[0]])
		code := strings.Trim(text[at[0]:at[1]], "`")
		nodes = append(nodes, &Node{Kind: Code, Text: strings.ReplaceAll(code, "\n", " ")})
		end = at[1]
	}
	plain(text[end:])
	return nodes
}
