package lsp

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"sync"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/libvirt"
	"github.com/snapxml/snapxml/validate/rules"
	"github.com/snapxml/snapxml/validate/source"
)

// Options say what a server works with.
type Options struct {
	Version string // of the program, for the client

	// Builtin are the schemas that the server brings, by root elements.
	Builtin []Builtin

	// Files are the files that may be read; nil if there are none but the
	// documents that the client has open.
	Files Files

	// Settings are the project's settings for the document with a path. It may
	// be nil. An error is shown to the user.
	Settings func(path string) (Settings, error)

	// CodePage is the address of a page about a code, "" if there is none. It
	// may be nil.
	CodePage func(diag.Code) string

	// Page is the address of the reference page that anchors of schemas
	// ([syntax.AnchorAttr]) are on, "" if there is none.
	Page string
}

// A Builtin is a schema that documents with a certain root element have unless
// something else is said.
type Builtin struct {
	Name    string // what settings call it
	Root    string // local name of the root element, which is in no namespace
	Product string // what releases in annotations are releases of

	// Schema is the schema for documents that have to be valid for a release,
	// or "" for any.
	Schema func(target rules.Release) *source.File

	// Snapshots says that documents describe snapshots of libvirt, which refer
	// to each other by name.
	Snapshots bool

	// Templates are whole documents to begin with.
	Templates []Template
}

// A Template is a whole document.
type Template struct {
	Title string // what it shows, a few words
	Text  string
}

// Files read the disk.
type Files interface {
	// Read is the content of a file.
	Read(path string) ([]byte, error)
	// Walk calls a function with the path of each file in a folder whose
	// name ends in one of some endings, until the function returns false.
	Walk(folder string, endings []string, visit func(path string) bool)
}

// A Client is who a server speaks to. Its methods are called one at a time.
type Client interface {
	// Notify sends a notification.
	Notify(method string, params any)
	// Call sends a request. The answer goes to [Server.Answer] under the
	// number.
	Call(number int, method string, params any)
}

// A Server serves one client. Its methods may be called from several
// goroutines, but do one thing after the other, in the order of the calls.
type Server struct {
	options Options
	client  Client

	mu          sync.Mutex
	phase       phase
	wasShutDown bool // before the exit
	caps        ClientCapabilities
	encoding    encoding
	folders     []string // paths of the workspace's folders
	settings    clientSettings

	documents map[string]*document // that are open, by URI
	schemas   schemas
	guests    guests
	index     index

	calls   int
	pending map[int]func(json.RawMessage, error)
}

// A phase is how far the life of a server has come.
type phase uint8

const (
	phaseNew phase = iota
	phaseInitialized
	phaseShutDown
	phaseExited
)

// New makes a server.
func New(o Options, c Client) *Server {
	s := &Server{options: o, client: c, encoding: utf16Units, documents: map[string]*document{}, guests: guests{}, pending: map[int]func(json.RawMessage, error){}}
	s.schemas.init(s)
	s.index.init(s)
	return s
}

// Exited reports whether the client has asked the server to exit, and whether
// it has asked for its shutdown before, as it should.
func (s *Server) Exited() (exited, orderly bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.phase == phaseExited, s.wasShutDown
}

// A handler does what a message asks for. Of a notification the result is
// dropped.
type handler func(s *Server, ctx context.Context, params json.RawMessage) (any, error)

// on is the handler that a function with typed parameters makes.
func on[P, R any](f func(s *Server, ctx context.Context, p *P) (R, error)) handler {
	return func(s *Server, ctx context.Context, params json.RawMessage) (any, error) {
		var p P
		if len(params) > 0 {
			if err := json.Unmarshal(params, &p); err != nil {
				return nil, errorf(InvalidParams, "parameters not understood: %v", err)
			}
		}
		return f(s, ctx, &p)
	}
}

// handle is on for notifications.
func handle[P any](f func(s *Server, p *P)) handler {
	return on(func(s *Server, _ context.Context, p *P) (any, error) {
		f(s, p)
		return nil, nil
	})
}

// Handle takes a request or a notification. The result is nil for "null". An
// error that is not an [*Error] is that of the context. What there is to be said
// about documents that have changed is said by [Server.Flush].
func (s *Server) Handle(ctx context.Context, method string, params json.RawMessage) (result any, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	h, known := handlers[method]
	switch {
	case method == "exit":
		s.exit()
		return nil, nil
	case s.phase == phaseNew && method != "initialize":
		return nil, errorf(ServerNotInitialized, "the server is not initialized; expected initialize")
	case s.phase >= phaseShutDown:
		return nil, errorf(InvalidRequest, "the server is shut down; expected exit")
	case !known && strings.HasPrefix(method, "$/"):
		return nil, nil
	case !known:
		return nil, errorf(MethodNotFound, "method %q is not known", method)
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if crash := s.guard(method, func() { result, err = h(s, ctx, params) }); crash != nil {
		return nil, errorf(InternalError, "%s: %v", method, crash)
	}
	return result, err
}

// guard does something. A fault of the program in it does not end the server:
// the client's log has it, and the caller is told.
func (s *Server) guard(what string, do func()) *diag.Crash {
	crash := attempt(do)
	s.logCrash(what, crash)
	return crash
}

// attempt does something and catches its panic.
func attempt(do func()) (crash *diag.Crash) {
	defer func() {
		if p := recover(); p != nil {
			crash = diag.Caught(p)
		}
	}()
	do()
	return nil
}

// logCrash writes a fault of the program, if there was one, into the client's
// log.
func (s *Server) logCrash(what string, crash *diag.Crash) {
	if crash != nil {
		s.client.Notify("window/logMessage", MessageParams{Type: 1, Message: fmt.Sprintf("%s: %v\n%s", what, crash, crash.Stack)})
	}
}

// Answer takes the answer to a [Client.Call].
func (s *Server) Answer(number int, result json.RawMessage, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	done := s.pending[number]
	delete(s.pending, number)
	if done != nil && s.phase < phaseShutDown {
		s.guard("an answer", func() { done(result, err) })
	}
}

// call asks the client for something. done may be nil.
func (s *Server) call(method string, params any, done func(json.RawMessage, error)) {
	s.calls++
	s.pending[s.calls] = done
	s.client.Call(s.calls, method, params)
}

// show shows the user a message.
func (s *Server) show(message string) {
	s.client.Notify("window/showMessage", MessageParams{Type: 2, Message: message})
}

// handlers are what the server does, by method.
var handlers map[string]handler

func init() {
	handlers = map[string]handler{
		"initialize":  on((*Server).initialize),
		"initialized": handle((*Server).initialized),
		"shutdown":    on((*Server).shutdown),

		"workspace/didChangeConfiguration":    handle((*Server).didChangeConfiguration),
		"workspace/didChangeWatchedFiles":     handle((*Server).didChangeWatchedFiles),
		"workspace/didChangeWorkspaceFolders": handle((*Server).didChangeFolders),
		"workspace/symbol":                    on((*Server).workspaceSymbols),

		"textDocument/didOpen":   handle((*Server).didOpen),
		"textDocument/didChange": handle((*Server).didChange),
		"textDocument/didClose":  handle((*Server).didClose),
		"textDocument/didSave":   handle((*Server).didSave),

		"textDocument/diagnostic":           on((*Server).pullDiagnostics),
		"textDocument/completion":           on((*Server).completion),
		"textDocument/hover":                on((*Server).hover),
		"textDocument/signatureHelp":        on((*Server).signatureHelp),
		"textDocument/codeAction":           on((*Server).codeActions),
		"textDocument/formatting":           on((*Server).formatting),
		"textDocument/rangeFormatting":      on((*Server).rangeFormatting),
		"textDocument/onTypeFormatting":     on((*Server).onTypeFormatting),
		"textDocument/documentSymbol":       on((*Server).documentSymbols),
		"textDocument/documentHighlight":    on((*Server).documentHighlights),
		"textDocument/foldingRange":         on((*Server).foldingRanges),
		"textDocument/selectionRange":       on((*Server).selectionRanges),
		"textDocument/linkedEditingRange":   on((*Server).linkedEditing),
		"textDocument/semanticTokens/full":  on((*Server).semanticTokens),
		"textDocument/semanticTokens/range": on((*Server).semanticTokensIn),
		"textDocument/documentLink":         on((*Server).documentLinks),
		"textDocument/inlayHint":            on((*Server).inlayHints),
		"textDocument/definition":           on((*Server).definition),
		"textDocument/typeDefinition":       on((*Server).typeDefinition),
		"textDocument/references":           on((*Server).references),
		"textDocument/prepareRename":        on((*Server).prepareRename),
		"textDocument/rename":               on((*Server).rename),
		"textDocument/prepareTypeHierarchy": on((*Server).prepareHierarchy),
		"typeHierarchy/supertypes":          on((*Server).supertypes),
		"typeHierarchy/subtypes":            on((*Server).subtypes),
		"textDocument/prepareCallHierarchy": on((*Server).prepareHierarchy),
		"callHierarchy/incomingCalls":       on((*Server).incomingCalls),
		"callHierarchy/outgoingCalls":       on((*Server).outgoingCalls),
	}
}

// CodePages tells where a site, given by its address, says what a code means:
// rules of libvirt stand among the texts of libvirt, all other codes together.
func CodePages(site string) func(diag.Code) string {
	return func(code diag.Code) string {
		page := "codes.html#"
		if libvirt.Lookup(code) != nil {
			page = "errors.html#"
		}
		return site + page + string(code)
	}
}
