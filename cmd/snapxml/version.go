package main

import (
	"encoding/json"
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"

	"github.com/snapxml/snapxml/schema"
	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/libxml2"
)

// A build is what the program knows about itself. What it does not know is
// "".
type build struct {
	Version  string `json:"version"`
	Revision string `json:"revision,omitempty"` // of the source, in git
	Time     string `json:"time,omitempty"`     // of that revision
	Modified bool   `json:"modified"`           // the source was changed after it
	Go       string `json:"go"`
	OS       string `json:"os"`
	Arch     string `json:"arch"`
	Libvirt  string `json:"libvirt"` // the newest release whose format is known
	Libxml2  string `json:"libxml2,omitempty"`
}

// readBuild reads what the Go command noted in the program.
func readBuild() build {
	b := build{Version: "(unknown)", Go: runtime.Version(), OS: runtime.GOOS, Arch: runtime.GOARCH, Libvirt: schema.Newest.String(), Libxml2: libxml2.Version()}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return b
	}
	b.Version = info.Main.Version
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			b.Revision = s.Value
		case "vcs.time":
			b.Time = s.Value
		case "vcs.modified":
			b.Modified = s.Value == "true"
		}
	}
	return b
}

// String is the build for people.
func (b build) String() string {
	var s strings.Builder
	fmt.Fprintf(&s, "snapxml %s\n", b.Version)
	if b.Revision != "" {
		fmt.Fprintf(&s, "revision %s", b.Revision)
		if b.Time != "" {
			fmt.Fprintf(&s, " of %s", b.Time)
		}
		if b.Modified {
			s.WriteString(", modified")
		}
		s.WriteString("\n")
	}
	fmt.Fprintf(&s, "built with %s for %s/%s\nlibvirt's formats up to %s\n", b.Go, b.OS, b.Arch, b.Libvirt)
	if b.Libxml2 != "" {
		fmt.Fprintf(&s, "libxml2 %s as a second engine\n", b.Libxml2)
	}
	return s.String()
}

func versionCommand() *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:   "version",
		Short: "print the version of snapxml and of the format it knows",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			switch format {
			case "text":
				_, err := fmt.Fprint(cmd.OutOrStdout(), readBuild())
				return err
			case "json":
				e := json.NewEncoder(cmd.OutOrStdout())
				e.SetIndent("", "  ")
				return e.Encode(readBuild())
			}
			return fmt.Errorf("unknown format %q; expected %s", format, diag.OneOf([]string{"text", "json"}))
		},
	}
	cmd.Flags().StringVar(&format, "format", "text", "text or json")
	completeFlag(cmd, "format", "text", "json")
	return cmd
}
