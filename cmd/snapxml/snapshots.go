package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"

	"github.com/spf13/cobra"

	"github.com/snapxml/snapxml/cmd/snapxml/inputs"
	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/hierarchy"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

// mostSnapshotBytes is the size of the largest file with snapshots. virsh takes
// no document above 10 MB, but a node file or a stream may hold many.
const mostSnapshotBytes = 1 << 30

// stdinName is what standard input is called in messages.
const stdinName = "<stdin>"

// snapshotPaths is what commands about hierarchies say of their arguments.
const snapshotPaths = "A PATH is a file with a snapshot, as virsh snapshot-dumpxml prints it or as QEMU's driver keeps it in\n" +
	"/var/lib/libvirt/qemu/snapshot; several of them one behind the other; a node file of the test driver; a folder\n" +
	"with such files below it; a pattern; or - for standard input."

// needPaths asks for at least one PATH.
func needPaths(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return fmt.Errorf("no snapshots are named; expected a file, a folder, a pattern, or - for standard input")
	}
	return nil
}

// readSnapshots reads the snapshots that arguments name. Arguments that name
// nothing, and files that cannot be read, end the command.
func readSnapshots(cmd *cobra.Command, args []string) (*hierarchy.Set, error) {
	found := inputs.Expand(args, inputs.Options{NoIgnore: true})
	if err := errors.Join(found.Errs...); err != nil {
		return nil, err
	}
	type result struct {
		document *hierarchy.Document
		err      error
	}
	var documents []*hierarchy.Document
	err := ordered(cmd.Context(), len(found.Paths), runtime.GOMAXPROCS(0), func() func(int) result {
		r := hierarchy.NewReader(xmlscan.Limits{})
		return func(i int) result {
			name, text, err := readWhole(found.Paths[i], cmd.InOrStdin())
			if err != nil {
				return result{err: err}
			}
			return result{document: r.Read(xmlscan.NewFile(name, text))}
		}
	}, func(_ int, r result) error {
		documents = append(documents, r.document)
		return r.err
	})
	if err != nil {
		return nil, err
	}
	return hierarchy.NewSet(documents), nil
}

// readWhole reads a file, or standard input, and says what to call it.
func readWhole(path string, stdin io.Reader) (name string, text []byte, err error) {
	if path == inputs.Stdin {
		text, err = readLimited(stdin, stdinName)
		return stdinName, text, err
	}
	text, open, err := load(path, nil)
	if err != nil || open == nil {
		return path, text, err
	}
	defer open.Close()
	text, err = readLimited(open, path)
	return path, text, err
}

func readLimited(r io.Reader, name string) ([]byte, error) {
	text, err := io.ReadAll(io.LimitReader(r, mostSnapshotBytes+1))
	if err == nil && len(text) > mostSnapshotBytes {
		err = fmt.Errorf("%s is larger than %d bytes", name, mostSnapshotBytes)
	}
	return text, err
}

// mostTold is how many findings of a file are told.
const mostTold = 100

// tellFindings writes findings about snapshots. The error makes the exit status
// 1 if one of them is an error.
func tellFindings(w io.Writer, findings []*diag.Diagnostic, documents []*hierarchy.Document) error {
	color, err := useColor("auto", w)
	if err != nil {
		return err
	}
	out := diag.NewText(w)
	if color {
		out = diag.NewColorText(w)
	}
	for _, r := range hierarchy.Reports(findings, documents) {
		r.Diagnostics = limit(r.Diagnostics, mostTold)
		if err := out.Report(r); err != nil {
			return err
		}
	}
	if diag.HasErrors(findings) {
		return errFindings
	}
	return nil
}

// fileExists looks for a file or device on this machine.
func fileExists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
