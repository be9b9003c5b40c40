package main

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// A pack is an extension in the making.
type pack struct {
	dir     string // of its source
	modules string // folder of the packages
	version string
	program string // file, or ""
	target  string // platform of that, or ""
}

// A member is one file of the package.
type member struct {
	name string
	text []byte
	mode fs.FileMode
}

// make is the package: a zip file in the form of the Open Packaging Conventions,
// with the extension in the folder "extension".
func (p *pack) make() ([]byte, error) {
	members, err := p.members()
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, m := range members {
		h := &zip.FileHeader{Name: m.name, Method: zip.Deflate, Modified: packed}
		h.SetMode(m.mode)
		f, err := w.CreateHeader(h)
		if err != nil {
			return nil, err
		}
		if _, err := f.Write(m.text); err != nil {
			return nil, err
		}
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// packed is the time of all files: the first that the format has.
var packed = time.Date(1980, time.January, 1, 0, 0, 0, 0, time.UTC)

// members are the files of the package.
func (p *pack) members() ([]member, error) {
	script, err := bundle(p.dir, p.modules)
	if err != nil {
		return nil, err
	}
	licences, err := licences(p.modules)
	if err != nil {
		return nil, err
	}
	described, manifest, err := p.manifests()
	if err != nil {
		return nil, err
	}
	all := []member{
		{"[Content_Types].xml", []byte(contentTypes), 0o644},
		{"extension.vsixmanifest", manifest, 0o644},
		{"extension/package.json", described, 0o644},
		{"extension/extension.js", script, 0o644},
		{"extension/third-party.txt", licences, 0o644},
	}
	for name, path := range map[string]string{"LICENSE.txt": "../../../LICENSE", "README.md": "README.md", "relaxng-compact.json": "relaxng-compact.json", "screenshot.png": "screenshot.png"} {
		text, err := os.ReadFile(filepath.Join(p.dir, filepath.FromSlash(path)))
		if err != nil {
			return nil, err
		}
		all = append(all, member{"extension/" + name, text, 0o644})
	}
	if p.program != "" {
		text, err := os.ReadFile(p.program)
		if err != nil {
			return nil, err
		}
		name := "snapxml"
		if strings.HasPrefix(p.target, "win32") {
			name += ".exe"
		}
		all = append(all, member{"extension/bin/" + name, text, 0o755})
	}
	slices.SortFunc(all, func(a, b member) int { return strings.Compare(a.name, b.name) })
	return all, nil
}

// contentTypes says of what kind the files are (ECMA-376 part 2).
const contentTypes = `<?xml version="1.0" encoding="utf-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension=".json" ContentType="application/json"/><Default Extension=".vsixmanifest" ContentType="text/xml"/><Default Extension=".js" ContentType="application/javascript"/><Default Extension=".md" ContentType="text/markdown"/><Default Extension=".png" ContentType="image/png"/><Default Extension=".txt" ContentType="text/plain"/><Default Extension=".exe" ContentType="application/octet-stream"/></Types>
`

// A vsixManifest is what VS Code asks of a package.
type vsixManifest struct {
	XMLName  xml.Name `xml:"http://schemas.microsoft.com/developer/vsx-schema/2011 PackageManifest"`
	Version  string   `xml:"Version,attr"`
	Metadata struct {
		Identity struct {
			Language  string `xml:"Language,attr"`
			ID        string `xml:"Id,attr"`
			Version   string `xml:"Version,attr"`
			Publisher string `xml:"Publisher,attr"`
			Platform  string `xml:"TargetPlatform,attr,omitempty"`
		}
		DisplayName string
		Description string
		Tags        string
		Categories  string
		Properties  struct{ Property []vsixProperty }
		License     string
	}
	Installation struct{ InstallationTarget vsixTarget }
	Dependencies struct{}
	Assets       struct{ Asset []vsixAsset }
}

type vsixProperty struct {
	ID    string `xml:"Id,attr"`
	Value string `xml:"Value,attr"`
}

type vsixTarget struct {
	ID string `xml:"Id,attr"`
}

type vsixAsset struct {
	Type        string `xml:"Type,attr"`
	Path        string `xml:"Path,attr"`
	Addressable bool   `xml:"Addressable,attr"`
}

// manifests are package.json with the version, and the manifest of the package
// that says the same.
func (p *pack) manifests() (described, manifest []byte, err error) {
	text, err := os.ReadFile(filepath.Join(p.dir, "package.json"))
	if err != nil {
		return nil, nil, err
	}
	var about struct {
		Name, Version, Publisher, DisplayName, Description string
		Keywords, Categories                               []string
		Engines                                            struct{ VSCode string }
	}
	if err := json.Unmarshal(text, &about); err != nil {
		return nil, nil, fmt.Errorf("package.json: %w", err)
	}
	described = bytes.Replace(text, []byte(`"version": "`+about.Version+`"`), []byte(`"version": "`+p.version+`"`), 1)
	m := vsixManifest{Version: "2.0.0"}
	d := &m.Metadata
	d.Identity.Language, d.Identity.ID, d.Identity.Version, d.Identity.Publisher, d.Identity.Platform = "en-US", about.Name, p.version, about.Publisher, p.target
	d.DisplayName, d.Description, d.License = about.DisplayName, about.Description, "extension/LICENSE.txt"
	d.Tags, d.Categories = strings.Join(about.Keywords, ","), strings.Join(about.Categories, ",")
	d.Properties.Property = []vsixProperty{
		{"Microsoft.VisualStudio.Code.Engine", about.Engines.VSCode},
		{"Microsoft.VisualStudio.Code.ExtensionKind", "workspace"},
	}
	m.Installation.InstallationTarget.ID = "Microsoft.VisualStudio.Code"
	m.Assets.Asset = []vsixAsset{
		{"Microsoft.VisualStudio.Code.Manifest", "extension/package.json", true},
		{"Microsoft.VisualStudio.Services.Content.Details", "extension/README.md", true},
		{"Microsoft.VisualStudio.Services.Content.License", "extension/LICENSE.txt", true},
	}
	out, err := xml.MarshalIndent(&m, "", "  ")
	return described, append([]byte(xml.Header), append(out, '\n')...), err
}
