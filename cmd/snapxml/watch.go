package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/bmatcuk/doublestar/v4"
	"github.com/fsnotify/fsnotify"

	"github.com/snapxml/snapxml/validate/config"
	"github.com/snapxml/snapxml/validate/diag"
)

// settle is how long nothing must change before documents are checked again:
// editors write a file in several steps.
const settle = 50 * time.Millisecond

// A stamp changes when a file does.
type stamp struct {
	size int64
	time time.Time
}

// A watch is what is known of the documents between two rounds.
type watch struct {
	*session
	args     []string
	watcher  *fsnotify.Watcher
	folders  map[string]bool         // watched; true where documents may turn up
	stamps   map[string]stamp        // of documents
	verdicts map[string]diag.Summary // of documents
	basis    map[string]stamp        // of configurations and schemas
}

// watch checks the documents, and again what changes, until it is interrupted,
// which is no failure.
func (s *session) watch(args []string) error {
	watcher, err := fsnotify.NewWatcher()
	if err != nil {
		return err
	}
	defer watcher.Close()
	w := &watch{session: s, args: args, watcher: watcher, folders: map[string]bool{}}
	w.forget()
	s.taken = func(r *diag.Report) {
		var sum diag.Summary
		sum.Add(r)
		w.verdicts[r.Path] = sum
	}
	for {
		if err := w.round(); err != nil && s.ctx.Err() == nil {
			return err
		}
		if !w.wait() {
			return nil
		}
	}
}

// forget makes the next round check everything.
func (w *watch) forget() {
	w.stamps, w.verdicts, w.basis = map[string]stamp{}, map[string]diag.Summary{}, map[string]stamp{}
}

// round checks the documents that have changed. A fault in a configuration or
// schema is told of and waits to be mended like any other.
func (w *watch) round() error {
	if w.basisChanged() {
		w.forget()
		if err := w.prepare(); err != nil {
			return err
		}
	}
	w.totals = totals{}
	w.lookForNew() // before the documents are listed, so that none is missed
	jobs, err := w.jobs(w.args)
	w.look(jobs)
	if err != nil {
		if !errors.Is(err, errPrinted) {
			fmt.Fprintf(w.stderr, "snapxml: %v\n", err)
		}
		fmt.Fprintln(w.stderr, "watching; nothing is checked until this is mended")
		return nil
	}
	changed, gone := w.changed(jobs)
	if len(changed)+gone == 0 {
		return nil
	}
	if err := w.check(changed); err != nil {
		return err
	}
	w.tell(jobs, changed)
	return nil
}

// basisChanged reports whether a configuration or schema is not what it was.
func (w *watch) basisChanged() bool {
	for path, old := range w.basis {
		if stampOf(path) != old {
			return true
		}
	}
	return false
}

// changed are the jobs whose documents are not what they were. Those that are
// gone are counted and forgotten.
func (w *watch) changed(jobs []job) (changed []job, gone int) {
	there := map[string]bool{}
	for _, j := range jobs {
		there[j.path] = true
		if now := stampOf(j.path); now != w.stamps[j.path] {
			w.stamps[j.path] = now
			changed = append(changed, j)
		}
	}
	for path := range w.verdicts {
		if !there[path] {
			delete(w.verdicts, path)
			delete(w.stamps, path)
			gone++
		}
	}
	return changed, gone
}

// tell says how the round went, and how all documents stand.
func (w *watch) tell(jobs, changed []job) {
	var all diag.Summary
	for _, j := range jobs {
		all.Files += w.verdicts[j.path].Files
		all.Invalid += w.verdicts[j.path].Invalid
		all.Errors += w.verdicts[j.path].Errors
		all.Warnings += w.verdicts[j.path].Warnings
	}
	round := session{flags: w.flags, totals: totals{summary: all}}
	fmt.Fprintf(w.stderr, "checked %d of %s; %s; watching\n", len(changed), count(len(jobs), "document"), round.summaryLine())
}

// look watches the folders of what there is: documents, schemas and
// configurations.
func (w *watch) look(jobs []job) {
	for _, j := range jobs {
		w.lookAt(filepath.Dir(j.path), true)
		if schema := w.flags.key(j.settings).schema; schema != config.None && schema != config.BuiltIn {
			w.basis[schema] = stampOf(schema)
			w.lookAt(filepath.Dir(schema), true)
		}
	}
	for _, path := range w.configs.Looked() {
		w.basis[path] = stampOf(path)
		w.lookAt(filepath.Dir(path), w.flags.config != "")
	}
}

// lookForNew watches the folders in which documents may turn up.
func (w *watch) lookForNew() {
	for _, arg := range w.args {
		for _, dir := range foldersOf(arg) {
			w.lookAt(dir, true)
		}
	}
}

// lookAt watches a folder: for all that happens there, or for a configuration.
func (w *watch) lookAt(dir string, all bool) {
	dir = filepath.Clean(dir)
	if _, err := os.Stat(dir); err != nil {
		delete(w.folders, dir)
		return
	}
	if err := w.watcher.Add(dir); err != nil {
		if _, known := w.folders[dir]; !known {
			w.fail(fmt.Errorf("%s cannot be watched: %w", dir, err))
		}
	}
	w.folders[dir] = w.folders[dir] || all
}

// matters reports whether an event may change what is to be said.
func (w *watch) matters(e fsnotify.Event) bool {
	if e.Op == fsnotify.Chmod {
		return false
	}
	return w.folders[filepath.Dir(e.Name)] || filepath.Base(e.Name) == config.Name
}

// foldersOf is the folders in which documents may turn up that an argument
// means.
func foldersOf(arg string) (folders []string) {
	if strings.ContainsAny(arg, "*?[{") {
		if _, err := os.Stat(arg); err != nil {
			base, _ := doublestar.SplitPattern(filepath.ToSlash(arg))
			arg = filepath.FromSlash(base)
		}
	}
	_ = filepath.WalkDir(arg, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return nil // the check has told of it
		case !d.IsDir():
			return nil
		case d.Name() == ".git":
			return filepath.SkipDir
		}
		folders = append(folders, path)
		return nil
	})
	return folders
}

// stampOf is the stamp of a file, or the zero stamp if it is not there.
func stampOf(path string) stamp {
	info, err := os.Stat(path)
	if err != nil {
		return stamp{}
	}
	return stamp{info.Size(), info.ModTime()}
}

// wait waits for a change and until nothing changes any more. It reports
// whether to go on.
func (w *watch) wait() bool {
	var quiet <-chan time.Time
	for {
		select {
		case <-w.ctx.Done():
			return false
		case event, open := <-w.watcher.Events:
			if !open {
				return false
			}
			if w.matters(event) {
				quiet = time.After(settle)
			}
		case err, open := <-w.watcher.Errors:
			if !open {
				return false
			}
			if errors.Is(err, fsnotify.ErrEventOverflow) { // something has changed
				quiet = time.After(settle)
				continue
			}
			w.fail(err)
		case <-quiet:
			return true
		}
	}
}
