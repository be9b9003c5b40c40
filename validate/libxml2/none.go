//go:build !libxml2 || !cgo || !unix

package libxml2

import (
	"errors"
	"io"
)

// Built says whether libxml2 is part of the program.
const Built = false

// ErrNotBuilt says that libxml2 is not part of the program, and how it would
// be.
var ErrNotBuilt = errors.New("libxml2 is not part of this build of snapxml; build one that has it with " +
	"CGO_ENABLED=1 go build -tags libxml2 ./cmd/snapxml, which needs a C compiler, pkg-config and libxml2's headers (libxml2-dev in Debian)")

// Version is that of libxml2; here there is none.
func Version() string { return "" }

func newOpinion([]file, Options) (opinion, []message, error) { return nil, nil, ErrNotBuilt }

// Serve says that libxml2 is not part of the program.
func Serve(io.Reader, io.Writer) error { return ErrNotBuilt }
