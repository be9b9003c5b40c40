package xmlbind

import (
	"fmt"
	"reflect"
	"sync"
)

// A Binding tells what reflection cannot see of a set of types. It must not
// be copied, nor changed after its first use; then it may be used by several
// goroutines.
type Binding struct {
	Root    string   // name of the root element
	Choices []Choice // every sealed interface

	// Fixed has the values that an enumeration may take in a field, by
	// "Type.Field". Where there is one and the field must be there, it is
	// filled in.
	Fixed map[string][]string

	// Occurs has the bounds of slices that are not any number, by
	// "Type.Field". A maximum of -1 is none.
	Occurs map[string][2]int

	// ElementsOnly are the open structs that take elements but no other
	// attributes and no text, by type name.
	ElementsOnly []string

	plans sync.Map // reflect.Type -> *plan
	once  sync.Once
	byTyp map[reflect.Type][]reflect.Type
}

// A Choice is a sealed interface with its variants, in order of preference
// where a document could be several of them.
type Choice struct {
	Interface reflect.Type
	Variants  []reflect.Type
}

// ChoiceOf is the choice of the interface I among the types of the values.
func ChoiceOf[I any](variants ...I) Choice {
	c := Choice{Interface: reflect.TypeFor[I]()}
	for _, v := range variants {
		c.Variants = append(c.Variants, reflect.TypeOf(v))
	}
	return c
}

// variants are the variants of a sealed interface.
func (b *Binding) variants(t reflect.Type) []reflect.Type {
	b.once.Do(func() {
		b.byTyp = make(map[reflect.Type][]reflect.Type, len(b.Choices))
		for _, c := range b.Choices {
			b.byTyp[c.Interface] = c.Variants
		}
	})
	return b.byTyp[t]
}

// A typeError says that a Go type does not describe XML. It is a mistake in
// the program.
type typeError struct {
	typ     reflect.Type
	problem string
}

func (e *typeError) Error() string { return fmt.Sprintf("xmlbind: type %s: %s", e.typ, e.problem) }
