package main

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestUsage(t *testing.T) {
	for _, args := range [][]string{nil, {"one"}, {"a", "b", "c"}, {"-nonsense", "a", "b"}} {
		if err := run(args, io.Discard, io.Discard); !errors.Is(err, errUsage) {
			t.Errorf("run(%q) = %v, want the usage", args, err)
		}
	}
}

func TestRefusesOtherModels(t *testing.T) {
	dir, out := t.TempDir(), filepath.Join(t.TempDir(), "out")
	err := run([]string{dir, out}, io.Discard, io.Discard)
	if err == nil || !strings.Contains(err.Error(), "tok2vec") {
		t.Errorf("empty model: %v", err)
	}
	if err := os.Mkdir(filepath.Join(dir, "tok2vec"), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "tok2vec", "model"), []byte{0x80}, 0o666); err != nil {
		t.Fatal(err)
	}
	if err := run([]string{dir, out}, io.Discard, io.Discard); err == nil || !strings.Contains(err.Error(), "SHA-256") {
		t.Errorf("other model: %v", err)
	}
	if err := run([]string{"-unchecked", dir, out}, io.Discard, io.Discard); err == nil {
		t.Error("no error for a model without layers")
	}
	if _, err := os.Stat(out); err == nil {
		t.Error("output was written")
	}
}

// TestReadmeGivesSums keeps data/model/README.md true.
func TestReadmeGivesSums(t *testing.T) {
	dir := filepath.Join("..", "..", "data", "model")
	readme, err := os.ReadFile(filepath.Join(dir, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"weights.bin", "lexical.bin"} {
		b, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		if row := fmt.Sprintf("| %s | %x |", name, sha256.Sum256(b)); !strings.Contains(string(readme), row) {
			t.Errorf("no row %q", row)
		}
	}
}

// TestReproducesData runs where PARLEY_SPACY_MODEL names the model directory.
func TestReproducesData(t *testing.T) {
	model := os.Getenv("PARLEY_SPACY_MODEL")
	if model == "" {
		t.Skip("PARLEY_SPACY_MODEL is not set")
	}
	out := t.TempDir()
	var stdout bytes.Buffer
	if err := run([]string{model, out}, &stdout, io.Discard); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"weights.bin", "lexical.bin", "LICENSE", "LICENSES_SOURCES"} {
		got, err := os.ReadFile(filepath.Join(out, name))
		if err != nil {
			t.Fatal(err)
		}
		want, err := os.ReadFile(filepath.Join("..", "..", "data", "model", name))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s differs from the one in data/model", name)
		}
		if !strings.Contains(stdout.String(), name) {
			t.Errorf("%s is not reported", name)
		}
	}
}
