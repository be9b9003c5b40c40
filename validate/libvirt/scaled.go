package libvirt

import "strings"

// read is the size in bytes, 0 for none.
func (s scaled) read(n *node) (uint64, *refusal) {
	value, e := s.lookup(n, s.path)
	if value == "" {
		if s.required {
			return 0, sizeMissing.refuse(n, s.path)
		}
		return 0, nil
	}
	size, ok := parseULongLongPositive(value, 10)
	if !ok {
		return 0, sizeValue.refuse(e, value, s.path).value()
	}
	unit, at := s.unitOf(n)
	scale, ok := scaleOf(unit, s.scale)
	if !ok {
		return 0, sizeUnit.refuse(at, unit).attr("unit")
	}
	if size > s.limit/scale {
		return 0, sizeTooLarge.refuse(e, size, unit).value()
	}
	return size * scale, nil
}

// lookup evaluates string(path).
func (s scaled) lookup(n *node, path string) (string, *node) {
	way := strings.ReplaceAll(strings.TrimPrefix(path, "./"), "[1]", "")
	if name, isAttr := strings.CutPrefix(way, "@"); isAttr {
		return n.at("", name)
	}
	if way, name, isAttr := strings.Cut(way, "/@"); isAttr {
		return n.at(way, name)
	}
	return n.text(way)
}

func (s scaled) unitOf(n *node) (string, *node) {
	if s.unit != "" {
		return s.lookup(n, s.unit)
	}
	return s.lookup(n, s.path+"/@unit")
}
