package validate_test

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/snapxml/snapxml/testdata/peers"
	"github.com/snapxml/snapxml/validate/diag"
)

// A judgement is what a validator says of a schema and of documents.
type judgement struct {
	faults  []string            // of the schema; it is correct if there are none
	invalid map[string][]string // by the path of the document
}

// correct says whether the schema is.
func (j *judgement) correct() bool { return len(j.faults) == 0 }

// valid says whether a document is.
func (j *judgement) valid(document string) bool { return len(j.invalid[document]) == 0 }

var (
	jingLine = regexp.MustCompile(`^(?:(/.*?):)?(?:(?:\d+:\d+:)? ?(error|fatal|warning): )(.*)`)
	jingEnv  = "JAVA_TOOL_OPTIONS=-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xss32m" // a quick start
)

// runJing puts a schema and documents, given by absolute paths, to jing in one
// process. Identifiers are not checked to be unique. The error says that jing
// came to no judgement.
func runJing(schema string, documents []string) (*judgement, error) {
	args := []string{"-i"}
	if filepath.Ext(schema) == ".rnc" {
		args = append(args, "-c")
	}
	cmd := exec.Command("jing", append(append(args, schema), documents...)...)
	cmd.Env = append(os.Environ(), jingEnv)
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		return nil, err
	}
	j := readJing(string(out), documents)
	switch {
	case strings.Contains(string(out), ": fatal: "):
		return nil, fmt.Errorf("not well-formed, and jing goes no further:\n%s", out)
	case strings.Contains(stderr.String(), "Exception"), strings.Contains(stderr.String(), "StackOverflow"),
		(err != nil) != (!j.correct() || len(j.invalid) > 0):
		return nil, fmt.Errorf("%v\n%s\n%s", err, out, stderr.String())
	}
	return j, nil
}

// mustRunJing is [runJing] for where jing must come to a judgement.
func mustRunJing(t testing.TB, schema string, documents []string) *judgement {
	t.Helper()
	peers.Tool(t, "jing")
	j, err := runJing(schema, documents)
	if err != nil {
		t.Fatalf("jing: %v", err)
	}
	return j
}

// readJing reads jing's messages. What is not about a document is about the
// schema or a file that belongs to it.
func readJing(out string, documents []string) *judgement {
	j := &judgement{invalid: map[string][]string{}}
	given := map[string]bool{}
	for _, d := range documents {
		given[d] = true
	}
	for line := range strings.Lines(out) {
		m := jingLine.FindStringSubmatch(line)
		switch {
		case m == nil || m[2] == "warning": // the rest of a message, or none
		case given[m[1]]:
			j.invalid[m[1]] = append(j.invalid[m[1]], strings.TrimSpace(line[len(m[1]):]))
		default:
			j.faults = append(j.faults, strings.TrimSpace(line))
		}
	}
	return j
}

// errorTexts are the messages of the errors among diagnostics.
func errorTexts(found []*diag.Diagnostic) []string {
	var lines []string
	for _, d := range found {
		if d.Severity == diag.Error {
			lines = append(lines, string(d.Code)+": "+d.Message)
		}
	}
	return lines
}
