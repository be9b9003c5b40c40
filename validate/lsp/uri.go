package lsp

import (
	"net/url"
	"path"
	"strings"
)

// pathOf is the path of a file URI, with forward slashes; "" for any other.
func pathOf(uri string) string {
	u, err := url.Parse(uri)
	if err != nil || u.Scheme != "file" {
		return ""
	}
	p := u.Path
	if len(p) > 2 && p[0] == '/' && p[2] == ':' { // file:///c:/…
		p = p[1:]
	}
	return path.Clean(p)
}

// uriOf is the file URI of a path.
func uriOf(p string) string {
	p = strings.ReplaceAll(p, `\`, "/")
	if !strings.HasPrefix(p, "/") {
		p = "/" + p
	}
	u := url.URL{Scheme: "file", Path: p}
	return u.String()
}

// within reports whether a path is that of a folder or of something in it.
func within(folder, p string) bool {
	rest, ok := strings.CutPrefix(p, strings.TrimSuffix(folder, "/"))
	return ok && (rest == "" || rest[0] == '/')
}
