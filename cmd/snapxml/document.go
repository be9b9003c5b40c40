package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"

	"github.com/snapxml/snapxml/cmd/snapxml/inputs"
	"github.com/snapxml/snapxml/validate"
	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/source"
	"github.com/snapxml/snapxml/validate/suppress"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

// streamFrom is the size in bytes from which a document is not read into
// memory as a whole.
const streamFrom = 1 << 20

// A document is one that is being checked. One document may serve for the
// next; it keeps the memory.
type document struct {
	path   string
	name   string // what to call it in messages
	max    int64  // the most bytes it may have
	limits xmlscan.Limits
	whole  bool            // read it into memory, however large it is
	ctx    context.Context // ends the reading of a large one

	text     []byte       // of the document, if it is in memory
	file     *source.File // for the positions of what was found
	encoding string       // of the text
}

// check validates the document. What was found is good until the next check.
// With an interrupt for an error, it is what was found before.
func (d *document) check(c *checkers, stdin io.Reader) ([]*diag.Diagnostic, error) {
	d.file, d.encoding = nil, ""
	if d.path == inputs.Stdin {
		if err := d.read(stdin); err != nil {
			return nil, err
		}
		return d.checkText(c)
	}
	text, f, err := load(d.path, d.text)
	if err != nil {
		return nil, err
	}
	if f == nil {
		d.text = text
		return d.checkText(c)
	}
	defer f.Close()
	return d.checkFile(c, f)
}

// checkFile checks a document that was not read in one go: a large one, or
// one that is no regular file.
func (d *document) checkFile(c *checkers, f *os.File) ([]*diag.Diagnostic, error) {
	info, err := f.Stat()
	regular := err == nil && info.Mode().IsRegular()
	switch {
	case err != nil:
		return nil, err
	case info.IsDir():
		return nil, fmt.Errorf("%s is a folder", d.name)
	case regular && info.Size() > d.max:
		return nil, d.tooLarge()
	case regular && info.Size() >= streamFrom && !d.whole:
		return d.checkStream(c, f, info.Size())
	}
	if err := d.read(f); err != nil {
		return nil, err
	}
	return d.checkText(c)
}

func (d *document) tooLarge() error {
	return fmt.Errorf("%s is larger than %d bytes; raise --max-size to read it", d.name, d.max)
}

// read reads everything into the memory that is there, and more if needed.
func (d *document) read(r io.Reader) error {
	r = io.LimitReader(interruptible{d.ctx, r}, d.max+1)
	d.text = slices.Grow(d.text[:0], 16<<10)
	for {
		n, err := r.Read(d.text[len(d.text):cap(d.text)])
		d.text = d.text[:len(d.text)+n]
		switch {
		case err == io.EOF:
			return nil
		case err != nil:
			return err
		case len(d.text) == cap(d.text):
			d.text = slices.Grow(d.text, len(d.text))
		}
	}
}

// checkText checks the document in memory.
func (d *document) checkText(c *checkers) ([]*diag.Diagnostic, error) {
	if int64(len(d.text)) > d.max {
		return nil, d.tooLarge()
	}
	d.file = xmlscan.NewFile(d.name, d.text)
	if c.second != nil && c.second.alone {
		return d.checkAlone(c)
	}
	checker := c.checker(false)
	found := checker.Check(d.file)
	d.encoding = checker.Encoding()
	mentioned := c.comments.Mentioned()
	var disagreement *diag.Diagnostic
	if c.second != nil {
		var err error
		if disagreement, err = d.compare(c, found); err != nil {
			return nil, err
		}
	}
	if mentioned {
		found = c.filter(c.checker(true).Check(d.file), suppress.FindIn(d.text, d.limits))
	}
	if disagreement != nil {
		found = append(slices.Clone(found), disagreement)
		diag.Sort(found)
	}
	return found, nil
}

// checkStream keeps only what the diagnostics quote. What is found in a
// document that is not very large, or in another encoding than UTF-8, which is
// rare, is looked for again in memory: then it has fixes, and what is not
// well-formed does not hide the rest.
func (d *document) checkStream(c *checkers, f *os.File, size int64) ([]*diag.Diagnostic, error) {
	saveMemory()
	checker := c.checker(false)
	found, err := checker.CheckReader(interruptible{d.ctx, f})
	interrupted := errors.Is(err, context.Canceled)
	if err == nil && (len(found) > 0 || c.comments.Mentioned()) && (size <= validate.MaxRecovered || checker.Encoding() != "UTF-8") {
		return d.checkFromStart(c, f)
	}
	if err == nil && c.comments.Mentioned() {
		found, err = d.streamAgain(c, f)
	}
	if err != nil && !interrupted || len(found) == 0 {
		return nil, err
	}
	sample, sampleErr := source.Sample(d.name, f, size, validate.Offsets(found))
	if sampleErr != nil {
		return nil, sampleErr
	}
	d.file = sample
	return found, err
}

// streamAgain checks a document in which something may be suppressed: with
// room for the findings that are taken out, and a second time for the comments.
func (d *document) streamAgain(c *checkers, f *os.File) ([]*diag.Diagnostic, error) {
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return nil, err
	}
	found, err := c.checker(true).CheckReader(interruptible{d.ctx, f})
	if err != nil {
		return nil, err
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return nil, err
	}
	comments, err := suppress.Find(interruptible{d.ctx, f}, d.limits)
	if err != nil {
		return nil, err
	}
	return c.filter(found, comments), nil
}

// checkFromStart reads a file into memory that has been read before.
func (d *document) checkFromStart(c *checkers, f *os.File) ([]*diag.Diagnostic, error) {
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return nil, err
	}
	if err := d.read(f); err != nil {
		return nil, err
	}
	return d.checkText(c)
}

// sampleFrom is the size in bytes from which a report does not keep a whole
// document until it is written.
const sampleFrom = 32 << 10

// keep is the file for a report of what was found. It is good beyond the next
// check.
func (d *document) keep(found []*diag.Diagnostic) *source.File {
	if len(d.text) >= sampleFrom && d.encoding == "UTF-8" {
		file, err := source.Sample(d.name, bytes.NewReader(d.text), int64(len(d.text)), validate.Offsets(found))
		if err == nil {
			return file
		}
	}
	d.text = nil // the report speaks of it
	return d.file
}

// interruptible is a reader that fails when the run is interrupted.
type interruptible struct {
	ctx context.Context
	r   io.Reader
}

func (i interruptible) Read(p []byte) (int, error) {
	if err := i.ctx.Err(); err != nil {
		return 0, err
	}
	return i.r.Read(p)
}
