package main

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/snapxml/snapxml/schema"
	"github.com/snapxml/snapxml/schema/domainsnapshot"
	"github.com/snapxml/snapxml/validate/diag"
)

func sampleCommand() *cobra.Command {
	list := false
	cmd := &cobra.Command{
		Use:   "sample [NAME]",
		Short: "print an example document",
		Long: "sample prints one of the documents that the reference page shows, to start one's own from: the minimal\n" +
			"creation, or the one that NAME says.",
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			examples := domainsnapshot.Model().Examples
			if list {
				return listSamples(cmd.OutOrStdout(), examples)
			}
			name := examples[0].Name
			if len(args) == 1 {
				name = args[0]
			}
			return printSample(cmd.OutOrStdout(), examples, name)
		},
	}
	cmd.Flags().BoolVar(&list, "list", false, "list the names instead")
	cmd.ValidArgsFunction = func(_ *cobra.Command, args []string, _ string) (names []string, _ cobra.ShellCompDirective) {
		for _, e := range domainsnapshot.Model().Examples {
			if len(args) == 0 {
				names = append(names, e.Name+"\t"+e.Title)
			}
		}
		return names, cobra.ShellCompDirectiveNoFileComp
	}
	return cmd
}

func listSamples(w io.Writer, examples []*schema.Example) error {
	for _, e := range examples {
		if _, err := fmt.Fprintf(w, "%-28s %-9s %s\n", e.Name, e.Use, e.Title); err != nil {
			return err
		}
	}
	return nil
}

func printSample(w io.Writer, examples []*schema.Example, name string) error {
	var names []string
	for _, e := range examples {
		if e.Name == name {
			_, err := io.WriteString(w, e.XML)
			return err
		}
		names = append(names, e.Name)
	}
	return fmt.Errorf("no example is called %q%s; see snapxml sample --list", name, diag.DidYouMean(name, names))
}
