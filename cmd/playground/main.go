//go:build js

// Playground is the editor server for a page in a browser: `snapxml lsp`,
// compiled to WebAssembly, in a Web Worker. Its messages are those of the
// Language Server Protocol, sent with postMessage as objects, as the protocol's
// own library for browsers has it.
//
// The worker's script (site/playground/worker.js) starts it with the grammar
// that documents are checked against in the variable grammar, and with the
// messages that came before in the variable waiting. Neither the model of the
// format nor the types that it is made from are needed, which keeps the program
// small.
package main

import (
	"syscall/js"

	"github.com/snapxml/snapxml/validate/lsp"
	"github.com/snapxml/snapxml/validate/rules"
	"github.com/snapxml/snapxml/validate/source"
)

func main() {
	worker := js.Global()
	e := newEditor(options(worker.Get("grammar").String()))
	waiting := worker.Get("waiting")
	for i := range waiting.Length() {
		e.receive(waiting.Index(i))
	}
	worker.Set("onmessage", js.FuncOf(func(_ js.Value, args []js.Value) any {
		e.receive(args[0].Get("data"))
		return nil
	}))
	select {} // the worker is ended from outside
}

// options are what the server works with: the pages of the site lie beside the
// playground's.
func options(grammar string) lsp.Options {
	return lsp.Options{
		Builtin: []lsp.Builtin{{
			Name: "domainsnapshot", Root: "domainsnapshot", Product: "libvirt", Snapshots: true,
			Schema: func(rules.Release) *source.File { return source.NewFile("domainsnapshot.rng", []byte(grammar)) },
		}},
		CodePage: lsp.CodePages(""),
		Page:     "formatsnapshot.html",
	}
}
