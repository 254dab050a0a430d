package resolve

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"parley/graph"
	"parley/ingest/internal/ablation"
	"parley/ingest/internal/lexicon"
)

// words returns the words of a name as the text separates them, without
// honorifics inside it and without "Jr." and the like after it.
func (d *reading) words(n name) []string {
	w := strings.Fields(strings.ReplaceAll(d.doc.SpanText(n.Span), ",", " "))
	for len(w) > 1 {
		if d.lex.Words.NameSuffixes[lexicon.Fold(w[len(w)-1])] {
			w = w[:len(w)-1]
			continue
		}
		if t, ok := d.lex.Titles[lexicon.Fold(w[0])]; ok && (t.Honorific || t.Class == "monarch" || t.Class == "religious" || t.Class == "military") {
			w = w[1:]
			continue
		}
		break
	}
	return w
}

// surname returns the word that a person is called by after the first
// mention, without a joined article.
func surname(words []string) string {
	return bare(words[len(words)-1])
}

// firstSurname returns, folded, the family name that stands before the last word of a
// name: the father's of two, as in "Ana Paz Ruiz", or that of a people who put
// it first, as in "Zhou Li". It is "" where there is none.
func (d *reading) firstSurname(w []string) string {
	at := len(w) - 2
	if _, given := d.lex.Given(w[0]); !given {
		at = 0
	} else if at < 1 {
		return ""
	}
	f := lexicon.Fold(w[at])
	if _, given := d.lex.Given(w[at]); given || d.lex.Particle(w[at]) || initial(w[at]) || len(f) < 3 || d.lex.Lookup(w[at]) != nil {
		return ""
	}
	return f
}

func bare(w string) string {
	f := lexicon.Fold(w)
	for _, p := range [...]string{"al-", "el-", "ad-", "as-", "an-", "ar-", "ash-", "d'", "l'"} {
		if strings.HasPrefix(f, p) && len(f) > len(p)+2 {
			return w[len(p):]
		}
	}
	return w
}

// allCaps reports whether a name is an acronym in the text.
func allCaps(s string) bool {
	letters := 0
	for _, r := range s {
		if unicode.IsLower(r) && r != 's' {
			return false
		}
		if unicode.IsUpper(r) {
			letters++
		}
	}
	return letters >= 2
}

// typeNames gives each name without a lexicon reading a type by the evidence
// of the whole document: one sentence's label is a guess, all of them vote.
func (d *reading) typeNames() {
	surnames := map[string]bool{}
	for _, n := range d.names {
		if n.refs != nil {
			continue
		}
		w := d.words(n)
		_, given := d.lex.Given(w[0])
		sure := n.typ == graph.Person && !d.head[n.Start]
		full := len(w) > 1 && n.label == "PERSON" && !d.head[n.Start] && (given || !d.lex.Words.OrgHeads[lexicon.Fold(w[len(w)-1])])
		named := len(w) > 1 && given && n.label != "" && n.typ == "" && !d.orgLike(w)
		if sure || full || named {
			surnames[lexicon.Fold(surname(w))] = true
			if s := d.firstSurname(w); s != "" {
				surnames[s] = true
			}
		}
	}
	// "The Lugano Conference" and "the Congress of Lugano" say that Lugano is a
	// place.
	places := map[string]bool{}
	for _, n := range d.names {
		if w := strings.Fields(d.doc.SpanText(n.Span)); len(w) == 2 && d.lex.Words.FormatHeads[lexicon.Fold(w[1])] && (n.label == "EVENT" || n.label == "FAC" || n.typ == graph.Format) {
			places[lexicon.Fold(w[0])] = true
		} else if len(w) == 3 && w[1] == "of" && d.lex.Words.NamedByPlace[lexicon.Fold(w[0])] {
			places[lexicon.Fold(w[2])] = true
		}
	}
	// Words that the text calls a person by.
	called := map[string]bool{}
	for _, n := range d.names {
		if n.refs == nil && n.label == "PERSON" && n.End-n.Start == 1 && !d.head[n.Start] {
			called[d.find.Folded(n.Start)] = true
		}
	}
	things := d.things()
	type vote struct{ person, org, place, other float64 }
	votes := map[string]*vote{}
	group := make([]string, len(d.names)) // by name: those that vote together
	for i, n := range d.names {
		switch {
		case n.refs != nil:
		case d.off.Has(ablation.Voting):
			group[i] = strconv.Itoa(n.Start) // for itself alone
		default:
			group[i] = lexicon.Fold(d.doc.SpanText(n.Span))
		}
	}
	for i, n := range d.names {
		if n.refs != nil || n.typ != "" && n.typ != graph.Person {
			continue
		}
		v := votes[group[i]]
		if v == nil {
			v = &vote{}
			votes[group[i]] = v
		}
		if n.typ == graph.Person {
			v.person += 5
		}
		weight := 1.0
		if d.head[n.Start] {
			weight = 0.2
		}
		w := d.words(n)
		caps := allCaps(d.doc.SpanText(n.Span))
		switch n.label {
		case "PERSON":
			switch {
			case caps:
			case len(w) == 1:
				v.person += 1.6 * weight
			default:
				v.person += 2 * weight
			}
		case "ORG":
			v.org += 1.5 * weight
		case "GPE", "LOC":
			if !caps || d.datelined(n) {
				v.place += 2 * weight
			}
		case "FAC", "EVENT", "PRODUCT", "WORK_OF_ART", "LAW":
			v.other += 1.5 * weight
		}
		if _, given := d.lex.Given(w[0]); given && len(w) > 1 && !d.orgLike(w) {
			v.person += 3
		}
		if surnames[lexicon.Fold(surname(w))] && len(w) <= 2 {
			v.person += 4
		}
		if n.label == "ORG" && len(w) > 1 && !d.orgLike(w) {
			for _, x := range w {
				if called[lexicon.Fold(x)] {
					v.person += 3
					break
				}
			}
		}
		if len(w) == 1 && !caps && d.personal(n.head) {
			v.person += 4
		}
		if d.placePrep(n) {
			v.place += 2.5
		}
		if d.localNoun(n) {
			v.place += 4
		}
		if places[lexicon.Fold(d.doc.SpanText(n.Span))] {
			v.place += 4
		}
		if d.describedAsPerson(n) || n.label == "ORG" && len(w) > 1 && !d.orgLike(w) && d.afterPost(n) {
			v.person += 4
		}
		if n.Start > 0 && d.find.Folded(n.Start-1) == "the" && len(w) < 3 {
			v.person -= 2
		}
	}
	kept := d.names[:0]
	for i, n := range d.names {
		if n.refs == nil {
			if things[group[i]] {
				continue
			}
			v := votes[group[i]]
			n.typ = d.decide(n, v != nil, func() (p, o, l, x float64) {
				return v.person, v.org, v.place, v.other
			})
			if n.typ == "" {
				continue
			}
		}
		kept = append(kept, n)
	}
	d.names = kept
	d.indexNames()
}

// things returns the folded names of storms, ships of space and the like, for
// which the model takes persons and bodies: "Cyclone Mora", after which Mora
// alone means the same, and what is called by a number, such as "KR-90".
func (d *reading) things() map[string]bool {
	out := map[string]bool{}
	for _, n := range d.names {
		text := d.doc.SpanText(n.Span)
		w := strings.Fields(text)
		last := len(w) - 1
		noun := func(w string) bool { return d.lex.Words.ThingNouns[lexicon.Fold(w)] }
		switch {
		case last == 0 && numbered.MatchString(text), last > 0 && noun(w[last]) && n.label != "PERSON":
			out[lexicon.Fold(text)] = true
		case last > 0 && slices.ContainsFunc(w[:last], noun):
			out[lexicon.Fold(text)], out[lexicon.Fold(w[last])] = true, true
		case last == 0 && n.Start > 0 && noun(d.text(n.Start-1)):
			out[lexicon.Fold(text)] = true
		}
	}
	return out
}

// numbered matches the name of a kind of thing that ends with a number after a
// hyphen.
var numbered = regexp.MustCompile(`^\pL+-\d+\pL?$`)

func (d *reading) orgLike(w []string) bool {
	for _, x := range w {
		if f := lexicon.Fold(x); d.lex.Words.OrgHeads[f] || d.lex.Words.FormatHeads[f] || d.lex.Words.NotNames[f] {
			return true
		}
	}
	return false
}

func (d *reading) decide(n name, voted bool, votes func() (person, org, place, other float64)) graph.EntityType {
	text := d.doc.SpanText(n.Span)
	w := strings.Fields(text)
	last := lexicon.Fold(w[len(w)-1])
	if d.lex.Words.Clock[last] {
		return ""
	}
	if d.lex.Words.NotNames[headWord(w)] || len(w) > 2 && d.lex.Words.NotNames[lexicon.Fold(w[0])] || len(w) > 1 && lexicon.Fold(w[0]) == "operation" {
		return ""
	}
	if len(w) > 1 && d.lex.Words.CollectiveNouns[headWord(w)] && n.typ != graph.Person {
		return "" // "the Gulf States"
	}
	if len(w) == 1 && allCaps(text) && d.shouted(n) {
		return ""
	}
	if head := headWord(w); len(w) > 1 && n.typ != graph.Person && (d.lex.Words.Facilities[last] || d.lex.Words.Facilities[head] || head != last && d.lex.Words.LocalNouns[head]) {
		return graph.Place
	}
	if n.typ != "" && !voted {
		if d.head[n.Start] {
			return ""
		}
		return n.typ
	}
	person, org, place, other := votes()
	if n.typ != graph.Person && person < 5 {
		switch {
		case d.lex.Words.FormatHeads[last] && len(w) > 1 && !d.lex.Words.OrgHeads[last]:
			return graph.Format
		case d.orgLike(w) && (org > 0 || len(w) > 1):
			if d.head[n.Start] {
				return ""
			}
			if other > org+place && n.label != "ORG" {
				return ""
			}
			return graph.Organization
		}
	}
	best := max(person, org, place, other)
	switch {
	case best < 1:
		return ""
	case person == best:
		if len(w) == 1 && n.typ != graph.Person && person < 2.5 && !d.isSubject(n.head) {
			return "" // one guess about one word
		}
		return graph.Person
	case org == best:
		if len(w) == 1 && org < 3 && (!allCaps(text) && d.lex.Begins(text) || allCaps(text) && !d.isSubject(n.head)) {
			return ""
		}
		if d.doc.Tokens[n.head].POS == "ADJ" || len(w) == 1 && !allCaps(text) && d.doc.Tokens[n.head].POS != "PROPN" {
			return ""
		}
		return graph.Organization
	case place == best:
		return graph.Place
	}
	return ""
}

// headWord returns the word that heads a name of several, folded: the last
// before "of" or "for", so that a Ministry of Defence is no defence.
func headWord(w []string) string {
	for i := 1; i < len(w); i++ {
		if w[i] == "of" || w[i] == "for" {
			return lexicon.Fold(w[i-1])
		}
	}
	return lexicon.Fold(w[len(w)-1])
}

// describedAsPerson looks for an apposition or a relative clause that only
// people have: ", an analyst", ", who".
func (d *reading) describedAsPerson(n name) bool {
	j := n.End
	if j+1 >= len(d.doc.Tokens) || d.text(j) != "," {
		return false
	}
	if f := d.find.Folded(j + 1); f == "who" || f == "whose" || f == "whom" {
		return true
	}
	return d.appositive(n) >= 0
}

// afterPost reports whether a name that is the subject of a verb, or that a comma
// closes, stands right after the comma that ends a post: "The head of the Office,
// Ato Wek Ato said".
func (d *reading) afterPost(n name) bool {
	j := n.Start - 1
	if j < 1 || d.text(j) != "," || d.sent[j] != d.sent[n.Start] || n.End >= len(d.doc.Tokens) {
		return false
	}
	if t := d.doc.Tokens[n.End]; t.POS != "VERB" && t.POS != "AUX" && d.text(n.End) != "," {
		return false
	}
	for k := j - 1; k >= 0 && j-k < 12 && d.sent[k] == d.sent[j]; k-- {
		if r := d.role[k]; r >= 0 {
			r := d.roles[r]
			if r.np.End == j && r.det == "the" && !r.plural && !r.spec.Honorific && !r.spec.Collective {
				return true
			}
		}
	}
	return false
}

// appositive returns the role phrase in apposition after a name, -1 when
// there is none.
func (d *reading) appositive(n name) int {
	j := n.End
	if j < len(d.doc.Tokens) && (d.find.Folded(j) == "jr" || d.text(j) == ",") && j+1 < len(d.doc.Tokens) && d.find.Folded(j+1) == "jr" {
		j += 2
	}
	if j+1 >= len(d.doc.Tokens) || d.text(j) != "," && d.text(j) != "(" && d.text(j) != "–" && d.text(j) != "—" && d.text(j) != "-" {
		return -1
	}
	j++
	for j < len(d.doc.Tokens) && (d.lex.Words.Meanwhile[d.find.Folded(j)] || d.text(j) == "-") {
		j++
	}
	if j+2 < len(d.doc.Tokens) && d.find.Folded(j) == "at" && d.find.Folded(j+2) == "time" {
		j += 3 // "at the time"
	}
	for k := j; k < len(d.doc.Tokens) && k < j+8; k++ {
		if r := d.role[k]; r >= 0 {
			if e := d.roles[r].np.End; e < len(d.doc.Tokens) && d.doc.Tokens[e].Tag == "POS" {
				j, k = e+1, e
				continue // "X, the President's envoy"
			}
			if d.roles[r].np.Start <= j && !d.roles[r].spec.Honorific && !d.roles[r].spec.Collective && !d.roles[r].plural && !d.ownSubject(n, d.roles[r]) {
				return r
			}
			return -1
		}
	}
	return -1
}

// ownSubject reports whether a role phrase after a name is the subject of a clause
// that the name is only a circumstance of: "At talks with X, the minister said".
func (d *reading) ownSubject(n name, r role) bool {
	for i := r.title.Start; i < r.title.End; i++ {
		if t := d.doc.Tokens[i]; t.Dep == "nsubj" || t.Dep == "nsubjpass" {
			return r.det == "the" && d.doc.Tokens[n.head].Dep == "pobj" && t.Head >= r.title.End
		}
	}
	return false
}

// placePrep reports whether a preposition of place governs a name.
func (d *reading) placePrep(n name) bool {
	j := n.Start - 1
	for j >= 0 && (d.doc.Tokens[j].POS == "DET" || d.doc.Tokens[j].POS == "ADJ") {
		j--
	}
	return j >= 0 && d.lex.Words.PlacePreps[d.find.Folded(j)] && d.doc.Tokens[j].POS == "ADP"
}

// localNoun reports whether a noun says that a name is a place: "the village
// of X", "X province", "the Treaty of X".
func (d *reading) localNoun(n name) bool {
	if j := n.Start - 1; j > 0 && d.find.Folded(j) == "of" && (d.lex.Words.LocalNouns[d.find.Folded(j-1)] || d.lex.Words.NamedByPlace[d.find.Folded(j-1)]) {
		return true
	}
	return n.End < len(d.doc.Tokens) && d.lex.Words.LocalNouns[d.find.Folded(n.End)]
}

// personal reports whether token i is the subject of a verb that only people are
// the subjects of, as "Delcassé smiled".
func (d *reading) personal(i int) bool {
	t := d.doc.Tokens[i]
	return t.Dep == "nsubj" && d.lex.Words.Personal[strings.ToLower(d.doc.Tokens[t.Head].Lemma)]
}

func (d *reading) isSubject(i int) bool {
	dep := d.doc.Tokens[i].Dep
	return dep == "nsubj" || dep == "nsubjpass"
}

// shouted reports whether a word in capitals stands among others in capitals.
func (d *reading) shouted(n name) bool {
	for _, i := range [...]int{n.Start - 1, n.End} {
		if i >= 0 && i < len(d.doc.Tokens) && d.sent[i] == d.sent[n.Start] {
			if t := d.text(i); len(t) > 1 && strings.ToUpper(t) == t && strings.ToLower(t) != t && d.lex.Lookup(t) == nil {
				return true
			}
		}
	}
	return false
}

// datelined reports whether a name opens a paragraph as a dateline does:
// "GENEVA, March 3 -", "KABUL (Agency) —".
func (d *reading) datelined(n name) bool {
	if n.Start > 0 && !d.newline(n.Start-1) {
		return false
	}
	for j := n.End; j < len(d.doc.Tokens) && j < n.End+12; j++ {
		switch d.text(j) {
		case "—", "–", "--", "-", "―":
			return true
		}
		if d.newline(j) || d.doc.Tokens[j].POS == "VERB" || d.doc.Tokens[j].POS == "AUX" {
			return false
		}
	}
	return false
}
