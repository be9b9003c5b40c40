//go:build unix

package main

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/snapxml/snapxml/testdata/peers"
)

// quote makes one word of the shell, and of virsh, of any text.
func quote(text string) string { return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'" }

// A host is what virsh tells of the guest "test" and its snapshots.
type host struct {
	tree    string
	current string
	dumps   map[string]string
}

// marker separates what virsh prints for one command from the next.
const marker = "==== "

// questions are the commands that ask virsh for everything.
func questions(names []string) (commands []string) {
	commands = append(commands, "echo '"+marker+"tree'", "snapshot-list test --tree", "echo '"+marker+"current'", "snapshot-current test --name")
	for _, name := range names {
		commands = append(commands, "echo "+quote(marker+"dump "+name), "snapshot-dumpxml test "+quote("--snapshotname="+name)+" --security-info")
	}
	return append(commands, "echo '"+marker+"end'")
}

// answers reads what virsh prints for the questions.
func answers(out string) host {
	h := host{dumps: map[string]string{}}
	for section := range strings.SplitSeq(out, "\n"+marker) {
		head, body, _ := strings.Cut(section, "\n")
		body = strings.TrimRight(body, "\n")
		switch name, isDump := strings.CutPrefix(head, "dump "); {
		case isDump:
			h.dumps[name] = body
		case head == "tree":
			h.tree = body
		case head == "current":
			h.current = body
		}
	}
	return h
}

// virsh gives commands to one process with a node of its own.
func virsh(t *testing.T, commands ...string) string {
	t.Helper()
	out, err := exec.Command(peers.Tool(t, "virsh"), "-c", "test:///default", strings.Join(commands, "\n")).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return string(out)
}

// hardNames are names that shells, lists and XML are prone to get wrong. They
// stay different with a number before them.
var hardNames = []string{
	"", " a b", " it's", `"q"`, "$HOME", "${x}", "`id`", "$(id)", "ü", "日本語", "--name=x", ";b", "*", "?", "\\", "\\n", "&amp;", "<>]]>", "#", "%s", "!", "~", "| x", " ", "'", "EOF", "SNAPXML",
}

// grow is commands that make a tree of snapshots as it grows on a host: now and
// then the guest is reverted to an older one.
func grow(r *rand.Rand, n int) (names, commands []string) {
	branching := r.Float64() * r.Float64()
	for i := range n {
		name := fmt.Sprint(i) + hardNames[r.IntN(len(hardNames))]
		if r.IntN(8) == 0 {
			name = "-" + name
		}
		if i > 0 && r.Float64() < branching {
			commands = append(commands, "snapshot-revert test "+quote("--snapshotname="+names[r.IntN(i)]))
		}
		commands = append(commands, "snapshot-create-as test "+quote("--name="+name)+" "+quote("--description=number "+fmt.Sprint(i)+" & more"))
		names = append(names, name)
	}
	if r.IntN(2) == 0 {
		commands = append(commands, "snapshot-revert test "+quote("--snapshotname="+names[r.IntN(n)]))
	}
	return names, commands
}

// A replica is a process of virsh that a shell script speaks to through pipes,
// as if each call were a process of its own.
type replica struct {
	t   *testing.T
	dir string
	in  *os.File
}

// shim is a function that stands for virsh in a script. It passes a command to
// the one process and prints what comes back.
const shim = `
virsh() {
	line=
	for argument in "$@"; do
		quoted=
		while :; do
			case $argument in
			*\'*) quoted=$quoted${argument%%\'*}"'\\''" argument=${argument#*\'} ;;
			*) break ;;
			esac
		done
		line="$line '$quoted$argument'"
	done
	: >"$pipes/errors"
	printf '%s\n' "echo BE''GIN; $line; echo E''ND" >"$pipes/in"
	inside=
	while IFS= read -r reply <&4; do
		case $reply in
		BEGIN) inside=yes ;;
		END) break ;;
		*) if [ -n "$inside" ]; then printf '%s\n' "$reply"; fi ;;
		esac
	done
	if [ -s "$pipes/errors" ] && grep '^error:' "$pipes/errors" >&2; then
		return 1
	fi
}
exec 4<"$pipes/out"
script=$1
shift
. "$script"
`

func newReplica(t *testing.T) *replica {
	t.Helper()
	r := &replica{t: t, dir: t.TempDir()}
	for _, pipe := range []string{"in", "out"} {
		if err := syscall.Mkfifo(filepath.Join(r.dir, pipe), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	r.write("shim.sh", shim)
	cmd := exec.Command(peers.Tool(t, "virsh"), "-c", "test:///default")
	cmd.Stdin, r.in = r.open("in"), r.open("in")
	cmd.Stdout = r.open("out")
	errors, err := os.OpenFile(filepath.Join(r.dir, "errors"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	cmd.Stderr = errors
	cmd.Env = append(os.Environ(), "TERM=dumb")
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := cmd.Process.Kill(); err != nil {
			t.Error(err)
		}
		_ = cmd.Wait() // it was killed
	})
	return r
}

// open opens a pipe in both directions, so that opening does not wait.
func (r *replica) open(pipe string) *os.File {
	f, err := os.OpenFile(filepath.Join(r.dir, pipe), os.O_RDWR, 0)
	if err != nil {
		r.t.Fatal(err)
	}
	r.t.Cleanup(func() { f.Close() })
	return f
}

func (r *replica) write(name, text string) string {
	path := filepath.Join(r.dir, name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		r.t.Fatal(err)
	}
	return path
}

// script runs a script with the shim, and returns what it prints.
func (r *replica) script(text string, args ...string) (string, error) {
	path := r.write("plan.sh", text)
	cmd := exec.Command(peers.Tool(r.t, "sh"), append([]string{filepath.Join(r.dir, "shim.sh"), path}, args...)...)
	cmd.Env = append(os.Environ(), "pipes="+r.dir)
	out, err := cmd.CombinedOutput()
	return string(out), err
}

// ask asks the replica's virsh for everything.
func (r *replica) ask(names []string) host {
	r.t.Helper()
	var script strings.Builder
	for _, command := range questions(names) {
		script.WriteString("virsh " + strings.ReplaceAll(command, "\n", " ") + "\n")
	}
	out, err := r.script(script.String())
	if err != nil && !strings.Contains(out, "has no current snapshot") {
		r.t.Fatalf("%v: %s", err, out)
	}
	return answers("\n" + out)
}

// planFor makes a script of documents, as the command line does.
func planFor(t *testing.T, args ...string) string {
	t.Helper()
	var stdout, stderr bytes.Buffer
	if status := run(append([]string{"plan", "--domain", "test", "--driver", "test", "--libvirt", "9.0.0"}, args...), strings.NewReader(""), &stdout, &stderr); status != exitOK {
		t.Fatalf("plan: exit status %d: %s", status, &stderr)
	}
	return stdout.String()
}

// dumpTo writes the dumps of a host into a folder, in files whose names are in
// another order than the snapshots.
func dumpTo(t *testing.T, h host) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range h.dumps {
		path := filepath.Join(dir, fmt.Sprintf("%x.xml", name))
		if err := os.WriteFile(path, []byte(text+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// Fifty random trees: made by virsh on one node, dumped, planned, and put back
// on another by the script, which virsh carries out. Tree, current snapshot and
// every document are what they were.
func TestReplicate(t *testing.T) {
	peers.Tool(t, "virsh")
	r := rand.New(rand.NewPCG(1, 7))
	total := 0
	for i := range 50 {
		n := 1 + r.IntN(40)
		if i%25 == 0 {
			n = 200
		}
		total += n
		names, commands := grow(r, n)
		t.Run(fmt.Sprintf("%d of %d", i, n), func(t *testing.T) {
			source := answers(virsh(t, slices.Concat(commands, questions(names))...))
			if len(source.dumps) != n || source.tree == "" {
				t.Fatalf("%d of %d snapshots on the source", len(source.dumps), n)
			}
			options := []string{"--current", source.current, dumpTo(t, source)}
			if n < 8 { // libvirt reads its schemas each time
				options = append(options, "--validate")
			}
			plan := planFor(t, options...)
			dest := newReplica(t)
			if i%10 == 0 {
				tryTwice(t, dest, plan, names)
			}
			out, err := dest.script(plan)
			if err != nil {
				t.Fatalf("%v: %s", err, out)
			}
			if diff := cmp.Diff(source, dest.ask(names), cmp.AllowUnexported(host{})); diff != "" {
				t.Errorf("source and replica differ (-source +replica):\n%s", diff)
			}
			if i%10 == 0 {
				again(t, dest, plan, n)
			}
		})
	}
	t.Logf("%d snapshots", total)
}

// tryTwice runs the plan without effect, and then only its first half.
func tryTwice(t *testing.T, dest *replica, plan string, names []string) {
	t.Helper()
	if out, err := dest.script(plan, "-n"); err != nil || strings.Count(out, "would be redefined") != len(names) || !strings.Contains(out, "nothing was changed") {
		t.Fatalf("dry run: %v: %s", err, out)
	}
	if h := dest.ask(nil); h.tree != "" {
		t.Fatalf("the dry run has made\n%s", h.tree)
	}
	steps := strings.Split(plan, "\nput ")
	half := strings.Join(steps[:1+len(steps)/2], "\nput ")
	if out, err := dest.script(half); err != nil {
		t.Fatalf("half of the script: %v: %s", err, out)
	}
}

// again runs the plan where it has been run.
func again(t *testing.T, dest *replica, plan string, n int) {
	t.Helper()
	out, err := dest.script(plan)
	if err != nil || strings.Count(out, ": is there already\n") != n {
		t.Errorf("the second run: %v: %s", err, out)
	}
}

// A chain of eleven, put back in the alphabetical order of their names: virsh
// loses two. By the plan it loses none.
func TestAlphabeticalOrder(t *testing.T) {
	var commands, names []string
	for i := range 11 {
		names = append(names, fmt.Sprintf("snap-%d", i+1))
		commands = append(commands, "snapshot-create-as test "+names[i])
	}
	source := answers(virsh(t, append(commands, questions(names)...)...))
	dir := dumpTo(t, source)

	alphabetical := newReplica(t)
	var script strings.Builder
	for _, name := range slices.Sorted(slices.Values(names)) {
		fmt.Fprintf(&script, "virsh snapshot-create test --redefine %s/%x.xml || :\n", dir, name)
	}
	out, err := alphabetical.script(script.String())
	if err != nil || strings.Count(out, "not found") != 2 || !strings.Contains(out, "parent snap-9 for moment snap-10 not found") {
		t.Errorf("in alphabetical order: %v: %s", err, out)
	}
	if left := strings.Count(alphabetical.ask(nil).tree, "snap-"); left != 9 {
		t.Errorf("in alphabetical order %d of 11 survive; the story told is that 9 do", left)
	}

	planned := newReplica(t)
	if out, err := planned.script(planFor(t, "--current", "snap-11", dir)); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	if diff := cmp.Diff(source, planned.ask(names), cmp.AllowUnexported(host{})); diff != "" {
		t.Errorf("-source +replica:\n%s", diff)
	}
}

// The script stops at what is there and differs, changes nothing, says so, and
// goes on when it is mended. What looks different and is the same is passed
// over.
func TestPlanConflicts(t *testing.T) {
	source := answers(virsh(t, append([]string{"snapshot-create-as test base", "snapshot-create-as test web"}, questions([]string{"base", "web"})...)...))
	dir := dumpTo(t, source)
	plan := planFor(t, "--current", "web", dir)
	change := func(old, new string) *replica {
		r := newReplica(t)
		other := strings.Replace(source.dumps["base"], old, new, 1)
		if other == source.dumps["base"] {
			t.Fatalf("%q is not in\n%s", old, other)
		}
		if out, err := r.script("virsh snapshot-create test --redefine " + r.write("other.xml", other)); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		return r
	}
	for _, c := range []struct{ old, new, want string }{
		{"<creationTime>1", "<creationTime>2", `another snapshot "base", taken at another time or in another state`},
		{"<state>running", "<state>paused", `another snapshot "base"`},
		{"<disks>", "<description>other</description><disks>", `a snapshot "base" that differs as shown`},
	} {
		r := change(c.old, c.new)
		before := r.ask([]string{"base"})
		out, err := r.script(plan)
		if err == nil || !strings.Contains(out, c.want) || !strings.Contains(out, "stopped at snapshot 1 of 2") {
			t.Errorf("%s: %v: %s", c.new, err, out)
		}
		if diff := cmp.Diff(before, r.ask([]string{"base"}), cmp.AllowUnexported(host{})); diff != "" {
			t.Errorf("%s: the script has changed what was there:\n%s", c.new, diff)
		}
		if out, err := r.script("virsh snapshot-delete test base\n" + plan[strings.Index(plan, "\n"):]); err != nil {
			t.Errorf("%s: after mending: %v: %s", c.new, err, out)
		}
	}
	// Another way to write the same document.
	written := planFor(t, "--current", "web", writeAll(t, map[string]string{
		"base.xml": "<?xml version='1.0'?>\n" + strings.ReplaceAll(source.dumps["base"], "\n", " "), "web.xml": source.dumps["web"],
	}))
	r := newReplica(t)
	for range 2 {
		if out, err := r.script(written); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
	}
	if diff := cmp.Diff(source, r.ask([]string{"base", "web"}), cmp.AllowUnexported(host{})); diff != "" {
		t.Errorf("-source +replica:\n%s", diff)
	}
	// A guest that is not there, and one with another UUID.
	out, err := newReplica(t).script(strings.Replace(plan, "domain='test'", "domain='none'", 1))
	if err == nil || !strings.Contains(out, `guest "none" cannot be found`) {
		t.Errorf("no guest: %v: %s", err, out)
	}
	out, err = newReplica(t).script(strings.Replace(plan, "uuid='6", "uuid='7", 1))
	if err == nil || !strings.Contains(out, "or make another plan with --rewrite-uuid 6695eb01-f6a4-8304-79aa-97f2502e193f") {
		t.Errorf("another guest: %v: %s", err, out)
	}
}

// writeAll writes files into a new folder.
func writeAll(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// shellcheck has nothing to say about a script with the hardest names, and
// shells read it.
func TestPlanScript(t *testing.T) {
	var documents strings.Builder
	for i, name := range hardNames {
		fmt.Fprintf(&documents, "<domainsnapshot><name>%d%s</name><state>shutoff</state><creationTime>%d</creationTime>\n<description>\nSNAPXML\nSNAPXML1\n</description>"+
			"<domain type='test'><name>test</name><uuid>6695eb01-f6a4-8304-79aa-97f2502e193f</uuid><memory>1024</memory><os><type arch='i686'>hvm</type></os></domain></domainsnapshot>\n",
			i, strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(name), i)
	}
	plan := planFor(t, "--current", "0", "--validate", writeAll(t, map[string]string{"all.xml": documents.String()}))
	for _, tool := range []string{"shellcheck", "dash -n", "bash -n", "bash --posix -n"} {
		words := strings.Fields(tool)
		cmd := exec.Command(peers.Tool(t, words[0]), append(words[1:], "-")...)
		if words[0] != "shellcheck" {
			cmd = exec.Command(peers.Tool(t, words[0]), words[1:]...)
		}
		cmd.Stdin = strings.NewReader(plan)
		if out, err := cmd.CombinedOutput(); err != nil || len(out) > 0 {
			t.Errorf("%s: %v: %s", tool, err, out)
		}
	}
}

// Ten thousand snapshots in files of their own: a tree and a plan in bounded
// memory.
func TestManySnapshots(t *testing.T) {
	t.Chdir(t.TempDir())
	const n = 10_000
	for _, shape := range []string{"chain", "star"} {
		for i := range n {
			parent := ""
			if i > 0 {
				parent = fmt.Sprintf("<parent><name>s%d</name></parent>", (i-1)*map[string]int{"chain": 1, "star": 0}[shape])
			}
			write(t, fmt.Sprintf("%s/%05d.xml", shape, i), fmt.Sprintf(`<domainsnapshot>
  <name>s%d</name><state>shutoff</state>%s<creationTime>%d</creationTime>
  <domain type='test'><name>test</name><uuid>6695eb01-f6a4-8304-79aa-97f2502e193f</uuid><memory>1024</memory><os><type arch='i686'>hvm</type></os>
  <devices><disk type='file'><source file='/a'/><target dev='vda'/></disk></devices></domain>
</domainsnapshot>
`, i, parent, i))
		}
		for _, command := range []string{"tree --format json", "tree --format svg", "tree", "plan --domain test --driver test --current s0", "diff " + shape} {
			cmd := exec.Command("snapxml", append(strings.Fields(command), shape)...)
			var stderr bytes.Buffer
			cmd.Stdout, cmd.Stderr = io.Discard, &stderr
			if err := cmd.Run(); err != nil {
				t.Errorf("%s of a %s: %v: %.1000s", command, shape, err, &stderr)
			}
			if usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
				t.Logf("%s of a %s: %d KB, %v of processor time", command, shape, usage.Maxrss, cmd.ProcessState.UserTime())
				if usage.Maxrss > 200_000 {
					t.Errorf("%s of a %s: %d KB of memory", command, shape, usage.Maxrss)
				}
			}
		}
	}
}
