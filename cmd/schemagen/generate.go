package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"

	"github.com/snapxml/snapxml/schema"
	"github.com/snapxml/snapxml/schema/export/gobind"
	"github.com/snapxml/snapxml/schema/export/relaxng"
	"github.com/snapxml/snapxml/schema/gosrc"
	"github.com/snapxml/snapxml/schema/prose/markdown"
	"github.com/snapxml/snapxml/validate/diag"
)

// A file is one that is generated.
type file struct {
	name string
	data []byte
}

// fresh reports whether the folder has the file as it is.
func (f file) fresh(dir string) bool {
	data, err := os.ReadFile(filepath.Join(dir, f.name))
	return err == nil && bytes.Equal(data, f.data)
}

// write writes the file if it is not fresh.
func (f file) write(dir string) error {
	if f.fresh(dir) {
		return nil
	}
	return os.WriteFile(filepath.Join(dir, f.name), f.data, 0o666)
}

// outputs makes all files of a folder, in memory. The diagnostics say what is
// wrong with the annotated source.
func outputs(dir string) ([]file, []*diag.Diagnostic, error) {
	m, ds, err := gosrc.Load(dir)
	if err != nil || len(ds) > 0 {
		return nil, ds, err
	}
	pkg, err := describe(dir)
	if err != nil {
		return nil, nil, err
	}
	source, err := gobind.Source(pkg.name, m)
	if err != nil {
		return nil, nil, err
	}
	if err := pkg.examples(m, source); err != nil {
		return nil, nil, err
	}
	files := []file{{gobind.FileName, source}}
	for _, export := range []struct {
		name  string
		write func(*bytes.Buffer) error
	}{
		{gobind.RNGFile(m), func(b *bytes.Buffer) error { return relaxng.WriteXML(b, m) }},
		{gobind.RNCFile(m), func(b *bytes.Buffer) error { return relaxng.WriteCompact(b, m) }},
		{gobind.ModelFile, func(b *bytes.Buffer) error { return writeJSON(b, m) }},
		{gobind.ProseFile, func(b *bytes.Buffer) error { return writeProse(b, m) }},
	} {
		var b bytes.Buffer
		if err := export.write(&b); err != nil {
			return nil, nil, fmt.Errorf("writing %s: %w", export.name, err)
		}
		files = append(files, file{export.name, b.Bytes()})
	}
	return files, nil, nil
}

func writeJSON(b *bytes.Buffer, m *schema.Model) error {
	data, err := m.JSON()
	b.Write(data)
	return err
}

// writeProse writes what the Markdown of the model says.
func writeProse(b *bytes.Buffer, m *schema.Model) error {
	texts := m.Texts()
	library, err := markdown.Library(texts)
	if err != nil {
		return err
	}
	data, err := library.JSON(texts)
	b.Write(data)
	return err
}
