//go:build libxml2 && cgo && unix

package libxml2

/*
#cgo pkg-config: libxml-2.0
#include <stdlib.h>
#include "engine.h"
*/
import "C"

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"sync"
	"time"
	"unsafe"

	"github.com/lestrrat-go/libxml2/parser"
	"github.com/lestrrat-go/libxml2/types"
)

// Built says whether libxml2 is part of the program.
const Built = true

// ErrNotBuilt says that libxml2 is not part of the program; here it is.
var ErrNotBuilt = errors.New("libxml2 is not part of this build of snapxml")

// Version is that of libxml2, "2.9.14".
func Version() string { return C.LIBXML_DOTTED_VERSION }

// parseOptions: entities of the document itself are replaced, as RELAX NG asks
// for a document without them; there is no way to a file or to the network.
const parseOptions = parser.XMLParseNoEnt | parser.XMLParseNoNet | parser.XMLParseNoCDATA | parser.XMLParseBigLines

// start prepares libxml2 for several threads.
var start = sync.OnceFunc(func() { C.snapxml_init() })

// compiling is held while a schema is compiled: libxml2 prepares tables of its
// datatypes then, for all threads.
var compiling sync.Mutex

// An engine is libxml2 in this process, with one schema.
type engine struct {
	compiled C.xmlRelaxNGPtr // nil: none
	settings settings
}

// settings are the options that libxml2 itself needs.
type settings struct {
	Messages int // the most that are kept
	Depth    int // of elements; 0: only the limit of libxml2 itself
	Patience time.Duration
}

func (o Options) settings() settings {
	return settings{o.MaxDiagnostics, o.Limits.Depth, o.Patience}
}

// newEngine gives the files of a schema to libxml2. What it has against them
// comes back.
func newEngine(files []file, o settings) (*engine, []message) {
	start()
	e := &engine{settings: o}
	if len(files) == 0 {
		return e, nil
	}
	compiling.Lock()
	defer compiling.Unlock()
	r := newRun(files, o.Messages)
	defer r.free()
	url := C.CString(files[0].URL)
	defer C.free(unsafe.Pointer(url))
	r.do(func() { e.compiled = C.snapxml_compile(url) })
	if e.compiled == nil {
		said := r.messages()
		if len(said) == 0 {
			said = []message{{Domain: domainSchema, Text: "the schema is not correct"}}
		}
		return nil, said
	}
	runtime.AddCleanup(e, func(p C.xmlRelaxNGPtr) { C.xmlRelaxNGFree(p) }, e.compiled)
	return e, nil
}

// ask implements [opinion]. What takes too long is left to itself.
func (e *engine) ask(ctx context.Context, document []byte) ([]message, error) {
	type answer struct {
		said []message
		err  error
	}
	done := make(chan answer, 1)
	go func() {
		said, err := e.judge(document)
		done <- answer{said, err}
	}()
	late := time.NewTimer(e.settings.Patience)
	defer late.Stop()
	select {
	case a := <-done:
		return a.said, a.err
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-late.C:
		return nil, ErrNoVerdict
	}
}

// judge has libxml2 read and validate a document.
func (e *engine) judge(document []byte) (said []message, err error) {
	if len(document) == 0 { // libxml2 takes that for a failure of its own
		return []message{{Domain: domainParser, Code: errDocumentEmpty, Fatal: true, Line: 1, Text: "document is empty"}}, nil
	}
	r := newRun(nil, e.settings.Messages)
	defer r.free()
	r.do(func() {
		var tree types.Document
		tree, err = parser.New(parseOptions).Parse(document)
		if err != nil { // it is among the messages as well
			return
		}
		defer tree.Free()
		said, err = e.validate(r, C.snapxml_document(C.uintptr_t(tree.Pointer())))
	})
	runtime.KeepAlive(e)
	more := r.messages()
	if err != nil && len(more) > 0 {
		err = nil
	}
	return append(more, said...), err
}

// validate validates a document that is in memory. What libxml2 says is in the
// run; what is found besides comes back.
func (e *engine) validate(r *run, doc C.xmlDocPtr) ([]message, error) {
	if limit := e.settings.Depth; limit > 0 {
		var line C.long
		if n := C.snapxml_too_deep(doc, C.int(limit), &line); n > 0 {
			return []message{{Domain: domainLimit, Line: int(line), Fatal: true,
				Text: fmt.Sprintf("elements are nested more than %d deep", limit)}}, nil
		}
	}
	if e.compiled == nil {
		return nil, nil
	}
	before := r.c.count
	switch result := C.snapxml_validate(e.compiled, doc); {
	case result < 0:
		return nil, errors.New("libxml2 has failed")
	case result > 0 && r.c.count == before && r.c.dropped == 0:
		return []message{{Domain: domainValidity, Code: errContentValid, Line: 1, Text: "the document is not valid"}}, nil
	}
	return nil, nil
}

// A run is what one call into libxml2 may read, and what it says. It is memory
// of C, as libxml2 keeps it beyond single calls.
type run struct {
	c *C.snapxml_run
}

func newRun(files []file, limit int) *run {
	r := &run{(*C.snapxml_run)(C.calloc(1, C.sizeof_snapxml_run))}
	r.c.limit = C.int(limit)
	if len(files) == 0 {
		return r
	}
	list := (*C.snapxml_file)(C.calloc(C.size_t(len(files)), C.sizeof_snapxml_file))
	for i, f := range unsafe.Slice(list, len(files)) {
		f.url, f.text, f.length = C.CString(files[i].URL), (*C.char)(C.CBytes(files[i].Text)), C.int(len(files[i].Text))
		unsafe.Slice(list, len(files))[i] = f
	}
	r.c.files, r.c.file_count = list, C.int(len(files))
	return r
}

// free gives the memory back.
func (r *run) free() {
	for _, f := range unsafe.Slice(r.c.files, r.c.file_count) {
		C.free(unsafe.Pointer(f.url))
		C.free(unsafe.Pointer(f.text))
	}
	C.free(unsafe.Pointer(r.c.files))
	C.snapxml_forget(r.c)
	C.free(unsafe.Pointer(r.c))
}

// do calls libxml2, all on one thread, which has the run for its own.
func (r *run) do(call func()) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	C.snapxml_begin(r.c)
	defer C.snapxml_end()
	call()
}

// messages are what libxml2 has said.
func (r *run) messages() []message {
	var all []message
	for _, f := range unsafe.Slice(r.c.findings, r.c.count) {
		all = append(all, message{
			Domain: int(f.domain), Code: int(f.code), Fatal: f.level == C.XML_ERR_FATAL,
			Line: int(f.line), Column: int(f.column), Ordinal: int(f.ordinal),
			Text: strings.TrimSpace(goString(f.message)), File: goString(f.file),
			Element: goString(f.element), Attribute: goString(f.attribute), Path: goString(f.path),
		})
	}
	return all
}

// goString is a text of C, made to be UTF-8 where libxml2 has cut it.
func goString(s *C.char) string { return strings.ToValidUTF8(C.GoString(s), "\uFFFD") }

// countMemory has libxml2 count the blocks of memory that it holds, from the
// start on. It is for tests.
func countMemory() { C.snapxml_count_memory() }

func memoryBlocks() int { return int(C.snapxml_memory_blocks()) }
