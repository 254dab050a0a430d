package meetings

import (
	"iter"
	"slices"
	"strings"

	"parley/graph"
	"parley/ingest/internal/dates"
	"parley/ingest/resolve"
)

// index is what the search looks up in a document time and again.
type index struct {
	states      map[string]int // ISO code to entity
	byID        map[string]int // id to the first entity that has it
	placeNamed  map[string]int // name of a place in lower case to the first such entity
	inside      []bool         // by token: inside a name
	number      []int          // by token: number of its sentence
	paragraph   []int          // by token: the first one of its paragraph
	formatNames map[int][]int  // number of a sentence to the names of formats in it, as indexes into Resolution.Mentions
	remote      []int          // tokens that may say that parties met by telephone or video, ascending
	adding      []int          // tokens that may add parties to a noun phrase: "including", "led by", ascending

	members map[int]map[string]bool // format to the ids of its members, as they are asked for
	periods map[string]period       // EDTF to the days it covers, as they are asked for
}

// period is the days that a date covers; not ok where it is no date.
type period struct {
	dates.Period
	ok bool
}

func (s *search) newIndex() index {
	n := len(s.doc.Tokens)
	x := index{
		states: map[string]int{}, byID: map[string]int{}, placeNamed: map[string]int{}, formatNames: map[int][]int{},
		inside: make([]bool, n), number: make([]int, n), paragraph: make([]int, n),
		members: map[int]map[string]bool{}, periods: map[string]period{},
	}
	for i, e := range s.res.Entities {
		if e.Type == graph.State {
			x.states[e.Code] = i
		}
		if _, ok := x.byID[e.ID]; !ok {
			x.byID[e.ID] = i
		}
		if name := strings.ToLower(e.Name); e.Type == graph.Place {
			if _, ok := x.placeNamed[name]; !ok {
				x.placeNamed[name] = i
			}
		}
	}
	for k, sp := range s.doc.Sentences {
		for i := sp.Start; i < sp.End; i++ {
			x.number[i] = k
		}
	}
	for i := range n {
		if i > 0 {
			x.paragraph[i] = x.paragraph[i-1]
			if s.doc.Tokens[i-1].POS == "SPACE" && strings.Contains(s.doc.TokenText(i-1), "\n") {
				x.paragraph[i] = i
			}
		}
		w := s.tree.Lower(i)
		if s.lex.Words.VideoWords[w] || s.lex.Words.PhoneWords[w] {
			x.remote = append(x.remote, i)
		}
		if w == "including" || w == "as" && i > 0 && s.tree.Lower(i-1) == "such" || s.lex.Words.LeadParticiples[w] {
			x.adding = append(x.adding, i)
		}
	}
	for k, m := range s.res.Mentions {
		if m.Form != resolve.Name {
			continue
		}
		for i := m.Start; i < m.End; i++ {
			x.inside[i] = true
		}
		if len(m.Entities) == 1 && s.res.Entities[m.Entities[0]].Type == graph.Format {
			at := x.number[m.Head]
			x.formatNames[at] = append(x.formatNames[at], k)
		}
	}
	return x
}

// under yields those of some tokens, which are ascending, that stand below
// token root or are it.
func (s *search) under(tokens []int, root int) iter.Seq[int] {
	return func(yield func(int) bool) {
		sp := s.tree.SubtreeSpan(root)
		from, _ := slices.BinarySearch(tokens, sp.Start)
		for _, i := range tokens[from:] {
			if i >= sp.End || s.tree.Within(i, root) && !yield(i) {
				return
			}
		}
	}
}
