package xsd

import (
	"maps"
	"slices"
	"sync"

	"github.com/snapxml/snapxml/validate/relaxng/datatype"
)

// URI is the name of the library, for datatypeLibrary in a schema.
const URI = "http://www.w3.org/2001/XMLSchema-datatypes"

// Library is the library with the name [URI].
var Library datatype.Library = library{}

// Names are the names of all types of [Library] in alphabetical order.
func Names() []string {
	return slices.Sorted(maps.Keys(types()))
}

type library struct{}

func (library) Datatype(name string, params []datatype.Param) (datatype.Datatype, error) {
	t, ok := types()[name]
	if !ok {
		return nil, datatype.UnknownType{Name: name}
	}
	for i, p := range params {
		var problem string
		if t, problem = t.restrict(p); problem != "" {
			return nil, datatype.BadParam{Index: i, Problem: problem}
		}
	}
	return t, nil
}

// types are the built-in types by name.
var types = sync.OnceValue(func() map[string]*restricted {
	all := make(map[string]*restricted)
	for _, kinds := range [][]*kind{textKinds, nameKinds, numberKinds, dateKinds, otherKinds} {
		for _, k := range kinds {
			all[k.name] = unrestricted(k)
		}
	}
	return all
})
