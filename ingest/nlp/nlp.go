// Package nlp annotates English text with tokens, tags, sentences, dependency
// trees, lemmas and named entities. It runs spaCy's en_core_web_sm model in
// plain Go and gives what spaCy gives, near-ties of scores aside.
//
// Start at [Load], which opens a model directory such as "model" of the
// embedded parley/data, and [Model.Annotate].
package nlp

import (
	"errors"
	"fmt"
	"io/fs"
	"runtime"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"parley/ingest/nlp/internal/lexical"
	"parley/ingest/nlp/internal/neural"
)

// The files of a model directory, as cmd/parley-model writes them.
const (
	weightsFile = "weights.bin"
	lexicalFile = "lexical.bin"
)

// ErrNoModel is what Load's error wraps when a file of the model is missing,
// as it is in a build without the model.
var ErrNoModel = errors.New("no language model")

// Model is a loaded model. It is safe for concurrent use.
type Model struct {
	net *neural.Network
	lex *lexical.Lexical

	mu   sync.Mutex
	idle []*workspace
}

// workspace is the memory and the word caches of one Annotate at a time.
type workspace struct {
	words    *lexical.Worker
	tokens   []lexical.Token
	feats    []neural.Features
	out      neural.Output
	analyses []lexical.Analysis
}

// Present reports whether fsys holds all files of a model, without reading
// them.
func Present(fsys fs.FS) bool {
	for _, name := range [...]string{weightsFile, lexicalFile} {
		if info, err := fs.Stat(fsys, name); err != nil || !info.Mode().IsRegular() {
			return false
		}
	}
	return true
}

// Load opens the model in fsys, which is rooted at the model's folder. An
// error names the file that is missing (then it wraps ErrNoModel) or corrupt.
func Load(fsys fs.FS) (*Model, error) {
	weights, err := readFile(fsys, weightsFile)
	if err != nil {
		return nil, err
	}
	net, err := neural.Load(weights)
	if err != nil {
		return nil, fmt.Errorf("language model: %s: %w", weightsFile, err)
	}
	tables, err := readFile(fsys, lexicalFile)
	if err != nil {
		return nil, err
	}
	lex, err := lexical.Load(tables)
	if err != nil {
		return nil, fmt.Errorf("language model: %s: %w", lexicalFile, err)
	}
	return &Model{net: net, lex: lex}, nil
}

func readFile(fsys fs.FS, name string) ([]byte, error) {
	data, err := fs.ReadFile(fsys, name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("%w: %w; cmd/parley-model makes it", ErrNoModel, err)
	case err != nil:
		return nil, fmt.Errorf("language model: %w", err)
	}
	return data, nil
}

// Name names the model and its version, e.g. "en_core_web_sm 3.8.0".
func (m *Model) Name() string { return m.net.Model() }

// Annotate annotates text. Any text will do; where it is not valid UTF-8, each
// offending byte is seen as U+FFFD, and offsets still count the bytes given.
// Strings in the result do not hold on to text, Doc.Text aside.
//
// Texts of more than 128 KiB are annotated in pieces of at most that size, cut
// where a paragraph ends, failing that a line, a sentence or a word, so that
// working memory stays bounded. A cut always begins a sentence; next to it the
// result may differ from what the whole text would give. Time grows linearly
// with the text.
func (m *Model) Annotate(text string) *Doc {
	doc := &Doc{Text: text}
	w := m.acquire()
	defer m.release(w)
	for at := 0; at < len(text); {
		size := pieceLen(text[at:])
		m.annotatePiece(w, doc, at, at+size)
		at += size
	}
	return doc
}

// annotatePiece appends to doc the annotation of its text from start to end.
func (m *Model) annotatePiece(w *workspace, doc *Doc, start, end int) {
	w.tokens = w.words.Tokenize(doc.Text[start:end], w.tokens)
	w.feats = w.words.Features(w.tokens, w.feats)
	m.net.Run(w.feats, &w.out)
	w.analyses = w.words.Analyze(w.tokens, w.out.Tags, w.out.Deps, w.analyses)

	first := len(doc.Tokens)
	if first == 0 {
		// All pieces of a text have about as many tokens for their size.
		n := len(w.tokens)
		if end < len(doc.Text) {
			n = int(1.1 * float64(n) / float64(end) * float64(len(doc.Text)))
		}
		doc.Tokens = make([]Token, 0, n)
	}
	starts := 0
	for _, start := range w.out.SentStart {
		if start {
			starts++
		}
	}
	doc.Sentences = slices.Grow(doc.Sentences, starts)
	for i, t := range w.tokens {
		a := &w.analyses[i]
		if w.out.SentStart[i] || i == 0 {
			if n := len(doc.Sentences); n > 0 {
				doc.Sentences[n-1].End = first + i
			}
			doc.Sentences = append(doc.Sentences, Span{Start: first + i})
		}
		doc.Tokens = append(doc.Tokens, Token{
			Start:     start + t.Start,
			End:       start + t.End,
			Tag:       a.Tag,
			POS:       a.POS,
			Morph:     a.Morph,
			Lemma:     a.Lemma,
			Head:      first + int(w.out.Heads[i]),
			Dep:       a.Dep,
			SentStart: w.out.SentStart[i] || i == 0,
			Space:     t.Space,
		})
	}
	if n := len(doc.Sentences); n > 0 {
		doc.Sentences[n-1].End = len(doc.Tokens)
	}
	labels := m.net.EntityLabels()
	doc.Entities = slices.Grow(doc.Entities, len(w.out.Entities))
	for _, e := range w.out.Entities {
		doc.Entities = append(doc.Entities, Entity{Span{first + e.Start, first + e.End}, labels[e.Label]})
	}
}

func (m *Model) acquire() *workspace {
	m.mu.Lock()
	defer m.mu.Unlock()
	if last := len(m.idle) - 1; last >= 0 {
		w := m.idle[last]
		m.idle = m.idle[:last]
		return w
	}
	return &workspace{words: m.lex.NewWorker(m.net.Tags(), m.net.Deps())}
}

// release keeps w for later, unless more are idle than could run at once.
func (m *Model) release(w *workspace) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if len(m.idle) < runtime.GOMAXPROCS(0) {
		m.idle = append(m.idle, w)
	}
}

// maxPiece is the size in bytes of the largest text annotated as a whole:
// about 25 thousand tokens, more than any article has.
const maxPiece = 128 << 10

// pieceLen returns the length in bytes of the first piece of text. White space
// at a cut goes with the piece before it.
func pieceLen(text string) int {
	if len(text) <= maxPiece {
		return len(text)
	}
	// Cut in the second half, so that there are at most twice as many pieces
	// as needed.
	const half = maxPiece / 2
	window := text[half:maxPiece]
	cut := -1
	for _, sep := range [...]string{"\n\n", "\r\n\r\n", "\n"} {
		if i := strings.LastIndex(window, sep); i >= 0 {
			cut = half + i + len(sep)
			break
		}
	}
	if cut < 0 {
		cut = lastSentenceEnd(window)
		if cut < 0 {
			cut = strings.LastIndexFunc(window, unicode.IsSpace)
		}
		if cut >= 0 {
			cut += half
		}
	}
	if cut < 0 {
		cut = maxPiece
		for i := 0; i < utf8.UTFMax-1 && !utf8.RuneStart(text[cut]); i++ {
			cut--
		}
		return cut
	}
	return len(text) - len(strings.TrimLeftFunc(text[cut:], unicode.IsSpace))
}

// lastSentenceEnd returns the place in s after the last stop, exclamation or
// question mark that has a space after it, closing quotes and brackets aside,
// or -1.
func lastSentenceEnd(s string) int {
	for end := len(s); ; {
		end = strings.LastIndexByte(s[:end], ' ')
		if end < 0 {
			return -1
		}
		r, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s[:end], `"')]’”»`))
		if r == '.' || r == '!' || r == '?' || r == '…' {
			return end
		}
	}
}
