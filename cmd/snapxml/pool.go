package main

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"github.com/snapxml/snapxml/validate/diag"
)

// lookahead is how many results may wait to be emitted, for each job.
const lookahead = 4

// grace is how long an interrupted run waits for work that has begun.
const grace = 200 * time.Millisecond

// A pool does n pieces of work, several at a time, and emits the results in
// their order. The memory that waiting results take does not grow with n.
type pool[T any] struct {
	n    int
	emit func(i int, result T) error

	next    atomic.Int64  // the piece of work to begin
	tokens  chan struct{} // one for each piece begun and not emitted
	results chan numbered[T]
	stop    chan struct{} // closed when nobody waits for results any more
	waiting map[int]T     // results with a gap before them
	emitted int           // all before are emitted
}

type numbered[T any] struct {
	i      int
	result T
	crash  *diag.Crash // there is no result
}

// ordered runs a pool with a number of jobs, each with its own worker from
// start. It ends early at an error of emit, which it returns, or when the
// context is cancelled: then it emits what is done by then, and returns the
// context's error if that is not everything. A panic of a worker comes out of
// it as that of the caller.
func ordered[T any](ctx context.Context, n, jobs int, start func() func(i int) T, emit func(i int, result T) error) error {
	jobs = max(1, min(jobs, n))
	p := &pool[T]{
		n: n, emit: emit, waiting: map[int]T{}, stop: make(chan struct{}),
		tokens:  make(chan struct{}, jobs*lookahead),
		results: make(chan numbered[T], jobs*lookahead),
	}
	defer close(p.stop)
	var workers sync.WaitGroup
	for range jobs {
		workers.Go(func() { p.work(ctx, start()) })
	}
	go func() {
		workers.Wait()
		close(p.results)
	}()
	if err := p.collect(ctx.Done()); err != nil {
		return err
	}
	if p.emitted < n {
		return ctx.Err()
	}
	return nil
}

// work does one piece after the other until there are no more.
func (p *pool[T]) work(ctx context.Context, do func(i int) T) {
	for ctx.Err() == nil {
		select {
		case p.tokens <- struct{}{}:
		case <-p.stop:
			return
		case <-ctx.Done():
			return
		}
		i := int(p.next.Add(1)) - 1
		if i >= p.n {
			return
		}
		r := attempt(i, do)
		p.results <- r // there is room for every token
		if r.crash != nil {
			return
		}
	}
}

// attempt does a piece of work, and catches its panic.
func attempt[T any](i int, do func(i int) T) (r numbered[T]) {
	defer func() {
		if p := recover(); p != nil {
			r.crash = diag.Caught(p)
		}
	}()
	return numbered[T]{i: i, result: do(i)}
}

// collect takes the results as they come and emits those without a gap before
// them. Once cancelled it waits for what has begun, but not long, and emits
// the others, too.
func (p *pool[T]) collect(cancelled <-chan struct{}) error {
	var deadline <-chan time.Time
	for {
		select {
		case r, open := <-p.results:
			if !open {
				return p.flush(p.n)
			}
			if r.crash != nil {
				panic(r.crash)
			}
			p.waiting[r.i] = r.result
			if err := p.flush(p.emitted); err != nil {
				return err
			}
		case <-cancelled:
			cancelled, deadline = nil, time.After(grace)
		case <-deadline:
			return p.flush(p.n)
		}
	}
}

// flush emits the waiting results up to the first gap behind a number.
func (p *pool[T]) flush(past int) error {
	for i := p.emitted; i < p.n && len(p.waiting) > 0; i++ {
		result, ok := p.waiting[i]
		if !ok && i >= past {
			return nil
		}
		if !ok {
			continue
		}
		delete(p.waiting, i)
		if i == p.emitted {
			p.emitted++
			<-p.tokens
		}
		if err := p.emit(i, result); err != nil {
			return err
		}
	}
	return nil
}
