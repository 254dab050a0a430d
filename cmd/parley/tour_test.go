package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var (
	blocks  = regexp.MustCompile("(?ms)^```console\n\\$ (.*?)\n(.*?)^```$")
	factIDs = regexp.MustCompile(`\b(?:meeting|claim|tenure|interaction)/[0-9a-f]{10}\b`)
)

// TestTour runs the commands in README.md, in their order and on one store, and
// compares what they print and draw. With -update it writes that down instead,
// and leads ids of facts that have changed to the facts that have taken their
// places.
func TestTour(t *testing.T) {
	t.Chdir("../..")
	t.Setenv("PARLEY_STORE", filepath.Join(t.TempDir(), "store"))
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	commands := 0
	moved := map[string]string{}
	got := blocks.ReplaceAllStringFunc(string(readme), func(block string) string {
		m := blocks.FindStringSubmatch(block)
		command, want := m[1], m[2]
		for from, to := range moved {
			command = strings.ReplaceAll(command, from, to)
		}
		out, err := tourCommand(t, command)
		if err != nil {
			t.Errorf("%s: %v", command, err)
			return block
		}
		commands++
		if *update {
			ids := factIDs.FindAllString(out, -1)
			for i, id := range factIDs.FindAllString(want, -1) {
				if i < len(ids) && !slices.Contains(ids, id) {
					moved[id] = ids[i]
				}
			}
		}
		return "```console\n$ " + command + "\n" + out + "```"
	})
	if commands < 5 {
		t.Errorf("found %d commands", commands)
	}
	switch {
	case got == string(readme):
	case *update && !t.Failed():
		if err := os.WriteFile("README.md", []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
	default:
		t.Errorf("README.md shows something else than the commands print: run go test ./cmd/parley -run Tour -update\n%s", firstDifference(string(readme), got))
	}
}

// tourCommand runs a command line of the tour. A file that it is told to write
// is compared with the one that is there.
func tourCommand(t *testing.T, line string) (string, error) {
	args, err := split(line)
	if err != nil || args[0] != "parley" {
		return "", errors.Join(err, fmt.Errorf("no command line of parley"))
	}
	var file, made string
	if i := slices.Index(args, "-o"); i > 0 {
		file, made = args[i+1], filepath.Join(t.TempDir(), filepath.Base(args[i+1]))
		args[i+1] = made
	}
	code, stdout, stderr := cli(t, "", args[1:]...)
	if code != 0 {
		return "", fmt.Errorf("exit code %d: %s", code, stderr)
	}
	if file == "" {
		return trimLines(stdout), nil
	}
	drawn, err := os.ReadFile(made)
	if err != nil {
		return "", err
	}
	if there, err := os.ReadFile(file); err == nil && bytes.Equal(there, drawn) {
		return stdout, nil
	}
	if *update {
		return stdout, errors.Join(os.MkdirAll(filepath.Dir(file), 0o777), os.WriteFile(file, drawn, 0o666))
	}
	return "", fmt.Errorf("%s is another picture", file)
}

// trimLines takes white space off the ends of lines, which editors do too.
func trimLines(s string) string {
	var b strings.Builder
	for line := range strings.Lines(s) {
		b.WriteString(strings.TrimRight(line, " \n") + "\n")
	}
	return b.String()
}

// split cuts a command line into words as a shell does, with quotes.
func split(line string) ([]string, error) {
	var words []string
	for line = strings.TrimSpace(line); line != ""; line = strings.TrimSpace(line) {
		word := line
		if q := line[:1]; q == `"` || q == "'" {
			end := strings.Index(line[1:], q)
			if end < 0 {
				return nil, fmt.Errorf("a quote is open in %s", line)
			}
			words, line = append(words, line[1:end+1]), line[end+2:]
			continue
		}
		word, line, _ = strings.Cut(line, " ")
		words = append(words, word)
	}
	return words, nil
}

func firstDifference(a, b string) string {
	as, bs := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range min(len(as), len(bs)) {
		if as[i] != bs[i] {
			return fmt.Sprintf("line %d:\n%s\nnow:\n%s", i+1, as[i], bs[i])
		}
	}
	return "one is longer"
}
