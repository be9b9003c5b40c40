package relaxng

// price is what a change costs, in hundredths of an ordinary mistake. The
// figures say what is likelier: that somebody misspelt a name, for instance,
// than that they wrote one that does not exist and forgot one that must.
type price = int

// The prices of the changes.
const (
	priceMisspelt      price = 80  // a name or value, with 3 more for each character that differs
	priceOther         price = 160 // another name instead of one that must be there
	priceOtherAttr     price = 130 // the same for an attribute
	priceNamespace     price = 100 // a name in the wrong namespace
	priceInherited     price = 1   // the same, where the parent's is as wrong
	priceUnknown       price = 120 // an element that is not known, or not there
	priceMisplaced     price = 115 // an element that is known, but not allowed here or not any more
	priceEach          price = 3   // for each part of an element dropped, up to mostParts
	priceMissing       price = 100 // an element or attribute that is missing
	priceText          price = 100 // text where none may stand
	priceTextForChild  price = 130 // text that lacks its element
	priceValue         price = 100 // a value that is not of its type
	priceLegalValue    price = 150 // a value that is allowed, but not with the rest
	priceShape         price = 120 // an attribute that is missing only because of what the element holds
	priceUnknownAttr   price = 125
	priceExcluded      price = 100 // an attribute that is allowed, but not with the rest
	priceKnownName     price = 40  // more, for a name that another element has
	priceStranger      price = 60  // at most, more for an element dropped that is not like others of its name
	priceWild          price = 30  // for a child that only a wildcard takes, once something else was changed
	priceWildKnown     price = 60  // the same for one whose name the schema has elsewhere
	priceDiscriminator price = 140 // the same for one that has a choice of values: it says what the element is to be
	priceFitting       price = 15  // more, for one that fits what came before it
	priceElements      price = 120 // elements where text is to stand

	leastPrice price = 80 // of all but priceInherited
)

// What is counted at most: parts of an element by priceEach, and by
// priceMisspelt characters that differ.
const (
	mostParts   = 10
	mostLetters = 5
)
