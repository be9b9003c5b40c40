package suppress

import (
	"bytes"
	"cmp"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"io"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"github.com/snapxml/snapxml/validate/diag"
)

// A Baseline is findings that are known and not to be reported again: those of
// documents that were there before anybody checked them. A finding is known by
// its document, its code, the path of its element and a hash of its message,
// not by its line. Its methods may be called from several goroutines.
type Baseline struct {
	cwd   string
	dir   string // what paths are relative to, from the root
	known map[finding]int

	mutex sync.Mutex
	seen  map[finding]int // how many were found of those in known
	docs  map[string]bool // that were checked
}

// A finding is what is kept of a diagnostic.
type finding struct {
	Path    string    `json:"path"` // from the folder of the baseline, with slashes
	Code    diag.Code `json:"code"`
	Element string    `json:"element,omitempty"`
	Message string    `json:"message"` // 64-bit FNV-1a hash, hexadecimal
}

type baselineFile struct {
	Version  int             `json:"version"`
	Findings []countedRecord `json:"findings"`
}

type countedRecord struct {
	finding
	Count int `json:"count"`
}

const baselineVersion = 1

// NewBaseline makes an empty baseline for a file at a path.
func NewBaseline(path string) *Baseline {
	cwd, err := os.Getwd()
	if err != nil {
		cwd = "" // then paths are kept as they are given
	}
	b := &Baseline{cwd: cwd, known: map[finding]int{}, seen: map[finding]int{}, docs: map[string]bool{}}
	b.dir = b.abs(filepath.Dir(path))
	return b
}

// abs is a path from the root.
func (b *Baseline) abs(path string) string {
	if filepath.IsAbs(path) {
		return filepath.Clean(path)
	}
	return filepath.Join(b.cwd, path)
}

// ReadBaseline reads the file that [Baseline.Write] wrote. The error is one of
// reading, or says that it is another kind of file.
func ReadBaseline(path string) (*Baseline, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var file baselineFile
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(&file); err != nil {
		return nil, fmt.Errorf("%s is not a baseline: %w", path, err)
	}
	if file.Version != baselineVersion {
		return nil, fmt.Errorf("%s is a baseline of version %d; expected %d", path, file.Version, baselineVersion)
	}
	b := NewBaseline(path)
	for _, r := range file.Findings {
		b.known[r.finding] += r.Count
	}
	return b, nil
}

// finding is what the baseline keeps of a diagnostic in a document.
func (b *Baseline) finding(path string, d *diag.Diagnostic) finding {
	hash := fnv.New64a()
	_, _ = io.WriteString(hash, d.Message) // a hash takes everything
	return finding{b.relative(path), d.Code, d.Element, hex.EncodeToString(hash.Sum(nil))}
}

// relative is a path from the folder of the baseline, or as it is if there is
// no way from there.
func (b *Baseline) relative(path string) string {
	if rel, err := filepath.Rel(b.dir, b.abs(path)); err == nil {
		path = rel
	}
	return filepath.ToSlash(path)
}

// Add takes the findings of a document into the baseline, those for
// information apart.
func (b *Baseline) Add(path string, found []*diag.Diagnostic) {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	for _, d := range found {
		if d.Severity != diag.Info {
			b.known[b.finding(path, d)]++
		}
	}
}

// Filter takes out the findings of a document that are known. Of equal ones as
// many are known as the baseline counts.
func (b *Baseline) Filter(path string, found []*diag.Diagnostic) (kept []*diag.Diagnostic) {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	b.docs[b.relative(path)] = true
	counts := map[finding]int{}
	for _, d := range found {
		f := b.finding(path, d)
		if counts[f] < b.known[f] {
			counts[f]++
			b.seen[f] = max(b.seen[f], counts[f])
		} else {
			kept = append(kept, d)
		}
	}
	return kept
}

// Stale is how many findings of the baseline were not found again in the
// documents that were filtered.
func (b *Baseline) Stale() (n int) {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	for f, count := range b.known {
		if b.docs[f.Path] {
			n += count - b.seen[f]
		}
	}
	return n
}

// Len is how many findings the baseline has.
func (b *Baseline) Len() (n int) {
	for _, count := range b.known {
		n += count
	}
	return n
}

// Write writes the baseline, always in the same order.
func (b *Baseline) Write(w io.Writer) error {
	file := baselineFile{Version: baselineVersion, Findings: []countedRecord{}}
	for f, count := range b.known {
		file.Findings = append(file.Findings, countedRecord{f, count})
	}
	slices.SortFunc(file.Findings, func(x, y countedRecord) int {
		return cmp.Or(cmp.Compare(x.Path, y.Path), cmp.Compare(x.Element, y.Element), cmp.Compare(x.Code, y.Code), cmp.Compare(x.Message, y.Message))
	})
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(file)
}
