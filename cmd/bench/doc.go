//go:build linux

// Bench compares snapxml with xmllint and jing on the same work, in one run,
// and prints a table: for each row and tool the typical user CPU time and
// peak memory of several rounds, and how many times of snapxml's that is. The
// tools take turns, so that whatever else the machine does falls on all alike.
//
//	go run ./cmd/bench -snapxml bin/snapxml
//
// Below stands how fast the editor server answers while somebody types in the
// middle of a document of 8,000 lines.
//
// It runs on Linux, where the kernel counts peak memory in KiB.
package main
