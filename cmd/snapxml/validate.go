package main

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/snapxml/snapxml/validate"
	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

// validateFlags are the flags of the validate command.
type validateFlags struct {
	schema    string
	roots     []string
	checkIDs  bool
	defaults  bool
	format    string
	libvirt   string
	stdinName string
	maxSize   int64
	maxDepth  int
}

func validateCommand() *cobra.Command {
	var f validateFlags
	cmd := &cobra.Command{
		Use:   "validate [flags] FILE|DIR|GLOB|-...",
		Short: "check documents against a schema",
		Long: "validate checks each document for well-formedness and against a RELAX NG schema: the built-in one of\n" +
			"libvirt's domainsnapshot format unless --schema names another. A folder stands for the .xml files\n" +
			"below it, \"-\" for standard input.",
		Example: "  snapxml validate snapshot.xml\n" +
			"  virsh snapshot-dumpxml guest before-upgrade | snapxml validate -\n" +
			"  snapxml validate --schema docbook.rng book.xml --format json",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return fmt.Errorf("a file to validate is missing; \"-\" means standard input")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			return f.run(args, cmd.InOrStdin(), cmd.OutOrStdout(), cmd.ErrOrStderr())
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&f.schema, "schema", "", "RELAX NG schema, .rng or .rnc; \"none\" checks well-formedness only")
	flags.StringSliceVar(&f.roots, "schema-path", nil, "folder, besides the schema's own, that a schema may include files from")
	flags.BoolVar(&f.checkIDs, "check-ids", false, "check that IDs are unique and that references to them lead somewhere")
	flags.BoolVar(&f.defaults, "report-defaults", false, "tell of attributes that are left to the default value of the schema")
	flags.StringVar(&f.format, "format", "text", "output format: text or json")
	flags.StringVar(&f.libvirt, "libvirt", "", "libvirt release whose format to check against (default: the newest known)")
	flags.StringVar(&f.stdinName, "stdin-filename", "<stdin>", "what to call standard input in messages")
	flags.Int64Var(&f.maxSize, "max-size", 1<<30, "largest document in bytes")
	flags.IntVar(&f.maxDepth, "max-depth", 0, "deepest nesting of elements (default 10000)")
	return cmd
}

func (f *validateFlags) run(args []string, stdin io.Reader, stdout, stderr io.Writer) error {
	out, err := newWriter(f.format, stdout)
	if err != nil {
		return err
	}
	validator, err := f.validator(stderr)
	if err != nil {
		return err
	}
	paths, errs := expand(args)
	for _, err := range errs {
		fmt.Fprintf(stderr, "snapxml: %v\n", err)
	}
	var summary diag.Summary
	failed := len(errs) > 0
	checker := validator.NewChecker()
	in := input{max: f.maxSize}
	for _, path := range paths {
		in.path, in.name = path, path
		if path == "-" {
			in.name = f.stdinName
		}
		report, err := in.check(checker, stdin)
		if err != nil {
			fmt.Fprintf(stderr, "snapxml: %v\n", err)
			failed = true
			continue
		}
		summary.Add(report)
		if err := out.Report(report); err != nil {
			return err
		}
	}
	if err := out.Close(summary); err != nil {
		return err
	}
	if f.format == "text" && (summary.Files > 1 || summary.Invalid > 0) {
		fmt.Fprintln(stderr, summaryLine(summary))
	}
	switch {
	case failed:
		return errPrinted
	case summary.Invalid > 0:
		return errFindings
	}
	return nil
}

// validator compiles the schema that the flags name. Faults of the schema are
// printed.
func (f *validateFlags) validator(stderr io.Writer) (*validate.Validator, error) {
	o := validate.Options{Limits: xmlscan.Limits{Depth: f.maxDepth}, SchemaRoots: f.roots, CheckIDs: f.checkIDs, ReportDefaults: f.defaults}
	switch {
	case f.schema == "none" && f.libvirt == "":
		return validate.WellFormed(o), nil
	case f.schema != "" && f.libvirt != "":
		return nil, fmt.Errorf("--libvirt chooses a release of the built-in schema; it does not go with --schema")
	case f.schema != "":
		v, faults, err := validate.CompileFile(f.schema, o)
		return schemaResult(v, f.schema, faults, err, stderr)
	}
	file, err := builtinSchema(f.libvirt)
	if err != nil {
		return nil, err
	}
	v, faults, err := validate.Compile(file, o)
	return schemaResult(v, file.Name(), faults, err, stderr)
}

// schemaResult prints the faults of a schema; with errors among them there is
// no validator.
func schemaResult(v *validate.Validator, name string, faults []*diag.Diagnostic, err error, stderr io.Writer) (*validate.Validator, error) {
	if err != nil {
		return nil, err
	}
	return v, printFaults(stderr, name, faults)
}

// printFaults prints what is wrong with a schema. The error makes the exit
// status 2 if the schema is not correct.
func printFaults(stderr io.Writer, name string, faults []*diag.Diagnostic) error {
	diag.Sort(faults)
	if err := diag.NewText(stderr).Report(&diag.Report{Path: name, Diagnostics: faults}); err != nil {
		return err
	}
	if diag.HasErrors(faults) {
		fmt.Fprintf(stderr, "snapxml: schema %s is not correct\n", name)
		return errPrinted
	}
	return nil
}

func newWriter(format string, w io.Writer) (diag.Writer, error) {
	switch format {
	case "text":
		return diag.NewText(w), nil
	case "json":
		return diag.NewJSON(w), nil
	}
	return nil, fmt.Errorf("unknown format %q; expected %s", format, diag.OneOf([]string{"text", "json"}))
}

func summaryLine(s diag.Summary) string {
	if s.Invalid == 0 {
		return fmt.Sprintf("%s valid", count(s.Files, "document"))
	}
	return fmt.Sprintf("%d of %s not valid: %s", s.Invalid, count(s.Files, "document"), count(s.Errors, "error"))
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
