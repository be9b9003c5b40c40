package main

import (
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"runtime"
	"runtime/debug"
	"sync"
	"syscall"

	"github.com/spf13/cobra"

	"github.com/snapxml/snapxml/validate/diag"
)

// Exit statuses.
const (
	exitOK          = 0   // nothing was found
	exitFindings    = 1   // a document is not valid
	exitFailure     = 2   // could not run
	exitInterrupted = 130 // by the user, as shells tell it
)

func main() {
	tuneMemory()
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// tuneMemory trades memory that a short run has plenty of for time: the heap may
// grow to five times what is in use, but above softLimit is kept as small as
// usual. GOGC and GOMEMLIMIT take precedence.
func tuneMemory() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(400)
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(softLimit)
		raiseLimit()
	}
}

// raiseLimit raises the limit of tuneMemory, and at last lifts it, when what is
// in use comes near it: the collector would otherwise do little else than run.
// After each of its runs it is looked at how much is in use.
func raiseLimit() {
	type sentinel struct{ _ [64]byte } // its finalizer runs after the next collection
	limit := int64(softLimit)
	var look func(*sentinel)
	look = func(*sentinel) {
		var memory runtime.MemStats
		runtime.ReadMemStats(&memory)
		switch live := int64(memory.HeapAlloc); {
		case live < limit/2:
		case limit == softLimit:
			limit = highLimit
		case live > limit*3/4:
			limit = math.MaxInt64
		}
		if limit > softLimit && os.Getenv("GOGC") == "" {
			debug.SetGCPercent(largeGC)
		}
		debug.SetMemoryLimit(limit)
		if limit < math.MaxInt64 {
			runtime.SetFinalizer(new(sentinel), look)
		}
	}
	runtime.SetFinalizer(new(sentinel), look)
}

const (
	highLimit = 224 << 20 // bytes
	largeGC   = 30        // GOGC for a heap that is large
)

// saveMemory ends what tuneMemory has begun, for a run that is going to be a
// long one.
var saveMemory = sync.OnceFunc(func() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(100)
	}
})

const softLimit = 96 << 20 // bytes

// errFindings makes the exit status 1. What was found is printed already.
var errFindings = errors.New("findings")

// errPrinted makes the exit status 2 where the reason is printed already.
var errPrinted = errors.New("printed")

// errInterrupted makes the exit status 130. What was found by then is printed.
var errInterrupted = errors.New("interrupted")

// run carries out one command line and returns the exit status.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	cmd := rootCommand()
	cmd.SetArgs(args)
	cmd.SetIn(stdin)
	cmd.SetOut(stdout)
	cmd.SetErr(stderr)
	err := execute(cmd)
	switch {
	case err == nil:
		return exitOK
	case errors.Is(err, errFindings):
		return exitFindings
	case errors.Is(err, errInterrupted):
		return exitInterrupted
	case errors.Is(err, syscall.EPIPE): // nobody reads on; elsewhere a signal ends the program before
	case !errors.Is(err, errPrinted):
		tellError(stderr, err)
	}
	return exitFailure
}

// execute runs a command. A fault of the program in it is an error.
func execute(cmd *cobra.Command) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = diag.Caught(p)
		}
	}()
	return cmd.Execute()
}

// tellError prints an error; of a fault of the program itself also where it is.
func tellError(stderr io.Writer, err error) {
	fmt.Fprintf(stderr, "snapxml: %v\n", err)
	var crash *diag.Crash
	if errors.As(err, &crash) {
		fmt.Fprintf(stderr, "%s", crash.Stack)
	}
}

func rootCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "snapxml",
		Short: "a toolchain for libvirt's snapshot XML",
		Long: "snapxml validates libvirt's domainsnapshot documents, prints their RELAX NG schema and writes the\n" +
			"reference page of the format. It validates documents of any other RELAX NG schema as well.",
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := cmd.Help(); err != nil {
				return err
			}
			return fmt.Errorf("a command is missing")
		},
	}
	cmd.CompletionOptions.DisableDefaultCmd = true
	cmd.SetFlagErrorFunc(func(c *cobra.Command, err error) error {
		return fmt.Errorf("%w; see snapxml %s --help", err, c.Name())
	})
	cmd.AddCommand(validateCommand(), schemaCommand(), docsCommand(), sampleCommand(), explainCommand(), versionCommand(), completionCommand(), lspCommand())
	cmd.AddCommand(treeCommand(), planCommand(), diffCommand(), serveCommand(), workerCommand())
	cmd.AddCommand(topics()...)
	addManCommand(cmd)
	return cmd
}
