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
	words     []string // lemmas; the first is the verb, articles are left out
	frames    []string // how the words take their recipient or content
	class     string   // PLOVER
	cameo     string
	recipient string // "dobj", a preposition, or "" for none
}

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

// classes are PLOVER's. The table's YIELD is what PLOVER took over from CAMEO
// and later split: see class.
var classes = wordSet("AGREE CONSULT SUPPORT COOPERATE AID CONCEDE RETREAT YIELD REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT")

// class splits YIELD as PLOVER does since POLECAT (Halterman and others, 2023):
// giving in by words is CONCEDE, by deeds RETREAT.
func class(plover, cameo string) string {
	if plover != "YIELD" {
		return plover
	}
	if cameo == "080" || cameo == "081" {
		return "CONCEDE"
	}
	return "RETREAT"
}

// readPhrases returns the phrases of the table by their verbs, those of more
// words first. Errors name file and line.
func readPhrases(fsys fs.FS) (map[string][]*phrase, error) {
	rows, err := lexicon.ReadTable(fsys, table, "phrase", "frame", "plover", "cameo", "actor", "recipient")
	if err != nil {
		return nil, fmt.Errorf("interactions: %w", err)
	}
	out := map[string][]*phrase{}
	for _, r := range rows {
		p := &phrase{frames: r.List("frame"), cameo: r.Get("cameo"), recipient: r.Get("recipient")}
		all := strings.Fields(r.Get("phrase"))
		if len(all) == 0 {
			return nil, r.Errorf("no phrase")
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
			return nil, r.Errorf("no PLOVER class %q", plover)
		}
		if a := r.Get("actor"); a != "subj" {
			return nil, r.Errorf("actor %q is not subj", a)
		}
		for _, f := range p.frames {
			switch f {
			case "np", "inf", "ccomp", "obj-inf", "obj-of", "event-obj":
			default:
				if w, ok := strings.CutPrefix(f, "pp:"); !ok || w == "" {
					return nil, r.Errorf("no frame %q", f)
				}
			}
		}
		p.class = class(plover, p.cameo)
		p.rule = "interactions/" + strings.Join(p.words, "-")
		out[p.words[0]] = append(out[p.words[0]], p)
	}
	for _, ps := range out {
		slices.SortStableFunc(ps, func(a, b *phrase) int { return len(b.words) - len(a.words) })
	}
	return out, nil
}

func wordSet(list string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(list) {
		m[w] = true
	}
	return m
}
