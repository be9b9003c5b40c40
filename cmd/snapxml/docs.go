package main

import (
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/snapxml/snapxml/docsgen"
	"github.com/snapxml/snapxml/schema/domainsnapshot"
	"github.com/snapxml/snapxml/validate"
	"github.com/snapxml/snapxml/validate/source"
)

func docsCommand() *cobra.Command {
	var dir string
	cmd := &cobra.Command{
		Use:   "docs -o DIR",
		Short: "write the reference page of the format",
		Long: "docs writes formatsnapshot.html and what belongs to it into a folder. Every example on the page is\n" +
			"validated on the way; one that is not valid stops the build.",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if dir == "" {
				return fmt.Errorf("a folder to write to is missing; give it with -o")
			}
			if err := writeDocs(dir); err != nil {
				return err
			}
			fmt.Fprintf(cmd.ErrOrStderr(), "wrote %s\n", filepath.Join(dir, "formatsnapshot.html"))
			return nil
		},
	}
	cmd.Flags().StringVarP(&dir, "output", "o", "", "folder to write to; made if missing")
	return cmd
}

func writeDocs(dir string) error {
	v, faults, err := validate.Compile(source.NewFile("domainsnapshot.rng", domainsnapshot.RNG()), validate.Options{})
	if err != nil {
		return err
	}
	if v == nil {
		return fmt.Errorf("the built-in schema is not correct: %s", faults[0].Message)
	}
	return docsgen.Write(dir, domainsnapshot.Model(), docsgen.Options{
		Title: "Snapshot XML format",
		RNG:   domainsnapshot.RNG(),
		RNC:   domainsnapshot.RNC(),
		Validate: func(xml []byte) error {
			if ds := v.Check(source.NewFile("example", xml)); len(ds) > 0 {
				return fmt.Errorf("%s", ds[0].Message)
			}
			return nil
		},
	})
}
