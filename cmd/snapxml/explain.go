package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/snapxml/snapxml/validate/diag"
)

func explainCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "explain [CODE]",
		Short: "say what a diagnostic's code means",
		Long:  "explain prints when a code is reported and an example of it; without a code it lists all of them.",
		Args:  cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return listCodes(cmd.OutOrStdout())
			}
			entry, ok := diag.Lookup(diag.Code(args[0]))
			if !ok {
				return fmt.Errorf("no diagnostic has the code %q%s; snapxml explain lists all", args[0], diag.DidYouMean(args[0], codeNames()))
			}
			return explain(cmd.OutOrStdout(), entry)
		},
	}
}

func codeNames() []string {
	var names []string
	for _, e := range diag.Codes() {
		names = append(names, string(e.Code))
	}
	return names
}

func listCodes(w io.Writer) error {
	for _, e := range diag.Codes() {
		if _, err := fmt.Fprintf(w, "%-28s %s\n", e.Code, e.Summary); err != nil {
			return err
		}
	}
	return nil
}

func explain(w io.Writer, e diag.Entry) error {
	text := fmt.Sprintf("%s: %s\n\n%s\n", e.Code, e.Summary, e.Doc)
	for _, part := range []struct{ title, code string }{{"Schema", e.Example.Schema}, {"Document", e.Example.Document}} {
		if part.code != "" {
			text += fmt.Sprintf("\n%s:\n    %s\n", part.title, strings.ReplaceAll(part.code, "\n", "\n    "))
		}
	}
	_, err := io.WriteString(w, text)
	return err
}
