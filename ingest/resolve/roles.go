package resolve

import (
	"strings"

	"parley/graph"
	"parley/ingest/internal/lexicon"
	"parley/ingest/nlp"
)

// role is a noun phrase headed by a title: "the Russian foreign minister",
// "Mr.", "his counterpart", "both presidents".
type role struct {
	title  nlp.Span // the title words, with the portfolio
	own    int      // end of the title words without the portfolio
	np     nlp.Span // with determiner, modifiers and complement
	spec   lexicon.Title
	plural bool

	mods     []int  // tokens before the title that may name whom the post serves
	comp     []int  // tokens of the complement ("of France", "to the UN")
	compPrep string // preposition of the complement
	owner    int    // possessive pronoun in front, -1 when none
	det      string // lower-case determiner, "" when none
	count    int    // numeral: "the two presidents", 0 when none
	named    []int  // indexes in reading.names of the persons it introduces
}

func (r role) honorific() bool { return r.spec.Honorific }

// singular strips the plural of an English title word.
func singular(w string) string {
	switch {
	case strings.HasSuffix(w, "men"):
		return w[:len(w)-2] + "an"
	case strings.HasSuffix(w, "ies") && len(w) > 4:
		return w[:len(w)-3] + "y"
	case strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") && len(w) > 3:
		return w[:len(w)-1]
	}
	return w
}

// titleAt returns the longest title at token i, singular or plural.
func (d *reading) titleAt(i int) (end int, t lexicon.Title, plural bool) {
	if t, ok := d.short[d.text(i)]; ok {
		return i + 1, t, false
	}
	if e, _ := d.find.Names(i); e > 0 && d.capital(i) && e < len(d.doc.Tokens) && d.sent[e] == d.sent[i] {
		// "Mossad director": the body is not part of the title.
		if rest, _, _ := d.titleWords(e); rest > 0 {
			if whole, _, _ := d.titleWords(i); whole <= rest {
				return 0, t, false
			}
		}
	}
	return d.titleWords(i)
}

func (d *reading) titleWords(i int) (end int, t lexicon.Title, plural bool) {
	first := d.find.Folded(i)
	limit := d.lex.TitleLen(first)
	if s := singular(first); s != first {
		limit = max(limit, d.lex.TitleLen(s))
	}
	phrase := make([]byte, 0, 64) // on the stack
	for j := i; limit > 0 && len(phrase) <= limit+2 && j < len(d.doc.Tokens) && j < i+8 && d.sent[j] == d.sent[i]; j++ {
		if j > i && d.doc.Tokens[j-1].Space {
			phrase = append(phrase, ' ')
		}
		f := d.find.Folded(j)
		if f == "" && j > i && d.text(j) == "." && !d.doc.Tokens[j-1].Space {
			if end == j && strings.HasSuffix(t.Surface, ".") {
				end = j + 1 // "Maj." in two tokens
			}
			continue
		}
		if f == "" {
			break // a full stop or white space
		}
		if f == "he" && j == i && !strings.Contains(d.text(j), ".") {
			break // the pronoun, not His Excellency
		}
		if j > i && leads(phrase) && d.stateWord(j) {
			phrase = phrase[:len(phrase)-1]
			continue // "head of Turkish diplomacy"
		}
		if s, ok := d.lex.Titles[string(append(phrase, f...))]; ok {
			end, t, plural = j+1, s, false
		} else if s, ok := d.lex.Titles[string(append(phrase, singular(f)...))]; ok && f != singular(f) {
			end, t, plural = j+1, s, true
		} else if j > i+1 && d.find.Folded(i+1) == "of" && first != singular(first) {
			// "heads of state": the first word bears the plural.
			if s, ok := d.lex.Titles[singular(first)+string(phrase[len(first):])+f]; ok {
				end, t, plural = j+1, s, true
			}
		}
		phrase = append(phrase, f...)
	}
	return end, t, plural
}

// leads reports whether the words of a title go on with what somebody is the
// head of.
func leads(phrase []byte) bool {
	switch string(phrase) {
	case "head of ", "heads of ", "chief of ":
		return true
	}
	return false
}

// nominal reports whether token i can end a title: a noun, or another word with
// a capital that is no verb.
func (d *reading) nominal(i int) bool {
	switch d.doc.Tokens[i].POS {
	case "NOUN", "PROPN":
		return true
	case "ADJ", "ADP", "X":
		if i > 0 && d.text(i-1) == "-" {
			return true // "the secretary-general"
		}
		switch d.doc.Tokens[i].Dep {
		case "nsubj", "nsubjpass", "dobj", "appos":
			return d.doc.Tokens[i].POS == "ADJ" || d.capital(i) // "the French plenipotentiary said"
		}
		return d.capital(i)
	}
	return false
}

// findRoles finds all role phrases of the document.
func (d *reading) findRoles() {
	toks := d.doc.Tokens
	for i := 0; i < len(toks); {
		end, spec, plural := d.titleAt(i)
		if end == 0 || !d.nominal(end-1) && !spec.Honorific || spec.Honorific && !d.capital(i) && !d.capital(end-1) {
			i++
			continue
		}
		if e, _ := d.find.Names(i); e > end || end == i+1 && d.namePart(i, spec) {
			i = max(e, end)
			continue
		}
		if j := end; j+1 < len(toks) && d.text(j) == "-" && !toks[j].Space && (d.find.Folded(j+1) == "elect" || d.find.Folded(j+1) == "designate") {
			end = j + 2
		}
		// "National Security Adviser (NSA)": the letters are the title from now on.
		if end+2 < len(toks) && d.text(end) == "(" && d.text(end+2) == ")" && allCaps(d.text(end+1)) && initialsOf(d.text(end+1), d.doc.SpanText(nlp.Span{Start: i, End: end})) {
			d.short[d.text(end+1)] = spec
			end += 3
		}
		own := end
		if e := d.bracketedPortfolio(end); e > 0 && !plural && !spec.Honorific && !spec.Collective {
			end = e
		} else if !plural {
			end = d.portfolioEnd(end, spec)
		}
		r := role{title: nlp.Span{Start: d.portfolioStart(i, spec), End: end}, own: own, spec: spec, plural: plural, owner: -1}
		d.widen(&r)
		if n := len(d.roles); n > 0 && d.roles[n-1].title.Start >= r.title.Start {
			d.roles = d.roles[:n-1] // "deputy" alone is no title here
		}
		for j := r.title.Start; j < r.title.End; j++ {
			d.role[j] = len(d.roles)
		}
		d.roles = append(d.roles, r)
		i = end
	}
}

// namePart reports whether a title of one word at token i is a part of a
// personal name that began before: "Khan" in "Omar Khan Roe", "Sultan" in "Prince
// Sultan bin Saud".
func (d *reading) namePart(i int, t lexicon.Title) bool {
	next := i + 1
	if i == 0 || next >= len(d.doc.Tokens) || !d.capital(i) || d.sent[i-1] != d.sent[i] || d.newline(i-1) || d.head[i] {
		return false
	}
	switch t.Class {
	case "monarch", "honorific", "religious", "judge", "military":
	default:
		return false
	}
	if r := d.role[i-1]; r >= 0 {
		if before := d.roles[r].spec; !d.capital(next) && !before.Collective && before.Class != "military" && before.Class != "honorific" && d.doc.Tokens[next].POS == "VERB" {
			return true // "Judge King rose"
		}
		return t.Class == "monarch" && d.roles[r].spec.Class == "monarch" && d.lex.Particle(d.text(next)) && !d.capital(next)
	}
	if !d.capital(i-1) || d.doc.Tokens[i-1].POS != "PROPN" || d.stateWord(i-1) || d.bodyWord(i-1) || d.lex.Words.TitlePrefixes[d.find.Folded(i-1)] {
		return false
	}
	_, given := d.lex.Given(d.text(i - 1))
	return given || d.inModel(i-1, i) && d.modelLabel(i) == "PERSON"
}

// widen finds the modifiers and the complement of a role phrase.
func (d *reading) widen(r *role) {
	toks := d.doc.Tokens
	s := d.sent[r.title.Start]
	start := r.title.Start
	if r.spec.Honorific {
		r.np = r.title
		return
	}
	for start > 0 && d.sent[start-1] == s && (d.lex.Words.TitlePrefixes[d.find.Folded(start-1)] || d.text(start-1) == "-" && start > 1 && d.lex.Words.TitlePrefixes[d.find.Folded(start-2)]) {
		if r := d.role[start-1]; toks[start-1].POS == "ADV" || toks[start-1].POS == "SCONJ" || r >= 0 && !d.grades(d.roles[r].title) {
			break // also the end of another title: "army chief General Roe"
		}
		start--
	}
	r.title.Start = start
	j := start
scan:
	for j > 0 && d.sent[j-1] == s && start-j < 14 {
		k := j - 1
		t := toks[k]
		f := d.find.Folded(k)
		switch {
		case d.blank(k):
			break scan
		case d.role[k] >= 0 && d.roles[d.role[k]].title.End == k+1 && !d.roles[d.role[k]].spec.Collective:
			break scan
		case t.Tag == "PRP$":
			r.owner = k
			j = k
			break scan
		case t.POS == "DET" || f == "the" || f == "a" || f == "an":
			r.det = f
			if f == "both" {
				r.count = 2
			}
			j = k
			break scan
		case t.Tag == "POS" || d.genitive(k):
			j = k
		case d.text(k) == ")" || d.text(k) == "]":
			// "the Lake Chad Commission (LCC) chair"
			if k < 3 || d.bracketed(k-2) == "" {
				break scan
			}
			j = k - 2
		case t.POS == "NUM":
			r.count = numeral(f)
			j = k
		case t.POS == "ADJ" || t.POS == "PROPN" || t.POS == "NOUN" || d.capital(k) && t.POS != "VERB" && t.POS != "ADV" && t.POS != "PRON" && t.POS != "ADP" && t.POS != "SCONJ" && t.POS != "CCONJ" || allCaps(d.text(k)) && d.bodyWord(k):
			if d.lex.Words.Calendar[f] {
				break scan
			}
			r.mods = append(r.mods, k)
			j = k
		case f == "-" || f == "/":
			j = k
		case f == "," && k+1 < len(toks) && d.find.Folded(k+1) == "and" && k > 0 && d.demonym(k-1):
			j = k
		case f == "and" && k > 1 && d.text(k-1) == "," && d.demonym(k-2) && d.demonym(j):
			j = k
		case (f == "and" || f == "," || f == "&") && k > 0 && (f == "and" && d.stateWord(k-1) || d.demonym(k-1)) && len(r.mods) > 0 && (d.stateWord(j) || f == "and"):
			// "the Russian and Ukrainian negotiators"
			j = k
		default:
			break scan
		}
	}
	r.np = nlp.Span{Start: j, End: r.title.End}
	for k := r.title.End - 1; k > r.title.Start; k-- {
		if d.stateWord(k) {
			r.mods = append([]int{k}, r.mods...) // inside the title, so nearest to it
		}
	}
	for a, b := 0, len(r.mods)-1; a < b; a, b = a+1, b-1 {
		r.mods[a], r.mods[b] = r.mods[b], r.mods[a]
	}
	r.comp, r.compPrep = d.complement(r.title.End)
	if end := d.bodyOfTitle(*r); end > 0 {
		for k := r.title.End; k < end; k++ {
			r.comp = append(r.comp, k)
		}
		r.compPrep = "of"
	}
	if len(r.comp) > 0 {
		r.np.End = r.comp[len(r.comp)-1] + 1
	}
}

// grades reports whether a title is made of words that grade another, as
// "Principal Deputy" before "Administrator".
func (d *reading) grades(title nlp.Span) bool {
	for i := title.Start; i < title.End; i++ {
		if !d.lex.Words.TitlePrefixes[d.find.Folded(i)] {
			return false
		}
	}
	return true
}

// genitive reports whether token i is the apostrophe after a name in -s, which
// the tagger can take for a closing quotation mark: "Honduras' president".
func (d *reading) genitive(i int) bool {
	t := d.text(i)
	return i > 0 && (t == "'" || t == "’") && !d.doc.Tokens[i-1].Space && d.doc.Tokens[i].Space && d.quote[i] < 0 &&
		d.capital(i-1) && strings.HasSuffix(d.text(i-1), "s")
}

// bodyOfTitle returns the end of the name or acronym of a body that stands without "of"
// between a title and another title: "Deputy Commander AFRICOM General Roe". It
// is 0 where there is none.
func (d *reading) bodyOfTitle(r role) int {
	i := r.title.End
	if r.plural || r.spec.Collective || i+1 >= len(d.doc.Tokens) || !d.capital(i) {
		return 0
	}
	next, refs := d.find.Names(i)
	if next == 0 || d.lex.Names[refs[0].Named].Type != graph.Organization {
		if next = i + 1; len(d.text(i)) < 3 || !allCaps(d.text(i)) {
			return 0
		}
	}
	if next >= len(d.doc.Tokens) || d.sent[next] != d.sent[r.title.Start] || !d.capital(next) {
		return 0
	}
	if end, t, _ := d.titleWords(next); end == 0 || t.Class != "military" && !t.Honorific {
		return 0
	}
	return next
}

// portfolioEnd returns the end of a title that goes on at token i with what the
// post is for, before the name of who holds it or up to a word that ends the
// name of a portfolio: "Assistant Secretary" in "Assistant Secretary for Asian
// Affairs Jane Roe". A state or body there is a complement, not a part of the
// title.
func (d *reading) portfolioEnd(i int, t lexicon.Title) int {
	if i+1 >= len(d.doc.Tokens) || !d.capital(i-1) || t.Honorific || t.Relational || t.Collective || d.lex.Words.Unportfolioed[t.Class] {
		return i
	}
	switch f := d.find.Folded(i); {
	case f == "for" || f == "of" || f == "on" || f == "to":
	case (f == "and" || d.text(i) == "," && d.listsPortfolios(i)) && d.lex.Words.Portfolios[d.find.Folded(i-1)] && d.lex.Words.Portfolios[d.find.Folded(i+1)] && d.capital(i+1):
		// "Minister for Foreign Affairs and Tourism"
	default:
		return d.barePortfolio(i)
	}
	first := i + 1
	if d.find.Folded(first) == "the" && first+1 < len(d.doc.Tokens) {
		first++
		if end, master, _ := d.titleWords(first); end > 0 && end < len(d.doc.Tokens) && d.capital(first) && !master.Honorific && !master.Collective && d.lex.Words.Serving[t.Class] && d.ofName(end) == 0 {
			// "Special Envoy of the President"
			return max(end, d.portfolioEnd(end, t))
		}
	}
	last, end := -1, first // last is the last token of the portfolio for sure
	for j := first; j < len(d.doc.Tokens) && j-first < 14 && d.sent[j] == d.sent[i]; j++ {
		f := d.find.Folded(j)
		if !d.capital(j) {
			if next := j + 1; (f == "and" || d.text(j) == "," || f == "-" || f == "&" || f == "of" || f == "for") && next < len(d.doc.Tokens) && end == j && d.capital(next) && (d.text(j) != "," || d.listsPortfolios(j)) {
				end++
				continue
			}
			break
		}
		if d.role[j] >= 0 || d.startsTitle(j) && !d.lex.Words.Portfolios[f] || end < j {
			break
		}
		if !d.lex.Words.Portfolios[f] && d.orgLike([]string{d.text(j)}) && !d.lex.Words.NotNames[f] {
			return i // "Secretary-General of the Lake Victoria Council"
		}
		e, refs := d.find.Names(j)
		if e > 0 {
			switch n := d.lex.Names[refs[0].Named]; {
			case n.Type == graph.State && e < len(d.doc.Tokens) && d.capital(e) && d.lex.Words.Portfolios[d.find.Folded(e)]:
				// "Special Envoy for Chad Reconciliation"
			case n.Type == graph.Place, n.Kind == "media", refs[0].Via == lexicon.ByAdjective, refs[0].Ambiguous:
			case e < len(d.doc.Tokens) && d.capital(e) && d.lex.Words.Portfolios[d.find.Folded(e)]: // "Commonwealth Affairs"
			default:
				if last < 0 {
					return i
				}
				return last + 1 // "Minister of Trade of Peru"
			}
		}
		if d.lex.Words.Portfolios[f] || e > 0 && d.modelLabel(j) != "PERSON" {
			last = max(j, e-1)
		}
		end = max(j+1, e)
		j = end - 1
	}
	for end > first && !d.capital(end-1) {
		end--
	}
	if d.lex.Words.Calendar[d.find.Folded(end-1)] {
		end--
	}
	// A name ends the run: after the last word that belongs to a portfolio, or
	// from a given name on.
	from := last + 1
	if last < 0 {
		from = first + 1
	}
	if last >= 0 && end-from <= 4 {
		return from
	}
	for s := from; s+1 < end; s++ {
		if _, given := d.lex.Given(d.text(s)); (given || d.modelLabel(s) == "PERSON" && (s == 0 || !d.inModel(s-1, s))) && end-s <= 4 {
			return s
		}
	}
	return i
}

// barePortfolio returns the end of a portfolio that stands at token i without a
// preposition, up to a comma, as in "Secretary General Foreign Affairs, Jane
// Roe". It is i where there is none.
func (d *reading) barePortfolio(i int) int {
	j := i
	for j < len(d.doc.Tokens) && d.sent[j] == d.sent[i] && d.capital(j) && d.role[j] < 0 && (d.lex.Words.Portfolios[d.find.Folded(j)] || d.lex.Words.PortfolioAdjectives[d.find.Folded(j)]) {
		j++
	}
	if j == i || j == len(d.doc.Tokens) || d.text(j) != "," || !d.lex.Words.Portfolios[d.find.Folded(j-1)] {
		return i
	}
	return j
}

// bracketedPortfolio returns the end of what a post is for in brackets at token
// i, a part of the world or a field: "Secretary (West)", "Director-General
// (Trade)". It is 0 where the brackets hold something else.
func (d *reading) bracketedPortfolio(i int) int {
	if i == 0 || i+2 >= len(d.doc.Tokens) || d.text(i) != "(" || !d.capital(i-1) {
		return 0
	}
	for j := i + 1; j < len(d.doc.Tokens) && j < i+6 && d.sent[j] == d.sent[i]; j++ {
		f := d.find.Folded(j)
		end, refs := d.find.Names(j)
		switch {
		case d.text(j) == ")" && j > i+1:
			return j + 1
		case (f == "and" || d.text(j) == "&") && j > i+1:
		case !d.capital(j):
			return 0
		case allCaps(d.text(j)) && len(d.text(j)) > 2 && end == 0:
			// a division by its letters, "Joint Secretary (PXN)"
		case d.lex.Words.Directions[f] || d.lex.Words.Portfolios[f] || d.lex.Words.PortfolioAdjectives[f]:
		case end > 0 && d.partOfWorld(refs[0]):
			j = end - 1
		default:
			return 0
		}
	}
	return 0
}

// partOfWorld reports whether a reading of a name is a continent or another
// part of the world.
func (d *reading) partOfWorld(r lexicon.Ref) bool {
	kind := d.lex.Names[r.Named].Kind
	return kind == "continent" || kind == "area"
}

// portfolioStart returns the start of a title at token i that a portfolio of
// several words stands before: "Foreign Relations and Worship Minister".
func (d *reading) portfolioStart(i int, t lexicon.Title) int {
	switch t.Class {
	case "minister", "deputy_minister", "minister_foreign", "minister_defense", "adviser":
	default:
		return i
	}
	if !d.capital(i) {
		return i
	}
	start, first := i, i // start may be at a joint before the first word
	for j := i - 1; j >= 0 && i-j < 8 && d.sent[j] == d.sent[i] && d.role[j] < 0; j-- {
		f := d.find.Folded(j)
		switch {
		case d.head[j]:
			return i
		case d.capital(j) && d.lex.Words.Portfolios[f]:
			start, first = j, j
		case d.capital(j) && start == j+1 && d.doc.Tokens[j].POS != "DET" && j < i-1 && d.describes(j):
			start, first = j, j
		case (f == "and" || d.text(j) == ",") && start == j+1 && j > 0 && d.capital(j-1) && d.lex.Words.Portfolios[d.find.Folded(j-1)]:
			start = j
		case f == "of" || f == "for":
			return i // "the Ministry of Labour and Foreign Minister Roe"
		default:
			return first
		}
	}
	return first
}

// describes reports whether token i is an adjective before the noun of a
// portfolio, as "International" in "International Relations", that names nothing.
func (d *reading) describes(i int) bool {
	end, refs := d.find.Names(i)
	if end > 0 && d.lex.Names[refs[0].Named].Kind != "media" || d.lex.Words.TitlePrefixes[d.find.Folded(i)] {
		return false
	}
	_, given := d.lex.Given(d.text(i))
	return !given && d.doc.Tokens[i].POS == "ADJ" || d.lex.Words.PortfolioAdjectives[d.find.Folded(i)]
}

// startsTitle reports whether a title in capitals starts at token i.
func (d *reading) startsTitle(i int) bool {
	end, _, _ := d.titleWords(i)
	return end > 0 && d.capital(i)
}

// listsPortfolios reports whether the comma at token i stands in a list of
// portfolios that "and" closes.
func (d *reading) listsPortfolios(i int) bool {
	for j := i + 1; j+1 < len(d.doc.Tokens) && j < i+8 && d.sent[j] == d.sent[i]; j++ {
		switch f := d.find.Folded(j); {
		case f == "and":
			k := j + 1
			if k+1 < len(d.doc.Tokens) && d.describes(k) {
				k++ // "Trade and Regional Development"
			}
			return d.lex.Words.Portfolios[d.find.Folded(j-1)] && d.lex.Words.Portfolios[d.find.Folded(k)]
		case d.text(j) != "," && !d.capital(j) || d.startsTitle(j):
			return false
		}
	}
	return false
}

// complement reads a prepositional complement that starts at token i: the
// capitalised words, articles and joints after "of", "to", "for", "at".
func (d *reading) complement(i int) (comp []int, prep string) {
	toks := d.doc.Tokens
	if i >= len(toks) {
		return nil, ""
	}
	switch prep = d.find.Folded(i); prep {
	case "of", "to", "for", "at", "from", "in", "on":
	default:
		return nil, ""
	}
	s := d.sent[i]
	for j := i + 1; j < len(toks) && d.sent[j] == s && j-i < 16; j++ {
		f := d.find.Folded(j)
		switch {
		case d.role[j] >= 0 && d.roles[d.role[j]].title.Start == j && len(comp) > 0 && prep != "of":
			return comp, prep
		case d.capital(j) && !d.lex.Words.Calendar[f] || toks[j].Tag == "POS":
			comp = append(comp, j)
		case toks[j].POS == "DET" || toks[j].POS == "NUM" || f == "-" || f == "two" || f == "both":
			continue
		case f == "," && j+2 < len(toks) && d.find.Folded(j+1) == "and" && len(comp) > 0 && (d.stateWord(j+2) || d.find.Folded(j+2) == "the"):
			continue
		case f == "in" && prep == "of" && len(comp) > 0 && d.lex.Words.Posted[d.find.Folded(j-1)] && j+1 < len(toks) && d.stateWord(j+1):
			continue // "the head of the UN Mission in Chad"
		case (f == "and" || f == "," || f == "of" || f == "for") && j+1 < len(toks) && len(comp) > 0 && (d.capital(j+1) || d.find.Folded(j+1) == "the" && j+2 < len(toks) && d.capital(j+2)):
			if f == "," && !d.stateWord(j+1) || f == "and" && d.anotherPost(j+1) {
				return comp, prep
			}
			continue
		case f == "foreign" || toks[j].POS == "NOUN" || toks[j].POS == "ADJ":
			if len(comp) > 0 && !strings.HasPrefix(toks[j].Dep, "pobj") {
				return comp, prep
			}
			if toks[j].Dep == "pobj" || toks[j].Dep == "conj" {
				return append(comp, j), prep
			}
		default:
			return comp, prep
		}
	}
	return comp, prep
}

// ofName returns the end of "of" at token i and the one name after it, 0 when
// it is something else.
func (d *reading) ofName(i int) int {
	if i+1 >= len(d.doc.Tokens) || d.find.Folded(i) != "of" {
		return 0
	}
	i++
	if d.find.Folded(i) == "the" && i+1 < len(d.doc.Tokens) {
		i++
	}
	if k := d.at[i]; k >= 0 && d.names[k].typ != graph.Person {
		return d.names[k].End
	}
	if end, _ := d.find.Names(i); end > 0 {
		return end
	}
	if l := d.modelLabel(i); l == "ORG" || l == "GPE" {
		return d.doc.Entities[d.ner[i]].End
	}
	return 0
}

// anotherPost reports whether a title starts at token i, or after an article
// and the state or body it is of there: what follows is no part of the
// complement before it.
func (d *reading) anotherPost(i int) bool {
	if d.find.Folded(i) == "the" && i+1 < len(d.doc.Tokens) {
		i++
	}
	if end, _ := d.find.Names(i); end > 0 && end < len(d.doc.Tokens) && d.sent[end] == d.sent[i] {
		i = end
		if (d.doc.Tokens[i].Tag == "POS" || d.genitive(i)) && i+1 < len(d.doc.Tokens) {
			i++
		}
		for d.capital(i) && d.lex.Words.TitlePrefixes[d.find.Folded(i)] && i+1 < len(d.doc.Tokens) {
			i++
		}
	}
	end, t, _ := d.titleWords(i)
	return end > 0 && d.nominal(end-1) && !t.Collective && !t.Honorific
}

// stateWord reports whether a state or its demonym ends or starts at token i.
func (d *reading) stateWord(i int) bool {
	for s := max(0, i-3); s <= i; s++ {
		if end, refs := d.find.Names(s); end == i+1 || s == i && end > 0 {
			for _, r := range refs {
				if k := d.lex.Names[r.Named].Key; strings.HasPrefix(k, "state/") {
					return true
				}
			}
		}
	}
	return false
}

// demonym reports whether an adjective of nationality ends or starts at token
// i.
func (d *reading) demonym(i int) bool {
	for s := max(0, i-2); s <= i; s++ {
		if end, refs := d.find.Names(s); end == i+1 || s == i && end > 0 {
			for _, r := range refs {
				if r.Via == lexicon.ByAdjective {
					return true
				}
			}
		}
	}
	return false
}

// numeral reads a small English number word, 0 when it is none.
func numeral(f string) int {
	for i, w := range [...]string{"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"} {
		if f == w {
			return i + 2
		}
	}
	switch f {
	case "both":
		return 2
	case "2", "3", "4", "5", "6", "7", "8", "9":
		return int(f[0] - '0')
	}
	return 0
}
