// Package machine describes machines. It is a format for tests that has every
// construct of the annotation language, and no other purpose.
//
// See [Part] for what a [Machine.Name] is given to.
package machine

// Machine is what the tests describe.
//
//schema:element machine
type Machine struct {
	// Name is how people call the machine.
	//
	//schema:access create
	//schema:redefine required
	Name string `xml:"name"`
	// Serial may be a number or a word.
	Serial *Serial `xml:"serial,attr"`
	State  *State  `xml:"state"`
	// Note is free text.
	//
	//schema:since 0.8.0
	//schema:until 3.0.0
	//schema:access internal
	Note *Text `xml:"note"`
	// Memory is optional.
	//
	//schema:since 1.0.1
	Memory Memory `xml:"memory,omitempty"`
	// Parts are what the machine is made of.
	Parts *Parts `xml:"parts"`
	// Spares are made like [Parts].
	Spares *Parts `xml:"spares"`
	Guest  *Guest `xml:"guest"`
	Cookie Cookie `xml:"cookie"`
	Twin   *Empty `xml:"twin"` // Twin means that there is another.
	Access Access `xml:",group,omitempty"`
}

// Parts are two at least, with a label at most three times before them.
//
//schema:order sequence
type Parts struct {
	//schema:occurs 0..3
	Labels []Text `xml:"label"` // Labels are stuck on.
	//schema:occurs 2..
	Parts []Part `xml:"part"`
}

// Part is one of several shapes.
//
//schema:choice
type Part interface{ part() }

// Wheel turns.
type Wheel struct {
	Named
	//schema:fixed wheel
	Kind Kind `xml:"kind,attr"`
	// Spokes count.
	Spokes Count `xml:"spokes,attr"`
}

// Box holds other parts.
type Box struct {
	Named
	//schema:fixed box crate
	Kind Kind `xml:"kind,attr"`
	Size
	// Parts are inside.
	Parts []Part `xml:"part"`
	// Lid is on top.
	Lid *Lid `xml:"lid"`
}

// Blank has a name and nothing else.
type Blank struct {
	Named
}

// Motor is a younger part.
//
//schema:since 2.1.0
type Motor struct {
	Named
	//schema:fixed motor
	Kind  Kind  `xml:"kind,attr"`
	Power Power `xml:",group"`
}

func (Wheel) part() {}
func (Box) part()   {}
func (Motor) part() {}
func (Blank) part() {}

// Named is what all parts have.
type Named struct {
	// Name tells parts apart.
	Name Name `xml:"name,attr"`
}

// Size is wide and high.
//
//schema:order sequence
type Size struct {
	// Wide comes first.
	Wide Count `xml:"wide"`
	// High comes next, in the release that measures it.
	//
	//schema:since 2.0.0
	High *Count `xml:"high"`
}

// Lid has a color beside its text.
type Lid struct {
	// Color is any.
	Color *string `xml:"color,attr"`
	Value string  `xml:",chardata"`
}

// Power is by wire or by wind.
//
//schema:choice
type Power interface{ power() }

// Wire has a voltage.
type Wire struct {
	// Volts are its voltage.
	Volts Count `xml:"volts,attr"`
}

// Wind has a direction.
type Wind struct {
	// From is where the wind comes from.
	From string `xml:"from"`
	// Gusts are strong.
	Gusts []Count `xml:"gust"`
}

func (Wire) power() {}
func (Wind) power() {}

// Access is by key or by code.
//
//schema:choice
type Access interface{ access() }

// KeyAccess is by key.
type KeyAccess struct {
	// Key is the number of the key.
	Key Count `xml:"key,attr"`
}

// CodeAccess is by code.
type CodeAccess struct {
	// Code is kept secret.
	//
	//schema:access readonly
	Code string `xml:"code"`
}

func (KeyAccess) access()  {}
func (CodeAccess) access() {}

// Memory is none or in a file.
//
//schema:choice
type Memory interface{ memory() }

// NoMemory is not there.
type NoMemory struct {
	//schema:fixed off
	State State `xml:"state,attr"`
}

// FileMemory is in a file.
type FileMemory struct {
	//schema:fixed on
	State *State `xml:"state,attr"`
	File  Path   `xml:"file,attr"`
}

func (NoMemory) memory()   {}
func (FileMemory) memory() {}

// Guest is whatever it likes, and has a type and an ID.
//
//schema:open content
type Guest struct {
	// Type is its kind.
	Type string `xml:"type,attr"`
	// ID identifies it.
	ID       *Count `xml:"id"`
	Verbatim string `xml:",innerxml"`
}

// Cookie holds elements that nobody looks at.
//
//schema:open elements
type Cookie struct {
	Verbatim string `xml:",innerxml"`
}

// Empty holds nothing.
type Empty struct{}
