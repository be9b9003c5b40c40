package hierarchy

// Lanes are the lanes of a picture, one for each snapshot.
func Lanes(h *Hierarchy) (lanes []int) {
	for _, r := range h.layout() {
		lanes = append(lanes, r.lane)
	}
	return lanes
}

// CompareNames is the order of virsh.
var CompareNames = compareNames
