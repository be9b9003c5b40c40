package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/snapxml/snapxml/schema"
	"github.com/snapxml/snapxml/schema/domainsnapshot"
	"github.com/snapxml/snapxml/schema/export/relaxng"
	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/source"
)

func schemaCommand() *cobra.Command {
	var format, libvirt string
	cmd := &cobra.Command{
		Use:   "schema",
		Short: "print the schema of the domainsnapshot format",
		Long: "schema prints the built-in schema as RELAX NG in XML syntax (rng) or compact syntax (rnc), or the model\n" +
			"that both are made of (json). With --libvirt it is the schema as that release knew the format.",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			m, err := modelAt(libvirt)
			if err != nil {
				return err
			}
			return writeSchema(cmd.OutOrStdout(), m, format)
		},
	}
	cmd.Flags().StringVar(&format, "format", "rng", "rng, rnc or json")
	cmd.Flags().StringVar(&libvirt, "libvirt", "", "libvirt release, such as 0.9.5 (default: the newest known)")
	return cmd
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
	v, err := schema.ParseVersion(libvirt)
	if err != nil {
		return nil, fmt.Errorf("--libvirt: %w", err)
	}
	if v.Compare(oldest) < 0 {
		return nil, fmt.Errorf("--libvirt: snapshots came with libvirt %v", oldest)
	}
	return m.At(v), nil
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
