package main

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/snapxml/snapxml/validate"
	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/source"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

// expand turns the arguments of a command into paths of files: a folder into
// the .xml files below it, a pattern into what it matches. "-" is standard
// input and stays. For an argument that names nothing there is an error; the
// paths of the others are still good.
func expand(args []string) (paths []string, errs []error) {
	for _, arg := range args {
		found, err := expandOne(arg)
		if err != nil {
			errs = append(errs, err)
		}
		paths = append(paths, found...)
	}
	return paths, errs
}

func expandOne(arg string) ([]string, error) {
	if arg == "-" {
		return []string{arg}, nil
	}
	info, err := os.Stat(arg)
	switch {
	case err == nil && info.IsDir():
		return xmlFiles(arg)
	case err == nil:
		return []string{arg}, nil
	case !strings.ContainsAny(arg, "*?[{"):
		return nil, err
	}
	found, err := doublestar.FilepathGlob(arg, doublestar.WithFilesOnly())
	if err == nil && len(found) == 0 {
		err = fmt.Errorf("no file matches %q", arg)
	}
	return found, err
}

func xmlFiles(dir string) ([]string, error) {
	var found []string
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() && strings.EqualFold(filepath.Ext(path), ".xml") {
			found = append(found, path)
		}
		return err
	})
	if err == nil && len(found) == 0 {
		err = fmt.Errorf("no .xml file in folder %q", dir)
	}
	return found, err
}

// streamFrom is the size in bytes from which a document is not read into
// memory as a whole.
const streamFrom = 1 << 20

// An input is a document that is read once. One input may serve for one
// document after the other; it keeps the memory.
type input struct {
	path string
	name string // what to call it in messages
	max  int64  // the most bytes it may have
	text []byte // of the document, if it is in memory
}

// check validates the document. The report is good until the next check.
func (in *input) check(c *validate.Checker, stdin io.Reader) (*diag.Report, error) {
	if in.path == "-" {
		return in.checkWhole(c, stdin)
	}
	f, err := os.Open(in.path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	switch {
	case err != nil:
		return nil, err
	case info.IsDir():
		return nil, fmt.Errorf("%s is a folder", in.name)
	case info.Mode().IsRegular() && info.Size() > in.max:
		return nil, in.tooLarge()
	case info.Mode().IsRegular() && info.Size() >= streamFrom:
		return in.checkStream(c, f, info.Size())
	}
	return in.checkWhole(c, f)
}

func (in *input) tooLarge() error {
	return fmt.Errorf("%s is larger than %d bytes; raise --max-size to read it", in.name, in.max)
}

// checkWhole reads the document into memory first.
func (in *input) checkWhole(c *validate.Checker, r io.Reader) (*diag.Report, error) {
	if err := in.read(io.LimitReader(r, in.max+1)); err != nil {
		return nil, err
	}
	if int64(len(in.text)) > in.max {
		return nil, in.tooLarge()
	}
	file := xmlscan.NewFile(in.name, in.text)
	return &diag.Report{Path: in.name, File: file, Diagnostics: c.Check(file)}, nil
}

// read reads everything into the memory that is there, and more if needed.
func (in *input) read(r io.Reader) error {
	in.text = slices.Grow(in.text[:0], 16<<10)
	for {
		n, err := r.Read(in.text[len(in.text):cap(in.text)])
		in.text = in.text[:len(in.text)+n]
		switch {
		case err == io.EOF:
			return nil
		case err != nil:
			return err
		case len(in.text) == cap(in.text):
			in.text = slices.Grow(in.text, len(in.text))
		}
	}
}

// checkStream keeps only what the diagnostics quote. A large document in
// another encoding than UTF-8 is rare, and read whole if something is found.
func (in *input) checkStream(c *validate.Checker, f *os.File, size int64) (*diag.Report, error) {
	found, err := c.CheckReader(f)
	if err != nil {
		return nil, err
	}
	r := &diag.Report{Path: in.name, Diagnostics: found}
	if len(found) == 0 {
		return r, nil
	}
	if c.Encoding() != "UTF-8" {
		if _, err := f.Seek(0, io.SeekStart); err != nil {
			return nil, err
		}
		return in.checkWhole(c, f)
	}
	r.File, err = source.Sample(in.name, f, size, validate.Offsets(found))
	return r, err
}
