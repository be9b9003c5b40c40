package main

import (
	"errors"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/hierarchy"
)

// diffFormats are the values of diff --format.
var diffFormats = []string{"text", "json"}

func diffCommand() *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:   "diff A B",
		Short: "compare two hierarchies of snapshots, such as those of a host and of its replica",
		Long: "diff says which snapshots are only on one side, which have another parent, and which parts of their\n" +
			"documents differ. The order of documents, of elements and of attributes does not matter, nor does white\n" +
			"space between elements. The exit status is 1 if there are differences.\n\nA and B are each a PATH. " + snapshotPaths,
		Example: "  snapxml diff snapshots/ replica/",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) != 2 {
				return fmt.Errorf("expected two hierarchies to compare, each a file, a folder, a pattern, or - for standard input")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return runDiff(cmd, args, format) },
	}
	cmd.Flags().StringVar(&format, "format", "text", diag.Or(diffFormats))
	completeFlag(cmd, "format", diffFormats...)
	return cmd
}

func runDiff(cmd *cobra.Command, args []string, format string) error {
	if !slices.Contains(diffFormats, format) {
		return fmt.Errorf("unknown format %q; expected %s", format, diag.OneOf(diffFormats))
	}
	var sides [2]*hierarchy.Set
	var faulty error
	for i := range sides {
		set, err := readSnapshots(cmd, args[i:i+1])
		if err != nil {
			return err
		}
		sides[i] = set
		err = tellFindings(cmd.ErrOrStderr(), set.Findings, set.Documents)
		if err != nil && !errors.Is(err, errFindings) {
			return err
		}
		faulty = errors.Join(faulty, err)
	}
	comparisons := hierarchy.Compare(sides[0], sides[1])
	write := hierarchy.WriteComparisons
	if format == "json" {
		write = hierarchy.WriteComparisonsJSON
	}
	if err := write(cmd.OutOrStdout(), comparisons); err != nil {
		return err
	}
	if hierarchy.Differ(comparisons) {
		return errFindings
	}
	return faulty
}
