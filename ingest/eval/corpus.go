package eval

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

const goldSuffix = ".gold.json"

// Gold is a document with gold.
type Gold struct {
	Name string // without the suffix: "talks" of talks.gold.json
	Path string // of the gold
	Doc  Doc
}

// TextPath is where the text of the gold is looked for: beside it.
func (g Gold) TextPath() string { return strings.TrimSuffix(g.Path, goldSuffix) + ".txt" }

// ReadGold reads gold from files called *.gold.json and from folders that
// hold such files, in the order of the paths and, within a folder, of the
// names.
func ReadGold(paths []string) ([]Gold, error) {
	var out []Gold
	for _, p := range paths {
		files := []string{p}
		if info, err := os.Stat(p); err == nil && info.IsDir() {
			entries, err := os.ReadDir(p)
			if err != nil {
				return nil, err
			}
			files = nil
			for _, e := range entries {
				if strings.HasSuffix(e.Name(), goldSuffix) {
					files = append(files, filepath.Join(p, e.Name()))
				}
			}
			if len(files) == 0 {
				return nil, fmt.Errorf("%s: there is no file called *%s", p, goldSuffix)
			}
			slices.Sort(files)
		}
		for _, f := range files {
			if !strings.HasSuffix(f, goldSuffix) {
				return nil, fmt.Errorf("%s: gold is called *%s", f, goldSuffix)
			}
			d, err := readDoc(f)
			if err != nil {
				return nil, err
			}
			out = append(out, Gold{strings.TrimSuffix(filepath.Base(f), goldSuffix), f, d})
		}
	}
	return out, nil
}

// ReadSystem reads what a system says of a document, from a file in dir that is
// called NAME.json, NAME.gold.json, NAME.txt.json or NAME.sys.json. The error
// wraps fs.ErrNotExist when there is none of these.
func ReadSystem(dir, name string) (Doc, error) {
	for _, suffix := range []string{".json", goldSuffix, ".txt.json", ".sys.json"} {
		d, err := readDoc(filepath.Join(dir, name+suffix))
		if !errors.Is(err, fs.ErrNotExist) {
			return d, err
		}
	}
	return Doc{}, fmt.Errorf("%s: nothing is said of %s: %w", dir, name, fs.ErrNotExist)
}

func readDoc(path string) (Doc, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return Doc{}, err
	}
	d, err := Parse(b)
	if err != nil {
		return Doc{}, fmt.Errorf("%s: %w", path, err)
	}
	return d, nil
}
