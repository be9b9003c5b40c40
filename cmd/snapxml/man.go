//go:build man

package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
)

// addManCommand adds the command that writes the manual pages. It is for
// builders of packages and not in the released program, which starts faster
// without it.
func addManCommand(root *cobra.Command) {
	var dir string
	cmd := &cobra.Command{
		Use:    "man -o DIR",
		Short:  "write the manual pages",
		Hidden: true,
		Args:   cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if dir == "" {
				return fmt.Errorf("a folder to write to is missing; give it with -o")
			}
			if err := os.MkdirAll(dir, 0o777); err != nil {
				return err
			}
			root.DisableAutoGenTag = true
			return writeManPages(root, dir)
		},
	}
	cmd.Flags().StringVarP(&dir, "output", "o", "", "folder to write to; made if missing")
	root.AddCommand(cmd)
}

// writeManPages writes a page for each command, and one for each topic, which
// the generator passes over. All builds write the same.
func writeManPages(root *cobra.Command, dir string) error {
	date := time.Unix(0, 0).UTC()
	header := doc.GenManHeader{Title: "SNAPXML", Section: "1", Source: "snapxml", Manual: "snapxml", Date: &date}
	if err := doc.GenManTree(root, &header, dir); err != nil {
		return err
	}
	for _, topic := range root.Commands() {
		if !topic.IsAdditionalHelpTopicCommand() {
			continue
		}
		f, err := os.Create(filepath.Join(dir, "snapxml-"+topic.Name()+".1"))
		if err != nil {
			return err
		}
		if err := errors.Join(doc.GenMan(topic, &header, f), f.Close()); err != nil {
			return err
		}
	}
	return nil
}
