package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/spf13/cobra"

	"github.com/snapxml/snapxml/schema"
	"github.com/snapxml/snapxml/schema/domainsnapshot"
	"github.com/snapxml/snapxml/schema/export/relaxng"
	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/relaxng/syntax"
	"github.com/snapxml/snapxml/validate/source"
)

func schemaCommand() *cobra.Command {
	var format, libvirt, file string
	cmd := &cobra.Command{
		Use:   "schema",
		Short: "print the schema of the domainsnapshot format, or convert another",
		Long: "schema prints the built-in schema as RELAX NG in XML syntax (rng) or compact syntax (rnc), or the model\n" +
			"that both are made of (json). With --libvirt it is the schema as that release knew the format. With\n" +
			"--schema another schema is converted, with its comments and annotations. References to other files\n" +
			"change their endings alike, .rnc to .rng or back, so convert those files too.",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if file != "" && libvirt != "" {
				return fmt.Errorf("--libvirt chooses a release of the built-in schema; it does not go with --schema")
			}
			if file != "" {
				return convertSchema(cmd.OutOrStdout(), cmd.ErrOrStderr(), file, format)
			}
			m, err := modelAt(libvirt)
			if err != nil {
				return err
			}
			return writeSchema(cmd.OutOrStdout(), m, format)
		},
	}
	cmd.Flags().StringVar(&format, "format", "rng", "rng, rnc or json")
	cmd.Flags().StringVar(&libvirt, "libvirt", "", "libvirt release, such as 0.9.5 (default: the newest known)")
	cmd.Flags().StringVar(&file, "schema", "", "RELAX NG schema, .rng or .rnc, to be converted instead")
	completeFlag(cmd, "format", "rng", "rnc", "json")
	completeBy(cmd, "libvirt", releases)
	completeFiles(cmd, "schema", "rng", "rnc")
	return cmd
}

// convertSchema writes a schema in one syntax or the other.
func convertSchema(w, stderr io.Writer, file, format string) error {
	write, ok := map[string]func(io.Writer, *syntax.Pattern) error{"rng": syntax.WriteXML, "rnc": syntax.WriteCompact}[format]
	if !ok {
		return fmt.Errorf("unknown format %q; with --schema expected %s", format, diag.OneOf([]string{"rng", "rnc"}))
	}
	p, faults, err := syntax.Load(file, syntax.Options{})
	if err != nil {
		return err
	}
	if err := printFaults(stderr, "schema", &diag.Report{Path: file, Diagnostics: faults}); err != nil {
		return err
	}
	redirect(p, "."+format)
	return write(w, p)
}

// redirect changes the endings of the files that a schema refers to, for they
// are to be converted as well.
func redirect(p *syntax.Pattern, ending string) {
	if p.External != nil {
		p.Href = withEnding(p.Href, ending)
	}
	for _, sub := range p.Sub {
		redirect(sub, ending)
	}
	if p.Grammar != nil {
		redirectGrammar(p.Grammar, ending)
	}
}

func redirectGrammar(g *syntax.Grammar, ending string) {
	for _, c := range g.Content {
		c.Href = withEnding(c.Href, ending)
		if c.Pattern != nil {
			redirect(c.Pattern, ending)
		}
		if c.Grammar != nil {
			redirectGrammar(c.Grammar, ending)
		}
	}
}

func withEnding(href, ending string) string {
	if old := path.Ext(href); old == ".rng" || old == ".rnc" {
		return strings.TrimSuffix(href, old) + ending
	}
	return href
}

func writeSchema(w io.Writer, m *schema.Model, format string) error {
	switch format {
	case "rng":
		return relaxng.WriteXML(w, m)
	case "rnc":
		return relaxng.WriteCompact(w, m)
	case "json":
		e := json.NewEncoder(w)
		e.SetEscapeHTML(false)
		e.SetIndent("", "  ")
		return e.Encode(m)
	}
	return fmt.Errorf("unknown format %q; expected %s", format, diag.OneOf([]string{"rng", "rnc", "json"}))
}

// modelAt is the domainsnapshot format as a release knew it; "" is the newest.
func modelAt(libvirt string) (*schema.Model, error) {
	m := domainsnapshot.Model()
	if libvirt == "" {
		return m, nil
	}
	v, err := parseRelease(libvirt)
	if err != nil {
		return nil, fmt.Errorf("--libvirt: %w", err)
	}
	return m.At(v), nil
}

// parseRelease reads a release of libvirt that knows snapshots.
func parseRelease(libvirt string) (schema.Version, error) {
	v, err := schema.ParseVersion(libvirt)
	if err == nil && v.Compare(oldest) < 0 {
		err = fmt.Errorf("snapshots came with libvirt %v", oldest)
	}
	return v, err
}

// oldest is the release that brought snapshots.
var oldest = schema.Version{Major: 0, Minor: 8}

// builtinSchema is the RELAX NG schema of the format as a release knew it.
func builtinSchema(libvirt string) (*source.File, error) {
	if libvirt == "" {
		return source.NewFile("domainsnapshot.rng", domainsnapshot.RNG()), nil
	}
	m, err := modelAt(libvirt)
	if err != nil {
		return nil, err
	}
	var rng bytes.Buffer
	if err := relaxng.WriteXML(&rng, m); err != nil {
		return nil, err
	}
	return source.NewFile("domainsnapshot-"+libvirt+".rng", rng.Bytes()), nil
}
