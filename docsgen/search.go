package docsgen

import (
	"bytes"
	"encoding/json"
)

// searchFile is the index for the search in all pages. It is a script, so that
// it can be read where no server is, and is read when somebody searches.
const searchFile = "search.js"

// maxSaid is how much of what is said of something the index holds, in bytes.
const maxSaid = 160

// A searchIndex has what can be found on the pages of a site.
type searchIndex struct {
	order []string
	files map[string][][4]string // by page: kind, name, id and text
}

// add adds what stands at an id of a page.
func (x *searchIndex) add(file, kind, name, id, text string) {
	if x.files == nil {
		x.files = make(map[string][][4]string)
	}
	if x.files[file] == nil {
		x.order = append(x.order, file)
	}
	x.files[file] = append(x.files[file], [4]string{kind, name, id, shortened(text, maxSaid)})
}

// script is the index as a script.
func (x *searchIndex) script() []byte {
	var b bytes.Buffer
	b.WriteString("'use strict';\nglobalThis.pageIndex = {")
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	for i, file := range x.order {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteByte('\n')
		_ = e.Encode(file) // a buffer takes everything, and strings are always JSON
		b.Truncate(b.Len() - 1)
		b.WriteString(": [")
		for j, item := range x.files[file] {
			if j > 0 {
				b.WriteString(",\n")
			}
			_ = e.Encode(item)
			b.Truncate(b.Len() - 1)
		}
		b.WriteByte(']')
	}
	b.WriteString("\n};\n")
	return b.Bytes()
}
