package config

import (
	"errors"
	"strings"

	"github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/source"
)

// A pair is a key with its value; at is the range of the key.
type pair struct {
	key   string
	at    source.Range
	value *value
}

// A value is a value of TOML with its place. Of tables and lists the place is
// that of the key.
type value struct {
	kind  unstable.Kind
	at    source.Range
	text  string // of a string, or the spelling of what has no parts
	pairs []pair // of a table
	items []*value
}

// find is the value of a key of a table, or nil.
func (v *value) find(key string) *value {
	for _, p := range v.pairs {
		if p.key == key {
			return p.value
		}
	}
	return nil
}

// parseTree reads a text as TOML 1.0. The decoder of the TOML library says
// whether it is correct; its parser says where everything stands.
func parseTree(file *source.File) (*value, *diag.Diagnostic) {
	var any map[string]any
	if err := toml.Unmarshal(file.Bytes(), &any); err != nil {
		return nil, syntaxFault(file, err)
	}
	root := &value{kind: unstable.Table}
	table := root
	var p unstable.Parser
	p.Reset(file.Bytes())
	for p.NextExpression() {
		switch e := p.Expression(); e.Kind {
		case unstable.Table:
			table = root.descend(e.Key(), unstable.Table)
		case unstable.ArrayTable:
			table = root.descend(e.Key(), unstable.ArrayTable)
		case unstable.KeyValue:
			table.add(e)
		}
	}
	return root, nil
}

// syntaxFault is the decoder's error as a diagnostic, to the end of its line.
func syntaxFault(file *source.File, err error) *diag.Diagnostic {
	var decode *toml.DecodeError
	if !errors.As(err, &decode) {
		return diag.Errorf(diag.ConfigSyntax, source.At(0), "%s", strings.TrimPrefix(err.Error(), "toml: "))
	}
	row, column := decode.Position()
	line := file.Line(row)
	start := min(line.Start+int64(column-1), line.End)
	return diag.Errorf(diag.ConfigSyntax, source.Range{Start: start, End: line.End}, "not correct TOML: %s", strings.TrimPrefix(decode.Error(), "toml: "))
}

func rangeOf(r unstable.Range) source.Range {
	return source.Range{Start: int64(r.Offset), End: int64(r.Offset) + int64(r.Length)}
}

// descend goes to the table that a header names, and makes what is not there
// yet; of a list of tables it is the last one. The kind is that of the last
// key: for ArrayTable a new table is added to the list.
func (v *value) descend(keys unstable.Iterator, kind unstable.Kind) *value {
	for keys.Next() {
		k := keys.Node()
		at, last := rangeOf(k.Raw), keys.IsLast()
		next := v.find(string(k.Data))
		if next == nil {
			next = &value{kind: unstable.Table, at: at}
			if last && kind == unstable.ArrayTable {
				next.kind = unstable.Array
			}
			v.pairs = append(v.pairs, pair{string(k.Data), at, next})
		}
		if last && kind == unstable.ArrayTable {
			next.items = append(next.items, &value{kind: unstable.Table, at: at})
		}
		if n := len(next.items); next.kind == unstable.Array && n > 0 {
			next = next.items[n-1]
		}
		v = next
	}
	return v
}

// add adds a key, perhaps a dotted one, with its value.
func (v *value) add(e *unstable.Node) {
	keys := e.Key()
	for keys.Next() {
		k := keys.Node()
		at, name := rangeOf(k.Raw), string(k.Data)
		if keys.IsLast() {
			v.pairs = append(v.pairs, pair{name, at, newValue(e.Value(), at)})
			return
		}
		next := v.find(name)
		if next == nil {
			next = &value{kind: unstable.Table, at: at}
			v.pairs = append(v.pairs, pair{name, at, next})
		}
		v = next
	}
}

func newValue(n *unstable.Node, key source.Range) *value {
	v := &value{kind: n.Kind, at: rangeOf(n.Raw), text: string(n.Data)}
	children := n.Children()
	switch n.Kind {
	case unstable.InlineTable:
		v.kind, v.at = unstable.Table, key
		for children.Next() {
			v.add(children.Node())
		}
	case unstable.Array:
		v.at = key
		for children.Next() {
			if child := children.Node(); child.Kind != unstable.Comment {
				v.items = append(v.items, newValue(child, key))
			}
		}
	}
	return v
}
