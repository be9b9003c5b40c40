package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"github.com/snapxml/snapxml/docsgen"
)

// serveFlags are the flags of the serve command.
type serveFlags struct {
	address string
	schema  string
	libvirt string
}

func serveCommand() *cobra.Command {
	var f serveFlags
	cmd := &cobra.Command{
		Use:   "serve [DIR]",
		Short: "show the site, or a reference of any schema, in a browser",
		Long: "serve makes the site of the format, or with --schema a reference of that schema, and shows it at an address\n" +
			"of this machine until it is interrupted. Pages reload when what they are made of changes: the files of the\n" +
			"schema, or, within a checkout of snapxml, the annotated types, the guides and the templates, from which the\n" +
			"site is then made anew by the go command. With DIR it shows the pages of that folder.",
		Example: "  snapxml serve\n  snapxml serve --schema book.rnc\n  snapxml serve --address localhost:0 site/public",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 && f.schema != "" {
				return fmt.Errorf("--schema makes the pages that are shown; it does not go with a folder of pages")
			}
			if f.schema != "" && f.libvirt != "" {
				return fmt.Errorf("--libvirt chooses a release of the built-in schema; it does not go with --schema")
			}
			if len(args) > 0 && f.libvirt != "" {
				return fmt.Errorf("--libvirt makes the page that is shown; it does not go with a folder of pages")
			}
			ctx, stop := signal.NotifyContext(cmd.Context(), os.Interrupt, syscall.SIGTERM)
			defer stop()
			return serve(ctx, cmd.ErrOrStderr(), &f, args)
		},
	}
	cmd.Flags().StringVar(&f.address, "address", "localhost:8000", "`HOST:PORT` to listen at; with port 0 any that is free")
	cmd.Flags().StringVar(&f.schema, "schema", "", "RELAX NG schema, .rng or .rnc, to show a reference of")
	cmd.Flags().StringVar(&f.libvirt, "libvirt", "", "libvirt release, such as 0.9.5, to show the page of")
	completeFiles(cmd, "schema", "rng", "rnc")
	completeBy(cmd, "libvirt", releases)
	return cmd
}

// serve shows pages until the context ends.
func serve(ctx context.Context, stderr io.Writer, f *serveFlags, args []string) error {
	listener, err := listen(ctx, f.address)
	if err != nil {
		return err
	}
	defer listener.Close()
	p, err := f.pages(stderr, args)
	if err != nil {
		return err
	}
	defer p.close()
	if err := p.make(ctx); err != nil {
		return err
	}
	host, _, _ := net.SplitHostPort(f.address)
	pages, err := newPageServer(p.dir, host)
	if err != nil {
		return err
	}
	server := &http.Server{Handler: pages, ReadHeaderTimeout: 10 * time.Second, BaseContext: func(net.Listener) context.Context { return ctx }}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	go func() { failed <- p.watch(ctx, pages.changed) }()
	fmt.Fprintf(stderr, "serving %s at http://%s/; end with Ctrl-C\n", p.what, addressOf(host, listener))
	select {
	case <-ctx.Done():
	case err = <-failed:
	}
	end, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Second)
	defer cancel()
	if server.Shutdown(end) != nil {
		server.Close()
	}
	if ctx.Err() != nil || errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}

// listen takes an address of this machine.
func listen(ctx context.Context, address string) (net.Listener, error) {
	var config net.ListenConfig
	l, err := config.Listen(ctx, "tcp", address)
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, fmt.Errorf("another program listens at %s; choose another port with --address, or localhost:0 for any that is free", address)
	case err != nil:
		return nil, fmt.Errorf("--address %s: %w", address, err)
	}
	return l, nil
}

// addressOf is where browsers find a listener: by the name that was asked for,
// at the port that it has.
func addressOf(host string, l net.Listener) string {
	_, port, _ := net.SplitHostPort(l.Addr().String())
	if host == "" {
		host = "localhost"
	}
	return net.JoinHostPort(host, port)
}

// pages are those that the flags and arguments mean.
func (f *serveFlags) pages(stderr io.Writer, args []string) (*servedPages, error) {
	if len(args) > 0 {
		info, err := os.Stat(args[0])
		if err == nil && !info.IsDir() {
			err = fmt.Errorf("%s is no folder", args[0])
		}
		return &servedPages{dir: args[0], what: args[0], stderr: stderr, sources: []string{args[0]}}, err
	}
	dir, err := os.MkdirTemp("", "snapxml-serve-")
	if err != nil {
		return nil, err
	}
	p := &servedPages{dir: dir, temporary: true, stderr: stderr}
	switch root := checkout(); {
	case f.schema != "":
		p.what, p.sources = f.schema, []string{filepath.Dir(f.schema)}
		p.remake = func(context.Context) error { return writeReference(stderr, dir, f.schema, "") }
	case root == "":
		p.what = docsgen.PageFile
		p.remake = func(context.Context) error { return writeDocs(dir, f.libvirt, siteURL, "") }
	default:
		p.what = "the site of " + root
		p.sources, p.generated = sourcesOf(root), generatedFiles
		p.remake = func(ctx context.Context) error { return remakeSite(ctx, stderr, root, dir, f.libvirt) }
	}
	return p, nil
}
