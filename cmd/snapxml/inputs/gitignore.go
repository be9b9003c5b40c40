package inputs

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// ignoreFiles are the .gitignore files that count in a folder, the nearest
// last.
type ignoreFiles []ignoreFile

// An ignoreFile is one .gitignore file.
type ignoreFile struct {
	dir   string // its folder, from the root
	rules []ignoreRule
}

// An ignoreRule is a line of it.
type ignoreRule struct {
	pattern []string // one for each part of the path below the folder; "**" is for any number
	again   bool     // "!": takes back what an earlier one left out
	folders bool     // "/" at the end: only for folders
}

const gitignore = ".gitignore"

// ignoreAbove are the .gitignore files of the repository that a folder lies
// in, above the folder, and .git/info/exclude. Outside a repository there are
// none.
func (e *expander) ignoreAbove(dir string) ignoreFiles {
	if e.options.NoIgnore {
		return nil
	}
	abs := e.cwd.abs(dir)
	var files ignoreFiles
	for at := abs; ; at = filepath.Dir(at) {
		if at != abs {
			files = append(files, readIgnoreFile(at, filepath.Join(at, gitignore)))
		}
		if _, err := os.Stat(filepath.Join(at, ".git")); err == nil {
			files = append(files, readIgnoreFile(at, filepath.Join(at, ".git", "info", "exclude")))
			slices.Reverse(files)
			return files
		}
		if at == filepath.Dir(at) {
			return nil
		}
	}
}

// in adds the .gitignore file of a folder, if it has one.
func (f ignoreFiles) in(dir string, entries []fs.DirEntry) ignoreFiles {
	has := slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return e.Name() == gitignore && !e.IsDir() })
	if !has {
		return f
	}
	return append(f[:len(f):len(f)], readIgnoreFile(dir, filepath.Join(dir, gitignore)))
}

// readIgnoreFile reads a file that speaks of a folder. One that is not there
// or cannot be read has no rules, as with git.
func readIgnoreFile(dir, name string) ignoreFile {
	text, err := os.ReadFile(name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return ignoreFile{dir: dir}
	}
	f := ignoreFile{dir: dir}
	for line := range strings.Lines(strings.TrimPrefix(string(text), "\ufeff")) {
		if rule, ok := parseIgnoreRule(strings.TrimRight(line, "\r\n")); ok {
			f.rules = append(f.rules, rule)
		}
	}
	return f
}

// parseIgnoreRule reads a line as gitignore(5) describes it.
func parseIgnoreRule(line string) (rule ignoreRule, ok bool) {
	if strings.HasPrefix(line, "#") {
		return rule, false
	}
	for strings.HasSuffix(line, " ") && !strings.HasSuffix(line, `\ `) {
		line = strings.TrimSuffix(line, " ")
	}
	line, rule.again = strings.CutPrefix(line, "!")
	line, rule.folders = strings.CutSuffix(line, "/")
	if line == "" {
		return rule, false
	}
	if !strings.Contains(line, "/") {
		line = "**/" + line
	}
	if strings.HasSuffix(line, "/**") {
		line += "/*" // what is in the folder, not the folder
	}
	rule.pattern = strings.Split(classes.Replace(strings.TrimPrefix(line, "/")), "/")
	return rule, true
}

// classes turns the character classes of git into those of [path.Match].
var classes = strings.NewReplacer(`\[`, `\[`, `\\`, `\\`, "[!", "[^", "[]", `[\]`)

// matchParts matches the parts of a path with those of a pattern.
func matchParts(pattern, parts []string) bool {
	for len(pattern) > 0 {
		if pattern[0] == "**" {
			for i := range parts {
				if matchParts(pattern[1:], parts[i:]) {
					return true
				}
			}
			return false
		}
		if len(parts) == 0 {
			return false
		}
		if ok, err := path.Match(pattern[0], parts[0]); err != nil || !ok {
			return false
		}
		pattern, parts = pattern[1:], parts[1:]
	}
	return len(parts) == 0
}

// match reports whether the files leave out a path, of which the folders above
// are not left out. The last rule that matches decides, in the nearest file
// that has one.
func (f ignoreFiles) match(abs string, folder bool) bool {
	for _, file := range slices.Backward(f) {
		below, err := filepath.Rel(file.dir, abs)
		if err != nil {
			continue
		}
		parts := strings.Split(filepath.ToSlash(below), "/")
		for _, rule := range slices.Backward(file.rules) {
			if rule.folders && !folder {
				continue
			}
			if matchParts(rule.pattern, parts) {
				return !rule.again
			}
		}
	}
	return false
}
