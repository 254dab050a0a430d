package lexical

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"encoding/json"
	"errors"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"github.com/vmihailenco/msgpack/v5"
)

// resource returns the converted tables: those in data/model, or for work on
// the converter those of the spaCy model directory in $PARLEY_SPACY_MODEL.
var resource = sync.OnceValues(func() (*Lexical, error) {
	if dir := os.Getenv("PARLEY_SPACY_MODEL"); dir != "" {
		data, err := Convert(os.DirFS(dir))
		if err != nil {
			return nil, err
		}
		return Load(data)
	}
	data, err := os.ReadFile(filepath.Join("..", "..", "..", "..", "data", "model", "lexical.bin"))
	if err != nil {
		return nil, err
	}
	return Load(data)
})

func load(t testing.TB) *Lexical {
	t.Helper()
	l, err := resource()
	if os.IsNotExist(err) {
		t.Skip("the model's tables are not in data/model: run parley-model")
	}
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// dump is what testdata/dump.py writes.
type dump struct {
	Types [][]any `json:"types"` // text, norm, prefix, suffix, shape, is_space
	Docs  []dumpDoc
}

type dumpDoc struct {
	text   string
	tokens []int
}

func (d *dumpDoc) UnmarshalJSON(b []byte) error {
	return json.Unmarshal(b, &[]any{&d.text, &d.tokens})
}

func readDump(t testing.TB, path string) *dump {
	t.Helper()
	var d dump
	readJSON(t, path, &d)
	return &d
}

func readJSON(t testing.TB, path string, into any) {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, into); err != nil {
		t.Fatal(err)
	}
}

// TestAgainstSpacy compares tokens, their offsets and their features with
// those of Python spaCy, on the committed dump and, if set, on another one
// named by $PARLEY_TOKENS.
func TestAgainstSpacy(t *testing.T) {
	paths := []string{filepath.Join("testdata", "tokens.json.gz")}
	if p := os.Getenv("PARLEY_TOKENS"); p != "" {
		paths = append(paths, p)
	}
	l := load(t)
	for _, path := range paths {
		d := readDump(t, path)
		w := l.NewWorker(nil, nil)
		var tokens []Token
		var feats [][6]uint64
		count, bad := 0, 0
		for _, doc := range d.Docs {
			tokens = w.Tokenize(doc.text, tokens)
			feats = w.Features(tokens, feats)
			count += len(doc.tokens) / 3
			if !sameTokens(t, d, doc, tokens, feats) {
				if bad++; bad > 20 {
					t.Fatal("too many differences")
				}
			}
		}
		t.Logf("%s: %d texts, %d tokens, %d texts differ", path, len(d.Docs), count, bad)
	}
}

func sameTokens(t *testing.T, d *dump, doc dumpDoc, tokens []Token, feats [][6]uint64) bool {
	var want, got []string
	at, same := 0, true
	for i := 0; i+2 < len(doc.tokens); i += 3 {
		typ := d.Types[doc.tokens[i]]
		size, space := doc.tokens[i+1], doc.tokens[i+2]
		want = append(want, doc.text[at:at+size])
		if j := i / 3; j < len(tokens) {
			f := [6]uint64{4: uint64(space), 5: uint64(typ[5].(float64))}
			for k := range 4 {
				f[k] = stringID(typ[k+1].(string))
			}
			if tokens[j].Start == at && tokens[j].End == at+size && f != feats[j] {
				t.Errorf("%q: features of %q: got %v, want %v (%v)", doc.text, doc.text[at:at+size], feats[j], f, typ)
				same = false
			}
		}
		at += size + space
	}
	for _, tok := range tokens {
		got = append(got, doc.text[tok.Start:tok.End])
	}
	if a, b := strings.Join(got, "\x00"), strings.Join(want, "\x00"); a != b {
		t.Errorf("%q:\n got %q\nwant %q", doc.text, got, want)
		return false
	}
	return same
}

// checkTokens verifies what holds for every text: tokens are in order, not
// empty, and cover all but single spaces.
func checkTokens(t *testing.T, text string, tokens []Token) {
	t.Helper()
	at := 0
	for i, tok := range tokens {
		if tok.Start != at || tok.End <= tok.Start || tok.End > len(text) {
			t.Fatalf("%q: token %d is [%d, %d), the one before ends at %d of %d", text, i, tok.Start, tok.End, at, len(text))
		}
		at = tok.End
		if tok.Space {
			if at >= len(text) || text[at] != ' ' {
				t.Fatalf("%q: no space after token %d", text, i)
			}
			at++
		}
	}
	if at != len(text) {
		t.Fatalf("%q: tokens end at %d of %d", text, at, len(text))
	}
}

func FuzzTokenize(f *testing.F) {
	l := load(f)
	for i, doc := range readDump(f, filepath.Join("testdata", "tokens.json.gz")).Docs {
		if i < 200 {
			f.Add(doc.text)
		}
	}
	f.Add("a\xffb \xc3( \xe2\x82")
	w := l.NewWorker([]string{"NN"}, []string{"ROOT"})
	f.Fuzz(func(t *testing.T, text string) {
		tokens := w.Tokenize(text, nil)
		checkTokens(t, text, tokens)
		n := len(tokens)
		feats := w.Features(tokens, nil)
		zeros := make([]uint8, n)
		all := w.Analyze(tokens, zeros, zeros, nil)
		if len(feats) != n || len(all) != n {
			t.Fatalf("%d tokens, %d features, %d analyses", n, len(feats), len(all))
		}
		for i, a := range all {
			if a.Lemma == "" || !utf8.ValidString(a.Lemma) {
				t.Fatalf("%q: lemma of token %d is %q", text, i, a.Lemma)
			}
		}
	})
}

// tiny makes a small resource by hand: one special case, one sequence, three
// rules, one lemma table. section may change a section before it is written.
func tiny(t testing.TB, section func(i int, data []byte) []byte) []byte {
	t.Helper()
	w := &resourceWriter{}
	w.number("")
	newList := func(f func(l *listWriter)) []byte {
		l := listWriter{w: w}
		f(&l)
		return l.buf
	}
	var out [numSections][]byte
	out[secSpecials] = newList(func(l *listWriter) {
		l.count(1)
		l.str("can't")
		l.count(2)
		for _, s := range []string{"ca", "can", "n't", "not"} {
			l.str(s)
		}
	})
	out[secSequences] = newList(func(l *listWriter) {
		l.count(1)
		l.strs([]string{"can't", "."})
	})
	out[secRules] = newList(func(l *listWriter) {
		l.count(3)
		for _, r := range []rule{
			{patterns: [][]tokenTest{{{{attr: attrTag, values: []string{"NN"}}}}}, set: setPOS | setMorph, pos: "NOUN", morph: "Number=Plur"},
			{patterns: [][]tokenTest{{{{attr: attrLower, values: []string{"ca"}}}, {{attr: attrLower, values: []string{"n't"}}}}}, index: 1, set: setLemma, lemma: "not"},
			{patterns: [][]tokenTest{{{{attr: attrDep, not: true, values: []string{"ROOT"}}}}}, set: setTag | setDep, tag: "XX", dep: "dep"},
		} {
			l.count(r.index)
			l.count(len(r.patterns))
			for _, p := range r.patterns {
				l.count(len(p))
				for _, test := range p {
					l.count(len(test))
					for _, a := range test {
						l.count(a.attr)
						if a.not {
							l.count(1)
						} else {
							l.count(0)
						}
						l.strs(a.values)
					}
				}
			}
			l.count(r.set)
			for _, s := range []string{r.tag, r.pos, r.morph, r.dep, r.lemma} {
				l.str(s)
			}
		}
	})
	out[secLemmaRules] = newList(func(l *listWriter) {
		l.count(1)
		l.str("noun")
		l.count(2)
		for _, s := range []string{"s", "", "ies", "y"} {
			l.str(s)
		}
	})
	out[secWords] = writeStringTable([]string{"car", "city"})
	out[secWordTables] = []byte{1, 1}
	out[secExceptions] = writeStringTable([]string{"\x00geese", "\x00mice"})
	forms := []byte{}
	for _, n := range []int{1, 2, w.number("goose"), w.number("mouse")} {
		forms = binary.LittleEndian.AppendUint32(forms, uint32(n))
	}
	out[secForms] = forms
	norms := binary.LittleEndian.AppendUint64(nil, stringID("colour"))
	out[secNorms] = binary.LittleEndian.AppendUint32(norms, uint32(w.number("color")))
	out[secStrings] = writeStringTable(w.strings)
	for i := range out {
		out[i] = section(i, out[i])
	}
	data, err := joinSections(out)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestTinyResource(t *testing.T) {
	l, err := Load(tiny(t, func(_ int, data []byte) []byte { return data }))
	if err != nil {
		t.Fatal(err)
	}
	w := l.NewWorker([]string{"NN"}, []string{"ROOT", "x"})
	const text = "Mice, cities cars can't. colour boxes geese"
	tokens := w.Tokenize(text, nil)
	checkTokens(t, text, tokens)
	zeros := make([]uint8, len(tokens))
	var got []string
	for i, a := range w.Analyze(tokens, zeros, zeros, nil) {
		got = append(got, text[tokens[i].Start:tokens[i].End]+"/"+a.Lemma)
	}
	want := "Mice/mouse ,/, cities/city cars/car ca/ca n't/not ./. colour/colour boxes/boxe geese/goose"
	if s := strings.Join(got, " "); s != want {
		t.Errorf("got  %s\nwant %s", s, want)
	}
	feats := w.Features(tokens, nil)
	for i, norm := range map[int]string{0: "mice", 4: "can", 5: "not", 7: "color"} {
		if feats[i][0] != stringID(norm) {
			t.Errorf("norm of token %d is not %q", i, norm)
		}
	}
	deps := slices.Repeat([]uint8{1}, len(tokens))
	for i, a := range w.Analyze(tokens, zeros, deps, nil) {
		if a.Tag != "XX" || a.Dep != "dep" || a.POS != "NOUN" {
			t.Errorf("token %d: %+v", i, a)
		}
	}
}

// TestLoadDamaged cuts each section short, with a right checksum.
func TestLoadDamaged(t *testing.T) {
	for i := range numSections {
		data := tiny(t, func(j int, data []byte) []byte {
			if i == j {
				return data[:len(data)-1]
			}
			return data
		})
		if _, err := Load(data); i != secWords && i != secExceptions && i != secStrings && !errors.Is(err, errCorrupt) {
			t.Errorf("section %d cut short: error %v", i, err)
		}
	}
	whole := tiny(t, func(_ int, data []byte) []byte { return data })
	for _, data := range [][]byte{nil, whole[:20], append(slices.Clone(whole), 0)} {
		if _, err := Load(data); !errors.Is(err, errCorrupt) {
			t.Errorf("%d bytes of %d: error %v", len(data), len(whole), err)
		}
	}
}

// FuzzLoad changes the content of a resource and puts the checksum right.
func FuzzLoad(f *testing.F) {
	f.Add(tiny(f, func(_ int, data []byte) []byte { return data }))
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) < len(magic)+4 {
			return
		}
		data = slices.Clone(data)
		copy(data, magic)
		binary.LittleEndian.PutUint32(data[len(magic):], crc32.ChecksumIEEE(data[len(magic)+4:]))
		l, err := Load(data)
		if err != nil {
			return
		}
		w := l.NewWorker([]string{"NN"}, []string{"ROOT"})
		const text = "Mice, cities cars can't. colour boxes geese"
		tokens := w.Tokenize(text, nil)
		zeros := make([]uint8, len(tokens))
		w.Analyze(tokens, zeros, zeros, nil)
	})
}

func TestConvert(t *testing.T) {
	if _, err := Convert(fstest.MapFS{}); !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), "tokenizer") {
		t.Errorf("empty directory: error %v", err)
	}
	other, err := msgpack.Marshal(map[string]any{"prefix_search": "^x", "suffix_search": "x$", "infix_finditer": "x", "url_match": "x"})
	if err != nil {
		t.Fatal(err)
	}
	for _, data := range [][]byte{nil, []byte("no msgpack"), other} {
		if _, err := Convert(fstest.MapFS{"tokenizer": {Data: data}}); err == nil || !strings.Contains(err.Error(), "tokenizer") {
			t.Errorf("tokenizer %q: error %v", data, err)
		}
	}
	dir := os.Getenv("PARLEY_SPACY_MODEL")
	if dir == "" {
		t.Skip("$PARLEY_SPACY_MODEL is not set, nothing to convert")
	}
	got, err := Convert(os.DirFS(dir))
	if err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile(filepath.Join("..", "..", "..", "..", "data", "model", "lexical.bin"))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Error("data/model/lexical.bin is not what the converter makes")
	}
}

func TestMatchedBy(t *testing.T) {
	for _, c := range []struct {
		pattern string
		want    []string
	}{
		{"^n'?t$", []string{"n't", "nt"}},
		{"^n[ou]thin'$", []string{"nothin'", "nuthin'"}},
		{"^y'?$", []string{"y'", "y"}},
		{"^a+$", nil},
		{"^a.$", nil},
		{"^(?i)a$", nil},
		{"a$", nil},
		{"^a", nil},
		{"^[$", nil},
	} {
		got, err := matchedBy(c.pattern)
		if !slices.Equal(got, c.want) || (err == nil) != (c.want != nil) {
			t.Errorf("%s: %q, %v", c.pattern, got, err)
		}
	}
}

// The numbers come from Python spaCy's StringStore.
func TestStringID(t *testing.T) {
	for _, c := range []struct {
		s    string
		want uint64
	}{
		{"", 0},
		{"num", 431},
		{"agent", 401},
		{"_", 456},
		{"X", 101},
		{"punct", 445},
		{"the", 7425985699627899538},
		{"Ruritania", 8414878536424745490},
		{"İ", 10007816788334446145},
		{"²", 4645924870329155111},
		{"“quoted”", 13816023333355355961},
		{"exactly8", 17695040895084571796},
		{"exactly16 bytes!", 6676396628693066636},
		{"北京", 11804760672128813659},
	} {
		if got := stringID(c.s); got != c.want {
			t.Errorf("%q: %d, want %d", c.s, got, c.want)
		}
	}
}

func TestIsURL(t *testing.T) {
	for s, want := range map[string]bool{
		"example.org": true, "EXAMPLE.org": true, "example.ORG": false, "www.example.co.uk/path?q#f": true,
		"http://example.org:8080/": true, "example.org:8": false, "example.org:123456": false, "example.org:80x": false,
		"jane.doe@example.org": true, "@example.org": false, "a@b@example.org": true, "http://@example.org": true,
		"x://example.org": false, "xy://example.org": true, "mailto:a@b.co": true, "a.b": false, "a.bc": true,
		"-a.org": false, "a-.org": false, "_a.org": false, "a_b.org": true, ".org": false, "a..org": false,
		strings.Repeat("a", 64) + ".org": true, strings.Repeat("a", 65) + ".org": false,
		"8.8.8.8": true, "8.8.8.8:53/x": true, "10.0.0.1": false, "127.1.1.1": false, "169.254.1.1": false,
		"169.253.1.1": true, "192.168.0.1": false, "192.169.0.1": true, "172.15.0.1": true, "172.16.0.1": false,
		"172.31.0.1": false, "172.32.0.1": true, "172.2.0.1": true, "224.1.1.1": false, "223.1.1.1": true, "1.1.1.0": false,
		"1.1.1.255": false, "1.1.1.254": true, "1.256.1.1": false, "1.1.1": false, "1.1.1.1.1": false, "01.1.1.1": false,
		"1.01.1.1": true, "": false, ".": false, "例え.jp": true, "müller.de": true,
	} {
		if got := isURL(s); got != want {
			t.Errorf("isURL(%q) = %v", s, got)
		}
	}
}

func BenchmarkTokenize(b *testing.B) {
	l := load(b)
	var text bytes.Buffer
	for _, doc := range readDump(b, filepath.Join("testdata", "tokens.json.gz")).Docs[:30] {
		text.WriteString(doc.text)
		text.WriteByte('\n')
	}
	s := text.String()
	w := l.NewWorker(nil, nil)
	var tokens []Token
	for b.Loop() {
		tokens = w.Tokenize(s, tokens)
	}
	b.SetBytes(int64(len(s)))
	b.ReportMetric(float64(b.N)*float64(len(tokens))/b.Elapsed().Seconds(), "tok/s")
	b.ReportAllocs()
}

// TestAnalysesAgainstSpacy compares the attribute ruler and the lemmatizer
// with Python spaCy's, on given tags and labels; $PARLEY_ANALYSES may name one
// more dump.
func TestAnalysesAgainstSpacy(t *testing.T) {
	paths := []string{filepath.Join("testdata", "analyses.json.gz")}
	if p := os.Getenv("PARLEY_ANALYSES"); p != "" {
		paths = append(paths, p)
	}
	l := load(t)
	for _, path := range paths {
		var d struct {
			Tags, Deps []string
			Docs       [][][8]string
		}
		readJSON(t, path, &d)
		w := l.NewWorker(d.Tags, d.Deps)
		count, bad := 0, 0
		for _, doc := range d.Docs {
			var tokens []Token
			var tags, deps []uint8
			for _, tok := range doc {
				tokens = append(tokens, Token{Type: w.typeOf(tok[0])})
				tags = append(tags, uint8(slices.Index(d.Tags, tok[1])))
				deps = append(deps, uint8(slices.Index(d.Deps, tok[2])))
			}
			for i, got := range w.Analyze(tokens, tags, deps, nil) {
				count++
				tok := doc[i]
				if want := (Analysis{tok[3], tok[4], tok[5], tok[6], tok[7]}); got != want {
					t.Errorf("token %d of %q:\n got %q\nwant %q", i, doc, got, want)
					if bad++; bad > 20 {
						t.Fatal("too many differences")
					}
				}
			}
			if len(w.types) > maxTypes {
				w.reset()
			}
		}
		t.Logf("%s: %d tokens, %d differ", path, count, bad)
	}
}
