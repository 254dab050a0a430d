package interactions

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"parley/ingest/internal/lexicon"
)

// table is the path of the phrases.
const table = "lexicon/interactions.tsv"

// phrase is one way to say that one actor does something to another.
type phrase struct {
	rule      string   // "interactions/" and the words joined by "-"
	words     []string // lemmas; the first is the verb or noun, articles are left out
	frames    []string // how the words take their recipient or content
	class     string   // PLOVER
	cameo     string
	actor     string // "subj", or "of" where that names the doer of a noun, too
	recipient string // "dobj", a preposition, or "" for none
}

// noun reports whether the phrase is a noun with what stands by it.
func (p *phrase) noun() bool { return p.frame("noun") }

// frame reports whether the phrase can take a frame.
func (p *phrase) frame(f string) bool { return slices.Contains(p.frames, f) }

// prepositions returns the words that can introduce the recipient.
func (p *phrase) prepositions() []string {
	if p.recipient == "" || p.recipient == "dobj" {
		return nil
	}
	out := []string{p.recipient}
	for _, f := range p.frames {
		// What is agreed on or asked for is not the other party.
		if w, ok := strings.CutPrefix(f, "pp:"); ok && w != "for" && !(w == "on" || w == "to") {
			out = append(out, w)
		} else if ok && (w == "on" || w == "to") && p.class != "AGREE" {
			out = append(out, w)
		}
	}
	return out
}

// classes are PLOVER's, as of POLECAT (Halterman and others, 2023).
var classes = wordSet("AGREE CONSULT SUPPORT COOPERATE AID CONCEDE RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT")

// readPhrases returns the phrases of the table by their verbs and nouns, those
// of more words first. Errors name file and line.
func readPhrases(fsys fs.FS) (verbs, nouns map[string][]*phrase, err error) {
	rows, err := lexicon.ReadTable(fsys, table, "phrase", "frame", "plover", "cameo", "actor", "recipient")
	if err != nil {
		return nil, nil, fmt.Errorf("interactions: %w", err)
	}
	verbs, nouns = map[string][]*phrase{}, map[string][]*phrase{}
	for _, r := range rows {
		p := &phrase{frames: r.List("frame"), cameo: r.Get("cameo"), actor: r.Get("actor"), recipient: r.Get("recipient")}
		all := strings.Fields(r.Get("phrase"))
		if len(all) == 0 {
			return nil, nil, r.Errorf("no phrase")
		}
		for _, w := range all {
			switch w {
			case "a", "an", "the", "its":
			default:
				p.words = append(p.words, w)
			}
		}
		plover := r.Get("plover")
		if !classes[plover] {
			return nil, nil, r.Errorf("no PLOVER class %q", plover)
		}
		if p.actor != "subj" && (p.actor != "of" || !p.noun()) {
			return nil, nil, r.Errorf("actor %q is not subj", p.actor)
		}
		for _, f := range p.frames {
			switch f {
			case "noun", "np", "inf", "ccomp", "obj-inf", "obj-of", "event-obj":
			default:
				if w, ok := strings.CutPrefix(f, "pp:"); !ok || w == "" {
					return nil, nil, r.Errorf("no frame %q", f)
				}
			}
		}
		p.class = plover
		p.rule = "interactions/" + strings.Join(p.words, "-")
		by := verbs
		if p.noun() {
			by = nouns
			slices.Reverse(p.words) // the noun stands last
		}
		by[p.words[0]] = append(by[p.words[0]], p)
	}
	for _, by := range []map[string][]*phrase{verbs, nouns} {
		for _, ps := range by {
			slices.SortStableFunc(ps, func(a, b *phrase) int { return len(b.words) - len(a.words) })
		}
	}
	return verbs, nouns, nil
}

func wordSet(list string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(list) {
		m[w] = true
	}
	return m
}
