package hierarchy

import (
	"bufio"
	"bytes"
	_ "embed"
	"io"
	"strconv"
	"strings"
)

// A script is its head with the values of the plan, a command with a document
// for each step, and its end.
var (
	//go:embed plan.sh
	scriptHead string
	//go:embed plan_end.sh
	scriptEnd string
)

// WriteScript writes the plan as a shell script (POSIX.1-2017, XCU 2) that
// carries it out by virsh. It needs no other file.
func (p *Plan) WriteScript(out io.Writer) error {
	w := bufio.NewWriterSize(out, 1<<16)
	current, validate := "", ""
	if c := p.Hierarchy.Current; c != nil {
		current = c.Name
	}
	if p.Validate {
		validate = " --validate"
	}
	_, err := strings.NewReplacer(
		"@COUNT@", count(len(p.Steps), "snapshot"), "@TITLE@", p.Hierarchy.title(), "@TOTAL@", strconv.Itoa(len(p.Steps)),
		"@DOMAIN@", quoteShell(p.Domain), "@UUID@", quoteShell(p.Hierarchy.Guest.UUID), "@CURRENT@", quoteShell(current), "@VALIDATE@", validate,
	).WriteString(w, scriptHead)
	if err != nil {
		return err
	}
	for _, step := range p.Steps {
		writeStep(w, step.Snapshot)
	}
	w.WriteString(scriptEnd)
	return w.Flush()
}

// writeStep writes the command for a snapshot with its document.
func writeStep(w *bufio.Writer, s *Snapshot) {
	text := bytes.TrimRight(s.Text(), spaces)
	end := delimiter(text)
	for _, part := range []string{"put ", quoteShell(s.Name), " ", quoteShell(s.State), " ", strconv.FormatInt(s.Created, 10), " <<'", end, "'\n"} {
		w.WriteString(part)
	}
	w.Write(text)
	w.WriteString("\n" + end + "\n")
}

// delimiter is a word that is no line of a text, to end a here-document with.
func delimiter(text []byte) string {
	const word = "SNAPXML"
	end := word
	for i := 1; bytes.Contains(text, []byte("\n"+end)); i++ {
		end = word + strconv.Itoa(i)
	}
	return end
}

// quoteShell makes one word of the shell of any text without zero bytes
// (XCU 2.2.2).
func quoteShell(text string) string {
	return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'"
}
