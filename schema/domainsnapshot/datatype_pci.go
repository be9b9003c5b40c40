package domainsnapshot

// PCIAddress is an address on the PCI bus of the host, such as
// `<address domain='0x0000' bus='0x01' slot='0x00' function='0x0'/>`. Each part
// is 0 if it is left out.
type PCIAddress struct {
	// Domain is the number of the PCI domain.
	Domain *PCIDomain `xml:"domain,attr"`
	// Bus is the number of the bus.
	Bus *PCIBus `xml:"bus,attr"`
	// Slot is the number of the slot on the bus.
	Slot *PCISlot `xml:"slot,attr"`
	// Function is the number of the device's function.
	Function *PCIFunction `xml:"function,attr"`
	// Multifunction says whether the device has several functions.
	Multifunction *Multifunction `xml:"multifunction,attr"`
}

// Multifunction says whether a PCI device has several functions.
type Multifunction string

// Whether a device has several functions.
const (
	// MultifunctionOn means that it has.
	MultifunctionOn Multifunction = "on"
	// MultifunctionOff means that it has function 0 alone.
	MultifunctionOff Multifunction = "off"
)

// NamespaceID is the number of an NVMe namespace, decimal or hexadecimal.
//
//schema:union Hex32 Decimal32
//schema:label "a number of 32 bits"
type NamespaceID string

// PCIDomain is the number of a PCI domain, decimal or hexadecimal.
//
//schema:union Hex32 Decimal32
//schema:label "a number of 32 bits"
type PCIDomain string

// PCIBus is the number of a PCI bus, decimal or hexadecimal.
//
//schema:union Hex8 Decimal8
//schema:label "a number from 0 to 255"
type PCIBus string

// PCISlot is the number of a slot on a PCI bus, decimal or hexadecimal.
//
//schema:union Hex5 Decimal5
//schema:label "a number from 0 to 31"
type PCISlot string

// PCIFunction is the number of a function, decimal or hexadecimal.
//
//schema:union Hex3 Decimal3
//schema:label "a number from 0 to 7"
type PCIFunction string

// Hex32 is up to eight hexadecimal digits.
//
//schema:data xsd:string
//schema:param pattern `(0x)?[0-9a-fA-F]{1,8}`
//schema:label "a hexadecimal number of 32 bits"
type Hex32 string

// Decimal32 is a decimal number of 32 bits.
//
//schema:data xsd:unsignedInt
//schema:label "a decimal number of 32 bits"
type Decimal32 string

// Hex8 is one or two hexadecimal digits after `0x`.
//
//schema:data xsd:string
//schema:param pattern `0x[0-9a-fA-F]{1,2}`
//schema:label "a hexadecimal number of 8 bits"
type Hex8 string

// Decimal8 is a decimal number of 8 bits.
//
//schema:data xsd:int
//schema:param minInclusive 0
//schema:param maxInclusive 255
//schema:label "a decimal number up to 255"
type Decimal8 string

// Hex5 is a hexadecimal number up to 1f.
//
//schema:data xsd:string
//schema:param pattern `(0x)?[0-1]?[0-9a-fA-F]`
//schema:label "a hexadecimal number up to 1f"
type Hex5 string

// Decimal5 is a decimal number up to 31.
//
//schema:data xsd:int
//schema:param minInclusive 0
//schema:param maxInclusive 31
//schema:label "a decimal number up to 31"
type Decimal5 string

// Hex3 is an octal digit, which may follow `0x`.
//
//schema:data xsd:string
//schema:param pattern `(0x)?[0-7]`
//schema:label "a hexadecimal number up to 7"
type Hex3 string

// Decimal3 is a decimal number up to 7.
//
//schema:data xsd:int
//schema:param minInclusive 0
//schema:param maxInclusive 7
//schema:label "a decimal number up to 7"
type Decimal3 string
