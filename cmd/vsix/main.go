// Vsix makes the extension for VS Code: it bundles site/editors/vscode with the
// packages that package-lock.json there pins, and packs the result as a .vsix,
// which VS Code installs by "code --install-extension FILE".
//
// Usage:
//
//	vsix [-o FILE] [-version VERSION] [-modules DIR] [-program FILE -target PLATFORM] [DIR]
//
// DIR is the folder site/editors/vscode; its node_modules hold the packages
// (`npm ci --ignore-scripts` fills it) unless -modules names another folder. With -program the extension brings the
// program for one platform, such as linux-x64, else it looks for an installed
// one. The same input gives the same bytes.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

func main() {
	var p pack
	out := flag.String("o", "snapxml.vsix", "`FILE` to write")
	flag.StringVar(&p.version, "version", "0.0.0", "`VERSION` of the extension: three numbers with dots between")
	flag.StringVar(&p.program, "program", "", "`FILE` of the program that the extension brings")
	flag.StringVar(&p.target, "target", "", "`PLATFORM` of that program, as VS Code calls it")
	flag.StringVar(&p.modules, "modules", "", "`DIR` with the packages (default: node_modules in the source)")
	flag.Parse()
	p.dir = filepath.Join("site", "editors", "vscode")
	if flag.NArg() > 0 {
		p.dir = flag.Arg(0)
	}
	if p.modules == "" {
		p.modules = filepath.Join(p.dir, "node_modules")
	}
	if err := p.write(*out); err != nil {
		fmt.Fprintln(os.Stderr, "vsix:", err)
		os.Exit(1)
	}
}

// write makes the extension and writes it into a file.
func (p *pack) write(path string) error {
	if (p.program == "") != (p.target == "") {
		return errors.New("-program and -target go together")
	}
	text, err := p.make()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return err
	}
	return os.WriteFile(path, text, 0o666)
}

// bundle is the extension's script with the packages that it uses in it, for
// the Node.js that VS Code runs extensions in.
func bundle(dir, modules string) ([]byte, error) {
	entry, err := filepath.Abs(filepath.Join(dir, "extension.js"))
	if err != nil {
		return nil, err
	}
	if modules, err = filepath.Abs(modules); err != nil {
		return nil, err
	}
	result := api.Build(api.BuildOptions{
		EntryPoints: []string{entry}, AbsWorkingDir: filepath.Dir(modules), NodePaths: []string{modules}, Outfile: "extension.js",
		Bundle: true, Format: api.FormatCommonJS, Platform: api.PlatformNode, Target: api.ES2022,
		External: []string{"vscode"}, MinifyWhitespace: true, MinifySyntax: true, LegalComments: api.LegalCommentsNone,
	})
	if len(result.Errors) > 0 {
		return nil, errors.New(strings.Join(api.FormatMessages(result.Errors, api.FormatMessagesOptions{}), ""))
	}
	return result.OutputFiles[0].Contents, nil
}

// licences are those of the packages, which are all in the bundle.
func licences(modules string) ([]byte, error) {
	found, err := filepath.Glob(filepath.Join(modules, "*", "[Ll][Ii][Cc][Ee][Nn][Ss][Ee]*"))
	if err != nil || len(found) == 0 {
		return nil, errors.Join(err, fmt.Errorf("no packages in %s; npm ci --ignore-scripts fetches them", modules))
	}
	var b strings.Builder
	for _, path := range found {
		text, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(&b, "%s\n\n%s\n\n", filepath.Base(filepath.Dir(path)), strings.TrimSpace(string(text)))
	}
	return []byte(b.String()), nil
}
