package main

import (
	"github.com/spf13/cobra"

	"github.com/snapxml/snapxml/validate/config"
)

// topics are what "snapxml help" explains besides the commands.
func topics() []*cobra.Command {
	return []*cobra.Command{
		{
			Use:   "configuration",
			Short: "the configuration file, .snapxml.toml",
			Long: "A file " + config.Name + " says how documents in its folder and below are checked. For a document count\n" +
				"those in its folder and in all folders above, up to one with root = true; what a nearer one says counts\n" +
				"for more, and what the command line says for most.\n\n" + config.Reference() + `Patterns and paths are relative to the folder of the file and have slashes. A
pattern without a slash is for names in any folder; "**" is any number of
folders. Of several [[files]] that match a document the last counts most. An
example:

    root = true
    libvirt = "9.0.0"
    ignore = ["drafts/"]

    [severity]
    suppression-unused = "error"

    [[files]]
    patterns = ["books/**/*.xml"]
    schema = "schemas/docbook.rng"`,
		},
		{
			Use:   "suppression",
			Short: "comments and baselines that keep findings from being reported",
			Long: `In a document, a comment suppresses findings that are meant to be:

    <!-- snapxml:ignore element-not-allowed: our own extension -->
    <extension/>

After "snapxml:ignore" stands a code, or several with commas between them; after
a colon there may be a reason. The comment speaks of the element that follows
it, with all that is in it. Where none follows in the same parent it speaks of
the parent, and at the end of a line of the element that ends in that line.
"snapxml:ignore-file" speaks of the whole document; without a code it means all
of them. What is not well-formed cannot be suppressed, and a comment that
suppresses nothing is reported as suppression-unused.

For many old findings there is a baseline: a file that lists them. Write it once
and give it from then on; only what is new is reported. A finding is known by its
document, code, element and message, so lines may move.

    snapxml validate --baseline known.json --write-baseline snapshots
    snapxml validate --baseline known.json snapshots

To turn a code off, or make it a warning, set its severity in a configuration;
see snapxml help configuration.`,
		},
	}
}
