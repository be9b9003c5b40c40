package machine

// A machine without anything. This is the least there can be.
//
//schema:example create
func ExampleSmall() *Machine {
	return &Machine{Name: "small", Cookie: Cookie{}}
}

// A machine with parts.
//
//schema:example dump with-parts
func ExampleParts() *Machine {
	broken := StateBroken
	return &Machine{
		Name:   "large",
		State:  &broken,
		Memory: FileMemory{File: "/var/memory"},
		Parts: &Parts{Parts: []Part{
			Wheel{Named: Named{Name: "front"}, Spokes: "36"},
			Box{Named: Named{Name: "case"}, Kind: KindCrate, Size: Size{Wide: "3"}, Parts: []Part{Blank{Named{"air"}}}},
			Motor{Named: Named{Name: "engine"}, Power: Wind{From: "west"}},
		}},
		Access: KeyAccess{Key: "7"},
	}
}
