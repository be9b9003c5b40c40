package xmlscan

// A Name is an expanded name: the URI of a namespace, "" for none, and the
// part behind the colon (Namespaces in XML 1.0 §2.1).
type Name struct{ Space, Local string }

// An ID stands for a [Name]. It is never 0.
type ID uint32

// Names is a table of names that have IDs, as a schema makes one of the names
// it speaks of. Once it is filled it may be shared: reading is safe from
// several goroutines, interning is not.
type Names struct {
	spaces map[string]uint32 // numbers of the namespaces
	uris   []string          // the namespaces by their numbers
	last   uint32            // the namespace that was interned last
	ids    map[localName]ID
	names  []Name
}

// A localName is a name whose namespace is known by its number, so that a
// long URI is not hashed again and again.
type localName struct {
	space uint32
	local string
}

// NewNames returns an empty table.
func NewNames() *Names {
	return &Names{spaces: make(map[string]uint32), ids: make(map[localName]ID)}
}

// Intern gives a name its ID, a new one if it has none. It must not be called
// any more once the table is shared or a [Scanner] uses it.
func (n *Names) Intern(space, local string) ID {
	key := localName{n.space(space), local}
	id, ok := n.ids[key]
	if !ok {
		n.names = append(n.names, Name{space, local})
		id = ID(len(n.names))
		n.ids[key] = id
	}
	return id
}

// space is the number of a namespace, a new one if it has none. Names come in
// runs of one namespace.
func (n *Names) space(uri string) uint32 {
	if int(n.last) < len(n.uris) && n.uris[n.last] == uri {
		return n.last
	}
	number, ok := n.spaces[uri]
	if !ok {
		number = uint32(len(n.uris))
		n.spaces[uri] = number
		n.uris = append(n.uris, uri)
	}
	n.last = number
	return number
}

// Lookup is the ID of a name, if it has one.
func (n *Names) Lookup(space, local string) (ID, bool) {
	number, ok := n.spaces[space]
	if !ok {
		return 0, false
	}
	id, ok := n.ids[localName{number, local}]
	return id, ok
}

// Name is the name of an ID that the table gave. Of any other it is the zero
// Name.
func (n *Names) Name(id ID) Name {
	if id == 0 || int(id) > len(n.names) {
		return Name{}
	}
	return n.names[id-1]
}

// Len is the number of names. Their IDs are 1 to Len.
func (n *Names) Len() int { return len(n.names) }
