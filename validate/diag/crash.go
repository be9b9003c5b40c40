package diag

import (
	"fmt"
	"runtime/debug"

	"github.com/snapxml/snapxml/validate/source"
)

// Internal: the program has failed at the document, which may be right.
const Internal Code = "internal-error"

// Issues is where faults of the program are reported.
const Issues = "https://github.com/snapxml/snapxml/issues"

var crashCodes = []Entry{{
	Code:    Internal,
	Summary: "snapxml itself has failed at the document",
	Doc: "A fault of the program, not of the document, of which nothing is known then; the other documents are checked\n" +
		"all the same, and the exit status is 2. Please report it at <" + Issues + ">, with the\n" +
		"document if you can, what `snapxml version` prints, and the lines on standard error that say where it happened.",
}}

// A Crash is a panic that was caught, so that other work could go on. As an
// error it says what to do about it.
type Crash struct {
	Reason any    // what was panicked with
	Stack  []byte // of the goroutine that did
}

// Caught makes a crash of what recover returned. A crash that was thrown again,
// in another goroutine, stays the one that it was.
func Caught(reason any) *Crash {
	if c, again := reason.(*Crash); again {
		return c
	}
	return &Crash{reason, debug.Stack()}
}

// Error says what happened and how to report it, on one line.
func (c *Crash) Error() string {
	return fmt.Sprintf("internal error: %v; please report it at %s with what \"snapxml version\" prints", c.Reason, Issues)
}

// Diagnostic is what to say of the document at which the program has failed.
func (c *Crash) Diagnostic() *Diagnostic {
	return Errorf(Internal, source.Range{}, "%v", c)
}
