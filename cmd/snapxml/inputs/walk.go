package inputs

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// A walker goes through a folder and all below it, in the order of the names.
// Links to folders are not followed.
type walker struct {
	*expander
	any    bool // a document was found, even if it is left out
	failed bool // a folder could not be read
}

func (w *walker) walk(dir string, ignore ignoreFiles) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		w.fail(err)
		w.failed = true
		return
	}
	if !w.options.NoIgnore {
		ignore = ignore.in(w.cwd.abs(dir), entries)
	}
	for _, entry := range entries {
		path := filepath.Join(dir, entry.Name())
		switch {
		case entry.IsDir():
			if entry.Name() != ".git" && !ignore.match(w.cwd.abs(path), true) && !w.ignored(path) {
				w.walk(path, ignore)
			}
		case w.isDocument(path, entry):
			w.any = true
			if !ignore.match(w.cwd.abs(path), false) && !w.ignored(path) {
				w.add(path)
			}
		}
	}
}

// isDocument reports whether an entry of a folder is a file to be checked.
func (w *walker) isDocument(path string, entry fs.DirEntry) bool {
	if !strings.EqualFold(filepath.Ext(path), ".xml") {
		named, err := w.options.Configs.Named(path)
		if err != nil {
			w.fail(err)
		}
		if !named {
			return false
		}
	}
	if entry.Type()&fs.ModeSymlink == 0 {
		return entry.Type().IsRegular()
	}
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}
