//go:build js

package main

import (
	"context"
	"encoding/json"
	"errors"
	"syscall/js"

	"github.com/snapxml/snapxml/validate/lsp"
)

// An editor is the page that is the client of the server.
type editor struct {
	server  *lsp.Server
	flush   js.Func
	flushes bool // a flush is on its way
}

func newEditor(o lsp.Options) *editor {
	e := new(editor)
	e.server = lsp.New(o, e)
	e.flush = js.FuncOf(func(js.Value, []js.Value) any {
		e.flushes = false
		e.server.Flush()
		return nil
	})
	return e
}

// A message is one of JSON-RPC 2.0, in either direction.
type message struct {
	Version string          `json:"jsonrpc"`
	ID      json.RawMessage `json:"id,omitempty"`
	Method  string          `json:"method,omitempty"`
	Params  json.RawMessage `json:"params,omitempty"`
	Result  json.RawMessage `json:"result,omitempty"`
	Error   *failure        `json:"error,omitempty"`
}

type failure struct {
	Code    int    `json:"code"`
	Message string `json:"message"`
}

// receive takes a message of the client. What there is to tell of documents is
// told when the messages that have come by then are done.
func (e *editor) receive(data js.Value) {
	text := js.Global().Get("JSON").Call("stringify", data)
	if text.Type() != js.TypeString {
		return // nothing that has a form in JSON
	}
	var m message
	switch err := json.Unmarshal([]byte(text.String()), &m); {
	case err != nil:
		e.send(message{ID: json.RawMessage("null"), Error: &failure{lsp.InvalidRequest, "the message is no object of JSON-RPC 2.0"}})
	case m.Method == "":
		e.answered(m)
	default:
		e.handle(m)
	}
	if !e.flushes {
		e.flushes = true
		js.Global().Call("setTimeout", e.flush, 0)
	}
}

// handle has the server handle a message, and answers if it is a request.
func (e *editor) handle(m message) {
	result, err := e.server.Handle(context.Background(), m.Method, m.Params)
	if m.ID == nil {
		return
	}
	answer := message{ID: m.ID}
	var known *lsp.Error
	switch {
	case errors.As(err, &known):
		answer.Error = &failure{known.Code, known.Message}
	case err != nil:
		answer.Error = &failure{lsp.InternalError, err.Error()}
	default:
		answer.Result = encode(result)
	}
	e.send(answer)
}

// answered gives the server the answer to a request of its own.
func (e *editor) answered(m message) {
	var number int
	if json.Unmarshal(m.ID, &number) != nil {
		return
	}
	var err error
	if m.Error != nil {
		err = errors.New(m.Error.Message)
	}
	e.server.Answer(number, m.Result, err)
}

// Notify sends the client a notification.
func (e *editor) Notify(method string, params any) {
	e.send(message{Method: method, Params: encode(params)})
}

// Call sends the client a request.
func (e *editor) Call(number int, method string, params any) {
	e.send(message{ID: encode(number), Method: method, Params: encode(params)})
}

// send posts a message as an object.
func (e *editor) send(m message) {
	m.Version = "2.0"
	js.Global().Call("postMessage", js.Global().Get("JSON").Call("parse", string(encode(m))))
}

// encode is what the server says as JSON, which all that it says has a form in.
func encode(v any) json.RawMessage {
	text, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return text
}
