package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"
)

// servedPages are the pages that serve shows, and what they are made of.
type servedPages struct {
	dir       string                      // with the pages
	temporary bool                        // it goes with the command
	what      string                      // they are, for people
	remake    func(context.Context) error // makes them; nil if somebody else does
	sources   []string                    // folders that they are made of
	generated []string                    // names of files there that making them writes
	stderr    io.Writer
}

// close removes what nobody needs any more.
func (p *servedPages) close() {
	if p.temporary {
		os.RemoveAll(p.dir)
	}
}

func (p *servedPages) make(ctx context.Context) error {
	if p.remake == nil {
		return nil
	}
	return p.remake(ctx)
}

// watch makes the pages anew whenever their sources change, and then tells of
// it. What keeps them from being made is told, and waits to be mended.
func (p *servedPages) watch(ctx context.Context, changed func()) error {
	watcher, err := fsnotify.NewWatcher()
	if err != nil {
		return err
	}
	defer watcher.Close()
	for _, source := range p.sources {
		if err := watchBelow(watcher, source); err != nil {
			return err
		}
	}
	var quiet <-chan time.Time
	for {
		select {
		case <-ctx.Done():
			return nil
		case event := <-watcher.Events:
			if event.Op == fsnotify.Chmod || !p.matters(filepath.Base(event.Name)) {
				continue
			}
			if event.Has(fsnotify.Create) {
				_ = watchBelow(watcher, event.Name) // it may be gone again
			}
			quiet = time.After(settle)
		case err := <-watcher.Errors:
			if !errors.Is(err, fsnotify.ErrEventOverflow) {
				return err
			}
			quiet = time.After(settle)
		case <-quiet:
			p.refresh(ctx, changed)
		}
	}
}

// matters reports whether a file of that name may be one that pages are made
// of. Those that editors keep for themselves are not.
func (p *servedPages) matters(name string) bool {
	return !strings.HasPrefix(name, ".") && !strings.HasSuffix(name, "~") && !slices.Contains(p.generated, name)
}

// refresh makes the pages anew and tells how that went.
func (p *servedPages) refresh(ctx context.Context, changed func()) {
	switch err := p.make(ctx); {
	case ctx.Err() != nil:
		return
	case err != nil && !errors.Is(err, errPrinted):
		fmt.Fprintf(p.stderr, "snapxml: %v\n", err)
		fallthrough
	case err != nil:
		fmt.Fprintln(p.stderr, "the pages stay as they are until this is mended")
		return
	}
	fmt.Fprintln(p.stderr, "changed; the pages reload")
	changed()
}

// watchBelow watches a folder with all below it. A file is left alone.
func watchBelow(watcher *fsnotify.Watcher, dir string) error {
	return filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case !d.IsDir():
			return nil
		case path != dir && (strings.HasPrefix(d.Name(), ".") || d.Name() == "public" || d.Name() == "testdata"):
			return filepath.SkipDir
		}
		return watcher.Add(path)
	})
}

// checkout is the folder of the source of snapxml that the command runs in, or
// "".
func checkout() string {
	dir, err := os.Getwd()
	if err != nil {
		return ""
	}
	for {
		if text, err := os.ReadFile(filepath.Join(dir, "go.mod")); err == nil {
			if bytes.HasPrefix(text, []byte("module github.com/snapxml/snapxml\n")) {
				return dir
			}
			return ""
		}
		up := filepath.Dir(dir)
		if up == dir {
			return ""
		}
		dir = up
	}
}

// sourcesOf are the folders of a checkout that the site is made of.
func sourcesOf(root string) []string {
	var dirs []string
	for _, name := range []string{"schema", "docsgen", "site", "validate"} {
		dirs = append(dirs, filepath.Join(root, name))
	}
	return dirs
}

// generatedFiles are those that remakeSite writes into the checkout.
var generatedFiles = []string{"zz_generated.go", "model.json", "prose.json", "domainsnapshot.rng", "domainsnapshot.rnc", "guides.json"}

// remakeSite makes the site from the source: what is generated first, then the
// pages by a tool that is built of it, as make builds it, so that what make has
// compiled is not compiled again.
func remakeSite(ctx context.Context, stderr io.Writer, root, dir, libvirt string) error {
	steps := [][]string{
		{"./cmd/schemagen", "schema/domainsnapshot"},
		{"./cmd/sitegen", "site"},
		{"./cmd/snapxml", "docs", "-o", dir, "--libvirt", libvirt},
	}
	checker := filepath.Join(root, "bin", "playground")
	if _, err := os.Stat(checker); err == nil && libvirt == "" {
		steps[2] = append(steps[2], "--playground", checker)
	}
	for _, step := range steps {
		cmd := exec.CommandContext(ctx, "go", append([]string{"run", "-trimpath"}, step...)...)
		cmd.Dir = root
		cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
		cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
		cmd.WaitDelay = time.Second
		if out, err := cmd.CombinedOutput(); err != nil {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			fmt.Fprintf(stderr, "%s", out)
			return fmt.Errorf("go run %s: %w", step[0], err)
		}
	}
	return nil
}
