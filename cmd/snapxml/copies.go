package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"github.com/snapxml/snapxml/validate/hierarchy"
)

// A copied is a corrected copy of a document.
type copied struct {
	path string
	text []byte
}

// copyName is the path of a corrected copy. Its ending keeps it out of what a
// folder stands for. Of standard input there is none.
func copyName(d *hierarchy.Document) string {
	name := d.File.Name()
	if name == stdinName {
		return name
	}
	return name + ".corrected"
}

// writeCopies writes copies, or none of them if one would replace a file.
func writeCopies(stderr io.Writer, copies []copied) error {
	var missing []copied
	for _, c := range copies {
		there, err := os.ReadFile(c.path)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			missing = append(missing, c)
		case err != nil:
			return err
		case !bytes.Equal(there, c.text):
			return fmt.Errorf("%s is there already and differs; no file is replaced, so move it away", c.path)
		}
	}
	for _, c := range missing {
		if err := writeNew(c.path, c.text); err != nil {
			return err
		}
		fmt.Fprintf(stderr, "wrote %s\n", c.path)
	}
	return nil
}

// writeNew writes a file that must not be there. It may hold passwords.
func writeNew(path string, text []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	return errors.Join(err, f.Close())
}
