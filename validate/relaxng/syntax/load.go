package syntax

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/source"
)

// Parse reads a schema as written: XML syntax if the text begins with "<" or
// the file's name ends in .rng or .xml, else compact syntax. Files that it
// refers to are not read; see [Simplify].
//
// What is wrong with the schema is in the diagnostics. If one of them is an
// error the pattern is nil or only as much as could be understood.
func Parse(file *source.File, o Options) (*Pattern, []*diag.Diagnostic, error) {
	if isXML(file) {
		return ParseXML(file, o)
	}
	return ParseCompact(file, o)
}

// Load reads the file with that path and parses it as [Parse] does. A file
// that cannot be read is an error.
func Load(path string, o Options) (*Pattern, []*diag.Diagnostic, error) {
	read := o.Open
	if read == nil {
		limit := o.Limits.withDefaults().Bytes
		read = func(path string) ([]byte, error) {
			f, err := os.Open(path)
			if err != nil {
				return nil, err
			}
			return readRegular(f, limit)
		}
	}
	text, err := read(path)
	if err != nil {
		return nil, nil, fmt.Errorf("schema: %w", err)
	}
	return Parse(source.NewFile(path, text), o)
}

// isXML tells the two syntaxes apart.
func isXML(file *source.File) bool {
	switch strings.ToLower(filepath.Ext(file.Name())) {
	case ".rng", ".xml":
		return true
	}
	return beginsAsXML(file.Bytes())
}

// beginsAsXML reports whether the first character is "<" in any encoding. No
// schema in compact syntax begins with it.
func beginsAsXML(text []byte) bool {
	for _, mark := range []string{"\xEF\xBB\xBF", "\xFE\xFF", "\xFF\xFE"} {
		text = bytes.TrimPrefix(text, []byte(mark))
	}
	return bytes.HasPrefix(bytes.TrimLeft(text, "\x00 \t\r\n"), []byte("<"))
}

// errNotRegular is the answer to a path that is no regular file.
var errNotRegular = errors.New("not a regular file")

// readRegular reads a regular file, to one byte past the limit, and closes it.
func readRegular(f *os.File, limit int64) ([]byte, error) {
	defer f.Close()
	info, err := f.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = &fs.PathError{Op: "read", Path: f.Name(), Err: errNotRegular}
	}
	if err != nil {
		return nil, err
	}
	text := make([]byte, min(info.Size(), limit)+1) // one more, to see the end
	n, err := io.ReadFull(f, text)
	if err == nil {
		var more []byte // the file has grown
		more, err = io.ReadAll(io.LimitReader(f, limit+1-int64(n)))
		return append(text, more...), err
	}
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		err = nil
	}
	return text[:n], err
}
