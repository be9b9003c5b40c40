package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/snapxml/snapxml/validate/libxml2"
)

var update = flag.Bool("update", false, "rewrite the expected output of the scripts, then fail")

// programs are what tests and scripts can run by name.
var programs = map[string]func(){"snapxml": program}

func TestMain(m *testing.M) {
	testscript.Main(m, programs)
}

// program is main. What Linux knows of the process at its end goes to the file
// that SNAPXML_TEST_STATUS names; the parent could only learn of memory that
// includes its own.
func program() {
	tuneMemory()
	status := run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	if path := os.Getenv("SNAPXML_TEST_STATUS"); path != "" {
		text, err := os.ReadFile("/proc/self/status")
		if err == nil {
			err = os.WriteFile(path, text, 0o666)
		}
		if err != nil {
			panic(err)
		}
	}
	os.Exit(status)
}

// The scripts in testdata/script run the commands as a user does and compare
// output and exit status.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error { // text with zero bytes cannot stand in a script
			return os.WriteFile(filepath.Join(env.WorkDir, "names.zero"), []byte("a.xml\x00dir/sub/c.xml\x00"), 0o666)
		},
		Condition: func(condition string) (bool, error) {
			if condition == "libxml2" {
				return libxml2.Built, nil
			}
			return false, fmt.Errorf("unknown condition %q", condition)
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"status": exitStatus,
		},
	})
	if *update {
		t.Error("the scripts were rewritten; read the changes and run again without -update")
	}
}

// exitStatus is the script command "status N COMMAND...": the command must
// exit with that status. Its output is there for stdout and stderr.
func exitStatus(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: status N command...")
	}
	err := ts.Exec(args[1], args[2:]...)
	got := "0"
	if err != nil {
		got = err.Error()
	}
	if want := args[0]; got != want && got != "exit status "+want {
		ts.Fatalf("%v: got %s, want exit status %s", args[1:], got, want)
	}
}
