package xsd

import (
	"strings"

	"github.com/snapxml/snapxml/validate/relaxng/datatype"
	"github.com/snapxml/snapxml/validate/relaxng/datatype/xsd/xsdregexp"
)

// nameKinds are the types of names and of lists of names.
var nameKinds = []*kind{
	names(kind{name: "Name", noun: "an XML name", valid: plain(IsName)}),
	names(kind{name: "NCName", noun: `an XML name without ":"`, valid: plain(IsNCName)}),
	names(kind{name: "NMTOKEN", noun: "a name token", want: wantToken, valid: plain(isToken)}),
	names(kind{name: "ID", id: datatype.IsID, noun: `an XML name without ":"`, valid: plain(IsNCName)}),
	names(kind{name: "IDREF", id: datatype.IsIDREF, noun: `an XML name without ":"`, valid: plain(IsNCName)}),
	names(kind{name: "ENTITY", noun: wantEntity, valid: isEntity, context: true}),
	lists(kind{name: "NMTOKENS", noun: "a list of name tokens", unit: "name token",
		want: "one or more name tokens (letters, digits and . - _ :) with spaces between", valid: plain(isToken)}),
	lists(kind{name: "IDREFS", id: datatype.IsIDREFS, noun: "a list of names", unit: "name",
		want: `one or more XML names without ":", with spaces between`, valid: plain(IsNCName)}),
	lists(kind{name: "ENTITIES", noun: "a list of names", unit: "name",
		want: "one or more names of unparsed entities that the document declares", valid: isEntity, context: true}),
}

const (
	wantToken  = "a name token (letters, digits and . - _ :)"
	wantEntity = "the name of an unparsed entity that the document declares"
)

// names fills in what names have in common.
func names(k kind) *kind {
	k.length, k.unit = characters, "character"
	return &k
}

// lists fills in what lists have in common; valid is of an item.
func lists(k kind) *kind {
	item := k.valid
	k.valid = func(s string, ctx datatype.Context) bool {
		for more := true; more; {
			var word string
			if word, s, more = strings.Cut(s, " "); !item(word, ctx) {
				return false
			}
		}
		return true
	}
	k.length = func(s string) int { return strings.Count(s, " ") + 1 }
	k.list = true
	return &k
}

// plain is a judge that needs no context.
func plain(valid func(string) bool) func(string, datatype.Context) bool {
	return func(s string, _ datatype.Context) bool { return valid(s) }
}

// IsName reports whether s is a Name of XML 1.0, second to fourth edition,
// to which XSD 1.0 and RELAX NG refer.
func IsName(s string) bool {
	for i, r := range s {
		if !xsdregexp.IsNameChar(r) || i == 0 && !xsdregexp.IsNameStart(r) {
			return false
		}
	}
	return s != ""
}

// IsNCName reports whether s is a Name, as [IsName] has it, without ":"
// (Namespaces in XML).
func IsNCName(s string) bool {
	return IsName(s) && !strings.Contains(s, ":")
}

// isToken judges an Nmtoken.
func isToken(s string) bool {
	for _, r := range s {
		if !xsdregexp.IsNameChar(r) {
			return false
		}
	}
	return s != ""
}

// isEntity judges an ENTITY (§3.3.11): only the context knows.
func isEntity(s string, ctx datatype.Context) bool {
	if !IsNCName(s) {
		return false
	}
	entities, ok := ctx.(datatype.Entities)
	return ok && entities.UnparsedEntity(s)
}
