package main

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/snapxml/snapxml/validate/source"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

// expand turns the arguments of a command into paths of files: a folder into
// the .xml files below it, a pattern into what it matches. "-" is standard
// input and stays. An argument that names nothing is an error.
func expand(args []string) ([]string, error) {
	var paths []string
	for _, arg := range args {
		found, err := expandOne(arg)
		if err != nil {
			return nil, err
		}
		paths = append(paths, found...)
	}
	return paths, nil
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

// readFile reads a document of at most max bytes. The name is for messages.
func readFile(path, name string, stdin io.Reader, max int64) (*source.File, error) {
	r := stdin
	if path != "-" {
		f, err := os.Open(path)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		r = f
	}
	text, err := io.ReadAll(io.LimitReader(r, max+1))
	if err != nil {
		return nil, err
	}
	if int64(len(text)) > max {
		return nil, fmt.Errorf("%s is larger than %d bytes; raise --max-size to read it", name, max)
	}
	return xmlscan.NewFile(name, text), nil
}
