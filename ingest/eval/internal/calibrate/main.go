// Calibrate fits the weights of confidence to gold: logistic regression with an
// L2 penalty on all weights but that of the signal "always".
//
//	go run ./ingest/eval/internal/calibrate [-standoff GOLD -texts FOLDER] GOLD... >data/confidence.tsv
//
// The texts of GOLD stand beside it, those of standoff gold in a folder.
// The strength of the penalty is the one with the least log loss where each tenth
// of the documents is judged by weights fitted to the others; the reliability of
// those weights goes to standard error.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"maps"
	"math"
	"os"
	"slices"
	"strings"

	"parley/data"
	"parley/graph"
	"parley/ingest"
	"parley/ingest/eval"
	"parley/ingest/internal/confidence"
)

// fact is one fact of a document and whether the gold has it.
type fact struct {
	doc     string
	kind    string // as in package confidence
	verdict string // as in package eval
	signals []string
	right   bool
}

func main() {
	if err := run(os.Stdout, os.Stderr, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "calibrate:", err)
		os.Exit(1)
	}
}

func run(out, report io.Writer, args []string) error {
	flags := flag.NewFlagSet("calibrate", flag.ContinueOnError)
	standoff := flags.String("standoff", "", "gold that has offsets in place of words")
	texts := flags.String("texts", "", "folder of the texts of standoff gold")
	if err := flags.Parse(args); err != nil {
		return err
	}
	gold, err := eval.ReadGold(flags.Args(), "")
	if err != nil {
		return err
	}
	if *standoff != "" {
		more, err := eval.ReadGold([]string{*standoff}, *texts)
		if err != nil {
			return err
		}
		gold = append(gold, more...)
	}
	x, err := ingest.NewExtractor(data.FS)
	if err != nil {
		return err
	}
	var facts []fact
	for _, g := range gold {
		fs, err := judge(x, g)
		if err != nil {
			return err
		}
		facts = append(facts, fs...)
	}
	var b strings.Builder
	fmt.Fprintf(&b, `# How sure parley is of a fact: the log odds that each signal adds.
# Origin: fitted by ingest/eval/internal/calibrate to %d facts of %d texts with gold.
# Licence: Apache-2.0, as the rest of the project.
# Known gaps: the rules were made with most of these texts, so that others have
# somewhat more faults; interactions keep the confidence of their rule.
# columns: fact	signal	weight
`, len(facts), len(gold))
	var all eval.Reliability
	for _, kind := range []string{confidence.Tenure, confidence.Meeting, confidence.Participation, confidence.Claim} {
		of := slices.DeleteFunc(slices.Clone(facts), func(f fact) bool { return f.kind != kind })
		penalty, unseen := choose(of)
		all.Add(unseen)
		fmt.Fprintf(report, "%s: %d facts, penalty %v\n", kind, len(of), penalty)
		w := fit(of, penalty)
		for _, s := range slices.Sorted(maps.Keys(w)) {
			if math.Abs(w[s]) >= 0.005 {
				fmt.Fprintf(&b, "%s\t%s\t%.2f\n", kind, s, w[s])
			}
		}
	}
	if err := all.WriteTable(report); err != nil {
		return err
	}
	_, err = io.WriteString(out, b.String())
	return err
}

// judge extracts a text and compares its facts with the gold.
func judge(x *ingest.Extractor, g eval.Gold) ([]fact, error) {
	a, err := ingest.Source{Path: g.TextPath()}.Article("")
	if err != nil {
		return nil, err
	}
	f, err := x.Extract(context.Background(), a)
	if err != nil {
		return nil, err
	}
	extract := ingest.NewExtract(f)
	b, err := json.Marshal(extract)
	if err != nil {
		return nil, err
	}
	doc, err := eval.Parse(b)
	if err != nil {
		return nil, err
	}
	seen := confidence.NewSignals(&f)
	var out []fact
	for _, v := range eval.Compare(g.Doc, doc).Verdicts() {
		x := fact{doc: g.Name, verdict: v.Fact, right: v.Right}
		switch v.Fact {
		case "role":
			x.kind, x.signals = confidence.Tenure, seen.Tenure(&f.Tenures[v.Item])
		case "meeting":
			x.kind, x.signals = confidence.Meeting, seen.Meeting(&f.Meetings[v.Item])
		case "claim":
			x.kind, x.signals = confidence.Claim, seen.Claim(&f.Claims[v.Item])
		case "participant":
			m := &f.Meetings[v.Item]
			id := extract.Meetings[v.Item].Parties[v.Party].Entity
			k := slices.IndexFunc(extract.Entities, func(e ingest.ExtractEntity) bool { return e.ID == id })
			party := slices.IndexFunc(m.Participations, func(p graph.Participation) bool { return p.Party == extract.Entities[k].IRI })
			x.kind, x.signals = confidence.Participation, seen.Participation(m, party)
		}
		out = append(out, x)
	}
	return out, nil
}

// folds are the parts into which documents are dealt.
const folds = 10

// choose returns the best penalty, and the facts judged by weights that were
// fitted with it to the documents of the other folds.
func choose(facts []fact) (penalty float64, unseen []eval.Verdict) {
	fold := map[string]int{}
	for _, f := range facts {
		if _, ok := fold[f.doc]; !ok {
			fold[f.doc] = len(fold) % folds
		}
	}
	best := math.Inf(1)
	for _, l := range []float64{0.5, 1, 2, 4, 8, 16} {
		var vs []eval.Verdict
		loss := 0.0
		for k := range folds {
			others := slices.DeleteFunc(slices.Clone(facts), func(f fact) bool { return fold[f.doc] == k })
			w := confidence.Weights{"": fit(others, l)}
			for _, f := range facts {
				if fold[f.doc] != k {
					continue
				}
				p := w.Probability("", f.signals)
				vs = append(vs, eval.Verdict{Fact: f.verdict, Confidence: &p, Right: f.right})
				if f.right {
					loss -= math.Log(p)
				} else {
					loss -= math.Log(1 - p)
				}
			}
		}
		if loss < best {
			best, penalty, unseen = loss, l, vs
		}
	}
	return penalty, unseen
}

// steps of gradient descent, enough for the weights to settle in the second
// decimal.
const steps = 4000

// fit returns the weights that make the facts likeliest under the penalty, by
// gradient descent.
func fit(facts []fact, penalty float64) map[string]float64 {
	w := map[string]float64{}
	most := 0
	for _, f := range facts {
		most = max(most, len(f.signals))
		for _, s := range f.signals {
			w[s] = 0
		}
	}
	// The curvature is at most a quarter of the signals of all facts.
	rate := 1 / (float64(len(facts)*most)/4 + penalty)
	for range steps {
		slope := make(map[string]float64, len(w))
		for _, f := range facts {
			sum := 0.0
			for _, s := range f.signals {
				sum += w[s]
			}
			miss := 1 / (1 + math.Exp(-sum))
			if f.right {
				miss--
			}
			for _, s := range f.signals {
				slope[s] += miss
			}
		}
		for s := range w {
			if s != confidence.Always {
				slope[s] += penalty * w[s]
			}
			w[s] -= rate * slope[s]
		}
	}
	return w
}
