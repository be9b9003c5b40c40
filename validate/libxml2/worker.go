//go:build libxml2 && cgo && unix

package libxml2

import (
	"context"
	"encoding/gob"
	"errors"
	"io"
	"os/exec"
	"runtime"
	"syscall"
	"time"
)

// newOpinion starts libxml2 with the files of a schema. What it has against
// them comes back.
func newOpinion(files []file, o Options) (opinion, []message, error) {
	if len(o.Worker) == 0 {
		e, said := newEngine(files, o.settings())
		return e, said, nil
	}
	p := &pool{command: o.Worker, setup: setup{files, o.settings()}, idle: make(chan *worker, runtime.NumCPU())}
	w, said, err := p.start(context.Background())
	if err != nil || len(said) > 0 {
		return nil, said, err
	}
	p.idle <- w
	runtime.AddCleanup(p, func(idle chan *worker) { // so that --watch does not gather processes
		for {
			select {
			case w := <-idle:
				w.end()
			default:
				return
			}
		}
	}, p.idle)
	return p, nil, nil
}

// A pool is processes that run libxml2 with the same schema. There are as many
// as are asked at a time; one that fails to answer is ended.
type pool struct {
	command []string
	setup   setup
	idle    chan *worker
}

// A setup is the first question to a worker.
type setup struct {
	Files    []file
	Settings settings
}

// An answer is what a worker says to a question.
type answer struct {
	Said []message
	Err  string
}

// A worker is a process.
type worker struct {
	cmd *exec.Cmd
	in  io.WriteCloser
	enc *gob.Encoder
	dec *gob.Decoder
}

// start starts a worker and gives it the schema.
func (p *pool) start(ctx context.Context) (*worker, []message, error) {
	cmd := exec.Command(p.command[0], p.command[1:]...)
	in, err := cmd.StdinPipe()
	if err != nil {
		return nil, nil, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, nil, err
	}
	w := &worker{cmd, in, gob.NewEncoder(in), gob.NewDecoder(out)}
	said, err := w.put(ctx, p.setup, p.setup.Settings.Patience)
	if err != nil || len(said) > 0 {
		w.end()
		return nil, said, err
	}
	return w, nil, nil
}

// ask implements [opinion].
func (p *pool) ask(ctx context.Context, document []byte) ([]message, error) {
	var w *worker
	select {
	case w = <-p.idle:
	default:
		var err error
		if w, _, err = p.start(ctx); err != nil {
			return nil, err
		}
	}
	said, err := w.put(ctx, document, p.setup.Settings.Patience)
	if err != nil {
		w.end()
		return nil, err
	}
	select {
	case p.idle <- w:
	default:
		w.end()
	}
	return said, nil
}

// put puts a question to the worker. With an error it is of no use any more.
func (w *worker) put(ctx context.Context, question any, patience time.Duration) ([]message, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	stop := context.AfterFunc(ctx, func() { _ = w.cmd.Process.Kill() }) // it may have ended just now
	var a answer
	err := w.enc.Encode(question)
	if err == nil {
		err = w.dec.Decode(&a)
	}
	switch {
	case !stop() && errors.Is(ctx.Err(), context.DeadlineExceeded):
		return nil, ErrNoVerdict
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil:
		return nil, ErrCrash
	case a.Err != "":
		return nil, errors.New(a.Err)
	}
	return a.Said, nil
}

// end ends the worker.
func (w *worker) end() {
	_ = w.in.Close()
	_ = w.cmd.Process.Kill()
	_ = w.cmd.Wait() // killed, or crashed before
}

// maxAddressSpace is how many bytes of memory a worker may have.
const maxAddressSpace = 8 << 30

// Serve is the other side of [Options.Worker]: it answers questions until the
// input ends.
func Serve(in io.Reader, out io.Writer) error {
	limit := syscall.Rlimit{Cur: maxAddressSpace, Max: maxAddressSpace}
	if err := syscall.Setrlimit(syscall.RLIMIT_AS, &limit); err != nil {
		return err
	}
	dec, enc := gob.NewDecoder(in), gob.NewEncoder(out)
	var s setup
	if err := dec.Decode(&s); err != nil {
		return err
	}
	e, said := newEngine(s.Files, s.Settings)
	if err := enc.Encode(answer{Said: said}); err != nil || e == nil {
		return err
	}
	for {
		var document []byte
		if err := dec.Decode(&document); err != nil {
			if errors.Is(err, io.EOF) {
				return nil
			}
			return err
		}
		said, err := e.judge(document)
		a := answer{Said: said}
		if err != nil {
			a.Err = err.Error()
		}
		if err := enc.Encode(a); err != nil {
			return err
		}
	}
}
