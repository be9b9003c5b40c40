package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime"
	"slices"
	"syscall"

	"github.com/spf13/cobra"

	"github.com/snapxml/snapxml/cmd/snapxml/inputs"
	"github.com/snapxml/snapxml/validate"
	"github.com/snapxml/snapxml/validate/config"
	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/libvirt"
	"github.com/snapxml/snapxml/validate/rules"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

// validateFlags are the flags of the validate command.
type validateFlags struct {
	schema   string
	engine   string
	libvirt  string
	roots    []string
	checkIDs bool
	defaults bool

	purpose  string
	explain  bool
	foretell foretellFlags
	schemas  string // folder with libvirt's schemas

	filesFrom string
	null      bool
	stdinName string
	noIgnore  bool
	config    string
	noConfig  bool

	format         string
	color          string
	quiet, verbose bool
	maxDiagnostics int
	warnings       bool
	baseline       string
	writeBaseline  bool

	fix, diff, watch bool

	jobs     int
	maxSize  int64
	maxDepth int
}

func validateCommand() *cobra.Command {
	f := &validateFlags{}
	cmd := &cobra.Command{
		Use:   "validate [flags] FILE|DIR|GLOB|-...",
		Short: "check documents against a schema",
		Long: "validate checks each document for well-formedness and against a RELAX NG schema: the built-in one of\n" +
			"libvirt's domainsnapshot format unless --schema or a configuration names another. A folder stands for\n" +
			"the .xml files below it, \"-\" for standard input.\n\n" +
			"The exit status is 0 where nothing was found, 1 where something was, 2 where the command could not do\n" +
			"its work, and 130 where it was interrupted; then what was found so far is written in full.",
		Example: "  snapxml validate snapshot.xml\n" +
			"  virsh snapshot-dumpxml guest before-upgrade | snapxml validate -\n" +
			"  snapxml validate --fix 'snapshots/**/*.xml'\n" +
			"  snapxml validate --schema docbook.rng book.xml --format json",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 && f.filesFrom == "" {
				return fmt.Errorf("a file to validate is missing; \"-\" means standard input")
			}
			return f.check(args)
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			return f.run(args, cmd.InOrStdin(), cmd.OutOrStdout(), cmd.ErrOrStderr())
		},
	}
	f.define(cmd)
	return cmd
}

// define defines the flags, by subject.
func (f *validateFlags) define(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.StringVar(&f.schema, "schema", "", "schema `FILE` in RELAX NG, .rng or .rnc; \"none\" checks well-formedness\nonly, \"domainsnapshot\" is the built-in schema (default)")
	flags.StringVar(&f.engine, "engine", engineNative, "`ENGINE` that judges: native, libxml2, or both, which tells where they disagree; libxml2 is\nthere only in builds with cgo and the tag libxml2, and reads each document as a whole")
	flags.StringVar(&f.libvirt, "libvirt", "", "`RELEASE` of libvirt that documents must be good for (default: the newest known)")
	flags.StringVar(&f.schemas, "libvirt-schemas", "", "`DIR` with libvirt's schemas, by which guest definitions are checked inside\n(default: where libvirt's packages install them, without --libvirt); \"none\" leaves them unchecked")
	flags.StringSliceVar(&f.roots, "schema-path", nil, "`DIR`, besides the schema's own, that a schema may include files from")
	flags.BoolVar(&f.checkIDs, "check-ids", false, "check that IDs are unique and that references to them lead somewhere")
	flags.BoolVar(&f.defaults, "report-defaults", false, "tell of attributes that are left to the default value of the schema")

	flags.StringVar(&f.purpose, "purpose", "none", "what documents are `FOR`: "+diag.Or(rules.Purposes())+"; tells what is ignored or missing then")
	flags.StringVar(&f.foretell.flags, "flags", "", "foretell what libvirt does when asked with these `FLAGS`: none, or a list\nsuch as redefine,current; \"off\" foretells nothing (default)")
	flags.StringVar(&f.foretell.driver, "driver", "", "`DRIVER` that is asked: "+diag.Or(libvirt.DriverNames())+" (default: qemu)")
	flags.StringVar(&f.foretell.guest, "guest", "", "`FILE` with the definition of the guest that is asked")
	flags.BoolVar(&f.explain, "explain", false, "say with each finding what the element or value is for")

	flags.StringVar(&f.filesFrom, "files-from", "", "`FILE` with the names of more documents, one a line; \"-\" is standard input")
	flags.BoolVarP(&f.null, "null", "0", false, "the names of --files-from end with zero bytes, as find -print0 writes them")
	flags.StringVar(&f.stdinName, "stdin-filename", "<stdin>", "`NAME` of standard input in messages and for the configuration")
	flags.BoolVar(&f.noIgnore, "no-ignore", false, "check also what .gitignore and the configuration leave out")
	flags.StringVar(&f.config, "config", "", "configuration `FILE` (default: .snapxml.toml beside each document and above)")
	flags.BoolVar(&f.noConfig, "no-config", false, "use no configuration file")

	flags.StringVar(&f.format, "format", "text", "output format `NAME`:\n"+diag.Or(diag.FormatNames()))
	flags.StringVar(&f.color, "color", "auto", "`WHEN` to use colours in text output: "+diag.Or(colorModes))
	flags.BoolVarP(&f.quiet, "quiet", "q", false, "write findings only, no summary")
	flags.BoolVarP(&f.verbose, "verbose", "v", false, "tell what each document is checked against, and what is suppressed")
	flags.IntVar(&f.maxDiagnostics, "max-diagnostics", 100, "report at most `N` findings for a document")
	flags.BoolVar(&f.warnings, "warnings-as-errors", false, "exit with status 1 for warnings, too")
	flags.StringVar(&f.baseline, "baseline", "", "`FILE` with findings that are known and not to be reported")
	flags.BoolVar(&f.writeBaseline, "write-baseline", false, "write the findings into the file of --baseline instead of reporting them")

	flags.BoolVar(&f.fix, "fix", false, "mend the documents where there is only one sensible way")
	flags.BoolVar(&f.diff, "diff", false, "show what --fix would change, as a unified diff, and change nothing")
	flags.BoolVar(&f.watch, "watch", false, "go on checking what changes until interrupted")

	flags.IntVarP(&f.jobs, "jobs", "j", runtime.GOMAXPROCS(0), "check `N` documents at a time")
	flags.Int64Var(&f.maxSize, "max-size", 1<<30, "largest document in `BYTES`")
	flags.IntVar(&f.maxDepth, "max-depth", 0, "deepest nesting of elements, `N` (default 10000)")
	completeValidate(cmd)
}

// check says which flags do not go together.
func (f *validateFlags) check(args []string) error {
	stdin := slices.Contains(args, inputs.Stdin)
	for _, c := range []struct {
		a     bool
		nameA string
		b     bool
		nameB string
		why   string
	}{
		{f.libvirt != "", "--libvirt", f.schema == config.None, "--schema none", "it is about what the schema says"},
		{f.schemas != "", "--libvirt-schemas", f.schema != "" && f.schema != config.BuiltIn, "--schema", "it completes the built-in schema"},
		{f.purpose != "none", "--purpose", f.foretell.flags != "" && f.foretell.flags != config.Off, "--flags", "that tells more of the same"},
		{f.config != "", "--config", f.noConfig, "--no-config", "give one of them"},
		{f.quiet, "--quiet", f.verbose, "--verbose", "give one of them"},
		{f.fix, "--fix", f.diff, "--diff", "--diff only shows what --fix would do"},
		{f.fix, "--fix", stdin, "standard input", "it mends files; --diff shows the changes"},
		{f.diff, "--diff", f.format != "text", "--format", "its output is a diff"},
		{f.watch, "--watch", stdin || f.filesFrom == inputs.Stdin, "standard input", "it watches files"},
		{f.watch, "--watch", f.format != "text", "--format", "it writes text"},
		{f.watch, "--watch", f.mends() || f.writeBaseline, "--fix, --diff or --write-baseline", "run those on their own"},
		{f.writeBaseline, "--write-baseline", f.mends(), "--fix or --diff", "mend first, then write what is left"},
		{stdin, "standard input as a document", f.filesFrom == inputs.Stdin, "--files-from -", "it can be read once"},
		{f.writeBaseline, "--write-baseline", f.baseline == "", "a missing --baseline", "that names the file to write"},
		{f.null, "--null", f.filesFrom == "", "a missing --files-from", "that names the list to read"},
	} {
		if c.a && c.b {
			return fmt.Errorf("%s does not go with %s; %s", c.nameA, c.nameB, c.why)
		}
	}
	if _, err := rules.ParsePurpose(f.purpose); err != nil {
		return fmt.Errorf("--purpose: %w", err)
	}
	if err := f.checkEngine(); err != nil {
		return err
	}
	switch {
	case f.jobs < 1:
		return fmt.Errorf("--jobs %d is too few; expected 1 or more", f.jobs)
	case f.maxDiagnostics < 1:
		return fmt.Errorf("--max-diagnostics %d is too few; expected 1 or more", f.maxDiagnostics)
	}
	return nil
}

// mends reports whether fixes are to be applied, or shown.
func (f *validateFlags) mends() bool { return f.fix || f.diff }

func (f *validateFlags) limits() xmlscan.Limits { return xmlscan.Limits{Depth: f.maxDepth} }

// options are those of the validator that do not depend on the document.
func (f *validateFlags) options() validate.Options {
	purpose, _ := rules.ParsePurpose(f.purpose) // check has done so before
	return validate.Options{
		Limits: f.limits(), MaxDiagnostics: f.maxDiagnostics, SchemaRoots: f.roots,
		CheckIDs: f.checkIDs, ReportDefaults: f.defaults,
		Explain: f.explain, Rules: rules.Options{Product: "libvirt", Purpose: purpose},
	}
}

// configs finds the configurations that the flags allow.
func (f *validateFlags) configs() (*config.Finder, error) {
	o := config.Options{Release: func(release string) error {
		_, err := parseRelease(release)
		return err
	}}
	switch {
	case f.noConfig:
		return config.NoFinder(), nil
	case f.config != "":
		return config.SingleFinder(f.config, o)
	}
	return config.NewFinder(o), nil
}

// writer is the writer of the output format.
func (f *validateFlags) writer(w io.Writer) (diag.Writer, error) {
	format, ok := diag.LookupFormat(f.format)
	if !ok {
		return nil, fmt.Errorf("unknown format %q%s; expected %s", f.format, diag.DidYouMean(f.format, diag.FormatNames()), diag.OneOf(diag.FormatNames()))
	}
	color, err := useColor(f.color, w)
	if err != nil {
		return nil, err
	}
	return format.New(w, diag.WriterOptions{Color: color, Version: readBuild().Version}), nil
}

// run checks the documents that the arguments name.
func (f *validateFlags) run(args []string, stdin io.Reader, stdout, stderr io.Writer) error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	s, err := newSession(ctx, f, stdin, stdout, stderr)
	if err != nil {
		return err
	}
	if f.watch {
		return s.watch(args)
	}
	jobs, err := s.jobs(args)
	if err != nil {
		return err
	}
	err = s.check(jobs)
	interrupted := err != nil && ctx.Err() != nil
	if err != nil && !interrupted {
		return err
	}
	if interrupted && s.recorded != nil {
		return errInterrupted // half a baseline is none
	}
	if err := s.finish(); err != nil {
		return err
	}
	s.summarize()
	if interrupted {
		return errInterrupted
	}
	return s.verdict()
}

// finish writes what comes after the last report.
func (s *session) finish() error {
	switch {
	case s.recorded != nil:
		var out bytes.Buffer
		if err := s.recorded.Write(&out); err != nil {
			return err
		}
		return os.WriteFile(s.flags.baseline, out.Bytes(), 0o666)
	case s.flags.diff:
		return nil
	}
	return s.out.Close(s.summary)
}

// verdict is the error that gives the exit status.
func (s *session) verdict() error {
	switch {
	case s.failed:
		return errPrinted
	case s.recorded != nil:
		return nil
	case s.flags.diff && s.fixed > 0:
		return errFindings
	case s.flags.diff:
		return nil
	case s.summary.Invalid > 0 || s.summary.Errors > 0 || s.flags.warnings && s.summary.Warnings > 0:
		return errFindings
	}
	return nil
}
