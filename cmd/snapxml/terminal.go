package main

import (
	"fmt"
	"io"
	"os"
	"runtime"

	"github.com/snapxml/snapxml/validate/diag"
)

// colorModes are the values of --color.
var colorModes = []string{"auto", "always", "never"}

// useColor says whether to write in colour: by --color, and for "auto" if the
// output is a terminal that shows colours and NO_COLOR (no-color.org) is not
// set.
func useColor(mode string, w io.Writer) (bool, error) {
	switch mode {
	case "always":
		return true, nil
	case "never":
		return false, nil
	case "auto":
		return os.Getenv("NO_COLOR") == "" && isTerminal(w) && showsColor(), nil
	}
	return false, fmt.Errorf("unknown value %q of --color; expected %s", mode, diag.OneOf(colorModes))
}

// showsColor reports whether the terminal is known to understand escape
// sequences. The console of Windows does not always; those that do say so.
func showsColor() bool {
	term := os.Getenv("TERM")
	if runtime.GOOS == "windows" {
		return os.Getenv("WT_SESSION") != "" || term != ""
	}
	return term != "" && term != "dumb"
}

// isTerminal reports whether what is written is shown to somebody: a character
// device that is not the null device.
func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	if err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return false
	}
	null, err := os.Stat(os.DevNull)
	return err != nil || !os.SameFile(info, null)
}
