// Schemagen makes of a package of annotated Go types what is generated from
// them: the Go file that reads and writes documents, the model and its prose as
// JSON, and the RELAX NG grammar in both syntaxes.
//
// Usage:
//
//	schemagen [-check] DIR...
//
// The files are written into the folders. With -check nothing is written:
// stale files are named, and the exit status is 1 if there are any.
//
// It works in two steps, so that it does not matter whether the generated
// files are missing or stale. First it reads the Go source and writes the Go
// file; then it builds the package, with that file laid over the folder, and
// runs the functions that make the examples.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/snapxml/snapxml/validate/diag"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

// Exit statuses.
const (
	exitOK    = 0
	exitStale = 1 // a file is stale, or the source has faults
	exitError = 2 // it could not run
)

func run(args []string, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("schemagen", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.Usage = func() { fmt.Fprintln(stderr, "usage: schemagen [-check] DIR...") }
	check := flags.Bool("check", false, "name stale files and write nothing")
	if flags.Parse(args) != nil {
		return exitError
	}
	if flags.NArg() == 0 {
		flags.Usage()
		return exitError
	}
	status := exitOK
	for _, dir := range flags.Args() {
		status = max(status, generate(dir, *check, stdout, stderr))
	}
	return status
}

// generate does one folder and gives the exit status for it.
func generate(dir string, check bool, stdout, stderr io.Writer) int {
	files, ds, err := outputs(dir)
	switch {
	case err != nil:
		fmt.Fprintln(stderr, "schemagen:", err)
		return exitError
	case len(ds) > 0:
		printDiagnostics(stdout, ds)
		return exitStale
	case check:
		return compare(dir, files, stdout)
	}
	for _, f := range files {
		if err := f.write(dir); err != nil {
			fmt.Fprintln(stderr, "schemagen:", err)
			return exitError
		}
	}
	return exitOK
}

func printDiagnostics(w io.Writer, ds []*diag.Diagnostic) {
	for _, d := range ds {
		fmt.Fprintf(w, "%s:%s: %s: %s [%s]\n", d.File.Name(), d.File.Position(d.Range.Start), d.Severity, d.Message, d.Code)
	}
}

// compare names the files that are not as they would be generated.
func compare(dir string, files []file, stdout io.Writer) int {
	var stale []string
	for _, f := range files {
		if !f.fresh(dir) {
			stale = append(stale, filepath.Join(dir, f.name))
		}
	}
	if len(stale) == 0 {
		return exitOK
	}
	fmt.Fprintf(stdout, "stale: %s\nrun: go run ./cmd/schemagen %s\n", strings.Join(stale, ", "), dir)
	return exitStale
}
