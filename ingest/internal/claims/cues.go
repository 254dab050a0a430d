package claims

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"parley/ingest/rules"
)

// CuesFile is the path of the cue lexicon in the data file system.
const CuesFile = "lexicon/cues.tsv"

// cueLists reads the cue lexicon into lists for the rules: "cue-" and a frame
// holds the single verbs of speech and of diplomatic action that take it
// (cue-ccomp, cue-quote, cue-np, cue-inf, cue-obj-inf, cue-obj-ccomp),
// "class-" and a class those of a class that take an object. Verbs of thought
// and phrases are left to the rules. Faults carry file:line:col.
func cueLists(fsys fs.FS) (rules.Lists, error) {
	src, err := fs.ReadFile(fsys, CuesFile)
	if err != nil {
		return nil, fmt.Errorf("claims: %w", err)
	}
	lists := rules.Lists{}
	var errs []error
	n := 0
	for line := range strings.SplitSeq(string(src), "\n") {
		n++
		line = strings.TrimRight(line, "\r")
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 5 {
			errs = append(errs, &rules.Error{File: CuesFile, Line: n, Col: 1, Msg: fmt.Sprintf("%d columns, want 5", len(f))})
			continue
		}
		cue, class, frames, strength := f[0], f[1], f[2], f[4]
		if strength == "thought" || class == "noun" || class == "source" || strings.ContainsRune(cue, ' ') {
			continue
		}
		for frame := range strings.SplitSeq(frames, "|") {
			if frame == "" || strings.HasPrefix(frame, "pp:") {
				continue
			}
			lists["cue-"+frame] = append(lists["cue-"+frame], cue)
			if frame == "np" {
				lists["class-"+class] = append(lists["class-"+class], cue)
			}
		}
	}
	titles, err := titleWords(fsys)
	lists["titles"] = titles
	return lists, errors.Join(append(errs, err)...)
}

// TitlesFile is the path of the lexicon of titles in the data file system.
const TitlesFile = "lexicon/titles.tsv"

// titleWords returns the titles of one word: nouns for people who may speak
// without a name.
func titleWords(fsys fs.FS) ([]string, error) {
	src, err := fs.ReadFile(fsys, TitlesFile)
	if err != nil {
		return nil, fmt.Errorf("claims: %w", err)
	}
	var words []string
	for line := range strings.SplitSeq(string(src), "\n") {
		f := strings.Split(line, "\t")
		if len(f) < 5 || f[0] == "" || f[0][0] == '#' || strings.ContainsAny(f[0], " .") || strings.Contains(f[4], "honorific") {
			continue
		}
		words = append(words, f[0])
	}
	return words, nil
}
