package prose

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// A Library has the blocks of texts by their Markdown.
type Library map[string][]*Node

// Load reads a library that [Library.JSON] wrote of the same texts.
func Load(data []byte, texts []string) (Library, error) {
	var all [][]*Node
	if err := json.Unmarshal(data, &all); err != nil {
		return nil, fmt.Errorf("reading prose: %w", err)
	}
	if len(all) != len(texts) {
		return nil, fmt.Errorf("reading prose: it has %d texts and not %d", len(all), len(texts))
	}
	l := make(Library, len(texts))
	for i, text := range texts {
		l[text] = all[i]
	}
	return l, nil
}

// JSON writes the library, one text a line, in the order of the texts. The
// Markdown is left out. A text that the library lacks is an error.
func (l Library) JSON(texts []string) ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('[')
	for i, text := range texts {
		nodes, ok := l[text]
		if !ok {
			return nil, fmt.Errorf("writing prose: there is no %q", text)
		}
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteByte('\n')
		line, err := encode(nodes)
		if err != nil {
			return nil, fmt.Errorf("writing prose: %w", err)
		}
		b.Write(line)
	}
	b.WriteString("\n]\n")
	return b.Bytes(), nil
}

// encode is [json.Marshal] without escapes for HTML.
func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), err
}

// plainNode has the fields of a node under short names.
type plainNode struct {
	Kind   Kind    `json:"k"`
	Text   string  `json:"t,omitempty"`
	Target string  `json:"to,omitempty"`
	Number int     `json:"n,omitempty"`
	Sub    []*Node `json:"s,omitempty"`
}

// MarshalJSON implements [json.Marshaler]: text is a string, other nodes are
// objects.
func (n *Node) MarshalJSON() ([]byte, error) {
	if n.Kind == Text {
		return encode(n.Text)
	}
	return encode(plainNode(*n))
}

// UnmarshalJSON implements [json.Unmarshaler].
func (n *Node) UnmarshalJSON(data []byte) error {
	if bytes.HasPrefix(data, []byte(`"`)) {
		return json.Unmarshal(data, &n.Text)
	}
	return json.Unmarshal(data, (*plainNode)(n))
}
