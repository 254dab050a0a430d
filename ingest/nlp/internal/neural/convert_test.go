package neural

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/vmihailenco/msgpack/v5"
)

// moves packs a moves file as spaCy writes it.
func moves(t testing.TB, json string) []byte {
	t.Helper()
	b, err := msgpack.Marshal(map[string]any{"moves": json, "strings": []string{}})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestClassOrder(t *testing.T) {
	dir := fstest.MapFS{"moves": {Data: moves(t, `{"2":{"b":5,"a":5,"c":9},"0":{},"1":{"":3}}`)}}
	c := &converter{dir: dir}
	var got []string
	for _, a := range c.moves("moves") {
		got = append(got, string(rune('0'+a.Move))+a.Label)
	}
	if s := strings.Join(got, " "); s != "1 2c 2b 2a" || c.err != nil {
		t.Errorf("classes %q, %v", s, c.err)
	}
	for _, bad := range []string{`{"1":{"x":-1}}`, `{"x":{}}`, `[`} {
		c := &converter{dir: fstest.MapFS{"moves": {Data: moves(t, bad)}}}
		if c.moves("moves"); c.err == nil || !strings.Contains(c.err.Error(), "moves") {
			t.Errorf("%s: %v", bad, c.err)
		}
	}
}

func FuzzConvert(f *testing.F) {
	one := 1
	tree := thincModel{
		Nodes: []thincNode{{Name: "hashembed", Dims: map[string]*int{"nO": &one}, Refs: map[string]*int{"upper": &one}}, {Name: "maxout"}},
		Attrs: []map[string][]byte{{"column": {0}, "seed": {8}}, {}},
		Params: []map[string]*thincArray{
			{"E": {ND: true, Type: "<f4", Shape: []int{1, 1}, Data: []byte{0, 0, 0, 0}}},
			{"W": {ND: true, Type: "<f4", Shape: []int{-1, -1}, Data: []byte{0, 0, 0, 0}}, "b": nil},
		},
	}
	packed, err := msgpack.Marshal(tree)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(packed, moves(f, `{"0":{"":1},"1":{"":1}}`), `{"labels":["NN"]}`)
	f.Add([]byte{0x80}, []byte{}, ``)
	f.Fuzz(func(t *testing.T, model, moves []byte, cfg string) {
		dir := fstest.MapFS{"meta.json": {Data: []byte(`{"version":"0"}`)}}
		for _, name := range []string{"tok2vec/model", "tagger/model", "parser/model", "ner/model"} {
			dir[name] = &fstest.MapFile{Data: model}
		}
		dir["parser/moves"], dir["ner/moves"] = &fstest.MapFile{Data: moves}, &fstest.MapFile{Data: moves}
		dir["tagger/cfg"] = &fstest.MapFile{Data: []byte(cfg)}
		if b, err := Convert(fs.FS(dir)); err == nil {
			if _, err := Load(b); err != nil {
				t.Errorf("converted, but does not load: %v", err)
			}
		}
	})
}
