package config

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/source"
)

// A Finder finds the configurations that count for files. It reads each one
// once, and is for one goroutine.
type Finder struct {
	options Options
	single  *Config              // the only one that counts, if any
	off     bool                 // none counts
	folders map[string][]*Config // that count in a folder, the farthest first
	faulty  []Faulty
	cwd     string // asked for once, since that costs more than to open a file
}

// A Faulty is a configuration with faults.
type Faulty struct {
	File   *source.File
	Faults []*diag.Diagnostic
}

// NewFinder makes a finder that looks in the folder of a file and upwards.
func NewFinder(o Options) *Finder {
	cwd, err := os.Getwd()
	if err != nil {
		cwd = "" // then paths are shown from the root
	}
	return &Finder{options: o, cwd: cwd, folders: map[string][]*Config{}}
}

// NoFinder makes a finder that finds nothing.
func NoFinder() *Finder { return &Finder{off: true} }

// SingleFinder makes a finder for which only the configuration at a path
// counts. An error is one of reading.
func SingleFinder(path string, o Options) (*Finder, error) {
	f := NewFinder(o)
	c, err := f.read(path)
	f.single = c
	return f, err
}

// Faulty is the configurations found so far that have faults.
func (f *Finder) Faulty() []Faulty { return f.faulty }

// Looked is the paths at which a configuration was looked for, whether there
// is one or not.
func (f *Finder) Looked() (paths []string) {
	if f.single != nil {
		return []string{f.single.Path}
	}
	for dir := range f.folders {
		paths = append(paths, filepath.Join(dir, Name))
	}
	slices.Sort(paths)
	return paths
}

// Settings are what the configurations say about a file. An error is one of
// reading.
func (f *Finder) Settings(path string) (Settings, error) {
	var s Settings
	err := f.each(path, func(c *Config, below string) { s.override(c.settings(below)) })
	return s, err
}

// Ignored is the configuration by which a file or folder is to be left alone,
// or nil. An error is one of reading.
func (f *Finder) Ignored(path string) (by *Config, err error) {
	err = f.each(path, func(c *Config, below string) {
		if c.ignores(below) {
			by = c
		}
	})
	return by, err
}

// Named reports whether a configuration has settings for a file by a pattern.
func (f *Finder) Named(path string) (named bool, err error) {
	err = f.each(path, func(c *Config, below string) {
		for _, files := range c.Files {
			named = named || matchesAny(files.Patterns, below)
		}
	})
	return named, err
}

// each goes through the configurations that count for a file, the farthest
// first, with the path of the file from the folder of each.
func (f *Finder) each(path string, do func(c *Config, below string)) error {
	if f.off {
		return nil
	}
	abs := f.abs(path)
	configs := []*Config{f.single}
	if f.single == nil {
		var err error
		if configs, err = f.in(filepath.Dir(abs)); err != nil {
			return err
		}
	}
	for _, c := range configs {
		if below, err := filepath.Rel(f.abs(filepath.Dir(c.Path)), abs); err == nil {
			do(c, filepath.ToSlash(below))
		}
	}
	return nil
}

// abs is a path from the root.
func (f *Finder) abs(path string) string {
	if filepath.IsAbs(path) {
		return filepath.Clean(path)
	}
	return filepath.Join(f.cwd, path)
}

// in is the configurations that count in a folder, the farthest first.
func (f *Finder) in(dir string) ([]*Config, error) {
	if known, ok := f.folders[dir]; ok {
		return known, nil
	}
	c, err := f.read(filepath.Join(dir, Name))
	if err != nil && !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, fs.ErrPermission) {
		return nil, err // but folders above may be closed to us
	}
	var configs []*Config
	if up := filepath.Dir(dir); up != dir && (c == nil || !c.Root) {
		if configs, err = f.in(up); err != nil {
			return nil, err
		}
	}
	if c != nil {
		configs = append(configs[:len(configs):len(configs)], c)
	}
	f.folders[dir] = configs
	return configs, nil
}

// read reads a configuration. One with faults is noted, and nothing of it
// counts.
func (f *Finder) read(path string) (*Config, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	if f.cwd != "" {
		if short, err := filepath.Rel(f.cwd, path); err == nil && filepath.IsLocal(short) {
			path = short
		}
	}
	file := source.NewFile(path, text)
	c, faults := Parse(file, f.options)
	if len(faults) > 0 {
		f.faulty = append(f.faulty, Faulty{file, faults})
		return &Config{Path: path}, nil
	}
	return c, nil
}
