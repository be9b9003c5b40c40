//go:build !man

package main

import "github.com/spf13/cobra"

// addManCommand adds nothing; make man builds with the tag that has it do so.
func addManCommand(*cobra.Command) {}
