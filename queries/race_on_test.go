//go:build race

package queries

// raced says that the race detector is built in, whose own memory counts.
const raced = true
