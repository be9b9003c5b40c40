package inputs

import (
	"bytes"
	"fmt"
	"io"
)

// ReadList reads names of files, each ended by a line break or, as find
// -print0 writes them, by a zero byte. Empty names are left out. An error is
// one of reading, or a zero byte in a list of lines.
func ReadList(r io.Reader, zero bool) ([]string, error) {
	text, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	end := byte('\n')
	if zero {
		end = 0
	} else if bytes.IndexByte(text, 0) >= 0 {
		return nil, fmt.Errorf("the list of files has a zero byte; read it with --null")
	}
	var names []string
	for name := range bytes.SplitSeq(text, []byte{end}) {
		if !zero {
			name = bytes.TrimSuffix(name, []byte{'\r'})
		}
		if len(name) > 0 {
			names = append(names, string(name))
		}
	}
	return names, nil
}
