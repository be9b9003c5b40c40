package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/snapxml/snapxml/validate/diag"
)

// A messageCodec frames messages as the Language Server Protocol has it ("Base
// Protocol"). What is no message is answered by an error and passed over, so
// that a client's mistake does not end the connection.
type messageCodec struct {
	refuse func(code int, why string) // answers what is no message
	ended  func()                     // called when the input ends
}

// WriteObject writes a message.
func (messageCodec) WriteObject(w io.Writer, message any) error {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(message); err != nil {
		return err
	}
	text := bytes.TrimRight(b.Bytes(), "\n")
	if _, err := fmt.Fprintf(w, "Content-Length: %d\r\n\r\n", len(text)); err != nil {
		return err
	}
	_, err := w.Write(text)
	return err
}

// largestMessage is the size in bytes of the largest message that is read.
const largestMessage = 256 << 20

// ReadObject reads the next message. It runs in a goroutine of the connection,
// where a panic would end the process.
func (c messageCodec) ReadObject(r *bufio.Reader, into any) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = diag.Caught(p)
		}
		if err != nil {
			c.ended()
		}
	}()
	return c.read(r, into)
}

func (c messageCodec) read(r *bufio.Reader, into any) error {
	for {
		length, err := readHeader(r)
		if err != nil {
			return err
		}
		if length > largestMessage {
			c.refuse(-32600, fmt.Sprintf("a message of %d bytes is too long; expected at most %d", length, largestMessage))
			if _, err := io.CopyN(io.Discard, r, length); err != nil {
				return err
			}
			continue
		}
		text := make([]byte, length)
		if _, err := io.ReadFull(r, text); err != nil {
			return err
		}
		if code, why := judgeMessage(text); code != 0 {
			c.refuse(code, why)
			continue
		}
		return json.Unmarshal(text, into)
	}
}

// longestHeader is the most bytes that a line of a header has.
const longestHeader = 4096

// readHeader reads a header, and gives the length of the message behind it.
// Lines that are no fields are passed over.
func readHeader(r *bufio.Reader) (length int64, err error) {
	length = -1
	for {
		line, err := r.ReadSlice('\n')
		if err == bufio.ErrBufferFull && len(line) >= longestHeader {
			continue
		}
		if err != nil {
			return 0, err
		}
		field := strings.TrimSpace(string(line))
		if field == "" && length >= 0 {
			return length, nil
		}
		name, value, ok := strings.Cut(field, ":")
		if ok && strings.EqualFold(name, "Content-Length") {
			n, err := strconv.ParseInt(strings.TrimSpace(value), 10, 64)
			if err == nil && n >= 0 {
				length = n
			}
		}
	}
}

// judgeMessage tells why a text is no message of JSON-RPC 2.0, if it is none.
func judgeMessage(text []byte) (code int, why string) {
	var m struct {
		Method *string         `json:"method"`
		ID     json.RawMessage `json:"id"`
		Result json.RawMessage `json:"result"`
		Error  json.RawMessage `json:"error"`
	}
	err := json.Unmarshal(text, &m)
	var malformed *json.SyntaxError
	switch {
	case errors.As(err, &malformed):
		return -32700, "the message is not JSON"
	case err != nil:
		return -32600, "the message is no object of JSON-RPC 2.0"
	}
	switch id := m.ID; {
	case len(id) > 0 && !isID(id):
		return -32600, "the id is neither a string nor a number from 0 on"
	case m.Method == nil && (len(id) == 0 || m.Result == nil && m.Error == nil):
		return -32600, "the message is neither a request nor an answer"
	case m.Method == nil && m.Error != nil && string(m.Error) != "null" && json.Unmarshal(m.Error, &struct {
		Code    int64  `json:"code"`
		Message string `json:"message"`
	}{}) != nil:
		return -32600, "the error has no code and message"
	}
	return 0, ""
}

func isID(id json.RawMessage) bool {
	if id[0] == '"' {
		return true
	}
	_, err := strconv.ParseUint(string(id), 10, 64)
	return err == nil
}
