package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/libvirt"
)

// explainFormats are the values of explain --format.
var explainFormats = []string{"text", "markdown", "json"}

func explainCommand() *cobra.Command {
	var format string
	all := false
	cmd := &cobra.Command{
		Use:   "explain [CODE]",
		Short: "say what a diagnostic's code means",
		Long: "explain prints when a code is reported, what to do about it, and an example of it. Without a code it\n" +
			"lists all of them in a line each, with --all it explains all.",
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			entries, err := explained(args, all)
			if err != nil {
				return err
			}
			return writeEntries(cmd.OutOrStdout(), entries, format, len(args) == 0 && !all)
		},
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return codeChoices(), cobra.ShellCompDirectiveNoFileComp
		},
	}
	cmd.Flags().BoolVar(&all, "all", false, "explain all codes")
	cmd.Flags().StringVar(&format, "format", "text", diag.Or(explainFormats))
	completeFlag(cmd, "format", explainFormats...)
	return cmd
}

// explained is the entries of the catalogue that the arguments ask for.
func explained(args []string, all bool) ([]diag.Entry, error) {
	if len(args) == 0 {
		return libvirt.Catalogue(), nil
	}
	if all {
		return nil, fmt.Errorf("--all does not go with a code; it explains every one")
	}
	var names []string
	for _, e := range libvirt.Catalogue() {
		if string(e.Code) == args[0] {
			return []diag.Entry{e}, nil
		}
		names = append(names, string(e.Code))
	}
	return nil, fmt.Errorf("no diagnostic has the code %q%s; snapxml explain lists all", args[0], diag.DidYouMean(args[0], names))
}

func writeEntries(w io.Writer, entries []diag.Entry, format string, list bool) error {
	var b strings.Builder
	switch format {
	case "json":
		return entriesJSON(w, entries)
	case "markdown":
		entriesMarkdown(&b, entries)
	case "text":
		for i, e := range entries {
			switch {
			case list:
				fmt.Fprintf(&b, "%-28s %s\n", e.Code, e.Summary)
			case i > 0:
				fmt.Fprintf(&b, "\n%s", entryText(e))
			default:
				b.WriteString(entryText(e))
			}
		}
	default:
		return fmt.Errorf("unknown format %q; expected %s", format, diag.OneOf(explainFormats))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func entryText(e diag.Entry) string {
	text := fmt.Sprintf("%s: %s\n\n%s\n", e.Code, e.Summary, e.Doc)
	for _, p := range e.Example.Parts() {
		text += fmt.Sprintf("\n%s:\n    %s\n", p.Title, strings.ReplaceAll(p.Text, "\n", "\n    "))
	}
	return text
}

// entriesMarkdown writes a reference of codes.
func entriesMarkdown(b *strings.Builder, entries []diag.Entry) {
	b.WriteString("# Codes of diagnostics\n")
	for _, e := range entries {
		fmt.Fprintf(b, "\n## %s\n\n%s.\n\n%s\n", e.Code, strings.ToUpper(e.Summary[:1])+e.Summary[1:], e.Doc)
		for _, p := range e.Example.Parts() {
			fmt.Fprintf(b, "\n%s:\n\n```%s\n%s\n```\n", p.Title, p.Language, p.Text)
		}
	}
}

// entriesJSON writes entries as a list of objects.
func entriesJSON(w io.Writer, entries []diag.Entry) error {
	type example struct {
		Schema   string `json:"schema,omitempty"`
		Document string `json:"document,omitempty"`
		Source   string `json:"source,omitempty"`
		Config   string `json:"config,omitempty"`
		Target   string `json:"target,omitempty"`
		Purpose  string `json:"purpose,omitempty"`

		Snapshots string `json:"snapshots,omitempty"`
		Guest     string `json:"guest,omitempty"`
	}
	type object struct {
		Code    diag.Code `json:"code"`
		Summary string    `json:"summary"`
		Doc     string    `json:"doc"`
		Option  string    `json:"option,omitempty"`
		Example example   `json:"example,omitzero"`
	}
	objects := []object{}
	for _, e := range entries {
		objects = append(objects, object{e.Code, e.Summary, e.Doc, e.Option, example(e.Example)})
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(objects)
}
