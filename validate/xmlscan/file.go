package xmlscan

import (
	"unicode/utf8"

	"github.com/snapxml/snapxml/validate/source"
)

// NewFile makes a file of an XML document that the caller will not change any
// more. It finds lines and columns in the encoding of the document, which may
// be well-formed or not.
func NewFile(name string, document []byte) *source.File {
	enc := sniffEncoding(document[:min(len(document), headSize)]).enc
	if enc == nil || enc.unit == 0 {
		return source.NewFile(name, document)
	}
	return source.NewEncodedFile(name, document, func(text []byte) (rune, int) {
		r, n := enc.char(text, true)
		if r < 0 {
			r = utf8.RuneError
		}
		return r, n
	})
}
