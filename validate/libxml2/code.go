package libxml2

import (
	"strings"

	"github.com/snapxml/snapxml/validate/diag"
)

// Codes of libxml2 that are treated apart.
const (
	errContentValid  = 25 // of RELAX NG validation (xmlRelaxNGValidErr)
	errDocumentEmpty = 4  // of parsing (xmlParserErrors)
	warNamespaceURI  = 99 // of parsing, a warning by its name only
)

// diagCode is the project's code for a message.
func (m message) diagCode() diag.Code {
	table := parserCodes
	if m.Domain == domainLimit || strings.HasPrefix(m.Text, "Excessive depth") {
		return diag.DepthLimit
	}
	switch m.Domain {
	case domainNamespace:
		table = namespaceCodes
	case domainValidity:
		table = validityCodes
	case domainSchema:
		return diag.SecondOpinion
	}
	if code, ok := table[m.Code]; ok {
		return code
	}
	return diag.SecondOpinion
}

// validityCodes are by xmlRelaxNGValidErr. What is not here says no more than
// that something is not valid.
var validityCodes = map[int]diag.Code{
	2:  diag.ElementValue,        // TYPE
	3:  diag.ElementValue,        // TYPEVAL
	4:  diag.IDRepeated,          // DUPID
	8:  diag.ElementValue,        // LISTEXTRA
	9:  diag.ElementValue,        // LISTEMPTY
	12: diag.ElementNotAllowed,   // INTEREXTRA
	13: diag.ElementNotAllowed,   // ELEMNAME
	14: diag.AttributeNotAllowed, // ATTRNAME
	15: diag.ElementNotAllowed,   // ELEMNONS
	16: diag.AttributeNotAllowed, // ATTRNONS
	17: diag.ElementNotAllowed,   // ELEMWRONGNS
	18: diag.AttributeNotAllowed, // ATTRWRONGNS
	19: diag.ElementNotAllowed,   // ELEMEXTRANS
	20: diag.AttributeNotAllowed, // ATTREXTRANS
	22: diag.ElementMissing,      // NOELEM
	26: diag.ElementNotAllowed,   // EXTRACONTENT
	27: diag.AttributeNotAllowed, // INVALIDATTR
	28: diag.ElementNotAllowed,   // DATAELEM
	29: diag.ElementNotAllowed,   // VALELEM
	30: diag.ElementNotAllowed,   // LISTELEM
	31: diag.ElementValue,        // DATATYPE
	32: diag.ElementValue,        // VALUE
	33: diag.ElementValue,        // LIST
	38: diag.ElementNotAllowed,   // ELEMWRONG
	39: diag.TextNotAllowed,      // TEXTWRONG
}

// namespaceCodes are by xmlParserErrors.
var namespaceCodes = map[int]diag.Code{
	35:  diag.ReservedNamespace,  // ERR_NS_DECL_ERROR
	200: diag.ReservedNamespace,  // XML_NAMESPACE
	201: diag.UndeclaredPrefix,   // UNDEFINED_NAMESPACE
	202: diag.MalformedName,      // QNAME
	203: diag.DuplicateAttribute, // ATTRIBUTE_REDEFINED
	204: diag.EmptyNamespace,     // EMPTY
	205: diag.MalformedName,      // COLON
}

// parserCodes are by xmlParserErrors. Of most, libxml2 knows no more than what
// it has missed.
var parserCodes = map[int]diag.Code{
	3: diag.ContentBeforeRoot, errDocumentEmpty: diag.MissingRoot, 5: diag.ContentAfterRoot,
	6: diag.MalformedReference, 7: diag.MalformedReference, 8: diag.MalformedReference,
	9: diag.InvalidCharacter, 22: diag.StrayAmpersand, 23: diag.MalformedReference,
	24: diag.MalformedDoctype, 25: diag.MalformedDoctype,
	26: diag.UndeclaredEntity, 27: diag.UndeclaredEntity, 28: diag.UnparsedEntity, 29: diag.ExternalEntity,
	31: diag.UnsupportedEncoding, 32: diag.UnsupportedEncoding,
	36: diag.MalformedDeclaration, 37: diag.MalformedDeclaration, 38: diag.LessThanInValue,
	39: diag.UnquotedValue, 40: diag.UnclosedValue, 41: diag.MissingValue, 42: diag.DuplicateAttribute,
	43: diag.MalformedDeclaration, 44: diag.MalformedDeclaration, 45: diag.UnclosedComment,
	46: diag.MalformedInstruction, 47: diag.UnclosedInstruction,
	48: diag.MalformedDeclaration, 49: diag.MalformedDeclaration, 50: diag.MalformedDeclaration, 51: diag.MalformedDeclaration,
	52: diag.MalformedDeclaration, 53: diag.MalformedDeclaration, 54: diag.MalformedDeclaration, 55: diag.MalformedDeclaration,
	56: diag.MalformedXMLDecl, 57: diag.MalformedXMLDecl, 61: diag.MalformedDoctype,
	62: diag.SectionEndInText, 63: diag.UnclosedSection, 64: diag.ReservedTarget,
	65: diag.MissingSpace, 68: diag.MalformedTag, 72: diag.StrayLessThan, 73: diag.UnclosedTag, 74: diag.UnclosedElement,
	75: diag.MalformedXMLDecl, 76: diag.TagMismatch, 77: diag.UnclosedElement, 78: diag.MalformedXMLDecl, 79: diag.MalformedXMLDecl,
	80: diag.DoubleHyphen, 81: diag.InvalidBytes, 85: diag.EntityNesting, 86: diag.ContentAfterRoot,
	88: diag.MisplacedParameterEntity, 89: diag.EntityRecursion, 90: diag.EntityNesting,
	96: diag.MalformedXMLDecl, 108: diag.MalformedXMLDecl, 109: diag.MalformedXMLDecl, 110: diag.NameLimit,
}
