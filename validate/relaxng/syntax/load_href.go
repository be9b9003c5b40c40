package syntax

import (
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/snapxml/snapxml/validate/diag"
)

// resolve turns an href into the path of a local file within the folders that
// the schema may use. What is wrong with it is reported.
func (l *loader) resolve(ref reference) (path string, ok bool) {
	if ref.href == "" && ref.at.Len() == 0 {
		return "", false // the attribute is missing, which was reported
	}
	local, problem := localPath(joinBase(ref.base, ref.href))
	if problem != "" {
		l.rep.errorf(ref.file, diag.SchemaHref, ref.at, "href %s %s (RELAX NG §4.5)", diag.Quote(ref.href), problem)
		return "", false
	}
	path = filepath.FromSlash(local)
	if !filepath.IsAbs(path) {
		path = filepath.Join(filepath.Dir(ref.file.Name()), path)
	}
	path = filepath.Clean(path)
	if _, _, ok := l.within(path); !ok {
		l.rep.errorf(ref.file, diag.SchemaHref, ref.at,
			"href %s leads outside the folder of the schema; other folders must be named with --schema-path", diag.Quote(ref.href))
		return "", false
	}
	return path, true
}

// localPath is the path that a URI reference stands for, or what is wrong
// with the reference, in words that follow `href "…"`.
func localPath(ref string) (path, problem string) {
	switch {
	case strings.Contains(ref, "#"):
		return "", "must not have a fragment"
	case !hasGoodEscapes(ref):
		return "", "must not have a \"%\" without two hex digits"
	}
	if rest, absolute := cutScheme(ref); absolute {
		if !strings.HasPrefix(strings.ToLower(ref), "file:") {
			return "", "must name a local file; nothing is fetched from the network"
		}
		ref = strings.TrimPrefix(strings.TrimPrefix(rest, "//localhost"), "//")
	}
	if strings.HasPrefix(ref, "//") {
		return "", "must name a local file; nothing is fetched from the network"
	}
	path, err := url.PathUnescape(ref)
	if err != nil || path == "" || strings.ContainsRune(path, 0) {
		return "", "must name a local file"
	}
	return path, ""
}

// within finds the folder that a path is in, among those the schema may use,
// and the path as seen from there.
func (l *loader) within(path string) (root, rel string, ok bool) {
	for _, root := range l.roots {
		if rel, ok := relative(root, path); ok {
			return root, rel, true
		}
	}
	return "", "", false
}

// relative is a path as seen from a folder; ok is false if it is not below.
func relative(root, path string) (rel string, ok bool) {
	if filepath.IsAbs(root) != filepath.IsAbs(path) {
		absRoot, err1 := filepath.Abs(root)
		absPath, err2 := filepath.Abs(path)
		if err1 != nil || err2 != nil {
			return "", false
		}
		root, path = absRoot, absPath
	}
	rel, err := filepath.Rel(root, path)
	return rel, err == nil && filepath.IsLocal(rel)
}

// open reads a file within the folders that the schema may use. Links that
// lead out of them are not followed.
func (l *loader) open(path string) ([]byte, error) {
	if l.o.Open != nil {
		return l.o.Open(path)
	}
	root, rel, _ := l.within(path)
	f, err := os.OpenInRoot(root, rel)
	if err != nil {
		return nil, err
	}
	return readRegular(f, l.limits.Bytes)
}
