package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"github.com/snapxml/snapxml/validate"
	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/hierarchy"
	"github.com/snapxml/snapxml/validate/libvirt"
	"github.com/snapxml/snapxml/validate/source"
)

// planFormats are the values of plan --format.
var planFormats = []string{"sh", "json"}

// planFlags are the flags of the plan command.
type planFlags struct {
	domain     string
	current    string
	guest      string
	format     string
	driver     string
	libvirt    string
	validate   bool
	checkFiles bool
	uuid       string
	orphans    string
	drop       []string
}

// toRoot is the value of --reparent-orphans without a value. QEMU's driver
// allows no snapshot of that name.
const toRoot = "/"

func planCommand() *cobra.Command {
	var f planFlags
	cmd := &cobra.Command{
		Use:   "plan --domain NAME PATH...",
		Short: "put snapshots into the order in which libvirt takes them back",
		Long: "plan writes what gives a guest its snapshots back, on another host or after it was defined anew: a shell\n" +
			"script that redefines them by virsh, parents first, or the same as JSON. The script holds the documents, so\n" +
			"it can be copied to where it is needed; it can be tried with -n, stops where libvirt refuses something, and\n" +
			"can be run again. What speaks against the plan goes to standard error; there is no script then. Each step is\n" +
			"foretold: with --guest for the guest as the host has it, else for the one that the documents describe.\n\n" +
			snapshotPaths + "\n\n" +
			"--rewrite-uuid, --reparent-orphans and --drop correct the documents. Each that changes is written beside the\n" +
			"original, as FILE.corrected, and the plan is for the corrected ones.",
		Example: "  snapxml plan --domain vm1 --current web snapshots/ > restore.sh && sh restore.sh -n\n" +
			"  snapxml plan --domain vm1 --guest vm1.xml --rewrite-uuid \"$(virsh domuuid vm1)\" snapshots/ | sh",
		Args: needPaths,
		RunE: func(cmd *cobra.Command, args []string) error { return runPlan(cmd, &f, args) },
	}
	f.add(cmd)
	return cmd
}

func (f *planFlags) add(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&f.domain, "domain", "", "`NAME` of the guest on the host, or its UUID")
	flags.StringVar(&f.current, "current", "", "`SNAPSHOT` that becomes the current one (default: the one that a document marks)")
	flags.StringVar(&f.guest, "guest", "", "`FILE` with the definition of the guest, as virsh dumpxml prints it")
	flags.StringVar(&f.format, "format", "sh", diag.Or(planFormats))
	flags.StringVar(&f.driver, "driver", string(libvirt.QEMU), "`DRIVER` of libvirt that the guest is run by")
	flags.StringVar(&f.libvirt, "libvirt", "", "`RELEASE` of libvirt on the host (default: the newest known)")
	flags.BoolVar(&f.validate, "validate", false, "have libvirt check the documents against its schema, too")
	checkFilesFlag(cmd, &f.checkFiles)
	flags.StringVar(&f.uuid, "rewrite-uuid", "", "`UUID` that the guest gets in all documents")
	flags.StringVar(&f.orphans, "reparent-orphans", "", "put snapshots without their parent below `SNAPSHOT`; without a value, or /, make roots of them")
	flags.Lookup("reparent-orphans").NoOptDefVal = toRoot
	flags.StringArrayVar(&f.drop, "drop", nil, "leave out `SNAPSHOT`; its children go to its parent; may be repeated")
	completeFlag(cmd, "format", planFormats...)
	completeBy(cmd, "driver", libvirt.DriverNames)
}

func runPlan(cmd *cobra.Command, f *planFlags, args []string) error {
	o, err := f.options()
	if err != nil {
		return err
	}
	set, err := readSnapshots(cmd, args)
	if err != nil {
		return err
	}
	h, err := f.choose(cmd, set)
	if err != nil {
		return err
	}
	if c := f.correction(); f.corrects() {
		o.Current = cmp.Or(f.current, h.CurrentAfter(c))
		if set, err = correct(cmd.ErrOrStderr(), set, h, c); err != nil {
			return err
		}
		if h, err = f.choose(cmd, set); err != nil {
			return err
		}
	}
	set.Check(checkOptions(f.checkFiles))
	return f.write(cmd, set, h, o)
}

// write makes the plan and writes it, unless something speaks against it.
func (f *planFlags) write(cmd *cobra.Command, set *hierarchy.Set, h *hierarchy.Hierarchy, o hierarchy.PlanOptions) error {
	stderr := cmd.ErrOrStderr()
	findings := set.About(h)
	plan := &hierarchy.Plan{Domain: o.Domain, Hierarchy: h}
	if !diag.HasErrors(findings) {
		made, err := hierarchy.NewPlan(h, o)
		if err != nil {
			return err
		}
		plan = made
		findings = slices.Concat(findings, plan.Findings)
	}
	if f.format == "json" {
		if err := plan.WriteJSON(cmd.OutOrStdout(), hierarchy.Reports(findings, set.Documents)); err != nil {
			return err
		}
	}
	if err := tellFindings(stderr, findings, set.Documents); err != nil {
		return err
	}
	if h.Current == nil && !h.SaysCurrent() {
		fmt.Fprintln(stderr, "snapxml: no document says which snapshot is the current one, as dumps do not; name it with --current")
	}
	if f.format == "json" {
		return nil
	}
	return plan.WriteScript(cmd.OutOrStdout())
}

// choose is the hierarchy of the guest that the plan is for.
func (f *planFlags) choose(cmd *cobra.Command, set *hierarchy.Set) (*hierarchy.Hierarchy, error) {
	if len(set.Guests) == 0 {
		if err := tellFindings(cmd.ErrOrStderr(), set.Findings, set.Documents); err != nil {
			return nil, err
		}
		return nil, errNoSnapshots
	}
	h, mixed, err := set.Choose(f.domain)
	if mixed != nil {
		return nil, tellFindings(cmd.ErrOrStderr(), []*diag.Diagnostic{mixed}, set.Documents)
	}
	return h, err
}

// options are what the flags say of the plan.
func (f *planFlags) options() (o hierarchy.PlanOptions, err error) {
	o = hierarchy.PlanOptions{Domain: f.domain, Current: f.current, Validate: f.validate}
	if f.domain == "" {
		return o, fmt.Errorf("the guest is not named; give its name on the host with --domain")
	}
	if !slices.Contains(planFormats, f.format) {
		return o, fmt.Errorf("unknown format %q; expected %s", f.format, diag.OneOf(planFormats))
	}
	if o.Driver, err = libvirt.ParseDriver(f.driver); err != nil {
		return o, err
	}
	if f.libvirt != "" {
		if o.Release, err = libvirt.ParseRelease(f.libvirt); err != nil {
			return o, fmt.Errorf("--libvirt: %w", err)
		}
	}
	if f.validate {
		if o.SchemaValid, err = schemaValid(f.libvirt); err != nil {
			return o, err
		}
	}
	if f.guest != "" {
		if o.Guest, err = readDefinition(f.guest); err != nil {
			return o, fmt.Errorf("--guest: %w", err)
		}
	}
	return o, nil
}

// schemaValid checks documents against the built-in schema as a release knew
// it.
func schemaValid(release string) (func(text []byte) bool, error) {
	file, err := builtinSchema(release)
	if err != nil {
		return nil, err
	}
	v, faults, err := validate.Compile(file, validate.Options{})
	if err != nil {
		return nil, err
	}
	if v == nil {
		return nil, fmt.Errorf("the built-in schema is not correct: %s", faults[0].Message)
	}
	return func(text []byte) bool { return !diag.HasErrors(v.Check(source.NewFile("", text))) }, nil
}

// corrects reports whether documents are to be corrected.
func (f *planFlags) corrects() bool { return f.uuid != "" || f.orphans != "" || len(f.drop) > 0 }

func (f *planFlags) correction() hierarchy.Correction {
	c := hierarchy.Correction{UUID: f.uuid, Orphans: f.orphans != "", NewParent: f.orphans, Drop: f.drop}
	if f.orphans == toRoot {
		c.NewParent = ""
	}
	return c
}

// correct corrects documents, writes them and tells what was done.
func correct(stderr io.Writer, set *hierarchy.Set, h *hierarchy.Hierarchy, c hierarchy.Correction) (*hierarchy.Set, error) {
	corrected, err := h.Correct(c)
	if err != nil {
		return nil, err
	}
	var copies []copied
	for _, k := range corrected {
		name := copyName(k.Document)
		for _, change := range k.Changes {
			fmt.Fprintf(stderr, "%s: %s\n", k.Document.File.Name(), change)
		}
		if k.Text != nil && name != k.Document.File.Name() {
			copies = append(copies, copied{name, k.Text})
		}
	}
	if err := writeCopies(stderr, copies); err != nil {
		return nil, err
	}
	return set.Corrected(corrected, copyName), nil
}
