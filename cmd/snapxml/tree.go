package main

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/hierarchy"
)

// treeFormats are the values of tree --format.
var treeFormats = []string{"text", "json", "dot", "svg"}

func treeCommand() *cobra.Command {
	var format, current string
	var plain, checkFiles bool
	cmd := &cobra.Command{
		Use:   "tree PATH...",
		Short: "draw the hierarchy of snapshots, and say what is wrong with it",
		Long: "tree draws the snapshots of each guest as virsh snapshot-list --tree does, with state, time and the current\n" +
			"one marked, or writes them as JSON, as a graph for Graphviz (dot) or as a picture (svg). What is wrong with\n" +
			"the set of documents goes to standard error: names that are there twice, parents that are not there, cycles,\n" +
			"several current snapshots or guests, odd times, and overlays that are shared or missing.\n\n" + snapshotPaths,
		Example: "  snapxml tree snapshots/\n" +
			"  snapxml tree --format svg /var/lib/libvirt/qemu/snapshot/vm1 > vm1.svg\n" +
			"  for s in $(virsh snapshot-list vm1 --name); do virsh snapshot-dumpxml vm1 $s; done | snapxml tree -",
		Args: needPaths,
		RunE: func(cmd *cobra.Command, args []string) error {
			write, err := treeWriter(format, plain)
			if err != nil {
				return err
			}
			set, err := readSnapshots(cmd, args)
			if err != nil {
				return err
			}
			if err := set.SetCurrent(current); err != nil {
				return err
			}
			set.Check(checkOptions(checkFiles))
			if err := write(cmd.OutOrStdout(), set); err != nil {
				return err
			}
			err = tellFindings(cmd.ErrOrStderr(), set.Findings, set.Documents)
			if err == nil && len(set.Guests) == 0 {
				return errNoSnapshots
			}
			return err
		},
	}
	cmd.Flags().StringVar(&format, "format", "text", diag.Or(treeFormats))
	cmd.Flags().StringVar(&current, "current", "", "mark `SNAPSHOT` as the current one (default: the one that a document marks)")
	cmd.Flags().BoolVar(&plain, "plain", false, "draw names only, as virsh does to the byte")
	checkFilesFlag(cmd, &checkFiles)
	completeFlag(cmd, "format", treeFormats...)
	return cmd
}

var errNoSnapshots = fmt.Errorf("there is no snapshot in what was named")

func checkFilesFlag(cmd *cobra.Command, checkFiles *bool) {
	cmd.Flags().BoolVar(checkFiles, "check-files", false, "look for images, overlays and saved memory on this machine")
}

func checkOptions(checkFiles bool) hierarchy.CheckOptions {
	if checkFiles {
		return hierarchy.CheckOptions{Exists: fileExists}
	}
	return hierarchy.CheckOptions{}
}

// treeWriter is how to write a set in a format.
func treeWriter(format string, plain bool) (func(io.Writer, *hierarchy.Set) error, error) {
	if plain && format != "text" {
		return nil, fmt.Errorf("--plain goes with --format text only")
	}
	switch format {
	case "text":
		return func(w io.Writer, set *hierarchy.Set) error { return set.Draw(w, hierarchy.DrawOptions{Plain: plain}) }, nil
	case "json":
		return func(w io.Writer, set *hierarchy.Set) error { return set.WriteJSON(w) }, nil
	case "dot":
		return func(w io.Writer, set *hierarchy.Set) error { return set.WriteDOT(w) }, nil
	case "svg":
		return func(w io.Writer, set *hierarchy.Set) error { return set.WriteSVG(w) }, nil
	}
	return nil, fmt.Errorf("unknown format %q%s; expected %s", format, diag.DidYouMean(format, treeFormats), diag.OneOf(treeFormats))
}
