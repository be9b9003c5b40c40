package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/rogpeppe/go-internal/diff"

	"github.com/snapxml/snapxml/validate"
	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/source"
)

// mend applies the certain fixes of what was found. The document is written if
// it was to be. What is left is returned.
func (w *worker) mend(o *outcome, j job, c *checkers, found []*diag.Diagnostic) []*diag.Diagnostic {
	d := &w.document
	if d.encoding != "UTF-8" { // the texts of fixes are
		return found
	}
	original, hidden := d.text, c.hidden
	mended := validate.Mend(d.file, func(file *source.File) []*diag.Diagnostic {
		d.text, c.hidden = file.Bytes(), 0
		again, err := d.checkText(c)
		if err != nil {
			o.err = err
			return nil
		}
		return w.adjust(j, c, again)
	})
	if len(mended.Applied) == 0 {
		d.text, d.file, c.hidden = original, mended.File, hidden
		return found
	}
	d.text, d.file = mended.File.Bytes(), mended.File
	for _, fix := range mended.Applied {
		o.fixed = append(o.fixed, fix.Title)
	}
	if w.session.flags.diff {
		o.diff = diff.Diff("a/"+filepath.ToSlash(j.name), original, "b/"+filepath.ToSlash(j.name), d.text)
	} else if err := replaceFile(j.path, d.text); err != nil {
		o.err = err
	}
	return mended.Left
}

// replaceFile puts a new text in the place of a file, all or nothing: it is
// written beside the file, which it then replaces with its permissions. A link
// stays one.
func replaceFile(path string, text []byte) (err error) {
	path, err = filepath.EvalSymlinks(path)
	if err != nil {
		return err
	}
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	if !info.Mode().IsRegular() {
		return fmt.Errorf("%s is not a regular file, so it cannot be mended", path)
	}
	temp, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, ignoreMissing(os.Remove(temp.Name())))
		}
	}()
	_, err = temp.Write(text)
	err = errors.Join(err, temp.Chmod(info.Mode().Perm()), temp.Sync(), temp.Close())
	if err != nil {
		return err
	}
	return os.Rename(temp.Name(), path)
}

func ignoreMissing(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}
