package main

import (
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"github.com/snapxml/snapxml/schema"
	"github.com/snapxml/snapxml/schema/domainsnapshot"
	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/libvirt"
	"github.com/snapxml/snapxml/validate/rules"
)

// shells are the shells that can complete the command line.
var shells = []string{"bash", "zsh", "fish", "powershell"}

func completionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "completion SHELL",
		Short: "print the script by which a shell completes the command line",
		Long: "completion prints a script for bash, zsh, fish or powershell, which completes commands, flags, formats,\n" +
			"codes, releases of libvirt and names of files.",
		Example: "  snapxml completion bash > /etc/bash_completion.d/snapxml\n" +
			"  snapxml completion zsh > \"${fpath[1]}/_snapxml\"\n" +
			"  snapxml completion fish > ~/.config/fish/completions/snapxml.fish",
		ValidArgs: shells,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return fmt.Errorf("expected the name of a shell: %s", diag.OneOf(shells))
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			out, root := cmd.OutOrStdout(), cmd.Root()
			switch args[0] {
			case "bash":
				return root.GenBashCompletionV2(out, true)
			case "zsh":
				return root.GenZshCompletion(out)
			case "fish":
				return root.GenFishCompletion(out, true)
			case "powershell":
				return root.GenPowerShellCompletionWithDesc(out)
			}
			return fmt.Errorf("unknown shell %q%s; expected %s", args[0], diag.DidYouMean(args[0], shells), diag.OneOf(shells))
		},
	}
}

// completeFlag offers the values of a flag.
func completeFlag(cmd *cobra.Command, flag string, values ...string) {
	completeBy(cmd, flag, func() []string { return values })
}

// completeBy offers the values of a flag that a function knows.
func completeBy(cmd *cobra.Command, flag string, values func() []string) {
	err := cmd.RegisterFlagCompletionFunc(flag, func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return values(), cobra.ShellCompDirectiveNoFileComp
	})
	if err != nil {
		panic(err) // the flag does not exist
	}
}

// completeFiles offers files with certain endings for a flag.
func completeFiles(cmd *cobra.Command, flag string, endings ...string) {
	err := cmd.RegisterFlagCompletionFunc(flag, func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return endings, cobra.ShellCompDirectiveFilterFileExt
	})
	if err != nil {
		panic(err) // the flag does not exist
	}
}

// completeValidate says how the flags of validate are completed.
func completeValidate(cmd *cobra.Command) {
	completeFlag(cmd, "color", colorModes...)
	completeFlag(cmd, "engine", engines...)
	completeBy(cmd, "format", formatChoices)
	completeBy(cmd, "libvirt", releases)
	completeFlag(cmd, "purpose", rules.Purposes()...)
	completeFlag(cmd, "driver", libvirt.DriverNames()...)
	completeFiles(cmd, "guest", "xml")
	completeFiles(cmd, "schema", "rng", "rnc")
	completeFiles(cmd, "config", "toml")
	completeFiles(cmd, "baseline", "json")
	cmd.ValidArgsFunction = func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return []string{"xml"}, cobra.ShellCompDirectiveFilterFileExt
	}
}

// formatChoices is the output formats with what they are for.
func formatChoices() []string {
	var choices []string
	for _, f := range diag.Formats {
		choices = append(choices, f.Name+"\t"+f.Doc)
	}
	return choices
}

// codeChoices is the codes with what they are for.
func codeChoices() []string {
	var choices []string
	for _, e := range libvirt.Catalogue() {
		choices = append(choices, string(e.Code)+"\t"+e.Summary)
	}
	return choices
}

// releases is the releases of libvirt that changed the format, newest first.
func releases() []string {
	versions := []schema.Version{schema.Newest}
	for _, e := range domainsnapshot.Model().Entries().All {
		if v := e.Since(); v.Compare(oldest) >= 0 {
			versions = append(versions, v)
		}
	}
	slices.SortFunc(versions, func(a, b schema.Version) int { return b.Compare(a) })
	var names []string
	for _, v := range slices.Compact(versions) {
		names = append(names, v.String())
	}
	return names
}
