package claims

import (
	"cmp"
	"slices"
	"sort"
	"strings"

	"parley/graph"
	"parley/ingest/nlp"
	"parley/ingest/resolve"
	"parley/ingest/rules"
)

// reported finds what the rules find.
func (r *run) reported() {
	found := map[int][]rules.Match{} // by cue token
	var order []int
	for m := range r.rules.Match(r.tree, nil) {
		cue := m.Anchor
		if q := r.quote[cue]; q >= 0 && r.full[q] || r.cueUsed[cue] {
			continue
		}
		if what := m.Tok("what"); what >= 0 && r.quote[what] >= 0 {
			if q := r.quotes[r.quote[what]]; r.full[r.quote[what]] && r.claimed(q.InStart, q.InEnd) {
				continue // spelled out the aim: “We go on.”
			}
		}
		if found[cue] == nil {
			order = append(order, cue)
			r.framed[cue] = true
		}
		found[cue] = append(found[cue], m)
	}
	for _, cue := range order {
		ms := found[cue]
		slices.SortStableFunc(ms, func(a, b rules.Match) int { return cmp.Compare(r.conf[b.Rule], r.conf[a.Rule]) })
		for _, m := range ms {
			if m.Rule.Attr("content") == "around" && r.around(m, r.conf[m.Rule]) || m.Rule.Attr("content") != "around" && r.frame(m, r.conf[m.Rule]) {
				break
			}
		}
	}
}

// frame records the claim of a rule whose content hangs on the cue. It reports
// whether there is one.
func (r *run) frame(m rules.Match, conf float64) bool {
	cue, what := m.Anchor, m.Tok("what")
	unit := r.unitOf(cue)
	passive := r.tree.Child(cue, "nsubjpass", "auxpass") >= 0
	s, voice := r.doer(cue)
	if t := r.doc.Tokens[cue]; t.POS == "ADJ" && t.Dep == "acomp" {
		s, voice = r.tree.Subject(t.Head)
	}
	if w := m.Tok("by"); w >= 0 && (r.doc.Tokens[cue].POS == "NOUN" || m.Rule.Attr("speaker") == "by") {
		s, voice = w, rules.Active // "Moscow's position is that ...", "heard from Berg that ..."
	}
	by := r.speaker(s)
	if s < 0 && r.doc.Tokens[cue].POS == "NOUN" {
		by = r.owner(cue)
	}
	if w, ok := r.spoke[r.unit[cue]]; ok && s >= 0 && r.quote[cue] < 0 && r.quote[s] >= 0 && r.full[r.quote[s]] {
		by = w // “We wait,” she said, and added that ...: not the "we" of the quotation
	}
	if voice == rules.Relative && m.Rule.Attr("content") == "clause" && !r.canSpeak(by) {
		// "issued a letter after the meeting saying": the parser picked the
		// nearest noun.
		if above := r.governor(s); above >= 0 {
			by = r.speaker(above)
		}
	}
	if !passive && s < 0 {
		if np := r.phraseBefore(cue, unit.Start); np >= 0 && (r.finite(cue) || r.doc.Tokens[cue].Tag == "VBN" && len(r.entities(np)) > 0) {
			by = r.speaker(np)
		}
	}
	if s < 0 && by.tok < 0 && r.finite(cue) {
		// "Otieno, for his part, hailed ...": a name that the parser takes for an
		// adverb.
		e := r.surname[r.doc.TokenText(unit.Start)]
		if m, ok := r.mentions.At(unit.Start); ok && m.Form == resolve.Name {
			e = m.Entities
		}
		if len(e) > 0 && r.doc.Tokens[unit.Start].Head == cue {
			by = who{tok: unit.Start, ents: e}
		}
	}
	lemma := r.doc.Tokens[cue].Lemma
	if s >= 0 && r.doc.Tokens[s].POS == "PRON" && r.doc.Tokens[cue].Dep == "conj" {
		// "Norway complained that A, and it called for B": the same speaker.
		if above := r.reportAbove(cue); above >= 0 {
			if n, _ := r.tree.Subject(above); n >= 0 {
				if w := r.speaker(n); len(w.ents) == 1 && r.agrees(s, w.ents) {
					by.ents, by.on = w.ents, w.on
				}
			}
		}
	}
	if !r.canSpeak(by) && (r.doc.Tokens[cue].Dep == "conj" || r.goesOn(cue)) || r.outranks(cue) {
		if above := r.cueAbove(cue); above >= 0 {
			s, _ := r.tree.Subject(above)
			by = r.speaker(s)
		}
	}
	if s >= 0 && !r.canSpeak(by) && r.doc.Tokens[cue].Dep == "advcl" && r.doc.Tokens[cue].Tag == "VBG" {
		// "Noting that the road was shut, her report was bleak": she notes.
		if p := r.tree.Child(s, "poss"); p >= 0 {
			by = r.speaker(p)
		}
	}
	if len(by.ents) == 0 && !passive {
		if m.Rule.Attr("speaker") == "known" {
			return false
		}
		if by.tok < 0 {
			conf -= 0.2
		} else if !r.canSpeak(by) {
			if low := r.tree.Lower(by.tok); r.shows[lemma] || low == "you" || low == "one" || low == "those" || m.Rule.Attr("content") != "clause" {
				return false
			}
			conf -= 0.15
		}
	}
	if by.tok >= 0 && r.treaty[strings.ToLower(r.doc.Tokens[by.tok].Lemma)] && m.Rule.Attr("content") != "clause" {
		return false
	}
	if r.unsaid(cue) || r.heading(cue) || m.Rule.Attr("content") != "clause" && r.lacksObject(cue, what) {
		return false
	}
	if lemma == "ask" && len(by.ents) == 0 && r.doc.Tokens[cue].Tag == "VBN" && (r.doc.Tokens[cue].Dep == "acl" || r.doc.Tokens[cue].Dep == "advcl") {
		return false // "Berg, asked by reporters if ...": the answer counts
	}
	if conf < 0.6 && r.doc.Tokens[cue].Dep != "advcl" && r.tree.Mood(cue).Infinitive {
		return false
	}
	c := Claim{Speaker: by.ents, SpeakerTok: by.tok, For: by.on, CueTok: cue, Cue: r.cueText(cue), Addressee: -1, ReportedBy: -1,
		Rule: m.Rule.ID, Confidence: conf}
	c.ReportedBy = r.quotedBy(cue, by)
	if to := m.Tok("to"); to >= 0 {
		c.Addressee = first(r.speaker(to).ents)
	}
	if c.Addressee < 0 {
		if m.Rule.Attr("hearer") == "known" {
			return false
		}
		c.Addressee = r.hearer(cue)
	}
	if m.Rule.Attr("speaker") == "by" && c.Addressee < 0 {
		h, _ := r.tree.Subject(cue)
		c.Addressee = first(r.speaker(h).ents)
	}
	r.clausal[cue] = m.Rule.Attr("content") == "clause"
	return r.addReported(c, r.content(cue, what, m.Tok("to"), m.Rule.Attr("content")))
}

// doer returns who does what a verb says, also where the verb hangs on an adjective
// or a noun that the doer is or has: "was keen to stress", "was at pains to stress",
// "made a point of stressing".
func (r *run) doer(verb int) (int, rules.Voice) {
	toks := r.doc.Tokens
	s, voice := r.tree.Subject(verb)
	infinite := toks[verb].Tag == "VBG" && toks[verb].Dep != "acl" || r.tree.Mood(verb).Infinitive
	if !infinite || voice != rules.NoSubject && voice != rules.Relative || s >= 0 && (r.canSpeak(r.speaker(s)) || toks[s].POS != "NOUN") {
		return s, voice
	}
	for i := verb; toks[i].Head != i; {
		switch toks[i].Dep {
		case "xcomp", "acl", "relcl", "acomp", "pcomp", "prep", "pobj", "dobj", "attr":
		default:
			return s, voice
		}
		i = toks[i].Head
		if toks[i].POS == "NOUN" && r.tree.Child(i, "poss", "agent") >= 0 || r.tree.Lower(i) == "with" {
			return s, voice // somebody else's chance
		}
		if toks[i].POS == "VERB" || toks[i].POS == "AUX" {
			if n, v := r.tree.Subject(i); n >= 0 {
				return n, v
			}
			return s, voice
		}
	}
	return s, voice
}

// lacksObject reports whether what a verb says in a relative clause is about the
// noun that the clause modifies: "the pact which Norway had offered to sign" tells
// of the pact, and what is left of the offer is no whole claim.
func (r *run) lacksObject(cue, what int) bool {
	toks := r.doc.Tokens
	s := r.tree.Child(cue, "nsubj")
	if toks[cue].Dep != "relcl" || toks[what].POS != "VERB" || s < 0 || r.relative(s) {
		return false
	}
	for _, p := range r.tree.Children(cue, "prep") {
		if o := r.tree.Child(p, "pobj"); o >= 0 && r.relative(o) {
			return false // "at which Norway pledged to withdraw"
		}
	}
	return !slices.ContainsFunc(r.tree.Children(what, "dobj", "ccomp", "xcomp"), func(o int) bool { return o > what })
}

// relative reports whether token i is a relative pronoun.
func (r *run) relative(i int) bool {
	return r.doc.Tokens[i].Tag == "WP" || r.doc.Tokens[i].Tag == "WDT" || r.tree.Lower(i) == "that"
}

// quotedBy returns who quotes the speaker of a cue ("X quoted Y as saying", "Y
// was quoted by X as saying", "Y, quoted by X, said"), -1 when nobody does.
func (r *run) quotedBy(cue int, by who) int {
	agent := func(verb int) int {
		for _, a := range r.tree.Children(verb, "agent", "prep") {
			if o := r.tree.Child(a, "pobj"); o >= 0 && r.tree.Lower(a) == "by" {
				return first(r.speaker(o).ents)
			}
		}
		return -1
	}
	quoting := func(verb int) bool {
		switch r.doc.Tokens[verb].Lemma {
		case "quote", "cite", "report", "interview":
			return true
		}
		return false
	}
	if p := r.doc.Tokens[cue].Head; r.doc.Tokens[cue].Dep == "pcomp" && r.tree.Lower(p) == "as" && quoting(r.doc.Tokens[p].Head) {
		verb := r.doc.Tokens[p].Head
		if r.tree.Child(verb, "auxpass") >= 0 {
			if via := agent(verb); via >= 0 {
				return via
			}
			return agent(cue)
		}
		if s, _ := r.tree.Subject(verb); s >= 0 && s != by.tok {
			return first(r.speaker(s).ents)
		}
	}
	if by.tok >= 0 {
		for _, v := range r.tree.Children(by.tok, "acl") {
			if quoting(v) {
				return agent(v)
			}
		}
	}
	return -1
}

// cueAbove returns the cue of the same tense above a verb, or any above a
// participle, -1 when there is none: the parser hung the verb on what the cue
// reports.
func (r *run) cueAbove(verb int) int {
	toks := r.doc.Tokens
	for i := verb; toks[i].Head != i; {
		i = toks[i].Head
		if r.framed[i] && (toks[i].Tag == toks[verb].Tag || toks[verb].Tag == "VBG") {
			return i
		}
	}
	return -1
}

// outranks reports whether a finite verb is coordinated with a bare one, which
// another verb governs: "demanded that Norway withdraw and urged Sweden to wait".
func (r *run) outranks(verb int) bool {
	t := r.doc.Tokens[verb]
	return t.Dep == "conj" && t.Tag == "VBD" && r.doc.Tokens[t.Head].Tag == "VB" && r.tree.Child(t.Head, "aux") < 0 && r.tree.Child(verb, "nsubj") < 0
}

// goesOn reports whether a verb is a participle of speech after a comma, which
// goes on with a cue before: "said the road was shut, warning that ...".
func (r *run) goesOn(verb int) bool {
	t := r.doc.Tokens[verb]
	return t.Tag == "VBG" && verb > 0 && r.tree.Lower(verb-1) == "," && (r.say[t.Lemma] || r.framed[verb])
}

// reportAbove returns the verb of a reported clause above a coordinated verb, -1
// when there is none.
func (r *run) reportAbove(verb int) int {
	toks := r.doc.Tokens
	for i := verb; toks[i].Head != i; {
		i = toks[i].Head
		if r.framed[i] && r.say[toks[i].Lemma] {
			return i
		}
	}
	return -1
}

// governor returns the doer of the verb above a noun, -1 when there is none.
func (r *run) governor(noun int) int {
	toks := r.doc.Tokens
	for i := noun; toks[i].Head != i; {
		i = toks[i].Head
		if toks[i].POS == "VERB" {
			s, _ := r.tree.Subject(i)
			return s
		}
	}
	return -1
}

// unsaid reports whether a verb of speech tells what was not, or not yet, said.
func (r *run) unsaid(cue int) bool {
	mood := r.tree.Mood(cue)
	if mood.Negated && r.doc.Tokens[cue].Lemma != "deny" || mood.Modal != "" {
		return true
	}
	t := r.doc.Tokens[cue]
	if t.Tag == "VB" && r.tree.Child(cue, "aux", "nsubj") < 0 && (t.Dep == "ROOT" || t.Dep == "ccomp") {
		return true // an imperative
	}
	if t.Tag == "VBN" && (t.Dep == "advcl" || t.Dep == "acl") && r.tree.Child(cue, "aux", "auxpass", "agent") < 0 && r.doc.Tokens[max(cue-1, 0)].POS != "PUNCT" {
		return true // "asked whether ...": the subject is asked
	}
	if t.Lemma == "ask" && cue > 1 && r.tree.Lower(cue-1) == "," && r.nominal(cue-2) && cue+1 < len(r.doc.Tokens) {
		switch r.tree.Lower(cue + 1) {
		case "why", "whether", "if", "how", "what", "when", "where", "who":
			return true // "Berg, asked why he had waited, said ..."
		}
	}
	if mood.Infinitive && (r.bidden(cue) || t.Head != cue && r.doc.Tokens[t.Head].Lemma == "have" && r.tree.Lower(t.Head+1) == "yet") {
		return true
	}
	if m := r.tree.Child(cue, "mark"); m >= 0 && (r.tree.Lower(m) == "if" || r.tree.Lower(m) == "unless") {
		return true
	}
	return mood.Infinitive && t.Head != cue && (t.Dep == "xcomp" || t.Dep == "acl" || t.Dep == "relcl") && r.unsaying[r.doc.Tokens[t.Head].Lemma]
}

// owner returns whose claim, demand or promise a noun is: who modifies it, or who
// makes it.
func (r *run) owner(noun int) who {
	if p := r.tree.Child(noun, "poss"); p >= 0 {
		return r.speaker(p)
	}
	if ents := r.modifiers(noun); len(ents) > 0 {
		return who{tok: noun, ents: ents}
	}
	h := r.doc.Tokens[noun].Head
	switch r.doc.Tokens[h].Lemma {
	case "make", "issue", "give", "raise", "renew", "air", "level", "deliver", "drop", "withdraw":
		if s, _ := r.tree.Subject(h); s >= 0 {
			return r.speaker(s)
		}
	}
	return nobody
}

// bidden reports whether an infinitive is what somebody is told to do: "asked him
// to sign and to condemn the raid".
func (r *run) bidden(verb int) bool {
	toks := r.doc.Tokens
	for toks[verb].Dep == "conj" && toks[verb].Head != verb {
		verb = toks[verb].Head
	}
	h := toks[verb].Head
	return h != verb && (toks[verb].Dep == "xcomp" || toks[verb].Dep == "ccomp") && r.tell[toks[h].Lemma] && r.tree.Child(h, "dobj", "dative") >= 0
}

// heading reports whether token i stands in a paragraph that looks like a
// heading: few words and no full stop.
func (r *run) heading(i int) bool {
	p := r.para[i]
	if p < 0 {
		return false
	}
	is, ok := r.headed[p]
	if !ok {
		is = headline(r.doc.Text[r.paras[p].Start:r.paras[p].End])
		r.headed[p] = is
	}
	return is
}

func headline(text string) bool {
	return len(strings.Fields(text)) <= 15 && !strings.ContainsAny(text[len(text)-1:], ".?!:;\"'") && !strings.HasSuffix(text, "”") && !strings.HasSuffix(text, "’") && !strings.HasSuffix(text, "»")
}

// addReported bounds, classifies and records a reported claim, if any content
// is left.
func (r *run) addReported(c Claim, span nlp.Span) bool {
	span = r.trim(span)
	if span.Start >= span.End || span.End == span.Start+1 && r.tree.Lower(span.Start) == "that" {
		return false
	}
	c.Start, c.End = r.doc.Tokens[span.Start].Start, r.doc.Tokens[span.End-1].End
	c.Start, c.End = r.balance(c.Start, c.End, c.CueTok)
	if in := r.doc.Text[c.Start:c.End]; strings.Count(in, "(") > strings.Count(in, ")") && strings.HasPrefix(r.doc.Text[c.End:], ")") {
		c.End++
	}
	c.Kind = r.kind(c.Start, c.End)
	c.EvStart, c.EvEnd = r.evidence(c.Start, c.End, c.CueTok)
	r.add(c)
	r.noteSpeaker(c)
	return true
}

// noteSpeaker remembers who speaks in the sentence of a cue.
func (r *run) noteSpeaker(c Claim) {
	if c.CueTok >= 0 {
		r.spoke[r.unit[c.CueTok]] = who{tok: c.SpeakerTok, ents: c.Speaker, on: c.For}
	}
}

// kind says how much of a content is quoted.
func (r *run) kind(start, end int) graph.ClaimKind {
	if k := r.quoteFrom(start); k < len(r.quotes) && r.quotes[k].Start < end {
		return graph.Mixed
	}
	return graph.Indirect
}

// quoteFrom returns the first quotation that ends after byte b.
func (r *run) quoteFrom(b int) int {
	return sort.Search(len(r.quotes), func(k int) bool { return r.quotes[k].End > b })
}

// balance moves the bounds of a content so that they do not cut a quotation
// mark off one side only, nor the start off quoted words after the cue.
func (r *run) balance(start, end, cue int) (int, int) {
	for k := r.quoteFrom(start); k < len(r.quotes) && r.quotes[k].Start <= end; k++ {
		q := r.quotes[k]
		if q.Start < start && start < q.InEnd && q.InEnd <= end && (start <= q.InStart || !r.full[k] && cue >= 0 && r.doc.Tokens[cue].End <= q.Start) {
			start = q.Start
		}
		if q.Start >= start && q.InEnd <= end && end < q.End {
			end = q.End
		}
		if q.Start == start && q.End == end {
			start, end = q.InStart, q.InEnd
		}
	}
	return start, end
}

// content returns the tokens of what a cue reports. how is the rule's
// "content" attribute, to the hearer or -1.
func (r *run) content(cue, what, to int, how string) nlp.Span {
	unit := r.unitOf(cue)
	sub := r.tree.SubtreeSpan(what)
	start := max(sub.Start, cue+1, unit.Start)
	if to > cue {
		start = max(start, r.tree.SubtreeSpan(to).End)
		if start > what {
			start = max(cue+1, to+1)
		}
	}
	switch how {
	case "clause":
		start = r.clauseStart(cue, start, what)
	case "infinitive":
		for start < what && r.tree.Lower(start) == "to" && r.doc.Tokens[start].Dep != "aux" {
			start++
		}
	case "preposition":
		if m := r.tree.Child(what, "mark"); m > cue && r.tree.Lower(m) == "for" {
			start = max(start, m+1) // "called for the troops to leave"
			break
		}
		if h := r.doc.Tokens[what].Head; h > cue && h >= start && h < what {
			start = h + 1
		}
	}
	return nlp.Span{Start: start, End: r.contentEnd(cue, what, start, unit, how)}
}

// clauseStart moves the start of a reported clause past what belongs to the
// cue: dates, hearers, "that".
func (r *run) clauseStart(cue, start, what int) int {
	unit := r.unitOf(cue)
	if m := r.tree.Child(what, "mark"); m > cue && r.tree.Lower(m) == "that" && r.quote[m] < 0 {
		return m + 1
	}
	if o := r.tree.Child(cue, "dobj"); o > cue && o < what && r.tree.Child(what, "nsubj", "nsubjpass", "expl") < 0 && !r.tell[r.doc.Tokens[cue].Lemma] {
		return cue + 1 // "denied any offer had been made": an object that is the subject
	}
	// "said on Monday that": what stands before the complementiser is the cue's.
	for i := cue + 1; i < unit.End && i < cue+16; i++ {
		if t := r.doc.Tokens[i]; r.tree.Lower(i) == "that" && (t.Dep == "mark" || t.POS == "SCONJ" || t.Tag == "WDT" && t.Head == what) && r.quote[i] < 0 && i < what {
			return i + 1
		}
		if r.finite(i) {
			break
		}
	}
	for start < what {
		t := r.doc.Tokens[start]
		temporal := r.tree.NER(start) == "DATE" || r.tree.NER(start) == "TIME"
		if start == cue+1 && temporal && t.Dep != "nsubj" && t.Dep != "poss" && t.Dep != "amod" && t.Dep != "nmod" && t.Dep != "compound" {
			start++
			continue
		}
		break
	}
	return start
}

// contentEnd returns where what a cue reports ends: with the sentence, unless
// something follows that belongs to the cue or to a new cue.
func (r *run) contentEnd(cue, what, start int, unit nlp.Span, how string) int {
	end := unit.End
	if r.doc.Tokens[cue].POS == "NOUN" && r.doc.Tokens[what].Dep != "ccomp" {
		// The sentence goes on after the noun's own clause, or what the clause names
		// says something itself.
		end = min(end, r.tree.SubtreeSpan(what).End)
		for i := what + 1; i < end; i++ {
			if r.framed[i] && r.doc.Tokens[i].Dep == "relcl" {
				end = r.tree.SubtreeSpan(i).Start
			}
		}
	}
	// "Noting that A, the minister did B", "although they said A, B followed":
	// the main clause begins.
	if h := r.doc.Tokens[cue].Head; r.doc.Tokens[cue].Dep == "advcl" && h > what {
		if s := r.tree.Child(h, "nsubj", "nsubjpass"); s > what {
			end = min(end, r.tree.SubtreeSpan(s).Start)
		} else if s >= 0 && s < cue && !r.tree.Within(h, what) {
			end = min(end, r.groupStart(h, what)) // "Berg, while noting A, did B"
		}
	}
	// "X, who said that A, did B": the main clause goes on.
	if d := r.doc.Tokens[cue].Dep; d == "relcl" || d == "acl" {
		for h := r.doc.Tokens[cue].Head; ; h = r.doc.Tokens[h].Head {
			if h > what && !r.tree.Within(h, what) && (r.finite(h) || r.doc.Tokens[h].POS == "VERB") {
				end = min(end, r.groupStart(h, what))
			}
			if r.doc.Tokens[h].Head == h {
				if r.doc.Tokens[h].POS != "VERB" && r.doc.Tokens[h].POS != "AUX" {
					end = min(end, r.commaAfter(what, end)) // the parser missed the main verb
				}
				break
			}
		}
	}
	// A whole quotation, a colon or a semicolon after the clause ends it.
	for i := max(start, what); i < end; i++ {
		if q := r.quote[i]; q >= 0 && r.full[q] && r.quotes[q].Start > r.doc.Tokens[what].Start {
			end = i
			break
		}
		if low := r.tree.Lower(i); (low == ";" || strings.HasPrefix(low, ":")) && r.quote[i] < 0 && i > what {
			end = i
			break
		}
	}
	inside := r.tree.SubtreeSpan(what).End
	for _, k := range r.tree.Children(cue) {
		if k <= what || k >= end || k < start {
			continue
		}
		d := r.doc.Tokens[k].Dep
		from := r.tree.SubtreeSpan(k).Start
		switch d {
		case "conj":
			if r.leaves(cue, k) {
				end = min(end, r.clauseEdge(k, what))
			}
		case "advcl", "ccomp", "parataxis", "dep":
			if r.doc.Tokens[k].Tag == "VB" && r.tree.Child(k, "aux", "mark") < 0 {
				continue // a bare infinitive goes on with the clause
			}
			if d == "advcl" && how != "clause" && from > what && r.meanwhile(k) {
				end = min(end, from)
			} else if from > what && (from >= inside || r.doc.Tokens[k].POS == "VERB") && r.edgeBefore(from) {
				end = min(end, from)
			}
		case "npadvmod":
			if from > what && (r.tree.NER(k) == "DATE" || r.tree.NER(k) == "TIME") {
				end = min(end, from)
			}
		case "prep":
			if low := r.tree.Lower(k); low == "including" || low == "such" {
				continue
			}
			if from >= inside && r.edgeBefore(from) {
				end = min(end, from)
			}
		}
	}
	// The same for the heads of the cue: "..., said A and B did C".
	if h := r.doc.Tokens[cue].Head; h != cue {
		for _, k := range r.tree.Children(h) {
			if k > what && k < end && k != cue && r.doc.Tokens[k].Dep == "conj" && !r.tree.Within(k, what) && r.doc.Tokens[k].POS == "VERB" {
				if edge := r.clauseEdge(k, what); how != "clause" || !r.complement(edge, k) {
					end = min(end, edge)
				}
			}
		}
	}
	// A clause inside that reports on its own is not part of it.
	for i := what + 1; i < end; i++ {
		t := r.doc.Tokens[i]
		if r.quote[i] < 0 && i > what+1 && r.goesOn(i) && !r.saidIn(what) {
			// "said the road was shut, warning that ...": a road warns nobody.
			end = min(end, i)
			continue
		}
		if t.POS != "VERB" || !r.say[t.Lemma] && !r.framed[i] || r.quote[i] >= 0 || (t.Dep != "conj" && t.Dep != "advcl") {
			continue
		}
		s := r.tree.Child(i, "nsubj", "nsubjpass")
		if s < 0 && t.Dep == "conj" && r.finite(i) && t.Tag == r.doc.Tokens[cue].Tag && (r.framed[i] && (r.tense(t.Head) != t.Tag || r.speaksOn(cue, i)) || !r.saidIn(t.Head)) {
			// "says attacks may be crimes and calls on ...", "said the talks had
			// failed and warned that ...", "said she had seen it but warned that ...":
			// the verb agrees with the cue, not with the clause it was hung on, or
			// the subject of that clause cannot speak.
			end = min(end, r.clauseEdge(i, what))
			continue
		}
		if s < 0 || !r.finite(i) {
			continue
		}
		if m := r.tree.Child(i, "mark"); t.Dep == "advcl" && (m < 0 || r.tree.Lower(m) != "while" && r.tree.Lower(m) != "whereas") {
			continue
		}
		if edge := r.clauseEdge(i, what); (len(r.entities(s)) > 0 || r.doc.Tokens[s].POS == "PRON") && !r.complement(edge, i) {
			end = min(end, edge)
		}
	}
	if t, ok := r.trails[r.unit[cue]]; ok && t.from > what && t.cue != cue {
		end = min(end, t.from)
	}
	// "..., a charge Norway denies": what the writer says of the claim.
	for i := what + 1; i+2 < end; i++ {
		if r.tree.Lower(i) == "," && (r.tree.Lower(i+1) == "a" || r.tree.Lower(i+1) == "an") && r.quote[i] < 0 && r.echoes[r.doc.Tokens[i+2].Lemma] {
			end = i
		}
	}
	// A trailing "according to".
	for i := what + 1; i < end; i++ {
		if r.tree.Lower(i) == "according" && r.quote[i] < 0 {
			end = i
			break
		}
	}
	return end
}

// commaAfter returns the first comma after a clause and before token end that is
// not within it, end when there is none.
func (r *run) commaAfter(what, end int) int {
	for i := what + 1; i < end; i++ {
		if r.tree.Lower(i) == "," && !r.tree.Within(i, what) {
			return i
		}
	}
	return end
}

// groupStart returns where the words of a verb group before the verb start, not
// before token after: "will not fly" for "fly".
func (r *run) groupStart(verb, after int) int {
	from := verb
	for _, k := range r.tree.Children(verb, "aux", "auxpass", "neg", "advmod") {
		if k > after && k < from {
			from = k
		}
	}
	return from
}

// saidIn reports whether the subject of a verb may be a speaker.
func (r *run) saidIn(verb int) bool {
	for {
		if s := r.tree.Child(verb, "nsubj", "nsubjpass", "csubj"); s >= 0 {
			return r.canSpeak(r.speaker(s))
		}
		t := r.doc.Tokens[verb]
		if t.Dep != "conj" || t.Head == verb {
			return false
		}
		verb = t.Head
	}
}

// leaves reports whether a verb coordinated with a cue tells something new
// rather than going on with what the cue reports.
func (r *run) leaves(cue, verb int) bool {
	t := r.doc.Tokens[verb]
	if t.POS != "VERB" && t.POS != "AUX" {
		return false
	}
	if r.tree.Child(verb, "nsubj", "nsubjpass", "expl") < 0 {
		c := r.doc.Tokens[cue].Tag
		return t.Tag == c || r.finite(verb) && (r.finite(cue) || c == "VBN")
	}
	// "..., but only if B does": a condition of what was said.
	for i := r.clauseEdge(verb, cue); i < verb; i++ {
		switch r.tree.Lower(i) {
		case "if", "unless", "that", "because", "until", "once", "provided":
			return false
		}
		if r.doc.Tokens[i].POS == "NOUN" || r.doc.Tokens[i].POS == "PROPN" || r.doc.Tokens[i].POS == "VERB" {
			break
		}
	}
	return true
}

// speaksOn reports whether a coordinated verb in the past goes on with a cue, not
// with the clause in the past perfect that it was hung on and whose subject is
// the speaker: "she said she had seen it but warned that ...".
func (r *run) speaksOn(cue, verb int) bool {
	above := r.doc.Tokens[verb].Head
	if r.doc.Tokens[above].Tag != "VBN" || r.tree.Child(verb, "ccomp") < verb || r.tree.Child(verb, "dobj", "dative") >= 0 {
		return false
	}
	inner := r.tree.Child(above, "nsubj")
	outer, _ := r.tree.Subject(cue)
	return inner >= 0 && outer >= 0 && slices.Equal(r.speaker(inner).ents, r.speaker(outer).ents)
}

// tense returns the tag of the finite word of a verb group.
func (r *run) tense(verb int) string {
	for _, a := range r.tree.Children(verb, "aux", "auxpass") {
		if r.finite(a) {
			return r.doc.Tokens[a].Tag
		}
	}
	return r.doc.Tokens[verb].Tag
}

// complement reports whether "that" stands between two tokens: the clause goes
// on with what is reported.
func (r *run) complement(from, verb int) bool {
	for i := from; i < verb; i++ {
		if r.tree.Lower(i) == "that" && r.doc.Tokens[i].Dep == "mark" {
			return true
		}
	}
	return false
}

// meanwhile reports whether an adverbial clause tells what went on beside a
// speech act, rather than what it was about.
func (r *run) meanwhile(verb int) bool {
	if m := r.tree.Child(verb, "mark", "advmod"); m >= 0 {
		switch r.tree.Lower(m) {
		case "while", "when", "after", "before", "as", "since", "whereas", "although", "though", "because":
			return true
		}
	}
	return false
}

// clauseEdge returns where the clause of a verb starts, with the conjunction
// before it.
func (r *run) clauseEdge(verb, after int) int {
	from := max(r.tree.SubtreeSpan(verb).Start, after+1)
	for from < verb && !r.tree.Within(from, verb) {
		from++
	}
	from = min(from, verb)
	for from-1 > after {
		t := r.doc.Tokens[from-1]
		if t.POS == "CCONJ" || t.POS == "PUNCT" || t.POS == "ADV" && t.Head == verb || r.tree.Lower(from-1) == "while" {
			from--
			continue
		}
		break
	}
	return from
}

// edgeBefore reports whether a comma or a dash stands before token i.
func (r *run) edgeBefore(i int) bool {
	return i > 0 && (strings.Trim(r.doc.TokenText(i-1), ",—–-(") == "" || i > 1 && r.closes[i-1] && strings.HasSuffix(r.doc.TokenText(i-2), ","))
}

// trim cuts punctuation and white space off both ends, and what must not
// start or end a content.
func (r *run) trim(s nlp.Span) nlp.Span {
	for s.Start < s.End {
		if low := r.tree.Lower(s.Start); r.blank(s.Start) || r.markup(s.Start) || r.punct(s.Start) && !r.opens[s.Start] && low != "(" || low == "that" && r.doc.Tokens[s.Start].Dep == "mark" {
			s.Start++
			continue
		}
		break
	}
	for s.End > s.Start {
		low := r.tree.Lower(s.End - 1)
		if r.blank(s.End-1) || r.markup(s.End-1) || strings.Trim(low, ".,;:—–-*") == "" || r.opens[s.End-1] || low == "and" || low == "but" || low == "while" {
			s.End--
			continue
		}
		break
	}
	return s
}

// around records the claim of "according to X" and the like: the rest of the
// sentence, or the clause before it. It reports whether there is one.
func (r *run) around(m rules.Match, conf float64) bool {
	by := m.Tok("by")
	cue := m.Anchor
	unit := r.unitOf(cue)
	w := r.speaker(by)
	if !r.canSpeak(w) {
		// "According to fears voiced by X", "to figures from X".
		if w = r.voiceOf(by); !r.canSpeak(w) {
			return false
		}
	}
	// The phrase: from the cue's preposition to the end of the speaker.
	from := cue
	if h := r.doc.Tokens[cue].Head; r.doc.Tokens[cue].Dep == "pobj" && h < from {
		from = h
	}
	from = min(from, r.tree.SubtreeSpan(by).Start)
	if as := m.Tok("as"); as >= 0 {
		from = as
	}
	to := r.phraseEnd(max(by, cue), unit)
	if end := max(r.tree.SubtreeSpan(by).End, cue+1); end < to {
		// "According to the agency 300 people fled, ...": no comma after it.
		for i := end; i < to; i++ {
			if r.finite(i) {
				to = end
				break
			}
		}
	}
	c := Claim{Speaker: w.ents, SpeakerTok: by, For: w.on, CueTok: cue, Addressee: -1, ReportedBy: -1, Rule: m.Rule.ID, Confidence: conf}
	c.Cue = r.doc.SpanText(nlp.Span{Start: from, End: r.cueEnd(m)})
	if m.Tok("as") >= 0 {
		c.Cue = r.cueText(cue)
	}
	span := nlp.Span{Start: to, End: unit.End}
	if start := r.pastDateline(unit); from > start+1 && r.words(nlp.Span{Start: start, End: from}) >= 3 && !r.opensClause(from-1, to, unit) {
		span = nlp.Span{Start: start, End: from}
	}
	if r.tree.Lower(cue) != "according" && span.End == from {
		// "It was “a great day”, in the words of X": the words alone.
		if q, ok := r.quoteBefore(from); ok {
			span.Start = r.tokenAt(r.quotes[q].Start)
		}
	}
	if r.passedOn(span, w.ents) {
		return true
	}
	return r.addReported(c, span)
}

// voiceOf returns whose view, figures or the like a noun names: "fears expressed by
// the envoy", "the ministry's figures", "an account from Norway".
func (r *run) voiceOf(noun int) who {
	if p := r.tree.Child(noun, "poss"); p >= 0 {
		return r.speaker(p)
	}
	for _, v := range r.tree.Children(noun, "acl") {
		for _, a := range r.tree.Children(v, "agent", "prep") {
			if o := r.tree.Child(a, "pobj"); o >= 0 && r.tree.Lower(a) == "by" {
				return r.speaker(o)
			}
		}
	}
	for _, p := range r.tree.Children(noun, "prep", "agent") {
		if o := r.tree.Child(p, "pobj"); o >= 0 && (r.tree.Lower(p) == "from" || r.tree.Lower(p) == "by") {
			return r.speaker(o)
		}
	}
	return nobody
}

// opensClause reports whether the word before an inserted "according to X" opens
// the clause that follows it: "ships which, according to X, were lost".
func (r *run) opensClause(i, to int, unit nlp.Span) bool {
	for i > unit.Start && r.punct(i) {
		i--
	}
	switch r.tree.Lower(i) {
	case "which", "who", "that", "and", "but", "where", "when", "because", "although", "while":
		return r.words(nlp.Span{Start: to, End: unit.End}) >= 3
	}
	return false
}

// passedOn reports whether a stretch of text is itself the report of what
// somebody said ("X said ..., according to Y"): then Y is who passed it on,
// and the claim of X is marked so.
func (r *run) passedOn(span nlp.Span, via []int) bool {
	var cued []int // claims whose cue stands in the stretch
	for i := span.Start; i < span.End; i++ {
		cued = append(cued, r.byCue[i]...)
	}
	slices.Sort(cued)
	for _, i := range cued {
		c := &r.claims[i]
		if c.Kind != graph.Direct && !r.clausal[c.CueTok] {
			continue
		}
		if t := r.doc.Tokens[c.CueTok]; t.Dep == "advcl" || t.Dep == "relcl" || t.Dep == "acl" || !r.finite(c.CueTok) {
			continue
		}
		covered := nlp.Span{Start: max(r.tokenAt(c.Start), span.Start), End: min(r.tokenAt(c.End-1)+1, span.End)}
		if len(c.Speaker) > 0 && c.Speaker[0] != first(via) && covered.End > covered.Start && covered.End >= span.End-2 {
			c.ReportedBy = first(via)
			return true
		}
	}
	return false
}

// quoteBefore returns the quotation that ends right before token i, but for
// punctuation.
func (r *run) quoteBefore(i int) (int, bool) {
	at := r.doc.Tokens[i].Start
	k := r.quoteFrom(at) - 1
	if k < 0 || !r.quotes[k].Closed || strings.Trim(r.doc.Text[r.quotes[k].End:at], " ,") != "" {
		return 0, false
	}
	return k, true
}

// cueEnd returns where the words of an "around" cue end.
func (r *run) cueEnd(m rules.Match) int {
	i := m.Anchor + 1
	if i < len(r.doc.Tokens) && (r.tree.Lower(i) == "to" || r.tree.Lower(i) == "of") {
		i++
	}
	return i
}

// phraseEnd returns the end of the noun phrase that holds token i: the next
// comma outside it, or the end of the sentence.
func (r *run) phraseEnd(i int, unit nlp.Span) int {
	for k := i + 1; k < unit.End; k++ {
		if low := r.tree.Lower(k); low == "," || low == ":" || low == ";" {
			if k+1 < unit.End && (r.tree.Lower(k+1) == "quoting" || r.tree.Lower(k+1) == "citing") {
				continue
			}
			return k + 1
		}
	}
	return unit.End
}

// words counts the tokens of a span that are not punctuation.
func (r *run) words(s nlp.Span) int {
	n := 0
	for i := s.Start; i < s.End; i++ {
		if !r.punct(i) {
			n++
		}
	}
	return n
}

// besideClause finds clauses with the attribution after them (the bridge is
// closed, said the mayor) that the parser did not see as reported.
func (r *run) besideClause() {
	for u, unit := range r.units {
		t, ok := r.trails[u]
		if !ok || r.cueUsed[t.cue] || r.heading(t.cue) || r.adjunct(unit, t) {
			continue
		}
		span := nlp.Span{Start: r.clauseBefore(unit, t.from), End: t.from}
		if r.inserted(span, t, unit) {
			span.End = unit.End
		}
		if w, ok := r.goesOnSpeaking(t, span); ok {
			t.by.ents, t.by.on = w.ents, w.on
		}
		if r.words(span) < 2 || r.overlapsDirect(span) {
			continue
		}
		r.cueUsed[t.cue] = true
		if r.passedOn(span, t.by.ents) {
			continue
		}
		r.addReported(Claim{Speaker: t.by.ents, SpeakerTok: t.by.tok, For: t.by.on, CueTok: t.cue, Cue: r.cueText(t.cue), Addressee: t.to, ReportedBy: -1,
			Rule: "claims/clause-then-cue", Confidence: 0.85}, span)
	}
}

// bareClauses finds what participles report in a clause without "that", which
// parsers take for an object: "a month after announcing Norway would sign",
// "Insisting the islands are Norwegian, the mayor left".
func (r *run) bareClauses() {
	for cue, t := range r.doc.Tokens {
		if t.Tag != "VBG" || !r.say[t.Lemma] || r.tell[t.Lemma] || len(r.byCue[cue]) > 0 || r.quote[cue] >= 0 || r.tree.Child(cue, "aux") >= 0 || r.heading(cue) {
			continue
		}
		unit := r.unitOf(cue)
		verb := r.clauseAfter(cue+1, unit.End)
		if verb < 0 {
			continue
		}
		span := nlp.Span{Start: cue + 1, End: unit.End}
		by := nobody
		if cue == r.pastDateline(unit) {
			main := -1
			if span.End, main = r.mainClause(verb, unit); main < 0 {
				continue
			}
			if p := r.tree.Child(main, "poss"); p >= 0 && !r.people[r.doc.Tokens[main].Lemma] {
				main = p // "his picture is ..."
			}
			by = r.speaker(main)
		} else {
			if t, ok := r.trails[r.unit[cue]]; ok && t.from > verb {
				span.End = t.from
			}
			by = r.mainSpeaker(unit, cue)
		}
		if r.unsaid(cue) || !r.canSpeak(by) || r.overlapsDirect(span) {
			continue
		}
		r.addReported(Claim{Speaker: by.ents, SpeakerTok: by.tok, For: by.on, CueTok: cue, Cue: r.cueText(cue), Addressee: -1, ReportedBy: -1,
			Rule: "claims/bare-clause", Confidence: 0.7}, span)
	}
}

// clauseAfter returns the finite verb that a noun phrase starting at token i runs
// into, -1 when there is none before token limit.
func (r *run) clauseAfter(i, limit int) int {
	if r.phraseAfter(i, limit) < 0 {
		return -1
	}
	for ; i < limit && i < len(r.doc.Tokens); i++ {
		switch {
		case r.finite(i):
			return i
		case r.relative(i) || !r.nominal(i) && r.doc.Tokens[i].POS != "ADV" && r.tree.Lower(i) != "of":
			return -1
		}
	}
	return -1
}

// mainClause returns the comma after token i where the main clause of a sentence
// starts, and the head of its subject, -1 for both when there is none.
func (r *run) mainClause(i int, unit nlp.Span) (comma, subject int) {
	for ; i+1 < unit.End; i++ {
		if r.tree.Lower(i) != "," || r.quote[i] >= 0 || r.clauseAfter(i+1, unit.End) < 0 {
			continue
		}
		if np := r.phraseAfter(i+1, unit.End); !r.relative(np) {
			return i, np
		}
	}
	return -1, -1
}

// adjunct reports whether what stands before the comma of an attribution is a
// participle clause of its verb, which has another object: "Alleging a breach, the
// mayor asked for a meeting".
func (r *run) adjunct(unit nlp.Span, t trail) bool {
	start := r.pastDateline(unit)
	return r.doc.Tokens[start].Tag == "VBG" && r.doc.Tokens[start].Dep == "advcl" && len(r.byCue[t.cue]) > 0
}

// goesOnSpeaking returns the speaker of the sentence before for a pronoun after a
// clause, where what the pronoun was resolved to is only named in the clause,
// and not as its subject: "X spoke of Y. Y's offer was fair, he said".
func (r *run) goesOnSpeaking(t trail, clause nlp.Span) (who, bool) {
	low := ""
	if t.by.tok >= 0 {
		low = r.tree.Lower(t.by.tok)
	}
	if low != "he" && low != "she" || len(t.by.ents) != 1 {
		return nobody, false
	}
	last := -1
	for i := t.by.tok - 1; i >= 0 && !r.farther(i, t.by.tok, 1); i-- {
		if m, ok := r.mentions.At(i); ok && slices.Equal(m.Entities, t.by.ents) {
			last = i
			break
		}
	}
	if last < clause.Start || last >= clause.End || r.doc.Tokens[last].Dep == "nsubj" || r.doc.Tokens[last].Dep == "nsubjpass" {
		return nobody, false
	}
	u := r.unit[clause.Start]
	w, ok := r.spoke[u-1]
	return w, ok && r.para[r.units[u-1].Start] == r.para[clause.Start] && len(w.ents) == 1 && r.kindOf(w.ents[0]) == graph.Person
}

// inserted reports whether an attribution stands inside a clause: "The road, said
// the mayor, is shut", "In Lima, she said, the road is shut".
func (r *run) inserted(before nlp.Span, t trail, unit nlp.Span) bool {
	for i := before.Start; i < before.End; i++ {
		if r.finite(i) {
			return false
		}
	}
	if t.until+1 >= unit.End || r.tree.Lower(t.until) != "," {
		return false
	}
	switch next := r.doc.Tokens[t.until+1]; {
	case next.Tag == "VBG", next.Tag == "WP", next.Tag == "WDT", next.POS == "CCONJ", next.POS == "SCONJ":
		return false
	}
	for i := t.until + 1; i < unit.End; i++ {
		if r.finite(i) || r.doc.Tokens[i].Dep == "ROOT" && r.doc.Tokens[i].POS == "VERB" {
			return true
		}
	}
	return false
}

// trailing reads ", said the mayor" or ", the mayor said" at the punctuation
// before token i. It returns the attribution and where the clause before ends.
func (r *run) trailing(i int, unit nlp.Span) (attribution, int, bool) {
	p := i - 1
	low := r.tree.Lower(p)
	if low != "," && !r.closes[p] {
		return attribution{}, 0, false
	}
	rest := nlp.Span{Start: i, End: unit.End}
	for k := i; k < unit.End; k++ {
		if l := r.tree.Lower(k); l == "," || l == "." || l == ";" || l == ":" {
			rest.End = k
			break
		}
	}
	t := r.doc.Tokens[i]
	if t.POS == "VERB" && (r.say[t.Lemma] || r.beside[t.Lemma] && r.quotedTo(p)) && t.Tag != "VBG" && t.Tag != "VB" {
		a, ok := r.inverted(rest)
		if !ok || !r.canSpeak(a.by) && !r.named(i+1, a.by.tok) {
			return a, 0, false
		}
		if t.Tag == "VBN" && len(a.by.ents) == 0 {
			return a, 0, false
		}
		// No clause may hang on the cue after the speaker, and none of the
		// verb's own objects: that would be "he left, told the king ...".
		if k := r.tree.Child(i, "ccomp", "xcomp"); k > i {
			return a, 0, false
		}
		if s := r.tree.Child(i, "nsubj"); s >= 0 && s < i && (rest.End+1 >= unit.End || !r.finite(rest.End+1)) {
			return a, 0, false
		}
		a.until = rest.End
		return a, p, true
	}
	if a, ok := r.passedOnIn(rest); ok && r.canSpeak(a.by) {
		return a, p, true
	}
	// ", the mayor said." - the verb must end the stretch.
	last := rest.End - 1
	for last > i && (r.doc.Tokens[last].POS == "ADV" || r.doc.Tokens[last].POS == "PROPN" || r.doc.Tokens[last].POS == "NUM" || r.doc.Tokens[last].POS == "NOUN" || r.doc.Tokens[last].POS == "ADP" || r.doc.Tokens[last].POS == "DET" || r.doc.Tokens[last].POS == "ADJ" || r.punct(last)) {
		if v := r.doc.Tokens[last]; v.POS == "VERB" {
			break
		}
		last--
	}
	v := r.doc.Tokens[last]
	if last <= i || v.POS != "VERB" || !r.say[v.Lemma] || !r.finite(last) && v.Tag != "VBN" {
		return attribution{}, 0, false
	}
	if k := r.tree.Child(last, "ccomp"); k > last {
		return attribution{}, 0, false
	}
	if k := r.tree.Child(last, "dobj"); k > last && !r.tell[v.Lemma] {
		return attribution{}, 0, false
	}
	s := r.subject(last, rest)
	if s < 0 || s > last || r.tree.SubtreeSpan(s).Start > i && (v.Dep == "relcl" || r.tree.Lower(i) == "a" || r.tree.Lower(i) == "an") {
		return attribution{}, 0, false // "..., a charge the government denies"
	}
	for k := i; k < last; k++ {
		if r.finite(k) && k != last && r.doc.Tokens[k].Head != last {
			return attribution{}, 0, false
		}
	}
	switch r.tree.Lower(i) {
	case "and", "but", "while", "which", "who", "when", "where", "because", "although", "as", "that":
		return attribution{}, 0, false
	}
	if rest.End < unit.End && strings.HasPrefix(r.tree.Lower(rest.End), ":") {
		return attribution{}, 0, false // it leads on to a quotation
	}
	a := attribution{cue: last, by: r.speaker(s), to: r.hearer(last), via: -1, until: rest.End}
	return a, p, r.canSpeak(a.by)
}

// quotedTo reports whether a quotation ends at token i or right before it.
func (r *run) quotedTo(i int) bool {
	return r.closes[i] || i > 0 && r.closes[i-1]
}

// named reports whether a noun phrase in the middle of a sentence starts with
// a capital, as a name does.
func (r *run) named(from, head int) bool {
	return head >= from && startsUpper(r.doc.TokenText(from))
}

// clauseBefore returns where the clause that ends at token end starts: the
// sentence, or what follows a colon in it.
func (r *run) clauseBefore(unit nlp.Span, end int) int {
	start := r.pastDateline(unit)
	for i := start; i < end; i++ {
		if low := r.tree.Lower(i); (low == ":" || low == ";") && r.quote[i] < 0 && end-i > 4 {
			start = i + 1
		}
	}
	return start
}

// afterColon finds what a reply noun announces: "Answer from the minister: the
// border could be opened".
func (r *run) afterColon() {
	for _, unit := range r.units {
		colon := -1
		for i := unit.Start; i < unit.End && colon < 0; i++ {
			if r.finite(i) || r.quote[i] >= 0 {
				break
			}
			if r.tree.Lower(i) == ":" {
				colon = i
			}
		}
		if colon < 0 {
			continue
		}
		noun := -1
		for i := unit.Start; i < colon && noun < 0; i++ {
			if r.replies[strings.ToLower(r.doc.Tokens[i].Lemma)] {
				noun = i
			}
		}
		span := nlp.Span{Start: colon + 1, End: unit.End}
		if noun < 0 || r.words(span) < 3 || r.overlapsDirect(span) {
			continue
		}
		by := nobody
		for i := noun - 1; i >= unit.Start && by.tok < 0; i-- {
			if r.doc.Tokens[i].Dep == "poss" && r.doc.Tokens[i].Head == noun {
				by = r.speaker(i)
			}
		}
		for i := noun + 1; i < colon && by.tok < 0; i++ {
			switch r.tree.Lower(i) {
			case "from", "of", "by":
				if np := r.phraseAfter(i+1, colon); np >= 0 {
					by = r.speaker(np)
				}
			}
		}
		if by.tok < 0 {
			continue
		}
		c := Claim{Speaker: by.ents, SpeakerTok: by.tok, For: by.on, CueTok: noun, Cue: r.doc.SpanText(nlp.Span{Start: noun, End: noun + 1}),
			Addressee: -1, ReportedBy: -1, Rule: "claims/after-colon", Confidence: 0.75}
		r.addReported(c, span)
	}
}

// items finds the items of a list that a cue leads on to: "They stressed that:"
// and paragraphs that begin with "First", a dash or a number. The first sentence
// of each is what is said.
func (r *run) items() {
	for p, s := range r.paras {
		text := r.doc.Text[s.Start:s.End]
		if !strings.HasSuffix(text, ":") || p+1 >= len(r.paras) || itemMark(r.text(p+1)) == 0 {
			continue
		}
		unit := r.unitOf(r.tokenAt(s.End - 1))
		cue := -1
		for i := unit.Start; i < unit.End; i++ {
			if t := r.doc.Tokens[i]; t.POS == "VERB" && r.finite(i) && r.beside[t.Lemma] && r.quote[i] < 0 {
				cue = i
			}
		}
		if cue < 0 || r.unsaid(cue) {
			continue
		}
		n, _ := r.tree.Subject(cue)
		by := r.speaker(n)
		if !r.canSpeak(by) {
			continue
		}
		for k := p + 1; k < len(r.paras); k++ {
			mark := itemMark(r.text(k))
			if mark == 0 {
				break
			}
			start := r.tokenAt(r.paras[k].Start + mark)
			if start >= len(r.doc.Tokens) {
				break
			}
			r.addReported(Claim{Speaker: by.ents, SpeakerTok: by.tok, For: by.on, CueTok: cue, Cue: r.cueText(cue), Addressee: -1, ReportedBy: -1,
				Rule: "claims/item", Confidence: 0.65}, nlp.Span{Start: start, End: r.unitOf(start).End})
		}
	}
}

// text returns the text of a paragraph.
func (r *run) text(p int) string { return r.doc.Text[r.paras[p].Start:r.paras[p].End] }

// itemMark returns how many bytes at the start of a paragraph mark it as an item
// of a list, 0 when none do.
func itemMark(text string) int {
	word, _, _ := strings.Cut(text, " ")
	switch strings.ToLower(strings.TrimRight(word, ",.:")) {
	case "first", "firstly", "second", "secondly", "third", "thirdly", "fourth", "fourthly", "fifth", "sixth", "finally", "lastly", "-", "–", "—", "•", "*", "·":
		return len(word)
	}
	if n := strings.IndexAny(word, ".)"); n > 0 && n == len(word)-1 && n <= 3 && strings.Trim(word[:n], "(0123456789abcdefghi") == "" {
		return len(word)
	}
	return 0
}

// fragments finds claims by the quoted words in them, where no rule saw the
// cue: Ann Berg saw reason for “very guarded optimism”.
func (r *run) fragments() {
	for k, q := range r.quotes {
		if r.full[k] || r.claimed(q.Start, q.End) {
			continue
		}
		in := r.tokenAt(q.InStart)
		unit := r.unitOf(in)
		cue := -1
		for i := in - 1; i >= unit.Start; i-- {
			t := r.doc.Tokens[i]
			if r.quote[i] >= 0 || t.POS != "VERB" && !r.finite(i) {
				continue
			}
			if t.POS == "VERB" && r.stance[t.Lemma] && (t.Tag != "VBN" || r.tree.Child(i, "aux") >= 0 && r.tree.Child(i, "auxpass") < 0) && (t.Tag != "VB" || r.tree.Child(i, "aux") < 0 || t.Dep == "ROOT") {
				cue = i
				break
			}
			if t.Tag == "VB" || t.Tag == "VBG" || t.Tag == "VBN" || t.POS == "AUX" && t.Dep != "ROOT" {
				continue
			}
			break
		}
		if cue < 0 || r.cueUsed[cue] {
			continue
		}
		s, _ := r.tree.Subject(cue)
		if s < unit.Start || s >= cue || r.coined(s, cue, unit) {
			continue
		}
		by := r.speaker(s)
		conf := 0.6
		if len(by.ents) == 0 {
			conf = 0.55
			if !r.people[strings.ToLower(r.doc.Tokens[s].Lemma)] || !r.beside[r.doc.Tokens[cue].Lemma] {
				continue
			}
		}
		words := len(strings.Fields(r.doc.Text[q.InStart:q.InEnd]))
		if words < 2 && !r.beside[r.doc.Tokens[cue].Lemma] || titled(r.doc.Text[q.InStart:q.InEnd]) || r.unsaid(cue) || r.heading(cue) {
			continue
		}
		start := cue + 1
		if r.tree.Lower(start) == "by" {
			continue
		}
		if m := r.tokenAt(q.Start); m == start+1 && r.doc.Tokens[start].POS == "PRON" {
			start = m // called it “a start”
		}
		end := r.contentEnd(cue, in, start, unit, "clause")
		c := Claim{Speaker: by.ents, SpeakerTok: by.tok, For: by.on, CueTok: cue, Cue: r.cueText(cue), Addressee: -1, ReportedBy: -1,
			Rule: "claims/quoted-words", Confidence: conf}
		r.addReported(c, nlp.Span{Start: start, End: max(end, r.tokenAt(q.End-1)+1)})
	}
}

// coined reports whether quoted words are only what an outlet calls a thing that
// the sentence speaks of: "moved by what the Gazette called the ‘mood of Oslo’".
func (r *run) coined(subject, cue int, unit nlp.Span) bool {
	start := r.tree.SubtreeSpan(subject).Start
	if start <= unit.Start || r.tree.Lower(start-1) != "what" {
		return false
	}
	if e := r.entities(subject); len(e) != 1 || r.kindOf(e[0]) != graph.Organization {
		return false
	}
	switch r.doc.Tokens[cue].Lemma {
	case "call", "refer", "dub", "term", "describe", "label", "style", "name":
		return true
	}
	return false
}

// titled reports whether all longer words of a quotation start with a capital,
// as in a title or a name.
func titled(s string) bool {
	n := 0
	for _, w := range strings.Fields(s) {
		if len(w) > 3 && !startsUpper(w) {
			return false
		}
		if len(w) > 3 {
			n++
		}
	}
	return n > 0
}

// claimed reports whether a claim covers part of a byte range.
func (r *run) claimed(start, end int) bool {
	return r.overlaps(start, end, func(*Claim) bool { return true })
}

// pastDateline returns where a sentence starts after a dateline such as "OSLO,
// May 3 (Agency) -".
func (r *run) pastDateline(unit nlp.Span) int {
	for i := unit.Start + 1; i < unit.End && i < unit.Start+14; i++ {
		if r.finite(i) {
			break
		}
		if t := r.doc.TokenText(i); (t == "-" || t == "--" || t == "–" || t == "—") && r.doc.Tokens[i-1].Space {
			if first := r.doc.TokenText(unit.Start); first == strings.ToUpper(first) && len(first) > 2 {
				return i + 1
			}
		}
	}
	return unit.Start
}

// overlapsDirect reports whether a direct claim covers part of a span.
func (r *run) overlapsDirect(s nlp.Span) bool {
	if s.Start >= s.End {
		return false
	}
	return r.overlaps(r.doc.Tokens[s.Start].Start, r.doc.Tokens[s.End-1].End, func(c *Claim) bool { return c.Kind == graph.Direct })
}
