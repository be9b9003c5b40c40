package machine

// State is what the machine does.
//
//schema:since 0.9.5
type State string

// The states.
const (
	// StateOn means that it runs. It then makes
	// a noise.
	StateOn State = "on"
	// StateOff means that it stands still.
	StateOff State = "off"
	// StateBroken means that it "never" runs & is `<lost>`.
	//
	//schema:since 2.0.0
	StateBroken State = "broken"
)

// Kind is the kind of a part.
type Kind string

// The kinds.
const (
	// KindWheel is a wheel.
	KindWheel Kind = "wheel"
	// KindBox is a box.
	KindBox Kind = "box"
	// KindCrate is a box of wood.
	KindCrate Kind = "crate"
	// KindMotor is a motor.
	//
	//schema:since 2.1.0
	KindMotor Kind = "motor"
)

// Path is an absolute path.
//
//schema:data xsd:string
//schema:param pattern `(/|[a-zA-Z]:\\).+`
//schema:label "an absolute path"
type Path string

// Count is a number from 0.
//
//schema:data xsd:unsignedInt
type Count string

// Name is a word.
//
//schema:data xsd:string
//schema:param pattern `[a-z]+(\.[a-z]+)*`
//schema:param maxLength 20
//schema:label "a word"
type Name string

// Text keeps its white space.
//
//schema:data string
type Text string

// Serial is a number or a word.
//
//schema:union Count Name
//schema:label "a serial number"
type Serial string
