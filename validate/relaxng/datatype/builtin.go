package datatype

// Builtin is the library of the language itself, whose URI is the empty string
// (RELAX NG §4.16): the types string and token, which accept every string and
// differ in how they compare. They take no params.
var Builtin Library = builtin{}

type builtin struct{}

func (builtin) Datatype(name string, params []Param) (Datatype, error) {
	if name != "string" && name != "token" {
		return nil, UnknownType{name}
	}
	if len(params) > 0 {
		return nil, BadParam{0, `the built-in type "` + name + `" takes no params; ` +
			`those of datatypeLibrary "http://www.w3.org/2001/XMLSchema-datatypes" do`}
	}
	if name == "token" {
		return tokenType{}, nil
	}
	return stringType{}, nil
}

// text is the value of both types.
type text string

// stringType compares character by character.
type stringType struct{}

func (stringType) Name() string                                { return "string" }
func (stringType) Check(string, Context) error                 { return nil }
func (stringType) Value(lexical string, _ Context) (any, bool) { return text(lexical), true }
func (stringType) UsesContext() bool                           { return false }
func (stringType) ID() IDKind                                  { return NotID }

// tokenType compares after [Collapse].
type tokenType struct{}

func (tokenType) Name() string                                { return "token" }
func (tokenType) Check(string, Context) error                 { return nil }
func (tokenType) Value(lexical string, _ Context) (any, bool) { return text(Collapse(lexical)), true }
func (tokenType) UsesContext() bool                           { return false }
func (tokenType) ID() IDKind                                  { return NotID }
