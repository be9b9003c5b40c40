package docsgen

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/snapxml/snapxml/schema"
	"github.com/snapxml/snapxml/schema/prose"
	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/libvirt"
	"github.com/snapxml/snapxml/validate/source"
)

// Options say what goes with the page.
type Options struct {
	Title     string                 // of the page; "" is made of the format's name
	URL       string                 // where the site will be, with a slash at its end; "" leaves out what needs whole addresses
	Prose     prose.Library          // what the Markdown of the model says
	Version   schema.Version         // the release to describe, on a page alone; zero is the newest, with the whole site
	RNG, RNC  []byte                 // the grammar in XML and compact syntax, linked from the page; nil leaves it out
	Flags     []libvirt.FlagInfo     // the flags that documents go with
	Rules     []*libvirt.Rule        // what libvirt asks beyond the grammar
	Codes     []diag.Entry           // what the validator reports
	Manual    *Manual                // guides and the reference of annotations; nil leaves them out
	Hierarchy []*source.File         // documents of snapshots that belong together, for a picture
	Validate  func(xml []byte) error // what every example must pass; nil trusts them

	// Playground is the checker for the page on which documents are written:
	// snapxml.wasm.lzma, and the script that starts it. Without it there is no such
	// page.
	Playground []File
}

// A File is a file that goes onto the site as it is.
type File struct {
	Name string
	Data []byte
}

// release is the release that the page describes.
func (o Options) release() schema.Version {
	if o.Version.IsZero() {
		return schema.Newest
	}
	return o.Version
}

// knows reports whether the release has what came with another.
func (o Options) knows(since libvirt.Release) bool {
	return libvirt.Release(o.release()).Compare(since) >= 0
}

// Write writes the site of a format to a folder, which it makes if need be:
// the reference page, the pages that go with it, the same in forms for
// machines, every example as a file of its own, style and script. With
// [Options.Version] it writes the page of that release, its grammar and its
// twins alone. The same model gives the same bytes.
//
// Nothing is written if anything is wrong with the model: an example that
// Validate refuses or that has a name unknown to the format, prose that Prose
// lacks, or a link that leads nowhere. The error then tells all that is.
// Files are replaced at once, so that a reader never sees half of one.
func Write(dir string, m *schema.Model, o Options) error {
	files, err := render(m, o)
	if err != nil {
		return fmt.Errorf("the page of %s: %w", m.Name, err)
	}
	return writeFiles(dir, files)
}

// writeFiles writes files to a folder.
func writeFiles(dir string, files []file) error {
	for _, f := range files {
		if err := replace(filepath.Join(dir, filepath.FromSlash(f.name)), f.data); err != nil {
			return err
		}
	}
	return nil
}

// replace writes a file beside its place and then moves it there.
func replace(path string, data []byte) (err error) {
	dir := filepath.Dir(path)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	temp, err := os.CreateTemp(dir, "."+filepath.Base(path)+".*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			os.Remove(temp.Name())
		}
	}()
	_, err = temp.Write(data)
	if e := temp.Chmod(0o644); err == nil {
		err = e
	}
	if e := temp.Close(); err == nil {
		err = e
	}
	if err != nil {
		return err
	}
	return os.Rename(temp.Name(), path)
}
