package datatype

// A Context is what the meaning of a lexical form may depend on beyond its
// characters. QName and NOTATION need the namespaces in scope.
type Context interface {
	// Namespace is the name that a prefix is bound to; "" asks for the
	// default namespace. ok is false where the prefix is not bound.
	Namespace(prefix string) (uri string, ok bool)
}

// Entities is what a [Context] may offer besides: the unparsed entities that
// the document declares, which the types ENTITY and ENTITIES of XSD part 2 ask
// for. To a Context without this method no entity is declared.
type Entities interface {
	// UnparsedEntity reports whether an unparsed entity of that name is declared.
	UnparsedEntity(name string) bool
}

// A Param is one facet as the schema writes it (RELAX NG §4.16).
type Param struct {
	Name, Value string
}

// A Library is a set of datatypes under one URI (RELAX NG §3, datatypeLibrary).
type Library interface {
	// Datatype gives the type of that name restricted by the params. The
	// error is an [UnknownType], a [BadParam], or nil.
	Datatype(name string, params []Param) (Datatype, error)
}

// A Datatype is a set of lexical forms and what they mean. It does not change
// and may be used from several goroutines.
type Datatype interface {
	// Name is the name within the library, for messages: "unsignedInt".
	Name() string

	// Check returns nil if the lexical form belongs to the type, else an
	// error whose text completes "must be …": "a whole number of at least 1".
	// Whitespace is dealt with inside, as the type asks. The error is a
	// [Mismatch] where a caller may want to know which facet objects.
	Check(lexical string, ctx Context) error

	// Value is what the lexical form means, in a form that compares with ==
	// and can be the key of a map; ok is false where Check would object.
	// Two forms mean the same exactly when their values are equal.
	Value(lexical string, ctx Context) (value any, ok bool)

	// UsesContext reports whether Check or Value look at the context.
	UsesContext() bool

	// ID tells what part the type plays in RELAX NG DTD Compatibility §5.
	ID() IDKind
}

// IDKind is the ID-type of a datatype (RELAX NG DTD Compatibility §5).
type IDKind uint8

// The ID-types.
const (
	NotID IDKind = iota
	IsID
	IsIDREF
	IsIDREFS
)

// UnknownType says that a library has no type of that name.
type UnknownType struct{ Name string }

func (e UnknownType) Error() string { return `unknown datatype "` + e.Name + `"` }

// BadParam says that the param with that index cannot be used.
type BadParam struct {
	Index   int
	Problem string // why, in words that follow `param "…": `
}

func (e BadParam) Error() string { return e.Problem }

// A Mismatch is why [Datatype.Check] objects.
type Mismatch struct {
	Facet string // the param that objects, such as "pattern"; "" if the form is not of the type at all
	Want  string // completes "must be …"

	// Miss says where a form that is nearly right goes wrong: how many of its
	// bytes are right, and in words that end a message what is wrong then. It
	// may be nil.
	Miss func(lexical string) (right int, why string)
}

func (e *Mismatch) Error() string { return e.Want }
