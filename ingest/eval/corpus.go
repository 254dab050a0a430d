package eval

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
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

	texts string // folder of the text, "" for that of the gold
}

// ErrNotGold is what ReadGold's error wraps for a path that cannot be meant.
var ErrNotGold = errors.New("gold is called *" + goldSuffix)

// TextPath is where the text is: in the folder of texts, or else beside the
// gold, called as the gold says in "doc", else NAME.txt.
func (g Gold) TextPath() string {
	name := g.Name + ".txt"
	if g.Doc.Name != "" {
		name = g.Doc.Name
	}
	return textPath(g.texts, g.Path, name)
}

// textPath is where the text of gold is. Of its name only the last part
// counts: gold is read with the texts that the caller names.
func textPath(texts, gold, name string) string {
	if texts == "" {
		texts = filepath.Dir(gold)
	}
	return filepath.Join(texts, filepath.Base(filepath.FromSlash(name)))
}

// ReadGold reads gold from files called *.gold.json and from folders that
// hold such files, in the order of the paths and, within a folder, of the
// names. The texts are in a folder, or, when that is "", beside the gold. Plain
// gold is read without its text, standoff gold needs it. A supplement adds its
// interactions to the gold of the same name, whose text it is of. The error
// names the file; it wraps ErrNotGold for a file of another name, and ErrText
// when standoff gold is of another text.
func ReadGold(paths []string, texts string) ([]Gold, error) {
	files, err := goldFiles(paths)
	if err != nil {
		return nil, err
	}
	var out []Gold
	var supplements []goldFile
	for _, f := range files {
		switch err := f.read(); {
		case err != nil:
			return nil, err
		case f.supplement:
			supplements = append(supplements, f)
			continue
		}
		d, err := f.doc(func(name string) string { return textPath(texts, f.path, name) })
		if err != nil {
			return nil, err
		}
		out = append(out, Gold{f.name(), f.path, d, texts})
	}
	for _, f := range supplements {
		k := slices.IndexFunc(out, func(g Gold) bool { return g.Name == f.name() })
		if k < 0 {
			return nil, fmt.Errorf("%s: there is no gold %s that it could add to", f.path, f.name())
		}
		d, err := f.doc(func(string) string { return out[k].TextPath() })
		if err != nil {
			return nil, err
		}
		out[k].Doc.Interactions = append(out[k].Doc.Interactions, d.Interactions...)
	}
	return out, nil
}

// goldFiles finds the files of gold.
func goldFiles(paths []string) ([]goldFile, error) {
	var out []goldFile
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
				return nil, fmt.Errorf("%s: %w", f, ErrNotGold)
			}
			out = append(out, goldFile{path: f})
		}
	}
	return out, nil
}

// goldFile is a file of plain or standoff gold.
type goldFile struct {
	path       string
	content    []byte
	text       *textFile // nil for plain gold
	supplement bool
}

func (f *goldFile) name() string { return strings.TrimSuffix(filepath.Base(f.path), goldSuffix) }

func (f *goldFile) read() error {
	b, err := os.ReadFile(f.path)
	if err != nil {
		return err
	}
	var head struct {
		Text       *textFile `json:"text"`
		Supplement bool      `json:"supplement"`
	}
	if err := json.Unmarshal(b, &head); err != nil {
		return fmt.Errorf("%s: %w", f.path, err)
	}
	f.content, f.text, f.supplement = b, head.Text, head.Supplement
	return nil
}

// doc reads the gold; at says where a text of that name is.
func (f *goldFile) doc(at func(text string) string) (Doc, error) {
	fail := func(err error) (Doc, error) { return Doc{}, fmt.Errorf("%s: %w", f.path, err) }
	b := f.content
	if f.text != nil {
		text, err := os.ReadFile(at(f.text.File))
		if err != nil {
			return fail(fmt.Errorf("the text it is of: %w", err))
		}
		if b, err = Plain(b, string(text)); err != nil {
			return fail(err)
		}
	}
	d, err := Parse(b)
	if err != nil {
		return fail(err)
	}
	return d, nil
}

// System is what a system says of documents.
type System struct {
	path string
	docs map[string]Doc // of a file, by the name of the document; nil for a folder
}

// OpenSystem opens a folder with one file for each document, as ReadSystem
// finds them, or a file of JSON objects one after the other, as parley extract
// writes it.
func OpenSystem(path string) (*System, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	s := &System{path: path}
	if info.IsDir() {
		return s, nil
	}
	s.docs = map[string]Doc{}
	dec := json.NewDecoder(f)
	for n := 1; ; n++ {
		var d Doc
		err := dec.Decode(&d)
		if errors.Is(err, io.EOF) {
			return s, nil
		}
		if _, twice := s.docs[d.Name]; err == nil && twice {
			err = fmt.Errorf("%q comes twice", d.Name)
		}
		if err != nil {
			return nil, fmt.Errorf("%s: document %d: %w", path, n, err)
		}
		s.docs[d.Name] = d
	}
}

// Doc returns what the system says of the document that gold is of. The error
// wraps fs.ErrNotExist when it says nothing.
func (s *System) Doc(g Gold) (Doc, error) {
	if s.docs == nil {
		return ReadSystem(s.path, g.Name)
	}
	for _, name := range []string{g.Doc.Name, g.Name + ".txt", g.Name} {
		if d, ok := s.docs[name]; ok && name != "" {
			return d, nil
		}
	}
	return Doc{}, fmt.Errorf("%s: nothing is said of %s: %w", s.path, g.Name, fs.ErrNotExist)
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
