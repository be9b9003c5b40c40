package lsp

import (
	"fmt"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

// isEncoding reports whether a document may declare an encoding of that name.
func isEncoding(name []byte) bool {
	s := xmlscan.NewScanner(nil, xmlscan.Options{})
	s.ResetBytes(fmt.Appendf(nil, "<?xml version=\"1.0\" encoding=\"%s\"?><a/>", name))
	for s.Next() != xmlscan.EOF {
	}
	return s.Fault() == nil || s.Fault().Code == diag.EncodingConflict
}
