package main

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"sync/atomic"
	"testing"

	"pgregory.net/rapid"
)

// Whatever the number of jobs, every result is emitted once and in order, and
// no more are kept waiting than promised.
func TestOrdered(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, jobs := rapid.IntRange(0, 200).Draw(t, "n"), rapid.IntRange(1, 9).Draw(t, "jobs")
		slow := rapid.IntRange(0, 200).Draw(t, "slow")
		var begun atomic.Int64
		var got []int
		start := func() func(int) int {
			return func(i int) int {
				begun.Add(1)
				most := int64(min(n, slow+jobs*lookahead))
				for i == slow && min(jobs, n) > 1 && begun.Load() < most {
					runtime.Gosched() // until the others have gone as far as they may
				}
				if i == slow && begun.Load() > most {
					return -1
				}
				return i * i
			}
		}
		err := ordered(t.Context(), n, jobs, start, func(i, result int) error {
			if result != i*i {
				return fmt.Errorf("%d gives %d", i, result)
			}
			got = append(got, i)
			return nil
		})
		if err != nil || len(got) != n || !slices.IsSorted(got) {
			t.Fatalf("%v: emitted %v", err, got)
		}
	})
}

func TestOrderedError(t *testing.T) {
	want := errors.New("full")
	emitted := 0
	err := ordered(t.Context(), 100, 3, func() func(int) int { return func(i int) int { return i } }, func(i, _ int) error {
		emitted++
		if i == 10 {
			return want
		}
		return nil
	})
	if err != want || emitted != 11 {
		t.Errorf("%v after %d", err, emitted)
	}
}

// After a cancellation what is done is emitted, in order, even if something
// before it never ends.
func TestOrderedCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	never := make(chan struct{})
	defer close(never)
	start := func() func(int) int {
		return func(i int) int {
			switch i {
			case 3:
				<-never
			case 7:
				cancel()
			}
			return i
		}
	}
	var got []int
	err := ordered(ctx, 100, 2, start, func(i, _ int) error {
		got = append(got, i)
		return nil
	})
	if !errors.Is(err, context.Canceled) || !slices.Equal(got, []int{0, 1, 2, 4, 5, 6, 7}) {
		t.Errorf("%v: emitted %v", err, got)
	}
}
