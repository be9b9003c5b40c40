package lsp

import "fmt"

// An Error is an answer that says why a request was not answered.
type Error struct {
	Code    int // of JSON-RPC 2.0 or LSP 3.17
	Message string
}

// Error is the message.
func (e *Error) Error() string { return e.Message }

// The codes of errors.
const (
	InvalidRequest       = -32600
	MethodNotFound       = -32601
	InvalidParams        = -32602
	InternalError        = -32603
	ServerNotInitialized = -32002
	RequestCancelled     = -32800
	RequestFailed        = -32803
)

func errorf(code int, format string, args ...any) *Error {
	return &Error{code, fmt.Sprintf(format, args...)}
}
