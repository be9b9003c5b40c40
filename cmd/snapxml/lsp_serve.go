package main

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"log"
	"sync"

	"github.com/sourcegraph/jsonrpc2"

	"github.com/snapxml/snapxml/validate/lsp"
)

// serveEditor serves a client until it says exit or its input ends. It reports
// whether the client went as it should.
func serveEditor(in io.Reader, out io.Writer, o lsp.Options) (orderly bool) {
	e := &editor{requests: map[jsonrpc2.ID]context.CancelFunc{}, done: make(chan struct{})}
	defer close(e.done)
	e.wake = sync.NewCond(&e.mu)
	e.server = lsp.New(o, e)
	e.stream = jsonrpc2.NewBufferedStream(duplex{in, out}, messageCodec{refuse: e.refuse, ended: e.finish})
	e.conn = jsonrpc2.NewConn(context.Background(), e.stream, e, jsonrpc2.SetLogger(log.New(io.Discard, "", 0)))
	return e.run()
}

// A duplex is the two directions of a connection. Closing it does nothing: the
// process owns both.
type duplex struct {
	io.Reader
	io.Writer
}

func (duplex) Close() error { return nil }

// An editor is the client of the server, at the other end of a connection. Its
// messages wait in a queue, in which requests can still be cancelled, and are
// handled one after the other.
type editor struct {
	server *lsp.Server
	stream jsonrpc2.ObjectStream
	conn   *jsonrpc2.Conn
	done   chan struct{} // closed when all is done

	mu       sync.Mutex
	wake     *sync.Cond
	queue    []waiting
	ended    bool // no more messages will come
	requests map[jsonrpc2.ID]context.CancelFunc
}

// A waiting message.
type waiting struct {
	ctx  context.Context
	stop context.CancelFunc // of a request
	req  *jsonrpc2.Request
}

// Handle takes a message from the connection.
func (e *editor) Handle(_ context.Context, _ *jsonrpc2.Conn, req *jsonrpc2.Request) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if req.Method == "$/cancelRequest" {
		e.cancel(req)
		return
	}
	w := waiting{ctx: context.Background(), req: req}
	if !req.Notif {
		w.ctx, w.stop = context.WithCancel(w.ctx)
		e.requests[req.ID] = w.stop
	}
	e.queue = append(e.queue, w)
	e.wake.Signal()
}

// finish says that the input has ended, and returns when all that came before is
// done: the connection closes then, and nothing could be answered any more.
func (e *editor) finish() {
	e.mu.Lock()
	e.ended = true
	e.wake.Signal()
	e.mu.Unlock()
	<-e.done
}

// cancel cancels the request that a notification names.
func (e *editor) cancel(req *jsonrpc2.Request) {
	var p struct {
		ID jsonrpc2.ID `json:"id"`
	}
	if req.Params == nil || json.Unmarshal(*req.Params, &p) != nil {
		return
	}
	if stop := e.requests[p.ID]; stop != nil {
		stop()
	}
}

// run handles messages until there are no more.
func (e *editor) run() (orderly bool) {
	for {
		w, ok := e.next()
		if !ok {
			_, orderly = e.server.Exited()
			return orderly
		}
		e.handle(w)
		if exited, orderly := e.server.Exited(); exited {
			return orderly
		}
	}
}

// next is the next message. While there is none the client is told what there
// is to tell.
func (e *editor) next() (w waiting, ok bool) {
	e.mu.Lock()
	defer e.mu.Unlock()
	for more := true; more && len(e.queue) == 0; {
		e.mu.Unlock()
		more = e.server.FlushSome()
		e.mu.Lock()
	}
	for len(e.queue) == 0 && !e.ended {
		e.wake.Wait()
	}
	if len(e.queue) == 0 {
		return w, false
	}
	w = e.queue[0]
	e.queue = e.queue[1:]
	return w, true
}

// handle has the server handle a message, and answers if it is a request.
func (e *editor) handle(w waiting) {
	var params json.RawMessage
	if w.req.Params != nil {
		params = *w.req.Params
	}
	result, err := e.server.Handle(w.ctx, w.req.Method, params)
	if w.req.Notif {
		return
	}
	e.mu.Lock()
	w.stop()
	delete(e.requests, w.req.ID)
	e.mu.Unlock()
	if err == nil {
		err = e.conn.Reply(w.ctx, w.req.ID, result)
		if err == nil || errors.Is(err, jsonrpc2.ErrClosed) {
			return
		}
	}
	_ = e.conn.ReplyWithError(w.ctx, w.req.ID, answerTo(err)) // a client that is gone hears nothing
}

// answerTo is an error for the client.
func answerTo(err error) *jsonrpc2.Error {
	var known *lsp.Error
	switch {
	case errors.As(err, &known):
		return &jsonrpc2.Error{Code: int64(known.Code), Message: known.Message}
	case errors.Is(err, context.Canceled):
		return &jsonrpc2.Error{Code: lsp.RequestCancelled, Message: "the request was cancelled"}
	}
	return &jsonrpc2.Error{Code: lsp.InternalError, Message: err.Error()}
}

// Notify sends the client a notification.
func (e *editor) Notify(method string, params any) {
	_ = e.conn.Notify(context.Background(), method, params) // a client that is gone hears nothing
}

// Call sends the client a request, whose answer goes back to the server.
func (e *editor) Call(number int, method string, params any) {
	call, err := e.conn.DispatchCall(context.Background(), method, params)
	if err != nil {
		return
	}
	go func() {
		var result json.RawMessage
		err := call.Wait(context.Background(), &result)
		e.server.Answer(number, result, err)
	}()
}

// refuse answers what is no message. It has no ID that an answer could name.
func (e *editor) refuse(code int, why string) {
	_ = e.stream.WriteObject(map[string]any{"jsonrpc": "2.0", "id": nil, "error": map[string]any{"code": code, "message": why}})
}
