// Nlpcompare runs parley/ingest/nlp and Python spaCy over the same texts and
// prints how often they agree and how fast each is.
//
// Usage:
//
//	go run ./ingest/nlp/internal/nlpcompare [flags] TEXT...
//
// TEXT is a text file or a folder of them (*.txt, *.conllu, *.iob2); of a
// treebank the "# text = " lines are read, one paragraph each. The Python
// given by -python must have spaCy 3.8 and the package given by -spacy, which
// holds en_core_web_sm 3.8.0 under that or another name.
//
// Three tables are printed. The first compares the whole way from text to annotation. The
// second compares the networks alone, fed with spaCy's own token features: each
// disagreement is shown with the smallest margin by which a decision was taken
// in that sentence, because sums run in another order here and near-ties may
// fall the other way; a disagreement without a small margin is an error. The third
// gives words per second, each side on one core: spaCy by nlp.pipe with
// its best batch size among several, both as the best of several rounds that
// take turns.
package main

import (
	"bufio"
	_ "embed"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"parley/ingest/nlp"
	"parley/ingest/nlp/internal/neural"
)

//go:embed worker.py
var workerScript string

func main() {
	var o options
	flag.StringVar(&o.python, "python", "python3", "Python interpreter that has spaCy")
	flag.StringVar(&o.spacy, "spacy", "en_core_web_sm", "Python package that holds the model")
	flag.StringVar(&o.model, "model", "data/model", "model folder for parley")
	flag.StringVar(&o.split, "split", "file", "what is one document: file, paragraph or line")
	flag.IntVar(&o.rounds, "rounds", 3, "rounds of the speed comparison, 0 for none")
	flag.BoolVar(&o.verbose, "v", false, "list disagreements")
	flag.Parse()
	o.paths = flag.Args()
	if len(o.paths) == 0 || !slices.Contains([]string{"file", "paragraph", "line"}, o.split) {
		flag.Usage()
		os.Exit(2)
	}
	if err := run(o, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "nlpcompare:", err)
		os.Exit(1)
	}
}

type options struct {
	python, spacy, model, split string
	rounds                      int
	verbose                     bool
	paths                       []string
}

func run(o options, out io.Writer) (err error) {
	texts, err := readTexts(o.paths, o.split)
	if err != nil {
		return err
	}
	model, err := nlp.Load(os.DirFS(o.model))
	if err != nil {
		return err
	}
	weights, err := os.ReadFile(filepath.Join(o.model, "weights.bin"))
	if err != nil {
		return err
	}
	net, err := neural.Load(weights)
	if err != nil {
		return err
	}
	spacy, err := startSpacy(o.python, o.spacy)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, spacy.stop()) }()
	if err := spacy.send(map[string]any{"texts": texts}, &struct{}{}); err != nil {
		return err
	}
	bytes := 0
	for _, t := range texts {
		bytes += len(t)
	}
	fmt.Fprintf(out, "%d documents, %d bytes; spaCy %s, %s: %s\n\n", len(texts), bytes, spacy.Version, spacy.Model, strings.Join(spacy.Pipes, ", "))

	if err := compareDocs(o, out, spacy, model, texts); err != nil {
		return err
	}
	if err := compareNetworks(o, out, spacy, net, texts); err != nil {
		return err
	}
	if o.rounds > 0 {
		return compareSpeed(o, out, spacy, model, texts)
	}
	return nil
}

// treebanks are the endings of files whose text is in comments.
var treebanks = []string{".conllu", ".iob2"}

// readTexts reads the files and cuts them into documents.
func readTexts(paths []string, split string) ([]string, error) {
	var texts []string
	read := func(path string) error {
		b, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		text := string(b)
		if slices.Contains(treebanks, filepath.Ext(path)) {
			text = treebankText(text)
		}
		sep := map[string]string{"paragraph": "\n\n", "line": "\n"}[split]
		parts := []string{text}
		if sep != "" {
			parts = strings.Split(text, sep)
		}
		for _, p := range parts {
			if strings.TrimSpace(p) != "" {
				texts = append(texts, p)
			}
		}
		return nil
	}
	for _, path := range paths {
		err := filepath.WalkDir(path, func(p string, d fs.DirEntry, err error) error {
			known := filepath.Ext(p) == ".txt" || slices.Contains(treebanks, filepath.Ext(p))
			if err != nil || d.IsDir() || !known && p != path {
				return err
			}
			return read(p)
		})
		if err != nil {
			return nil, fmt.Errorf("read texts: %w", err)
		}
	}
	if len(texts) == 0 {
		return nil, errors.New("read texts: no text found")
	}
	return texts, nil
}

func treebankText(s string) string {
	var out []string
	for line := range strings.Lines(s) {
		if t, ok := strings.CutPrefix(line, "# text = "); ok {
			out = append(out, strings.TrimRight(t, "\r\n"))
		}
	}
	return strings.Join(out, "\n\n")
}

// spacyProcess is a running worker.py.
type spacyProcess struct {
	Version string
	Model   string
	Pipes   []string

	cmd *exec.Cmd
	in  io.WriteCloser
	out *json.Decoder
}

func startSpacy(python, model string) (*spacyProcess, error) {
	p := &spacyProcess{cmd: exec.Command(python, "-c", workerScript, model)}
	// One thread, and no tuning of BLAS libraries that was not meant for this.
	for _, v := range os.Environ() {
		if !strings.HasPrefix(v, "OPENBLAS_") && !strings.HasPrefix(v, "BLIS_") {
			p.cmd.Env = append(p.cmd.Env, v)
		}
	}
	for _, v := range []string{"OMP", "OPENBLAS", "MKL", "BLIS"} {
		p.cmd.Env = append(p.cmd.Env, v+"_NUM_THREADS=1")
	}
	p.cmd.Stderr = os.Stderr
	in, err := p.cmd.StdinPipe()
	if err != nil {
		return nil, fmt.Errorf("start spaCy: %w", err)
	}
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		return nil, fmt.Errorf("start spaCy: %w", err)
	}
	if err := p.cmd.Start(); err != nil {
		return nil, fmt.Errorf("start spaCy: %w", err)
	}
	p.in, p.out = in, json.NewDecoder(bufio.NewReaderSize(out, 1<<20))
	if err := p.out.Decode(p); err != nil {
		return nil, errors.Join(fmt.Errorf("start spaCy: no answer: %w", err), p.stop())
	}
	return p, nil
}

// send gives a command and reads one answer into each of into.
func (p *spacyProcess) send(command any, into ...any) error {
	if err := json.NewEncoder(p.in).Encode(command); err != nil {
		return fmt.Errorf("spaCy: %w", err)
	}
	for _, v := range into {
		if err := p.out.Decode(v); err != nil {
			return fmt.Errorf("spaCy: %w", err)
		}
	}
	return nil
}

func (p *spacyProcess) stop() error {
	p.in.Close()
	return p.cmd.Wait()
}

// spacyDoc is one annotated document as worker.py writes it.
type spacyDoc struct {
	Start, End, Head []int
	Tag, Pos, Morph  []string
	Lemma, Dep       []string
	Sent             []bool
	Ents             [][3]any
	Features         []neural.Features
}

func (p *spacyProcess) docs(do string, n int) ([]spacyDoc, error) {
	docs := make([]spacyDoc, n)
	into := make([]any, n)
	for i := range docs {
		into[i] = &docs[i]
	}
	return docs, p.send(map[string]string{"do": do}, into...)
}

// tally counts agreement by attribute, in the order of first use.
type tally struct {
	names []string
	count map[string]*[2]int // equal, all
}

func (t *tally) add(name string, equal bool) {
	c := t.count[name]
	if c == nil {
		if t.count == nil {
			t.count = map[string]*[2]int{}
		}
		c = new([2]int)
		t.count[name] = c
		t.names = append(t.names, name)
	}
	c[1]++
	if equal {
		c[0]++
	}
}

func (t *tally) print(out io.Writer, title string) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintf(w, "%s\tequal\tof\tdiffer\t%%\t\n", title)
	for _, name := range t.names {
		c := t.count[name]
		fmt.Fprintf(w, "%s\t%d\t%d\t%d\t%.3f\t\n", name, c[0], c[1], c[1]-c[0], 100*float64(c[0])/float64(c[1]))
	}
	fmt.Fprintln(w)
	return w.Flush()
}

// addSpans counts the union of two sets of spans and what both have.
func (t *tally) addSpans(name string, a, b map[[2]int]string) {
	for s, l := range a {
		t.add(name, b[s] == l)
	}
	for s, l := range b {
		if a[s] != l {
			t.add(name, false)
		}
	}
}

// compareDocs compares annotations token by token, tokens being the same when
// they cover the same bytes. Attributes are compared on common tokens only.
func compareDocs(o options, out io.Writer, spacy *spacyProcess, model *nlp.Model, texts []string) error {
	want, err := spacy.docs("annotate", len(texts))
	if err != nil {
		return err
	}
	var t tally
	for i, text := range texts {
		got, want := model.Annotate(text), &want[i]
		at := map[[2]int]int{}
		for j, tok := range got.Tokens {
			at[[2]int{tok.Start, tok.End}] = j
		}
		for j := range want.Start {
			span := [2]int{want.Start[j], want.End[j]}
			k, ok := at[span]
			t.add("token", ok)
			if !ok {
				if o.verbose {
					fmt.Fprintf(out, "document %d: no token %q at %d\n", i, text[span[0]:span[1]], span[0])
				}
				continue
			}
			g := got.Tokens[k]
			head := got.Tokens[g.Head]
			wantHead := [2]int{want.Start[want.Head[j]], want.End[want.Head[j]]}
			for _, c := range []struct{ name, got, want string }{
				{"tag", g.Tag, want.Tag[j]},
				{"pos", g.POS, want.Pos[j]},
				{"morph", g.Morph, want.Morph[j]},
				{"lemma", g.Lemma, want.Lemma[j]},
				{"head", fmt.Sprint(head.Start, head.End), fmt.Sprint(wantHead[0], wantHead[1])},
				{"dep", g.Dep, want.Dep[j]},
				{"sentence start", fmt.Sprint(g.SentStart), fmt.Sprint(want.Sent[j])},
			} {
				t.add(c.name, c.got == c.want)
				if o.verbose && c.got != c.want {
					fmt.Fprintf(out, "document %d: %q at %d: %s %s, spaCy %s\n", i, text[span[0]:span[1]], span[0], c.name, c.got, c.want)
				}
			}
		}
		gotEnts, wantEnts := map[[2]int]string{}, map[[2]int]string{}
		for _, e := range got.Entities {
			gotEnts[[2]int{got.Tokens[e.Start].Start, got.Tokens[e.End-1].End}] = e.Label
		}
		for _, e := range want.Ents {
			start, end := int(e[0].(float64)), int(e[1].(float64))
			wantEnts[[2]int{want.Start[start], want.End[end-1]}] = e[2].(string)
		}
		t.addSpans("entity", gotEnts, wantEnts)
	}
	return t.print(out, "text to annotation")
}

// compareNetworks compares the networks on spaCy's token features.
func compareNetworks(o options, out io.Writer, spacy *spacyProcess, net *neural.Network, texts []string) error {
	docs, err := spacy.docs("networks", len(texts))
	if err != nil {
		return err
	}
	var t tally
	const close = 1e-3
	near, far := 0, 0
	result := neural.Output{Trace: &neural.Trace{}}
	for i := range docs {
		want := &docs[i]
		net.Run(want.Features, &result)
		n := len(want.Features)
		// first token of the sentence on either side
		first := make([]int, n)
		for j := range n {
			if j > 0 && !(result.SentStart[j] && want.Sent[j]) {
				first[j] = first[j-1]
			} else {
				first[j] = j
			}
		}
		differ := func(what string, token int, margin float32) {
			if margin < close {
				near++
			} else {
				far++
			}
			if o.verbose {
				fmt.Fprintf(out, "document %d, token %d: %s differs, smallest margin %.2g\n", i, token, what, margin)
			}
		}
		smallest := func(steps []neural.Step, sentence int) float32 {
			m := float32(math.Inf(1))
			for _, s := range steps {
				for _, tok := range [2]int32{s.Token, s.Stack} {
					if tok >= 0 && first[tok] == sentence {
						m = min(m, s.Margin)
					}
				}
			}
			return m
		}
		treesDiffer, entsDiffer := map[int]bool{}, map[int]bool{}
		for j := range n {
			tag := net.Tags()[result.Tags[j]]
			t.add("tag", tag == want.Tag[j])
			if tag != want.Tag[j] {
				differ(fmt.Sprintf("tag (%s, spaCy %s)", tag, want.Tag[j]), j, result.Trace.Tag[j])
			}
			head, dep := int(result.Heads[j]) == want.Head[j], net.Deps()[result.Deps[j]] == want.Dep[j]
			t.add("head", head)
			t.add("dep", dep)
			t.add("sentence start", result.SentStart[j] == want.Sent[j])
			if !head || !dep || result.SentStart[j] != want.Sent[j] {
				treesDiffer[first[j]] = true
			}
		}
		gotEnts, wantEnts := map[[2]int]string{}, map[[2]int]string{}
		for _, e := range result.Entities {
			gotEnts[[2]int{e.Start, e.End}] = net.EntityLabels()[e.Label]
		}
		for _, e := range want.Ents {
			wantEnts[[2]int{int(e[0].(float64)), int(e[1].(float64))}] = e[2].(string)
		}
		t.addSpans("entity", gotEnts, wantEnts)
		for _, pair := range [][2]map[[2]int]string{{gotEnts, wantEnts}, {wantEnts, gotEnts}} {
			for s, l := range pair[0] {
				if pair[1][s] != l {
					entsDiffer[first[s[0]]] = true
				}
			}
		}
		for s := range n {
			if treesDiffer[s] {
				differ("tree", s, smallest(result.Trace.Parser, s))
			}
			if entsDiffer[s] && !treesDiffer[s] {
				differ("entity", s, smallest(result.Trace.NER, s))
			}
		}
	}
	if err := t.print(out, "networks alone"); err != nil {
		return err
	}
	fmt.Fprintf(out, "sentences and tags that differ: %d with a margin below %g, %d without\n\n", near, close, far)
	return nil
}

// compareSpeed times both sides in turns on one core each.
func compareSpeed(o options, out io.Writer, spacy *spacyProcess, model *nlp.Model, texts []string) error {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	words := 0
	for _, text := range texts {
		words += len(model.Annotate(text).Tokens)
	}
	type timing struct {
		Seconds float64
		Words   int
	}
	batches := []int{16, 64, 256, 1000}
	bestGo, bestSpacy, bestBatch := 0.0, 0.0, 0
	for range o.rounds {
		for _, b := range batches {
			var t timing
			if err := spacy.send(map[string]any{"do": "time", "batch": b}, &t); err != nil {
				return err
			}
			if wps := float64(t.Words) / t.Seconds; wps > bestSpacy {
				bestSpacy, bestBatch = wps, b
			}
			started := time.Now()
			for _, text := range texts {
				model.Annotate(text)
			}
			bestGo = max(bestGo, float64(words)/time.Since(started).Seconds())
		}
	}
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintf(w, "speed, one core\twords/s\t\n")
	fmt.Fprintf(w, "parley\t%.0f\t\n", bestGo)
	fmt.Fprintf(w, "spaCy, batches of %d\t%.0f\t\n", bestBatch, bestSpacy)
	fmt.Fprintf(w, "ratio\t%.2f\t\n", bestGo/bestSpacy)
	return w.Flush()
}
