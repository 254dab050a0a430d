//go:build !linux

package queries

// limitData does nothing: other systems do not hold a limit of mapped memory,
// and the process watches itself alone.
func limitData(int64) error { return nil }
