package xsd

import "github.com/snapxml/snapxml/validate/relaxng/datatype"

// otherKinds are the types that stand alone.
var otherKinds = []*kind{
	{
		name: "boolean", noun: "true, false, 1 or 0",
		valid: plain(func(s string) bool { return s == "true" || s == "false" || s == "1" || s == "0" }),
		value: func(s string, _ datatype.Context) any { return s == "true" || s == "1" },
	},
	{
		name: "hexBinary", noun: "hexadecimal data", want: "hexadecimal data: two digits 0-9, A-F for each byte",
		valid: plain(isHex), value: hexValue,
		length: func(s string) int { return len(s) / 2 }, unit: "byte",
	},
	{
		name: "base64Binary", noun: "base64 data",
		valid: plain(isBase64), explain: explainBase64, value: base64Value,
		length: base64Length, unit: "byte",
	},
	{
		name: "anyURI", noun: "a URI",
		valid: plain(func(s string) bool { return uriFault(s) == "" }), explain: explainURI,
		length: characters, unit: "character",
	},
	qualified("QName"),
	qualified("NOTATION"),
}
