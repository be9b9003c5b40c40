package validate_test

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"regexp"
	"strings"
	"time"

	"github.com/snapxml/snapxml/validate/libxml2"
)

// A peer is another validator, which puts a schema and documents, given by
// absolute paths, to its own judgement. An error says that it came to none.
type peer func(schema string, documents []string) (*judgement, error)

// patience is how long xmllint may take; some of its faults take for ever.
const patience = 8 * time.Second

var xmllintLine = regexp.MustCompile(`^(/.*?):\d+: .*|^(/.*) (fails to validate|validates)$`)

// runXmllint is the [peer] xmllint, which is libxml2. A document with an error
// of namespaces, which xmllint tells of and then forgets, is not valid.
func runXmllint(schema string, documents []string) (*judgement, error) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	cmd := exec.CommandContext(ctx, "xmllint", append([]string{"--noout", "--nonet", "--relaxng", schema}, documents...)...)
	var stderr strings.Builder
	cmd.Stderr = &stderr
	err := cmd.Run()
	var exit *exec.ExitError
	switch {
	case ctx.Err() != nil:
		return nil, fmt.Errorf("%w: nothing within %v", libxml2.ErrNoVerdict, patience)
	case err != nil && strings.Contains(err.Error(), "segmentation fault"), err != nil && strings.Contains(err.Error(), "aborted"):
		return nil, libxml2.ErrCrash
	case err != nil && !errors.As(err, &exit), err != nil && exit.ExitCode() < 0:
		return nil, fmt.Errorf("%w\n%s", err, stderr.String())
	}
	j := &judgement{invalid: map[string][]string{}}
	if err != nil && exit.ExitCode() == 5 {
		j.faults = strings.Split(strings.TrimSpace(stderr.String()), "\n")
		return j, nil
	}
	return j, readXmllint(j, stderr.String(), documents)
}

// readXmllint reads xmllint's messages, which come document by document, each
// before the verdict. Of one that is not well-formed there is no verdict.
func readXmllint(j *judgement, out string, documents []string) error {
	said := map[string][]string{}
	settled := map[string]bool{}
	var loose []string // messages without a place
	for line := range strings.Lines(out) {
		line = strings.TrimSuffix(line, "\n")
		m := xmllintLine.FindStringSubmatch(line)
		switch {
		case m == nil:
			loose = append(loose, line)
		case m[1] != "":
			said[m[1]] = append(said[m[1]], line)
		default:
			settled[m[2]] = true
			if m[3] != "validates" || strings.Contains(strings.Join(said[m[2]], "\n"), "namespace error") {
				j.invalid[m[2]] = append(append(loose, said[m[2]]...), m[3])
			}
			loose = nil
		}
	}
	for _, d := range documents {
		switch {
		case settled[d]:
		case said[d] == nil:
			return fmt.Errorf("nothing about %s:\n%s", d, out)
		default:
			j.invalid[d] = said[d]
		}
	}
	return nil
}
