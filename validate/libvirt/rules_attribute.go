package libvirt

// Texts that libvirt's helpers for attributes and sizes have for all elements
// alike (src/util/virxml.c).
var (
	attributeMissing = &Rule{
		ID: "attribute-required", Anywhere: true, Summary: "libvirt's parser needs an attribute that is not there",
		Doc:  "The attribute has no default, so libvirt gives up the whole document.",
		Text: "Missing required attribute '%s' in element '%s'", Category: XMLError,
		Source: "src/util/virxml.c: virXMLPropEnumInternal", Advice: "add the attribute",
		Example: Example{Domain: "<memory>1024</memory><os><type>hvm</type><boot/></os>"},
	}
	attributeWord = &Rule{
		ID: "attribute-word", Anywhere: true, Summary: "an attribute has a value that libvirt does not know",
		Doc:  "Values are compared as they are: white space around them and capital letters make them unknown.",
		Text: "Invalid value for attribute '%s' in element '%s': '%s'.", Category: XMLError,
		Source: "src/util/virxml.c: virXMLPropEnumInternal", Advice: "use one of the values of the schema",
		Example: Example{Snapshot: "<memory snapshot='yes'/>"},
	}
	attributeWhole = &Rule{
		ID: "attribute-number", Anywhere: true, Summary: "an attribute must be a number without a sign",
		Doc:  "Blanks may stand before a number, nothing may stand behind it, and it must not be too great for its type.",
		Text: "Invalid value for attribute '%s' in element '%s': '%s'. Expected non-negative integer value", Category: XMLError,
		Source: "src/util/virxml.c: virXMLPropUInt", Advice: "write a number",
		Example: Example{Domain: "<memory>1024</memory><vcpu current='some'>2</vcpu><os><type>hvm</type></os>"},
	}
	attributeInteger = &Rule{
		ID: "attribute-integer", Anywhere: true, Summary: "an attribute must be a number",
		Doc:  "Blanks and a sign may stand before a number, nothing may stand behind it.",
		Text: "Invalid value for attribute '%s' in element '%s': '%s'. Expected integer value", Category: XMLError,
		Source: "src/util/virxml.c: virXMLPropInt", Advice: "write a number",
		Example: Example{Domain: "<memory>1024</memory><os><type>hvm</type><bios rebootTimeout='soon'/></os>"},
	}
	attributeZero = &Rule{
		ID: "attribute-zero", Anywhere: true, Summary: "an attribute must not be zero",
		Doc:  "Zero stands for \"not given\" inside of libvirt, so a document cannot say it.",
		Text: "Invalid value for attribute '%s' in element '%s': Zero is not permitted", Category: XMLError,
		Source: "src/util/virxml.c: virXMLPropUInt", Advice: "count from 1",
		Example: Example{Domain: "<memory>1024</memory><os><type>hvm</type></os><devices><interface type='user'><boot order='0'/></interface></devices>"},
	}
	attributeNegative = &Rule{
		ID: "attribute-negative", Anywhere: true, Summary: "an attribute must not be negative",
		Doc:  "The number may be zero or more.",
		Text: "Invalid value for attribute '%s' in element '%s': '%s'. Expected non-negative value", Category: XMLError,
		Source: "src/util/virxml.c: virXMLPropInt", Advice: "write zero or a positive number", Since: Release{8, 5, 0},
		Example: Example{Domain: "<memory>1024</memory><defaultiothread thread_pool_min='-2'/><os><type>hvm</type></os>"},
	}
	sizeMissing = &Rule{
		ID: "size-required", Anywhere: true, Summary: "libvirt's parser needs a size that is not there",
		Doc:  "The element or attribute is missing or empty.",
		Text: "missing element or attribute '%s'", Category: XMLError,
		Source: "src/conf/domain_conf.c: virParseScaledValue", Advice: "add the size",
		Example: Example{Domain: "<memory>1024</memory><memoryBacking><hugepages><page/></hugepages></memoryBacking><os><type>hvm</type></os>"},
	}
	sizeValue = &Rule{
		ID: "size-value", Anywhere: true, Summary: "a size must be a number without a sign",
		Doc:  "The unit is an attribute of its own; blanks may stand before the number, nothing behind it.",
		Text: "Invalid value '%s' for element or attribute '%s'", Category: XMLError,
		Source: "src/conf/domain_conf.c: virParseScaledValue", Advice: "write a number; the unit belongs into the attribute unit",
		Example: Example{Domain: "<memory>1 GiB</memory><os><type>hvm</type></os>"},
	}
	sizeUnit = &Rule{
		ID: "size-unit", Anywhere: true, Summary: "a unit that libvirt does not know",
		Doc:  "Units are b, byte or bytes, decimal ones such as kB and MB, and binary ones such as K, KiB, M and MiB, in capitals or not.",
		Text: "unknown suffix '%s'", Category: InvalidArg,
		Source: "src/util/virutil.c: virScaleInteger", Advice: "use a unit such as KiB, MiB or GiB",
		Example: Example{Domain: "<memory unit='furlong'>1024</memory><os><type>hvm</type></os>"},
	}
	sizeTooLarge = &Rule{
		ID: "size-too-large", Anywhere: true, Summary: "a size is greater than libvirt can count",
		Doc:  "Sizes are counted in bytes with 63 or 64 bits.",
		Text: "value too large: %d%s", Category: Overflow,
		Source: "src/util/virutil.c: virScaleInteger", Advice: "write a smaller size",
		Example: Example{Domain: "<memory unit='EiB'>4096</memory><os><type>hvm</type></os>"},
	}
	sizeOverflow = &Rule{
		ID: "size-overflow", Anywhere: true, Summary: "a memory size is greater than a guest can have",
		Doc:  "The greatest value stands for \"no limit\", so a document cannot say it.",
		Text: "size value too large", Category: Overflow,
		Source: "src/conf/domain_conf.c: virDomainParseMemory", Advice: "write a smaller size",
		Example: Example{Domain: "<memory unit='b'>9223372036854775807</memory><os><type>hvm</type></os>"},
	}
)

var attributeRules = []*Rule{
	attributeMissing, attributeWord, attributeWhole, attributeInteger, attributeZero, attributeNegative,
	sizeMissing, sizeValue, sizeUnit, sizeTooLarge, sizeOverflow,
}
