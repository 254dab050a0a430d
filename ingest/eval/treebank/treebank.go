// Package treebank scores the mentions of persons, organizations and places
// that were found in the texts of treebanks, and which of them are said to
// denote the same, against what people annotated there.
//
// It reads GUM (Zeldes, "The GUM corpus", 2017) and what else has the Entity
// annotations of CorefUD in CoNLL-U, and the names of Universal NER (Mayhew et
// al. 2024). Start at Read and Report.Add.
//
// # Kinds
//
// The treebanks know persons, organizations and places; parley knows persons,
// states, organizations, formats and places. A person is a person and a place a
// place. A state is a place or an organization, as the annotators saw it: the
// text does not always say whether it speaks of the land or the government. A
// format is right where the gold has an organization, and does not count
// elsewhere: GUM has events there, of every kind.
//
// # What does not count
//
// Neither missed nor false are: peoples ("the Norwegians"), which GUM counts as
// persons and parley as naming their state; phrases for persons whom the text
// does not name, such as "the Togolese envoy", which parley takes for the state
// or organization that they act for; several in a list ("Togo and Benin") as
// one, other than by the names in it; and adjectives of nationality, which the
// treebanks do not annotate. GUM's other kinds (abstract, animal, event, object,
// plant, substance, time) are not looked for; to give them as a person,
// organization or place is false.
//
// # Which mention is which
//
// In GUM, a mention is found by one that has the same head in the gold tree, as
// in CorefUD: annotators take relative clauses and the like into a mention, and
// parley does not. Where the gold has several with one head, the one that is
// most alike is meant. A title and a name that parley gives side by side for one
// person are one mention, and the name alone finds "actor Jan Berg", of which the
// tree makes "actor" the head. Of Universal NER, which has no trees, a name is found
// by one that overlaps it. The exact figures ask for the same bounds, but for
// articles before and a possessive ending.
//
// A span of which several entities are given is one of their group.
package treebank

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"parley/ingest/eval"
	"parley/ingest/eval/internal/coref"
)

// kinds of the gold that are looked for, in the order of the report.
var kinds = []string{"person", "organization", "place"}

// accepts are the kinds of the gold that an entity of a type is right for; it
// is a false alarm of the first.
var accepts = map[string][]string{
	"person":       {"person"},
	"organization": {"organization"},
	"format":       {"organization"},
	"place":        {"place"},
	"state":        {"place", "organization"},
}

// byName are the methods of spans that are names. Those of the others, such as
// "role" and "pronoun", are phrases that refer to what is named elsewhere.
var byName = map[string]bool{
	"acronym": true, "bracket": true, "demonym": true, "lexicon": true, "metonym": true, "model": true,
	"pattern": true, "surname": true, "title": true,
}

// extract is what is read of the output of parley extract.
type extract struct {
	Entities []struct {
		Type, Name string
		Spans      []struct {
			Start, End int
			Method     string
		}
	}
}

// given is a mention that was found.
type given struct {
	start, end int    // tokens, half-open
	head       int    // token
	cluster    string // those that denote the same have the same
	kind       string // person, state, organization, format or place
	named      bool
	nation     bool // an adjective of nationality, or the name of a people
	refers     bool // a pronoun, which no name goes on
}

// acts reports whether a mention of the gold is of a person, and the one that
// was found of the state or organization that the person acts for.
func (x given) acts(m mention) bool { return m.kind == "person" && x.kind != "person" && !x.named }

func (x given) right(m mention) bool { return slices.Contains(accepts[x.kind], m.kind) }

// found brings what an extract gives to the tokens of a document, in the order
// of the text.
func (d *Document) found(x extract) []given {
	type place struct{ start, end int }
	type said struct {
		kinds, names []string
		methods      map[string]bool
	}
	spans := map[place]*said{}
	for i, e := range x.Entities {
		for _, s := range e.Spans {
			start, end := d.cover(s.Start, s.End)
			if start == end {
				continue
			}
			at := place{start, end}
			if spans[at] == nil {
				spans[at] = &said{methods: map[string]bool{}}
			}
			spans[at].methods[s.Method] = true
			if id := fmt.Sprint(i); !slices.Contains(spans[at].names, id) {
				spans[at].names = append(spans[at].names, id)
				spans[at].kinds = append(spans[at].kinds, e.Type)
			}
		}
	}
	var out []given
	for at, s := range spans {
		g := given{start: at.start, end: at.end, cluster: strings.Join(s.names, " "), kind: s.kinds[0], nation: s.methods["demonym"], refers: s.methods["pronoun"]}
		for m := range s.methods {
			g.named = g.named || byName[m]
		}
		out = append(out, g)
	}
	slices.SortFunc(out, func(a, b given) int {
		return cmp.Or(strings.Compare(a.cluster, b.cluster), a.start-b.start, b.end-a.end)
	})
	// Of a person, a title beside a name and a name within "President Diaz" are
	// no mentions of their own.
	joined := out[:0]
	for _, g := range out {
		if n := len(joined) - 1; n >= 0 && joined[n].cluster == g.cluster && g.kind == "person" && g.start <= joined[n].end && !g.refers && !joined[n].refers {
			joined[n].end = max(joined[n].end, g.end)
			joined[n].named = joined[n].named || g.named
			joined[n].nation = joined[n].nation && g.nation
			continue
		}
		joined = append(joined, g)
	}
	slices.SortFunc(joined, func(a, b given) int {
		return cmp.Or(a.start-b.start, a.end-b.end, strings.Compare(a.cluster, b.cluster))
	})
	for i, g := range joined {
		joined[i].head = d.top(g.start, g.end)
	}
	return joined
}

// cover returns the tokens that a half-open range of bytes touches.
func (d *Document) cover(start, end int) (from, to int) {
	from, _ = slices.BinarySearchFunc(d.tokens, start+1, func(t token, b int) int { return t.end - b })
	to = from
	for to < len(d.tokens) && d.tokens[to].start < end {
		to++
	}
	return from, to
}

// words are the bytes of the text that a range of tokens has.
func (d *Document) words(start, end int) string {
	return d.Text[d.tokens[start].start:d.tokens[end-1].end]
}

// bare returns a range without articles before and a possessive ending after.
func (d *Document) bare(start, end int) (from, to int) {
	for end-start > 1 && slices.Contains([]string{"the", "a", "an"}, strings.ToLower(d.words(start, start+1))) {
		start++
	}
	for end-start > 1 && slices.Contains([]string{"'s", "’s", "'", "’"}, d.words(end-1, end)) {
		end--
	}
	return start, end
}

// named reports whether a mention of the gold is a name: its head is a proper
// noun, or begins what goes on with one.
func (d *Document) named(m mention) bool {
	if !d.linked {
		return true
	}
	for i := m.start; i < m.end; i++ {
		if d.tokens[i].pos == "PROPN" && d.begin(i) == m.head {
			return true
		}
	}
	return false
}

// begin returns the token that begins the name or title which token i goes on.
func (d *Document) begin(i int) int {
	for d.tokens[i].flat && d.tokens[i].head >= 0 {
		i = d.tokens[i].head
	}
	return i
}

// spared reports whether a mention of the gold counts neither as missed nor as
// false: the name of a people, or a list.
func (d *Document) spared(m mention) bool {
	if m.kind == "person" && d.named(m) && d.tokens[m.head].plural {
		return true
	}
	for i := m.head + 1; i < m.end; i++ {
		if d.tokens[i].joined && d.tokens[i].head == m.head {
			return true
		}
	}
	return false
}

// adjective reports whether a mention that was found is an adjective of
// nationality.
func (d *Document) adjective(x given) bool {
	return x.nation && (!d.linked || d.tokens[x.head].pos == "ADJ")
}

// align pairs mentions of the gold with those that were found, one to one, and
// returns for each that was found the index of the mention in the gold, -1 for
// none. Exact pairs have the same bounds, the others the same head or, without
// trees, a token in common.
func (d *Document) align(xs []given, exact bool) []int {
	type pair struct {
		m, x  int
		alike float64
	}
	var pairs []pair
	byHead := map[int][]int{} // mentions by the tokens that find them
	for i, m := range d.mentions {
		if d.linked {
			byHead[m.head] = append(byHead[m.head], i)
			continue
		}
		for t := m.start; t < m.end; t++ {
			byHead[t] = append(byHead[t], i)
		}
	}
	for j, x := range xs {
		from, to := x.head, x.head+1
		if !d.linked {
			from, to = x.start, x.end
		} else if byHead[x.head] == nil {
			from = d.begin(x.head)
			to = from + 1
		}
		for t := from; t < to; t++ {
			for _, i := range byHead[t] {
				if alike := d.alike(d.mentions[i], x); !exact || alike == 1 {
					pairs = append(pairs, pair{i, j, alike})
				}
			}
		}
	}
	slices.SortStableFunc(pairs, func(a, b pair) int { return cmp.Compare(b.alike, a.alike) })
	out := make([]int, len(xs))
	for j := range out {
		out[j] = -1
	}
	taken := map[int]bool{}
	for _, p := range pairs {
		if out[p.x] < 0 && !taken[p.m] {
			out[p.x], taken[p.m] = p.m, true
		}
	}
	return out
}

// alike is the Jaccard index of the tokens of two mentions.
func (d *Document) alike(m mention, x given) float64 {
	a, b := d.bare(m.start, m.end)
	from, to := d.bare(x.start, x.end)
	both := max(0, min(b, to)-max(a, from))
	return float64(both) / float64(b-a+to-from-both)
}

// tally counts by kind.
type tally map[string]eval.Counts

func (t tally) add(kind string, tp, fp, fn int) {
	c := t[kind]
	c.TP += tp
	c.FP += fp
	c.FN += fn
	t[kind] = c
}

// total sums the kinds.
func (t tally) total() eval.Counts {
	var sum eval.Counts
	for _, c := range t {
		sum.TP += c.TP
		sum.FP += c.FP
		sum.FN += c.FN
	}
	return sum
}

// Add scores a document by what parley extract writes of its text: entities
// with their types and spans. The error names the document.
func (r *Report) Add(d Document, extracted []byte) error {
	var x extract
	if err := json.Unmarshal(extracted, &x); err != nil {
		return fmt.Errorf("%s: extract: %w", d.Name, err)
	}
	xs := slices.DeleteFunc(d.found(x), d.adjective)
	s := r.section(d.linked)
	s.documents++
	pairs := d.align(xs, false)
	fs := d.count(xs, pairs, s.names, d.named, func(x given) bool { return x.named })
	d.count(xs, d.align(xs, true), s.exact, d.named, func(x given) bool { return x.named })
	if d.linked {
		fs = append(fs, d.count(xs, pairs, s.mentions, d.ofNamed(), func(given) bool { return true })...)
		d.cluster(xs, pairs, s)
	}
	slices.SortFunc(fs, func(a, b finding) int {
		return cmp.Or(a.at-b.at, strings.Compare(string(a.Fault), string(b.Fault)), strings.Compare(a.Item, b.Item), strings.Compare(a.What, b.What))
	})
	if fs = slices.Compact(fs); r.Details && len(fs) > 0 { // a name is one of all mentions, too
		r.findings = append(r.findings, findings{d.Name, fs})
	}
	return nil
}

// ofNamed returns which mentions of the gold are of a thing that the text
// names, other than pronouns of the first and second person.
func (d *Document) ofNamed() func(mention) bool {
	names := map[string]bool{}
	for _, m := range d.mentions {
		if d.named(m) && slices.Contains(kinds, m.kind) && !d.spared(m) {
			names[m.entity] = true
		}
	}
	return func(m mention) bool { return names[m.entity] && !d.tokens[m.head].speaker }
}

// count counts the mentions of the gold that are wanted and those of the given
// that are meant as such.
func (d *Document) count(xs []given, pairs []int, t tally, wanted func(mention) bool, meant func(given) bool) []finding {
	var fs []finding
	found := map[int]bool{}
	for j, x := range xs {
		i := pairs[j]
		if i >= 0 && wanted(d.mentions[i]) && x.right(d.mentions[i]) && !d.spared(d.mentions[i]) {
			found[i] = true
			t.add(d.mentions[i].kind, 1, 0, 0)
			continue
		}
		switch {
		case !meant(x):
		case x.kind == "format":
		case i >= 0 && (d.spared(d.mentions[i]) || x.acts(d.mentions[i])):
		case i >= 0 && x.named && x.right(d.mentions[i]): // as a common noun in the gold
		default:
			t.add(accepts[x.kind][0], 0, 1, 0)
			as := ""
			if i >= 0 {
				as = d.mentions[i].kind
			}
			fs = append(fs, d.finding(eval.FalseAlarm, x.kind, x.start, x.end, as))
		}
	}
	for i, m := range d.mentions {
		if !found[i] && wanted(m) && slices.Contains(kinds, m.kind) && !d.spared(m) {
			t.add(m.kind, 0, 0, 1)
			fs = append(fs, d.finding(eval.Missed, m.kind, m.start, m.end, ""))
		}
	}
	return fs
}

// cluster scores which mentions are said to denote the same.
func (d *Document) cluster(xs []given, pairs []int, s *section) {
	ofNamed := d.ofNamed()
	key := func(wanted func(mention) bool) coref.Clusters {
		return clusters(len(d.mentions), func(i int) (int, string, bool) {
			m := d.mentions[i]
			return i, m.entity, slices.Contains(kinds, m.kind) && wanted(m)
		})
	}
	response := func(all bool) coref.Clusters {
		return clusters(len(xs), func(j int) (int, string, bool) {
			i := pairs[j]
			if i < 0 {
				return len(d.mentions) + j, xs[j].cluster, xs[j].kind != "format"
			}
			m := d.mentions[i]
			return i, xs[j].cluster, (xs[j].kind != "format" || xs[j].right(m)) && !xs[j].acts(m) && (all || !d.spared(m))
		})
	}
	named := key(func(m mention) bool { return ofNamed(m) && !d.spared(m) })
	s.ofNamed.Add(named, response(false))
	s.linked.AddLinked(named, response(false))
	s.whole.Add(key(func(mention) bool { return true }), response(true))
}

// clusters gathers n mentions by what they denote; of returns for each its
// number and its cluster, and whether it counts.
func clusters(n int, of func(i int) (id int, cluster string, counts bool)) coref.Clusters {
	at := map[string]int{}
	var out coref.Clusters
	for i := range n {
		id, name, counts := of(i)
		if !counts {
			continue
		}
		k, ok := at[name]
		if !ok {
			k = len(out)
			at[name] = k
			out = append(out, nil)
		}
		out[k] = append(out[k], id)
	}
	return out
}
