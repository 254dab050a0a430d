package queries

import (
	"bytes"
	"fmt"
	"os"
	"strconv"

	"golang.org/x/sys/unix"
)

// limitData makes the kernel refuse the process more than the given number of
// bytes of private writable memory beyond what it has now (setrlimit(2),
// RLIMIT_DATA). Mapped files, such as an embedded store, do not count.
func limitData(more int64) error {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return err
	}
	_, rest, ok := bytes.Cut(status, []byte("VmData:"))
	fields := bytes.Fields(rest)
	if !ok || len(fields) == 0 {
		return fmt.Errorf("/proc/self/status does not tell VmData")
	}
	kib, err := strconv.ParseInt(string(fields[0]), 10, 64)
	if err != nil {
		return fmt.Errorf("/proc/self/status: VmData: %w", err)
	}
	limit := uint64(kib<<10 + more)
	return unix.Setrlimit(unix.RLIMIT_DATA, &unix.Rlimit{Cur: limit, Max: limit})
}
