package relaxng

import "sync/atomic"

// A table maps small keys to pointers, nil included. It is read without a
// lock; writers exclude each other by the automaton's lock. It is a hash table
// with open addressing whose entries, once in, stay.
type table[V any] struct {
	slots atomic.Pointer[[]atomic.Pointer[entry[V]]]
	used  int
}

type entry[V any] struct {
	key   uint32
	value *V
}

// get is the value of a key; ok is false where the key is not in the table.
func (t *table[V]) get(key uint32) (value *V, ok bool) {
	slots := t.slots.Load()
	if slots == nil {
		return nil, false
	}
	mask := uint32(len(*slots) - 1)
	for i := spread(key); ; i++ {
		e := (*slots)[i&mask].Load()
		if e == nil {
			return nil, false
		}
		if e.key == key {
			return e.value, true
		}
	}
}

// put adds a key and says how many entries that took: 1, or 0 if the key was
// there.
func (t *table[V]) put(key uint32, value *V) int {
	if _, ok := t.get(key); ok {
		return 0
	}
	slots := t.slots.Load()
	if slots == nil || 4*(t.used+1) > 3*len(*slots) {
		slots = t.grow(slots)
	}
	insert(*slots, &entry[V]{key, value})
	t.used++
	return 1
}

// grow makes a table of twice the size and shows it to readers when it holds
// everything.
func (t *table[V]) grow(old *[]atomic.Pointer[entry[V]]) *[]atomic.Pointer[entry[V]] {
	size := 2
	if old != nil {
		size = 2 * len(*old)
	}
	slots := make([]atomic.Pointer[entry[V]], size)
	if old != nil {
		for i := range *old {
			if e := (*old)[i].Load(); e != nil {
				insert(slots, e)
			}
		}
	}
	t.slots.Store(&slots)
	return &slots
}

func insert[V any](slots []atomic.Pointer[entry[V]], e *entry[V]) {
	mask := uint32(len(slots) - 1)
	i := spread(e.key)
	for slots[i&mask].Load() != nil {
		i++
	}
	slots[i&mask].Store(e)
}

// spread moves neighbouring keys apart (Fibonacci hashing).
func spread(key uint32) uint32 { return key * 0x9E3779B1 >> 7 }
