package xmltree

// An arena makes many small things with few allocations. What it gave stays
// where it is.
type arena[T any] struct {
	free []T
	last int // things in the last chunk
}

// Chunks grow, as most documents are small.
const (
	firstChunk = 16
	mostChunk  = 256
)

// one is a new thing.
func (a *arena[T]) one() *T { return &a.many(1)[0] }

// many are n new things, one beside the other.
func (a *arena[T]) many(n int) []T {
	if len(a.free) < n {
		a.last = min(max(firstChunk, 2*a.last), mostChunk)
		a.free = make([]T, max(a.last, n))
	}
	list := a.free[:n:n]
	a.free = a.free[n:]
	return list
}
