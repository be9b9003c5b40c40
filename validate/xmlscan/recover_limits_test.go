package xmlscan

import (
	"runtime"
	"strings"
	"testing"
)

// hostile are documents of 1 MB that are made to keep a recovering reader
// busy: each piece again and again.
var hostile = map[string]string{
	"start tags":               "<a>",
	"start tags on lines":      "<a>\n",
	"indented start tags":      "\n <a>",
	"end tags":                 "</a>",
	"crossed":                  "<a><b></a></b>",
	"open and foreign end":     "<a></b>",
	"two open and one end":     "<a><b></a>",
	"half tags":                "<a ",
	"half end tags":            "</",
	"half end tags, named":     "<a></a",
	"less-than":                "<",
	"less-than and space":      "< ",
	"ampersands":               "&",
	"ampersands and space":     "& ",
	"open comments":            "<!--",
	"open comments on lines":   "<!--\n",
	"open sections":            "<![CDATA[",
	"open instructions":        "<?a",
	"doctypes":                 "<!DOCTYPE a [",
	"doctypes with quotes":     "<!DOCTYPE a '",
	"markup":                   "<!",
	"attributes":               " b='",
	"attributes, other quotes": ` b='"`,
	"attributes without value": " b",
	"attributes not quoted":    " b=c",
	"values with less-than":    "<a b='<",
	"commas":                   " ,",
	"controls":                 "x\x01",
	"wrong bytes":              "x\xE9",
	"section ends":             "]]>",
	"prefixes":                 "<a:b/>",
	"colons":                   "<:a/>",
	"texts":                    "<a>x",
	"same tags with texts":     "<a>x<a>y</b>",
	"distant ends":             "<a><b><c></a>",
}

// TestHostile checks that time and memory grow with the document and not
// faster. The stack of a test that does not end is better to read than what
// could be said here.
func TestHostile(t *testing.T) {
	for name, piece := range hostile {
		t.Run(name, func(t *testing.T) {
			for _, around := range []string{"", "<a>", "<a"} {
				document := []byte(around + strings.Repeat(piece, 1<<20/len(piece)))
				s := NewScanner(nil, Options{})
				s.ResetRecovering(document)
				var before, after runtime.MemStats
				runtime.ReadMemStats(&before)
				tokens := 0
				for s.Next() != EOF {
					tokens++
				}
				runtime.ReadMemStats(&after)
				if len(s.Faults()) == 0 || len(s.Faults()) > maxFaults {
					t.Errorf("%d faults", len(s.Faults()))
				}
				if tokens > len(document) {
					t.Errorf("%d tokens in %d bytes", tokens, len(document))
				}
				if n := after.TotalAlloc - before.TotalAlloc; n > 128<<20 {
					t.Errorf("%d MB were taken", n>>20)
				}
			}
		})
	}
}
