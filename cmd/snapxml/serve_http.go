package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"mime"
	"net"
	"net/http"
	"os"
	"path"
	"strings"
	"sync"
)

// Where the pages find what makes them reload.
const (
	reloadPath = "/~reload.js"
	eventsPath = "/~events"
)

// reloadScript asks for the events, and reloads the page at each.
const reloadScript = `'use strict';
new EventSource('` + eventsPath + `').addEventListener('change', () => location.reload());
`

// A pageServer shows the files of a folder. Pages get a script with which they
// reload; their policy lets them ask for the events, and nothing else.
type pageServer struct {
	files fs.FS
	host  string // by which requests may ask, besides this machine's own names

	mu      sync.Mutex
	readers map[chan struct{}]bool // of the events
}

func newPageServer(dir, host string) (*pageServer, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	return &pageServer{files: root.FS(), host: host, readers: make(map[chan struct{}]bool)}, nil
}

// changed has all open pages reload.
func (s *pageServer) changed() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for reader := range s.readers {
		select {
		case reader <- struct{}{}:
		default: // it has not read the last one yet
		}
	}
}

// ServeHTTP implements [http.Handler].
func (s *pageServer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	switch {
	case !s.isOurs(r.Host):
		http.Error(w, "this server is for "+s.host, http.StatusMisdirectedRequest)
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "only GET and HEAD", http.StatusMethodNotAllowed)
	case r.URL.Path == reloadPath:
		w.Header().Set("Content-Type", "text/javascript; charset=utf-8")
		fmt.Fprint(w, reloadScript)
	case r.URL.Path == eventsPath:
		s.events(w, r)
	default:
		s.file(w, r)
	}
}

// isOurs reports whether a request is for this machine: pages elsewhere must
// not read what is served here through a name that they made lead here.
func (s *pageServer) isOurs(host string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	host = strings.Trim(host, "[]")
	if host == "localhost" || strings.EqualFold(host, s.host) {
		return true
	}
	return net.ParseIP(host) != nil
}

// events tells of changes as long as somebody reads (server-sent events, HTML
// Standard §9.2).
func (s *pageServer) events(w http.ResponseWriter, r *http.Request) {
	reader := make(chan struct{}, 1)
	s.mu.Lock()
	s.readers[reader] = true
	s.mu.Unlock()
	defer func() {
		s.mu.Lock()
		delete(s.readers, reader)
		s.mu.Unlock()
	}()
	w.Header().Set("Content-Type", "text/event-stream")
	out := http.NewResponseController(w)
	fmt.Fprint(w, "retry: 500\n\n")
	for {
		if out.Flush() != nil {
			return
		}
		select {
		case <-r.Context().Done():
			return
		case <-reader:
			fmt.Fprint(w, "event: change\ndata:\n\n")
		}
	}
}

// file sends a file, or the front page of a folder.
func (s *pageServer) file(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimPrefix(path.Clean("/"+r.URL.Path), "/")
	if strings.HasSuffix(r.URL.Path, "/") {
		name = path.Join(name, "index.html")
	}
	data, err := fs.ReadFile(s.files, name)
	if info, statErr := fs.Stat(s.files, name); statErr == nil && info.IsDir() {
		http.Redirect(w, r, "/"+name+"/", http.StatusFound)
		return
	}
	if err != nil {
		status, text := http.StatusNotFound, "there is no "+name
		if !errors.Is(err, fs.ErrNotExist) {
			status, text = http.StatusForbidden, name+" cannot be read"
		}
		http.Error(w, text, status)
		return
	}
	w.Header().Set("Content-Type", mediaType(name))
	if path.Ext(name) == ".html" {
		data = withReload(data)
	}
	_, _ = w.Write(data) // the reader may have gone
}

// mediaType is what a file holds, by its ending, and the same on all systems.
func mediaType(name string) string {
	switch path.Ext(name) {
	case ".html":
		return "text/html; charset=utf-8"
	case ".css":
		return "text/css; charset=utf-8"
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".svg":
		return "image/svg+xml"
	case ".json":
		return "application/json"
	case ".wasm":
		return "application/wasm"
	case ".xml", ".rng":
		return "application/xml"
	case ".md", ".txt", ".rnc":
		return "text/plain; charset=utf-8"
	}
	if t := mime.TypeByExtension(path.Ext(name)); t != "" {
		return t
	}
	return "application/octet-stream"
}

// withReload is a page with the script that reloads it.
func withReload(page []byte) []byte {
	page = bytes.Replace(page, []byte("default-src 'none';"), []byte("default-src 'none'; connect-src 'self';"), 1)
	return bytes.Replace(page, []byte("</head>"), []byte(`<script src="`+reloadPath+`" defer></script>`+"\n</head>"), 1)
}
