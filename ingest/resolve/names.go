package resolve

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/graph"
	"parley/ingest/internal/ablation"
	"parley/ingest/internal/lexicon"
	"parley/ingest/internal/quotes"
	"parley/ingest/nlp"
)

// name is a span that names something, before it is known which thing.
type name struct {
	nlp.Span
	head  int
	typ   graph.EntityType // "" while unknown
	refs  []lexicon.Ref    // readings of a lexicon phrase, nil elsewhere
	label string           // the model's entity label, "" when it gave none
	rank  int              // which of two overlapping names stands
	why   string
}

// reading is the working state over one document.
type reading struct {
	off   ablation.Set
	lex   *lexicon.Lexicon
	doc   *nlp.Doc
	find  *lexicon.Finder
	sent  []int // token to sentence
	para  []int // token to paragraph, which a line break ends
	ner   []int // token to index in doc.Entities, -1 outside
	kids  nlp.Children
	head  []bool // token belongs to a headline
	quote []int  // token to the quotation it stands in, -1 outside
	role  []int  // token to index in roles, -1 outside
	names []name
	at    []int // token to index in names, -1 outside
	roles []role
	short map[string]lexicon.Title // acronyms that the text introduces for titles
}

func newReading(lex *lexicon.Lexicon, doc *nlp.Doc) *reading {
	n := len(doc.Tokens)
	d := &reading{
		lex: lex, doc: doc, find: lex.NewFinder(doc),
		sent: make([]int, n), para: make([]int, n), ner: make([]int, n), kids: doc.Children(),
		head: make([]bool, n), role: make([]int, n), at: make([]int, n), short: map[string]lexicon.Title{},
	}
	for i := range n {
		d.ner[i], d.role[i], d.at[i] = -1, -1, -1
	}
	for s, sp := range doc.Sentences {
		for i := sp.Start; i < sp.End; i++ {
			d.sent[i] = s
		}
	}
	d.joinSentences()
	for i := 1; i < n; i++ {
		d.para[i] = d.para[i-1]
		if d.newline(i - 1) {
			d.para[i]++
		}
	}
	for e, ent := range doc.Entities {
		for i := ent.Start; i < ent.End; i++ {
			d.ner[i] = e
		}
	}
	d.markQuotes()
	d.markHeadlines()
	return d
}

// markQuotes notes which quotation each token stands in.
func (d *reading) markQuotes() {
	d.quote = make([]int, len(d.doc.Tokens))
	qs, q := quotes.Find(d.doc.Text), 0
	for i, t := range d.doc.Tokens {
		for q < len(qs) && qs[q].End <= t.Start {
			q++
		}
		d.quote[i] = -1
		if q < len(qs) && qs[q].Start <= t.Start {
			d.quote[i] = q
		}
	}
}

// joinSentences counts as one the sentences between which the parser takes the
// full stop of an abbreviated title or of initials for an end: "Hon. Jane Roe",
// "J.R. Roe".
func (d *reading) joinSentences() {
	toks := d.doc.Tokens
	for _, s := range d.doc.Sentences {
		i := s.Start
		switch {
		case i < 2 || !d.capital(i):
			continue
		case d.initials(i-1) && toks[i].POS == "PROPN":
		case d.text(i-1) != "." || toks[i-2].Space:
			continue
		default:
			if t, ok := d.lex.Titles[d.find.Folded(i-2)]; !ok || !strings.HasSuffix(t.Surface, ".") {
				continue
			}
		}
		for j := i; j < s.End; j++ {
			d.sent[j] = d.sent[i-1]
		}
	}
}

// initials reports whether token i is several initials of a name written
// together, as in "J.R. Roe", and no acronym that the lexicon has.
func (d *reading) initials(i int) bool {
	w := d.text(i)
	if len(w) < 4 || len(w) > 8 || len(w)%2 != 0 || d.lex.Lookup(w) != nil {
		return false
	}
	for k := 0; k < len(w); k += 2 {
		if w[k] < 'A' || w[k] > 'Z' || w[k+1] != '.' {
			return false
		}
	}
	_, title := d.lex.Titles[d.find.Folded(i)]
	return !title
}

func (d *reading) text(i int) string { return d.doc.TokenText(i) }

func (d *reading) blank(i int) bool { return strings.TrimSpace(d.text(i)) == "" }

// capital reports whether token i is a word that starts with a capital.
func (d *reading) capital(i int) bool {
	r, _ := utf8.DecodeRuneInString(d.text(i))
	return unicode.IsUpper(r) || unicode.Is(unicode.Lt, r)
}

// newline reports whether a line ends in token i, which is then blank.
func (d *reading) newline(i int) bool { return d.blank(i) && strings.Contains(d.text(i), "\n") }

// markHeadlines finds lines that are written in title case, where capitals
// say nothing: no full stop at the end, and of at least four words all but
// short ones capitalised.
func (d *reading) markHeadlines() {
	start := 0
	line := func(end int) {
		words, caps, long := 0, 0, 0
		last := -1
		for i := start; i < end; i++ {
			t := d.text(i)
			r, _ := utf8.DecodeRuneInString(t)
			if d.blank(i) {
				continue
			}
			last = i
			if !unicode.IsLetter(r) {
				continue
			}
			words++
			if utf8.RuneCountInString(t) > 3 {
				long++
				if unicode.IsUpper(r) {
					caps++
				}
			}
		}
		if words >= 4 && long >= 3 && caps*10 >= long*9 && last >= 0 && !strings.ContainsAny(d.text(last), ".!?,:;") {
			for i := start; i < end; i++ {
				d.head[i] = true
			}
		}
	}
	for i := range d.doc.Tokens {
		if d.newline(i) {
			line(i)
			start = i + 1
		}
	}
	line(len(d.doc.Tokens))
}

// personRun returns the end of the run of name words that starts at i: words
// with a capital, initials, hyphens and particles between them.
func (d *reading) personRun(i int) int {
	end := i
	for j := i; j < len(d.doc.Tokens) && j-i < 8 && d.sent[j] == d.sent[i]; j++ {
		t := d.text(j)
		f := d.find.Folded(j)
		switch {
		case d.blank(j):
			return end
		case (t == "-" || t == "‑") && j > i && !d.doc.Tokens[j-1].Space && j+1 < len(d.doc.Tokens) && !d.doc.Tokens[j].Space:
			if d.inModel(j-1, j+1) && d.modelLabel(j) == "PERSON" && !d.capital(j+1) || j > i+1 && d.syllable(j+1) {
				end = j + 2 // "Kim Yong-nam"
				j++
			}
			continue
		case d.lex.Words.Calendar[f] || d.role[j] >= 0 && j > i && d.capital(j) && !d.roles[d.role[j]].honorific() && !(d.inModel(j-1, j) && d.modelLabel(j) == "PERSON"):
			return end
		case d.capital(j) && !strings.ContainsAny(t, "&/@"):
			if j > i && d.foreign(j) {
				return end
			}
			end = j + 1
		case d.lex.Particle(t) && j+1 < len(d.doc.Tokens) && (d.capital(j+1) || d.lex.Particle(d.text(j+1)) || strings.HasPrefix(d.text(j+1), "-")):
			if j == i && d.doc.Tokens[j].POS != "PROPN" {
				return end
			}
			continue
		case strings.HasPrefix(f, "al-") || strings.HasPrefix(f, "el-") || strings.HasPrefix(f, "ad-") || strings.HasPrefix(f, "as-") || strings.HasPrefix(f, "an-"):
			end = j + 1
		default:
			return end
		}
	}
	return end
}

// syllable reports whether token i, after a hyphen, is the second syllable of a
// given name, as in "Yong-nam", and no word joined to a name, as in
// "Chirac-style".
func (d *reading) syllable(i int) bool {
	t := d.doc.Tokens[i]
	w := d.text(i)
	return len(w) >= 2 && len(w) <= 5 && !d.capital(i) && t.POS != "VERB" && t.POS != "ADJ" && !d.lex.Words.OriginParticiples[w] && !d.lex.Words.Joined[w] && strings.IndexFunc(w, func(r rune) bool { return !unicode.IsLetter(r) }) < 0
}

// foreign reports whether a lexicon phrase that cannot be part of a personal
// name starts at token i: a demonym, an acronym, or several words.
func (d *reading) foreign(i int) bool {
	end, refs := d.find.Names(i)
	if end == 0 {
		return false
	}
	if end-i > 1 {
		return true
	}
	for _, r := range refs {
		if r.Via == lexicon.ByAdjective || r.Via == lexicon.ByPeople {
			return true
		}
	}
	return strings.ToUpper(d.text(i)) == d.text(i) && len(d.text(i)) > 1 && !initial(d.text(i))
}

// findNames lists all candidate names, settles overlaps, and types them.
func (d *reading) findNames() {
	c := d.lexiconNames(make([]name, 0, 16+2*len(d.doc.Entities)))
	if !d.off.Has(ablation.TitledNames) {
		c = d.titledNames(c)
	}
	c = d.modelNames(c)
	if !d.off.Has(ablation.NamePatterns) {
		c = d.patternNames(c)
		c = d.ministries(c)
		c = d.geographic(c)
		c = d.expanded(c)
		c = d.quotedFormats(c)
		c = d.administrations(c)
		c = d.barePeople(c)
	}
	c = d.lengthen(c)
	c = d.notPlaces(c)
	d.settle(c)
	d.typeNames()
	d.missedNames()
}

// missedNames adds the surnames that the model overlooked, of persons whom
// the text names elsewhere.
func (d *reading) missedNames() {
	surnames := map[string]bool{}
	for _, n := range d.names {
		if w := d.words(n); n.typ == graph.Person && len(w) > 1 && len(surname(w)) > 3 {
			surnames[lexicon.Fold(surname(w))] = true
		}
	}
	added := false
	for i, t := range d.doc.Tokens {
		if t.POS != "PROPN" || d.at[i] >= 0 || d.role[i] >= 0 || !d.capital(i) || !surnames[d.find.Folded(i)] {
			continue
		}
		if i+1 < len(d.doc.Tokens) && d.at[i+1] < 0 && d.capital(i+1) && d.doc.Tokens[i+1].POS == "PROPN" {
			continue // a piece of another name
		}
		d.names = append(d.names, name{Span: nlp.Span{Start: i, End: i + 1}, head: i, typ: graph.Person, why: "surname"})
		added = true
	}
	if added {
		d.indexNames()
	}
}

func (d *reading) lexiconNames(c []name) []name {
	for i := 0; i < len(d.doc.Tokens); {
		if hyphened, ok := d.compound(i); ok {
			c = append(c, hyphened...)
			i = hyphened[len(hyphened)-1].End
			continue
		}
		end, refs := d.find.Names(i)
		if half := d.halfOf(i); half != nil {
			c = append(c, name{Span: nlp.Span{Start: i, End: i + 1}, refs: half, rank: 98, why: "lexicon"})
			i++
			continue
		}
		if end == 0 {
			i++
			continue
		}
		if l := d.modelLabel(i); d.lex.Words.Calendar[d.find.Folded(i)] && (l == "DATE" || l == "TIME") {
			i++
			continue
		}
		if _, ok := d.short[d.text(i)]; ok && end == i+1 {
			i++
			continue
		}
		if end == i+1 && d.lex.Words.StateNouns[d.find.Folded(i)] && (i == 0 || d.find.Folded(i-1) != "the") {
			i = end // "all States"
			continue
		}
		if s, e, ok := d.titleOver(i, end); ok && e-s > end-i && !(s < i && refs[0].Via == lexicon.ByAdjective) {
			i++
			continue
		}
		if refs[0].Via == lexicon.ByMetonym && end < len(d.doc.Tokens) && d.capital(end) && d.lex.Words.TalksNouns[d.find.Folded(end)] {
			i = end // "Foreign Office Consultations" are any state's
			continue
		}
		if refs[0].Via == lexicon.ByPlaceNamed && d.hyphened(i, end) || end == i+1 && d.lex.Words.FormatHeads[d.find.Folded(i)] && end+1 < len(d.doc.Tokens) && d.find.Folded(end) == "of" && d.capital(end+1) {
			i = end // also "Congress" in "Congress of Verona"
			continue
		}
		n := name{Span: nlp.Span{Start: i, End: end}, refs: refs, rank: 72, why: "lexicon"}
		best := d.lex.Names[refs[0].Named]
		ambiguous := true
		for _, r := range refs {
			ambiguous = ambiguous && r.Ambiguous
		}
		switch {
		case ambiguous && d.ner[i] < 0:
			i = end
			continue
		case ambiguous:
			n.rank = 40
		case refs[0].Via == lexicon.ByPlaceNamed && end-i > 1:
			n.rank = 80
		case refs[0].Via == lexicon.ByPlaceNamed:
			n.rank = 62
		case best.Type == graph.Format || best.Type == graph.Organization:
			n.rank = 76
			if end-i > 1 {
				n.rank = 85
			}
		}
		if end-i > 1 {
			n.rank += 10
		}
		c = append(c, n)
		i = end
	}
	return c
}

// hyphened reports whether the tokens are half of a double name that the
// lexicon does not have: "Lagos" in "Lagos-Mensah".
func (d *reading) hyphened(start, end int) bool {
	unknown := func(hyphen, other int) bool {
		if hyphen < 0 || other < 0 || other >= len(d.doc.Tokens) || d.text(hyphen) != "-" || d.doc.Tokens[hyphen].Space || hyphen > 0 && d.doc.Tokens[hyphen-1].Space || !d.capital(other) {
			return false
		}
		return d.lex.Lookup(d.text(other)) == nil
	}
	return unknown(end, end+1) || unknown(start-1, start-2)
}

// halfOf reads the first of two states that share a word, "North" in "North and
// South Korea"; nil when token i is something else.
func (d *reading) halfOf(i int) []lexicon.Ref {
	if !d.lex.Words.Directions[d.find.Folded(i)] || !d.capital(i) || i+3 >= len(d.doc.Tokens) || d.find.Folded(i+1) != "and" || !d.lex.Words.Directions[d.find.Folded(i+2)] || !d.capital(i+3) {
		return nil
	}
	for _, r := range d.lex.Lookup(d.text(i) + " " + d.text(i+3)) {
		if d.lex.Names[r.Named].Type == graph.State {
			return []lexicon.Ref{r}
		}
	}
	return nil
}

// compound reads two states joined by a hyphen: a combining form ("Sino-"),
// and a pair that the tokenizer left in one token, as in "U.S.-North Korean".
func (d *reading) compound(i int) ([]name, bool) {
	t := d.text(i)
	if i+1 < len(d.doc.Tokens) && d.text(i+1) == "-" && !d.doc.Tokens[i].Space {
		if refs, ok := d.lex.Combining(t); ok {
			return []name{{Span: nlp.Span{Start: i, End: i + 1}, refs: refs, rank: 83, why: "lexicon"}}, true
		}
	}
	at := strings.IndexByte(t, '-')
	if at <= 0 || at == len(t)-1 {
		return nil, false
	}
	first, ok := d.lex.Combining(t[:at])
	if !ok {
		first = d.lex.Lookup(t[:at])
	}
	if len(first) == 0 || first[0].Via != lexicon.ByAdjective && first[0].Via != lexicon.ByName && d.lex.Names[first[0].Named].Type != graph.Organization {
		return nil, false
	}
	out := []name{{Span: nlp.Span{Start: i, End: i + 1}, refs: first, rank: 97, why: "lexicon"}}
	rest := t[at+1:]
	if r, _ := utf8.DecodeRuneInString(rest); unicode.IsLower(r) {
		return out, true // "U.S.-backed"
	}
	out[0].rank = 83
	if first[0].Via != lexicon.ByAdjective && d.lex.Names[first[0].Named].Type == graph.Organization {
		out[0].rank = 98 // "U.N.-ASEAN" is no body of its own
	}
	for j := i + 1; j < len(d.doc.Tokens) && j < i+4 && d.doc.Tokens[j-1].Space; j++ {
		rest += " " + d.text(j)
		if refs := d.lex.Lookup(rest); refs != nil {
			return append(out, name{Span: nlp.Span{Start: i + 1, End: j + 1}, refs: refs, rank: out[0].rank, why: "lexicon"}), true
		}
	}
	return nil, false
}

// titleOver returns the role phrase whose title words cover token i.
func (d *reading) titleOver(i, end int) (int, int, bool) {
	for j := i; j < end; j++ {
		if r := d.role[j]; r >= 0 {
			return d.roles[r].title.Start, d.roles[r].title.End, true
		}
	}
	return 0, 0, false
}

// titledNames finds the personal names that stand right after a title.
func (d *reading) titledNames(c []name) []name {
	for i := range d.roles {
		r := &d.roles[i]
		if r.spec.Collective {
			continue
		}
		if n, ok := d.nameAfterState(r); ok {
			c = append(c, n)
		}
		start := r.title.End
		// "H.E. Sheikh Nasser": forms of address may follow the post.
		for start < len(d.doc.Tokens) && d.role[start] >= 0 && d.roles[d.role[start]].title.Start == start && d.sent[start] == d.sent[r.title.Start] {
			start = d.roles[d.role[start]].title.End
		}
		if start >= len(d.doc.Tokens) || d.sent[start] != d.sent[r.title.Start] || d.role[start] >= 0 && !r.spec.Honorific {
			continue
		}
		if d.text(start) == "(" && !r.plural {
			// "the Secretary of State (Roe)"
			if j := start + 1; j+1 < len(d.doc.Tokens) && d.text(j+1) == ")" && spelt(d.text(j)) {
				c = append(c, name{Span: nlp.Span{Start: j, End: j + 1}, typ: graph.Person, rank: 88, label: "PERSON", why: "title"})
			}
			continue
		}
		if !r.plural {
			c, _ = d.titledName(c, start, r.spec.Honorific)
			continue
		}
		// "Generals Roe and Doe", "Ministers Roe of Chile and Doe of Peru"
		for start < len(d.doc.Tokens) && d.sent[start] == d.sent[r.title.Start] && d.role[start] < 0 {
			var end int
			if c, end = d.titledName(c, start, false); end == 0 {
				break
			}
			if e := d.ofName(end); e > 0 {
				end = e
			}
			start = end
			for start < len(d.doc.Tokens) && (d.text(start) == "," || d.find.Folded(start) == "and") {
				start++
			}
			if start == end {
				break
			}
		}
	}
	return c
}

// spelt reports whether a word is written as a surname is, a capital and lower
// case, not as an acronym or with a hyphen to something.
func spelt(w string) bool {
	_, n := utf8.DecodeRuneInString(w)
	return n < len(w) && strings.IndexFunc(w[n:], func(r rune) bool { return !unicode.IsLower(r) }) < 0
}

// nameAfterState finds the personal name that runs on after the state or body in
// the complement of a post: "Ambassador to Norway Maria Lopez".
func (d *reading) nameAfterState(r *role) (name, bool) {
	for n, i := range r.comp {
		start := i + 1
		if r.plural || n+1 == len(r.comp) || r.comp[n+1] != start || !d.stateWord(i) && !(d.bodyWord(i) && d.opensName(start)) || d.stateWord(start) || d.oneName(i, start) || !d.capital(start) || d.role[start] >= 0 {
			continue
		}
		s := nlp.Span{Start: start, End: d.personRun(start)}
		if s.End-s.Start < 2 || d.orgLike(strings.Fields(d.doc.SpanText(s))) {
			continue
		}
		return name{Span: s, typ: graph.Person, rank: 88, label: d.modelLabel(start), why: "title"}, true
	}
	return name{}, false
}

// bodyWord reports whether an organization or a format of the lexicon ends at
// token i.
func (d *reading) bodyWord(i int) bool {
	for s := max(0, i-6); s <= i; s++ {
		if end, refs := d.find.Names(s); end == i+1 {
			t := d.lex.Names[refs[0].Named].Type
			return t == graph.Organization || t == graph.Format
		}
	}
	return false
}

// opensName reports whether a personal name can start at token i: a given name,
// or where the model sees one begin.
func (d *reading) opensName(i int) bool {
	_, given := d.lex.Given(d.text(i))
	return given || d.modelLabel(i) == "PERSON" && !d.inModel(i-1, i)
}

// oneName reports whether a phrase of the lexicon holds tokens i and j.
func (d *reading) oneName(i, j int) bool {
	for s := max(0, i-3); s <= i; s++ {
		if end, _ := d.find.Names(s); end > j {
			return true
		}
	}
	return false
}

// titledName adds the personal name that starts at a token after a title. It
// returns the end of the name, 0 when there is none.
func (d *reading) titledName(c []name, start int, honorific bool) ([]name, int) {
	if start >= len(d.doc.Tokens) || !d.capital(start) && !d.lex.Particle(d.text(start)) || d.blank(start) || d.lex.Words.Calendar[d.find.Folded(start)] {
		return c, 0
	}
	if e, refs := d.find.Names(start); e > 0 && !refs[0].Ambiguous && d.modelLabel(start) != "PERSON" && !honorific {
		// "President of", "Ambassador Russia": a state is no person, but a
		// surname that is also a town is.
		if refs[0].Via != lexicon.ByPlaceNamed {
			return c, 0
		}
	}
	end := d.personRun(start)
	if end <= start || end-start == 1 && len(d.text(start)) < 2 {
		return c, 0
	}
	if e, refs := d.find.Names(start); e > 0 && (e-start > 1 || e == end) && refs[0].Via == lexicon.ByName && d.lex.Names[refs[0].Named].Type == graph.State && !honorific {
		return c, 0 // "Lead negotiator Sierra Leone said"
	}
	if end-start == 1 && len(d.text(start)) > 2 && allCaps(d.text(start)) && end < len(d.doc.Tokens) && d.role[end] >= 0 {
		return c, 0 // "Deputy Commander AFRICOM General Roe"
	}
	if d.head[start] && d.modelLabel(start) != "PERSON" || d.orgLike(strings.Fields(d.doc.SpanText(nlp.Span{Start: start, End: end}))) || d.lex.Words.Facilities[d.find.Folded(end-1)] && !d.opensName(start) {
		return c, 0
	}
	return append(c, name{Span: nlp.Span{Start: start, End: end}, typ: graph.Person, rank: 88, label: d.modelLabel(start), why: "title"}), end
}

// barePeople finds persons whom no title shows, and the model takes for
// something else or in part: runs of name words that begin with a given name,
// that a state in the genitive owns ("Peru's Jane Roe"), or that a post or
// "who" follows after a comma.
func (d *reading) barePeople(c []name) []name {
	for i := 0; i < len(d.doc.Tokens); i++ {
		if !d.capital(i) || d.head[i] || d.role[i] >= 0 || i > 0 && d.capital(i-1) && d.role[i-1] < 0 && d.sent[i-1] == d.sent[i] {
			continue
		}
		end := d.personRun(i)
		for p := d.doc.Tokens; end > i && (p[end-1].POS == "ADP" || p[end-1].POS == "VERB" || p[end-1].POS == "DET" || p[end-1].POS == "SCONJ"); {
			end-- // "... for Jane Roe In May ..."
		}
		s := nlp.Span{Start: i, End: end}
		w := strings.Fields(d.doc.SpanText(s))
		if len(w) < 2 || d.doc.Tokens[i].POS != "PROPN" || d.orgLike(w) || d.lex.Words.Facilities[d.find.Folded(end-1)] || d.foreign(i) || initial(w[len(w)-1]) {
			continue
		}
		if _, refs := d.find.Names(i); refs != nil && d.modelLabel(i) != "PERSON" {
			continue
		}
		first, _, _ := strings.Cut(w[0], "-")
		_, given := d.lex.Given(first)
		n := name{Span: s, label: d.label(i, end)}
		if !given && !d.ownedByState(i) && !d.describedAsPerson(n) {
			continue
		}
		if !given && d.modelLabel(i) != "" && d.modelLabel(i) != "PERSON" && d.modelLabel(i) != "ORG" {
			continue
		}
		c = append(c, name{Span: s, typ: graph.Person, rank: 78, label: n.label, why: "pattern"})
		i = end - 1
	}
	return c
}

// ownedByState reports whether a state in the genitive stands right before
// token i.
func (d *reading) ownedByState(i int) bool {
	return i > 1 && d.doc.Tokens[i-1].Tag == "POS" && d.stateWord(i-2)
}

func (d *reading) modelLabel(i int) string {
	if e := d.ner[i]; e >= 0 {
		return d.doc.Entities[e].Label
	}
	return ""
}

// modelNames takes over the model's entities, trimmed of articles, titles and
// possessives.
func (d *reading) modelNames(c []name) []name {
	for _, e := range d.doc.Entities {
		var rank int
		switch e.Label {
		case "PERSON":
			rank = 60
		case "ORG", "NORP":
			rank = 56
		case "GPE", "LOC":
			rank = 54
		case "FAC", "EVENT", "PRODUCT", "WORK_OF_ART", "LAW":
			rank = 50
		default:
			continue
		}
		s, t := e.Start, e.End
		for s < t && (d.doc.Tokens[s].POS == "DET" || d.blank(s) || !d.capital(s) && !d.lex.Particle(d.text(s)) && !strings.Contains(d.text(s), "-") || d.role[s] >= 0 && d.roles[d.role[s]].title.Start <= s) {
			s++
		}
		// What a line break joins is not one name, and what a possessive joins
		// is two: the last is meant.
		for i := s; i < t; i++ {
			if d.newline(i) || d.head[i] && d.text(i) == "," || d.text(i) == "(" || d.text(i) == ":" || d.text(i) == "*" {
				t = i
				break
			}
			if i > s && i+1 < t && d.doc.Tokens[i].Tag == "POS" {
				s = i + 1
			}
		}
		for t > s+1 && !d.capital(t-1) && (e.Label == "GPE" || e.Label == "LOC") && d.doc.Tokens[t-1].POS == "NOUN" {
			t-- // "Aleppo province"
		}
		for t > s && (d.blank(t-1) || d.doc.Tokens[t-1].Tag == "POS" || d.doc.Tokens[t-1].POS == "PUNCT") {
			t--
		}
		for s < t && (d.doc.Tokens[s].POS == "DET" || d.doc.Tokens[s].POS == "PUNCT") {
			s++
		}
		if s+2 < t && d.stance(s+2) {
			s += 2
		}
		for s+1 < t && d.sponsored(d.text(s)) {
			s++
		}
		if t-1 > s && d.lex.Words.Governments[d.find.Folded(t-1)] && d.state(s, t-1) {
			t-- // "the Chadian Government" is Chad, as "the Chadian government" is
		}
		if t+1 < len(d.doc.Tokens) && t > s && d.text(t) == "-" && !d.doc.Tokens[t-1].Space && !d.doc.Tokens[t].Space && d.sent[t+1] == d.sent[s] && (e.Label == "GPE" || e.Label == "PERSON" || e.Label == "LOC") && len(d.text(t+1)) <= 3 {
			t += 2 // "Panmun-jom", "Kim Jong-un"
		}
		if t == s+1 && d.lex.Words.StateNouns[d.find.Folded(s)] {
			continue
		}
		if s >= t || !d.capital(s) && !d.lex.Particle(d.text(s)) && !strings.Contains(d.text(s), "-") {
			continue
		}
		n := name{Span: nlp.Span{Start: s, End: t}, label: e.Label, rank: rank, why: "model"}
		if t-s > 1 {
			n.rank += 16
		}
		if f := d.find.Folded(t - 1); t-s > 1 && (d.lex.Words.Governments[f] || d.lex.Words.Governments[singular(f)]) && d.stateWord(t-2) {
			continue // "the Peruvian Government" is the state
		}
		if e.Label == "ORG" {
			// "UAE Energy Minister" is a state and a title.
			for i := s + 1; i < t; i++ {
				if r := d.role[i]; r >= 0 && d.roles[r].title.Start == i && !d.roles[r].spec.Collective && (d.roles[r].title.End <= t || d.state(s, i)) {
					n.End = i
					break
				}
			}
		}
		if e.Label == "PERSON" {
			// "Anna Holm, Sweden" and headline words run on.
			end := d.personRun(s)
			switch {
			case end < t && end > s:
				n.End = end
			case end > t && d.lex.Particle(d.text(t)) && !d.capital(t):
				n.End = end // "José dos Reis" where the model stops at "José"
				if t-s == 1 {
					n.rank += 16
				}
			}
		}
		c = append(c, n)
	}
	return c
}

// sponsored reports whether a word tells who stands behind what is named next:
// "Togo-sponsored".
func (d *reading) sponsored(word string) bool {
	_, act, ok := strings.Cut(word, "-")
	return ok && d.lex.Words.Backing[lexicon.Fold(act)]
}

// lexiconEnd returns the end of the lexicon's name that starts at token i, 0 for
// none.
func (d *reading) lexiconEnd(i int) int {
	end, _ := d.find.Names(i)
	return end
}

// state reports whether the lexicon has the tokens as a state, by its name or
// its adjective.
func (d *reading) state(start, end int) bool {
	e, refs := d.find.Names(start)
	return e > 0 && e == end && d.lex.Names[refs[0].Named].Type == graph.State && refs[0].Via <= lexicon.ByPeople
}

// stance reports whether token i goes on from "pro-" or "anti-".
func (d *reading) stance(i int) bool {
	return i > 1 && d.text(i-1) == "-" && !d.doc.Tokens[i-1].Space && !d.doc.Tokens[i-2].Space && d.lex.Words.Stances[d.find.Folded(i-2)]
}

// patternNames finds organizations and formats by their head noun: "the
// Ministry of Trade", "Lake Chad Commission", "Kosovo talks".
func (d *reading) patternNames(c []name) []name {
	toks := d.doc.Tokens
	for i := range toks {
		if !d.capital(i) || d.head[i] {
			continue
		}
		f := d.find.Folded(i)
		single := strings.TrimSuffix(f, "s")
		isFormat, isOrg := d.lex.Words.FormatHeads[f], d.lex.Words.OrgHeads[f] || d.lex.Words.OrgHeads[single]
		if r := d.role[i]; r >= 0 && !d.roles[r].spec.Collective && d.roles[r].title.Start < i && (i+1 < d.roles[r].title.End || d.roles[r].spec.Class == "military") {
			continue // "Chief Cabinet Secretary", "Chief of the Army Staff"
		}
		governs := d.lex.Words.Governments[f] && i > 0 && d.capital(i-1) && !d.stateWord(i-1) && d.role[i-1] < 0
		if !isFormat && !isOrg && !governs {
			continue
		}
		start := i
		for start > 0 && d.sent[start-1] == d.sent[i] && i-start < 7 {
			j := start - 1
			t := d.text(j)
			if d.sponsored(t) {
				break
			}
			if d.capital(j) && d.doc.Tokens[j].POS != "DET" && !d.lex.Words.Calendar[d.find.Folded(j)] && !(d.role[j] >= 0 && d.roles[d.role[j]].title.End == j+1 && d.roles[d.role[j]].title.Start <= j && !d.inModel(j, i)) ||
				t == "-" || t == "–" || t == "&" ||
				(t == "of" || t == "for" || t == "and") && j > 0 && d.capital(j-1) && d.inModel(j, i) {
				start = j
				continue
			}
			break
		}
		for start < i && (!d.capital(start) || d.doc.Tokens[start].POS == "DET") {
			start++
		}
		end := i + 1
		for end+1 < len(toks) && d.sent[end] == d.sent[i] {
			t := d.find.Folded(end)
			if (t == "of" || t == "for" || t == "on" || t == "against") && isOrg {
				k := end + 1
				if k < len(toks) && d.find.Folded(k) == "the" {
					k++
				}
				if subject := t == "on" || t == "against"; subject && k < len(toks) && !d.portfolio(k) {
					break // "told the Commission on Tuesday"
				}
				if k < len(toks) && d.capital(k) && !d.lex.Words.Calendar[d.find.Folded(k)] && d.sent[k] == d.sent[i] {
					for k < len(toks) && d.sent[k] == d.sent[i] && (d.capital(k) || (d.find.Folded(k) == "and" || d.text(k) == "-") && k+1 < len(toks) && d.capital(k+1) && (d.inModel(k, i) || (d.lex.Words.Ministries[f] || t != "of") && d.portfolio(k+1)) ||
						d.text(k) == "," && d.lex.Words.Ministries[f] && k+1 < len(toks) && d.listed(k)) {
						k++
					}
					end = k
					continue
				}
			}
			if t == "in" && d.lex.Words.Posted[f] && end == i+1 && start < i && d.capital(end+1) && d.state(end+1, d.lexiconEnd(end+1)) {
				end = d.lexiconEnd(end + 1) // "the UN Mission in Chad"
				continue
			}
			if end < len(toks) && d.capital(end) && (d.lex.Words.OrgHeads[t] || d.lex.Words.FormatHeads[t]) && !(d.role[end] >= 0) {
				end++
				continue
			}
			break
		}
		if end-start < 2 {
			continue
		}
		n := name{Span: nlp.Span{Start: start, End: end}, rank: 84, label: d.modelLabel(i), why: "pattern"}
		last := d.find.Folded(end - 1)
		isFormat, isOrg = d.lex.Words.FormatHeads[last], d.lex.Words.OrgHeads[last] || d.lex.Words.OrgHeads[strings.TrimSuffix(last, "s")]
		if isFormat && !isOrg || d.lex.Words.FormatHeads[last] && d.label(start, end) == "EVENT" {
			n.typ = graph.Format
		} else {
			n.typ = graph.Organization
		}
		if e, _ := d.find.Names(start); e >= end {
			continue
		}
		if e, refs := d.find.Names(start); e-start > 1 && refs[0].Via == lexicon.ByPlaceNamed {
			n.rank = 96 // "Lake Victoria Council"
		}
		if d.lex.Words.Ministries[last] {
			n.rank = 97 // "East African Community Secretariat": of a body, not the body
		}
		c = append(c, n)
	}
	return c
}

// geographic finds places by the noun that heads them: "Clipperton Island",
// "Lake Sevan", "King Khalid Airport".
func (d *reading) geographic(c []name) []name {
	for i := range d.doc.Tokens {
		f := d.find.Folded(i)
		if !d.capital(i) || d.head[i] || d.modelLabel(i) == "ORG" {
			continue
		}
		n := name{Span: nlp.Span{Start: i, End: i + 1}, label: d.modelLabel(i), typ: graph.Place, rank: 90, why: "pattern"}
		next := i+1 < len(d.doc.Tokens) && d.capital(i+1) && d.role[i+1] < 0 && d.sent[i+1] == d.sent[i]
		switch {
		case d.lex.Words.GeoHeads[f]:
			for n.Start > 0 && d.capital(n.Start-1) && d.doc.Tokens[n.Start-1].POS == "PROPN" && d.sent[n.Start-1] == d.sent[i] {
				n.Start--
			}
			if j := i + 2; n.Start == i && j < len(d.doc.Tokens) && d.find.Folded(i+1) == "of" && d.capital(j) {
				for n.End = j + 1; n.End < len(d.doc.Tokens) && d.capital(n.End) && d.role[n.End] < 0; n.End++ {
				}
			}
		case d.lex.Words.GeoFirst[f] && next && d.modelLabel(i+1) != "PERSON" && !d.orgLike([]string{d.text(i + 1)}):
			n.End = i + 2
		}
		if e, _ := d.find.Names(n.Start); n.End-n.Start < 2 || e >= n.End || d.modelLabel(n.Start) == "ORG" {
			continue
		}
		c = append(c, n)
	}
	return c
}

// portfolio reports whether token i goes on with what a ministry is for, and
// names nothing by itself.
func (d *reading) portfolio(i int) bool {
	if end, _ := d.find.Names(i); end > 0 || d.role[i] >= 0 || !d.capital(i) || d.lex.Words.OrgHeads[d.find.Folded(i)] {
		return false
	}
	for j := i; j < len(d.doc.Tokens) && d.capital(j); j++ {
		if d.lex.Words.NotNames[d.find.Folded(j)] {
			return true // "... and Diaspora Affairs"
		}
	}
	l := d.modelLabel(i)
	return l == "" || l == "ORG" && !allCaps(d.text(i))
}

// listed reports whether the comma at token i stands in a list of portfolios
// that "and" closes: "the Ministry of Trade, Industry and Labour".
func (d *reading) listed(i int) bool {
	for j := i + 1; j+1 < len(d.doc.Tokens) && j < i+8 && d.sent[j] == d.sent[i]; j++ {
		if d.find.Folded(j) == "and" {
			return d.portfolio(j + 1)
		}
		if d.text(j) != "," && !d.portfolio(j) {
			return false
		}
	}
	return false
}

// ministries finds those of a state that the text writes in lower case: "the
// Peruvian interior ministry", "Peru's ministry of defence".
func (d *reading) ministries(c []name) []name {
	for i := range d.doc.Tokens {
		if f := d.find.Folded(i); !d.lex.Words.Ministries[f] || d.capital(i) || d.head[i] {
			continue
		}
		start, state := i, false
		for start > 0 && i-start < 4 && d.sent[start-1] == d.sent[i] {
			if state = d.stateWord(start - 1); state {
				break
			}
			switch t := d.doc.Tokens[start-1]; {
			case t.Tag == "POS":
			case d.capital(start-1) || t.POS != "NOUN" && t.POS != "ADJ" && t.POS != "PROPN":
				state, start = false, 1
			}
			start--
		}
		if !state || i-start == 0 || d.doc.Tokens[start].Tag == "POS" && i-start == 1 {
			continue
		}
		end := i + 1
		for start > 0 && d.stateWord(start-1) && d.capital(start-1) {
			start--
		}
		c = append(c, name{Span: nlp.Span{Start: start, End: end}, typ: graph.Organization, rank: 97, why: "pattern"})
	}
	return c
}

// expanded finds bodies by the acronym in brackets after them: capitalised
// words whose initials it is made of, as in "Lake Chad Water Users (LCWU)".
func (d *reading) expanded(c []name) []name {
	for i := range d.doc.Tokens {
		a := d.bracketed(i)
		if a == "" || i == 0 || d.role[i-1] >= 0 {
			continue
		}
		start, best := i, -1
		for start > 0 && i-start < 9 && d.sent[start-1] == d.sent[i] {
			start--
			if !d.capital(start) {
				switch d.find.Folded(start) {
				case "of", "for", "the", "and", "on", "in", "'s", "-", "de", "to", "against":
					continue
				}
				break
			}
			s := nlp.Span{Start: start, End: i}
			if text := d.doc.SpanText(s); lexicon.Fold(text)[0] == lexicon.Fold(a)[0] && initialsOf(a, text) {
				best = start
			}
		}
		if best < 0 || i-best < 2 {
			continue
		}
		s := nlp.Span{Start: best, End: i}
		w := strings.Fields(d.doc.SpanText(s))
		if e, _ := d.find.Names(best); e == i || !d.orgLike(w) && d.label(best, i+2) != "ORG" {
			continue
		}
		c = append(c, name{Span: s, typ: graph.Organization, rank: 86, label: "ORG", why: "bracket"})
	}
	return c
}

// quotedFormats finds formats whose name stands in quotation marks or whose
// noun is in lower case.
func (d *reading) quotedFormats(c []name) []name {
	for i := range d.doc.Tokens {
		if !d.lex.Words.BareFormats[d.find.Folded(i)] || i == 0 {
			continue
		}
		end := i
		for end > 0 && strings.ContainsAny(d.text(end-1), "\"”“»«’'") {
			end--
		}
		start := end
		for start > 0 && end-start < 3 && d.capital(start-1) && d.sent[start-1] == d.sent[i] {
			start--
		}
		if start == end {
			continue
		}
		text := d.doc.SpanText(nlp.Span{Start: start, End: end}) + " " + d.text(i)
		n := name{Span: nlp.Span{Start: start, End: i + 1}, typ: graph.Format, rank: 96, why: "pattern"}
		if r := d.lex.Lookup(text); r != nil {
			n.refs, n.typ, n.why = r, "", "lexicon"
		} else if end == i && d.stateWord(start) {
			continue
		}
		c = append(c, n)
	}
	return c
}

// notPlaces drops readings of single words as towns where the document has a
// person of that name.
func (d *reading) notPlaces(c []name) []name {
	people := map[string]bool{}
	told := map[string]bool{} // last words of names outside headlines
	for _, n := range c {
		if n.refs == nil && !d.head[n.Start] && n.label == "PERSON" {
			told[d.find.Folded(n.End-1)] = true
		}
		if n.refs == nil && (n.typ == graph.Person || n.label == "PERSON" && n.End-n.Start > 1) {
			w := d.words(n)
			people[lexicon.Fold(surname(w))] = true
		}
	}
	for i := range c {
		// A headline runs on in capitals after the name: "Diaz Hails Accord".
		n := &c[i]
		if n.refs == nil && n.label == "PERSON" && d.head[n.Start] {
			for j := n.Start; j < n.End; j++ {
				// the surname of a person whom the text itself names
				if f := d.find.Folded(j); people[f] && told[f] {
					n.End = j + 1
					break
				}
			}
		}
	}
	return slices.DeleteFunc(c, func(n name) bool {
		return n.refs != nil && n.End-n.Start == 1 && n.refs[0].Via == lexicon.ByPlaceNamed && people[d.find.Folded(n.Start)]
	})
}

// administrations finds governments named after their head: "the Tanaka
// administration".
func (d *reading) administrations(c []name) []name {
	for i := 1; i < len(d.doc.Tokens); i++ {
		if !d.lex.Words.Administrations[d.find.Folded(i)] || !d.capital(i-1) || d.stateWord(i-1) || d.modelLabel(i-1) != "PERSON" {
			continue
		}
		c = append(c, name{Span: nlp.Span{Start: i - 1, End: i + 1}, typ: graph.Organization, rank: 90, why: "pattern"})
	}
	return c
}

// lengthen gives way to the longer of two names that end together: "North
// Sea Fisheries Board" for "Fisheries Board" of the lexicon.
func (d *reading) lengthen(c []name) []name {
	longer := map[int][]int{} // end to the candidates that may be the longer one
	for i, m := range c {
		if m.refs == nil && (m.why == "model" || m.why == "pattern") && m.label != "PERSON" {
			longer[m.End] = append(longer[m.End], i)
		}
	}
	for i := range c {
		n := &c[i]
		if n.refs == nil || d.lex.Names[n.refs[0].Named].Type != graph.Organization || n.refs[0].Via != lexicon.ByName {
			continue
		}
		if d.secondOfPair(n.Start) {
			continue // "U.N.-ASEAN"
		}
		for _, k := range longer[n.End] {
			if m := c[k]; m.Start < n.Start && n.Start-m.Start <= 3 && !d.stateWord(m.Start) {
				n.Start = m.Start
				break
			}
		}
	}
	return c
}

// secondOfPair reports whether a hyphen before token i joins what starts there to
// a name of the lexicon, in tokens of their own or in one.
func (d *reading) secondOfPair(i int) bool {
	if i == 0 {
		return false
	}
	if _, ok := d.compound(i - 1); ok {
		return true
	}
	return i > 1 && d.text(i-1) == "-" && !d.doc.Tokens[i-1].Space && !d.doc.Tokens[i-2].Space && d.lexiconEnd(i-2) == i-1
}

// inModel reports whether the model has tokens i and j in one entity.
func (d *reading) inModel(i, j int) bool { return d.ner[i] >= 0 && d.ner[i] == d.ner[j] }

func (d *reading) label(start, end int) string {
	for i := start; i < end; i++ {
		if l := d.modelLabel(i); l != "" {
			return l
		}
	}
	return ""
}

// settle keeps the best of overlapping candidates.
func (d *reading) settle(c []name) {
	best := make([]int, len(c))
	for k := range best {
		best[k] = k
	}
	slices.SortFunc(best, func(i, j int) int {
		a, b := &c[i], &c[j]
		return cmp.Or(b.rank-a.rank, (b.End-b.Start)-(a.End-a.Start), a.Start-b.Start, i-j)
	})
	taken := make([]bool, len(d.doc.Tokens))
	d.names = make([]name, 0, len(c))
next:
	for _, k := range best {
		n := c[k]
		for i := n.Start; i < n.End; i++ {
			if taken[i] {
				continue next
			}
		}
		for i := n.Start; i < n.End; i++ {
			taken[i] = true
		}
		n.head = d.headOf(n.Span)
		d.names = append(d.names, n)
	}
	d.indexNames()
}

func (d *reading) indexNames() {
	slices.SortFunc(d.names, func(a, b name) int { return a.Start - b.Start })
	for i := range d.at {
		d.at[i] = -1
	}
	for k, n := range d.names {
		for i := n.Start; i < n.End; i++ {
			d.at[i] = k
		}
	}
}

// headOf returns the token of the span whose head lies outside it; of several
// the last.
func (d *reading) headOf(s nlp.Span) int {
	head := s.End - 1
	for i := s.End - 1; i >= s.Start; i-- {
		if h := d.doc.Tokens[i].Head; h < s.Start || h >= s.End || h == i {
			head = i
			break
		}
	}
	return head
}
