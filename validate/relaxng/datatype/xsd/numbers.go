package xsd

// numberKinds are decimal and what is derived from it, float and double.
var numberKinds = []*kind{
	{name: "decimal", noun: "a number", valid: isDecimal, value: decimalValue, interval: decimals, digits: true},
	integers("integer", "", ""),
	integers("nonPositiveInteger", "", "0"),
	integers("negativeInteger", "", "-1"),
	integers("nonNegativeInteger", "0", ""),
	integers("positiveInteger", "1", ""),
	integers("long", "-9223372036854775808", "9223372036854775807"),
	integers("int", "-2147483648", "2147483647"),
	integers("short", "-32768", "32767"),
	integers("byte", "-128", "127"),
	integers("unsignedLong", "0", "18446744073709551615"),
	integers("unsignedInt", "0", "4294967295"),
	integers("unsignedShort", "0", "65535"),
	integers("unsignedByte", "0", "255"),
	floats("float", 32),
	floats("double", 64),
}

// integers are the whole numbers between two bounds, "" for none.
func integers(name, low, high string) *kind {
	within := decimals
	if low != "" {
		within.low = &bound[decimal]{value: readDecimal(low), text: low}
	}
	if high != "" {
		within.high = &bound[decimal]{value: readDecimal(high), text: high}
	}
	return &kind{name: name, noun: "a whole number", valid: isInteger, value: decimalValue, interval: within, digits: true}
}
