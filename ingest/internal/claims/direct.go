package claims

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/graph"
	"parley/ingest/internal/ablation"
	"parley/ingest/internal/paragraphs"
	"parley/ingest/internal/quotes"
	"parley/ingest/nlp"
)

// attribution is what names the speaker of a quotation.
type attribution struct {
	cue    int // verb, -1 for none
	by     who
	to     int // addressee entity, -1
	via    int // intermediary entity, -1
	until  int // first token after it
	rule   string
	conf   float64
	before bool // it stands before the quotation
}

// isFull reports whether a quotation is a whole utterance rather than a part
// of the clause around it.
func (r *run) isFull(k int) bool {
	q := r.quotes[k]
	in := r.doc.Text[q.InStart:q.InEnd]
	words := len(strings.Fields(in))
	firstTok, lastTok := r.tokenAt(q.InStart), r.tokenAt(q.InEnd-1)
	verb := false
	for i := firstTok; i <= lastTok && i < len(r.doc.Tokens); i++ {
		verb = verb || r.finite(i)
	}
	lead := r.leadToken(k)
	upper := startsUpper(in)
	ended := endsUtterance(in)
	after := r.doc.Text[q.End:r.paras[q.Paragraph].End]
	afterTrim := strings.TrimLeft(after, " \u00a0*)")
	comma := strings.HasPrefix(afterTrim, ",") || strings.HasSuffix(in, ",")
	closed := afterTrim == "" || ended || comma || strings.IndexByte(".!?;", afterTrim[0]) >= 0
	if lead < 0 {
		if !q.Opened || !q.Closed {
			return words >= 3
		}
		if afterTrim == "" {
			return words >= 3 && (verb || ended)
		}
		if comma || ended {
			return words >= 3 && (verb || upper && words >= 4) || r.invertedCue(k)
		}
		return r.invertedCue(k) && words >= 2
	}
	low := r.tree.Lower(lead)
	low = strings.TrimRight(low, "*")
	switch {
	case low == ":":
		return words >= 2 && (verb || upper || words >= 4) || ended && upper && r.leadCue(k) >= 0
	case low == ";":
		return words >= 3 && verb && closed
	case low == "." || low == "?" || low == "!" || strings.ContainsAny(low, "”\"’»") || r.doc.Tokens[lead].POS == "SPACE":
		if comma || ended || afterTrim == "" {
			return words >= 3 && (verb || upper && words >= 4) || r.invertedCue(k)
		}
		return false
	case low == ",":
		if closed && r.resumes(k) {
			return true
		}
		return words >= 3 && (verb || upper) && closed && (r.leadCue(k) >= 0 || comma || ended || r.invertedCue(k))
	case low == "that":
		return verb && closed && (upper && words >= 4 || afterTrim == "" || strings.HasPrefix(afterTrim, ".") && upper)
	case r.beside[r.doc.Tokens[lead].Lemma] && r.doc.Tokens[lead].POS == "VERB":
		return closed && words >= 2 && (verb || upper && r.say[r.doc.Tokens[lead].Lemma])
	case low == "is" || low == "was":
		return words >= 3 && verb && upper && closed && r.accountIs(r.leadSpan(k), lead) >= 0
	case low == "-" || low == "—" || low == "–" || low == "(":
		return words >= 4 && verb && upper && closed
	}
	return false
}

// resumes reports whether a quotation goes on after the attribution of the whole
// quotation before it: “It is a fine place,” wrote the envoy, “a small port.”
func (r *run) resumes(k int) bool {
	if k == 0 || !r.full[k-1] || r.quotes[k-1].Paragraph != r.quotes[k].Paragraph {
		return false
	}
	one := r.quotes[k-1]
	if in := r.doc.Text[one.InStart:one.InEnd]; endsUtterance(in) {
		return false
	}
	if s := r.tailSpan(k - 1); s.End < r.tokenAt(r.quotes[k].Start) {
		return false // a sentence ends in between
	}
	a, ok := r.tail(k - 1)
	return ok && a.cue >= 0 && r.beside[r.doc.Tokens[a.cue].Lemma]
}

// finite reports whether token i is a finite verb or auxiliary.
func (r *run) finite(i int) bool {
	switch r.doc.Tokens[i].Tag {
	case "VBD", "VBZ", "VBP", "MD":
		return true
	}
	return false
}

// leadToken returns the last token before a quotation in its paragraph, -1
// when the quotation starts the paragraph.
func (r *run) leadToken(k int) int {
	q := r.quotes[k]
	for i := r.tokenAt(q.Start) - 1; i >= 0 && r.para[i] == q.Paragraph; i-- {
		t := r.doc.TokenText(i)
		if strings.Trim(t, "-*•–— ") == "" && r.doc.Tokens[i].Start == r.paras[q.Paragraph].Start {
			return -1
		}
		if strings.Trim(t, "*") == "" || r.doc.Tokens[i].End > q.Start && !q.Opened {
			continue
		}
		return i
	}
	return -1
}

// leadSpan returns the tokens before a quotation back to the end of the
// sentence or quotation before it, within the paragraph.
func (r *run) leadSpan(k int) nlp.Span {
	q := r.quotes[k]
	end := r.tokenAt(q.Start)
	start := end
	for start > 0 && r.para[start-1] == q.Paragraph {
		p := start - 1
		if j := r.quote[p]; j >= 0 && j < k && r.full[j] {
			break
		}
		if low := r.tree.Lower(p); (low == "." || low == "?" || low == "!") && r.quote[p] < 0 {
			break
		}
		if r.doc.Tokens[start].SentStart && r.quote[start] < 0 && start < end && r.unit[start] != r.unit[start-1] {
			break
		}
		start--
	}
	return nlp.Span{Start: start, End: end}
}

// leadCue returns the verb before a quotation that may introduce it, -1 when
// there is none: the last verb of speech, with no other clause in between.
func (r *run) leadCue(k int) int {
	s := r.leadSpan(k)
	colon := s.End > s.Start && strings.TrimRight(r.tree.Lower(r.lastWord(s)), "*") == ":"
	for i := s.End - 1; i >= s.Start; i-- {
		t := r.doc.Tokens[i]
		if r.quote[i] >= 0 {
			continue
		}
		if t.POS == "VERB" && r.beside[t.Lemma] && (!colon || r.finite(i) || r.say[t.Lemma]) {
			return i
		}
		if (r.finite(i) || t.POS == "VERB") && !colon {
			return -1
		}
	}
	// Where mark-up confused the parser, a past form may pass for a participle.
	for i := s.Start; i < s.End; i++ {
		if t := r.doc.Tokens[i]; t.Tag == "VBN" && t.POS == "VERB" && r.beside[t.Lemma] && r.quote[i] < 0 && r.tree.Child(i, "aux", "auxpass", "agent") < 0 && r.phraseBefore(i, s.Start) >= 0 {
			return i
		}
	}
	return -1
}

// lastWord returns the last token of a span that is not an opening mark or
// white space.
func (r *run) lastWord(s nlp.Span) int {
	for i := s.End - 1; i > s.Start; i-- {
		t := r.doc.TokenText(i)
		if strings.Trim(t, "\"“”„«»‘’'`* \n\t") != "" {
			return i
		}
	}
	return s.Start
}

// tailSpan returns the tokens after a quotation up to the end of the sentence
// or the next whole quotation, without leading punctuation.
func (r *run) tailSpan(k int) nlp.Span {
	q := r.quotes[k]
	start := r.tokenAt(q.End)
	for start < len(r.doc.Tokens) && r.para[start] == q.Paragraph && strings.Trim(r.doc.TokenText(start), ",-—–\"”’'*) ") == "" {
		start++
	}
	end := start
	for end < len(r.doc.Tokens) && r.para[end] == q.Paragraph {
		if j := r.quote[end]; j > k && r.full[j] {
			break
		}
		low := r.tree.Lower(end)
		if (low == "." || low == "?" || low == "!" || low == ";") && r.quote[end] < 0 {
			break
		}
		if end > start && r.doc.Tokens[end].SentStart && startsUpper(r.doc.TokenText(end)) && r.quote[end] < 0 && strings.HasSuffix(r.doc.TokenText(end-1), ".") {
			break
		}
		end++
	}
	return nlp.Span{Start: start, End: end}
}

// invertedCue reports whether a verb and its speaker follow a quotation at
// once: “...”, said the minister.
func (r *run) invertedCue(k int) bool {
	a, ok := r.inverted(r.tailSpan(k))
	return ok && a.cue >= 0
}

// inverted reads "said the minister" at the start of a span.
func (r *run) inverted(s nlp.Span) (attribution, bool) {
	i := s.Start
	for i < s.End && r.doc.Tokens[i].POS == "ADV" {
		i++
	}
	if i >= s.End || r.doc.Tokens[i].Tag == "VBG" {
		return attribution{}, false
	}
	t := r.doc.Tokens[i]
	if t.POS != "VERB" && !r.beside[t.Lemma] && !r.beside[r.tree.Lower(i)] && t.Tag != "VBD" && t.Tag != "VBZ" {
		return attribution{}, false
	}
	if t.POS == "AUX" || t.Tag == "VBN" && !r.beside[t.Lemma] {
		return attribution{}, false
	}
	np := r.phraseAfter(i+1, s.End)
	if np < 0 || r.quote[np] >= 0 {
		return attribution{}, false
	}
	w := r.speaker(np)
	known := r.beside[t.Lemma]
	if !r.canSpeak(w) && !known || len(w.ents) == 0 && !known {
		return attribution{}, false
	}
	// A clause after the noun phrase makes it the hearer: "told the king that".
	return attribution{cue: i, by: w, to: -1, via: -1, until: s.End, rule: "quote-then-cue", conf: 0.95}, true
}

// tail reads the attribution after a quotation.
func (r *run) tail(k int) (attribution, bool) {
	q := r.quotes[k]
	in := r.doc.Text[q.InStart:q.InEnd]
	s := r.tailSpan(k)
	if s.Start >= s.End {
		return attribution{}, false
	}
	firstText := r.doc.TokenText(s.Start)
	fresh := strings.HasSuffix(in, ".") && startsUpper(firstText) && !strings.HasPrefix(strings.TrimLeft(r.doc.Text[q.End:], " "), ",")
	if a, ok := r.inverted(s); ok && (!fresh || r.beside[r.doc.Tokens[a.cue].Lemma]) {
		r.hearers(&a, s)
		return a, true
	}
	if strings.HasPrefix(r.tree.Lower(s.Start), "accord") {
		if by := r.accordingTo(s); by >= 0 {
			return attribution{cue: s.Start, by: r.speaker(by), to: -1, via: -1, until: s.End, rule: "quote-according-to", conf: 0.9}, true
		}
	}
	switch r.tree.Lower(s.Start) {
	case "and", "but", "while", "which", "when", "because", "although", "though", "whereas", "or", "if", "with":
		return attribution{}, false
	}
	verb := -1
	for i := s.Start; i < s.End && i < s.Start+30; i++ {
		t := r.doc.Tokens[i]
		if r.quote[i] >= 0 {
			break
		}
		if t.POS == "VERB" && (r.finite(i) || t.Tag == "VBN" && r.tree.Child(i, "aux") >= 0) || r.finite(i) && r.say[t.Lemma] {
			if t.Dep == "relcl" || t.Dep == "acl" {
				continue
			}
			verb = i
			break
		}
	}
	if a, ok := r.passedOnIn(s); ok && (verb < 0 || a.cue > verb) {
		return a, true
	}
	if verb <= s.Start || !r.beside[r.doc.Tokens[verb].Lemma] {
		return attribution{}, false
	}
	if fresh {
		// A new sentence that merely reports something else, unless it stops
		// right after the verb.
		rest := 0
		for i := verb + 1; i < s.End; i++ {
			if !r.punct(i) {
				rest++
			}
		}
		if rest > 3 || strings.Contains(strings.TrimSpace(r.doc.Text[r.doc.Tokens[verb].End:r.doc.Tokens[s.End-1].End]), "that ") {
			return attribution{}, false
		}
	}
	np := r.subject(verb, nlp.Span{Start: s.Start, End: verb})
	if np < 0 {
		np = r.phraseAfter(s.Start, verb)
	}
	if np < 0 {
		return attribution{}, false
	}
	a := attribution{cue: verb, by: r.speaker(np), to: -1, via: -1, until: s.End, rule: "quote-then-speaker", conf: 0.95}
	r.hearers(&a, s)
	return a, true
}

// passedOnIn reads "the mayor was quoted as saying" or "the agency quoted the
// mayor as saying" in a span.
func (r *run) passedOnIn(s nlp.Span) (attribution, bool) {
	for i := s.Start + 2; i < s.End && i < s.Start+30; i++ {
		t := r.doc.Tokens[i]
		if t.Tag != "VBG" || !r.beside[t.Lemma] || r.quote[i] >= 0 || r.tree.Lower(i-1) != "as" {
			continue
		}
		np, _ := r.tree.Subject(i)
		if np < s.Start || np >= i {
			return attribution{}, false
		}
		by := r.speaker(np)
		return attribution{cue: i, by: by, to: -1, via: r.quotedBy(i, by), until: s.End, rule: "quote-passed-on", conf: 0.9}, true
	}
	return attribution{}, false
}

// accordingTo returns the head of the phrase after "according to" at the
// start of a span, -1 when there is none.
func (r *run) accordingTo(s nlp.Span) int {
	if s.Start+2 >= s.End || r.tree.Lower(s.Start) != "according" || r.tree.Lower(s.Start+1) != "to" {
		return -1
	}
	return r.phraseAfter(s.Start+2, s.End)
}

// hearers fills in the addressee of a verb of telling.
func (r *run) hearers(a *attribution, s nlp.Span) {
	if a.cue < 0 {
		return
	}
	a.to = r.hearer(a.cue)
	if a.to >= 0 && len(a.by.ents) > 0 && a.by.ents[0] == a.to {
		a.to = -1
	}
	// "told A": where the parser made the hearer something else.
	if a.to < 0 && r.tell[r.doc.Tokens[a.cue].Lemma] && a.by.tok < a.cue {
		if np := r.phraseAfter(a.cue+1, s.End); np >= 0 {
			a.to = first(r.entities(np))
		}
	}
}

// hearer returns the entity that a verb of speech is directed to, -1 when
// there is none.
func (r *run) hearer(cue int) int {
	lemma := r.doc.Tokens[cue].Lemma
	if r.tell[lemma] {
		for _, o := range r.tree.Children(cue, "dative", "dobj") {
			if r.tree.Lower(o) == "to" {
				o = r.tree.Child(o, "pobj")
			}
			if e := first(r.entities(o)); e >= 0 {
				return e
			}
		}
	}
	for _, p := range r.tree.Children(cue, "dative") {
		if e := first(r.entities(p)); e >= 0 {
			return e
		}
	}
	for _, p := range r.tree.Children(cue, "prep", "dative") {
		if r.tree.Lower(p) != "to" {
			continue
		}
		if o := r.tree.Child(p, "pobj"); o >= 0 {
			if e := first(r.entities(o)); e >= 0 {
				return e
			}
		}
	}
	// "Briefing Norway on the talks, he said ...": the parser may take the
	// participle at the start for a name.
	for _, v := range r.tree.Children(cue, "advcl") {
		if v > cue || !r.briefing[r.tree.Lower(v)] {
			continue
		}
		if e := first(r.entities(r.tree.Child(v, "dobj"))); e >= 0 {
			return e
		}
	}
	return -1
}

// lead reads the attribution before a quotation.
func (r *run) lead(k int) (attribution, bool) {
	s := r.leadSpan(k)
	if s.Start >= s.End {
		return attribution{}, false
	}
	a, ok := r.leadIn(s, r.leadCue(k))
	a.before = true
	return a, ok
}

// leadIn reads the speaker of a lead-in. The cue is -1 where a colon follows
// something else than a verb of speech.
func (r *run) leadIn(s nlp.Span, cue int) (attribution, bool) {
	last := r.lastWord(s)
	colon := strings.TrimRight(r.tree.Lower(last), "*") == ":"
	a := attribution{cue: cue, by: nobody, to: -1, via: -1, until: s.Start, rule: "cue-then-quote", conf: 0.9}
	if cue < 0 {
		if in, ok := r.inTheWordsOf(s, last); ok {
			return in, true
		}
		if noun := r.accountIs(s, last); noun >= 0 {
			a.cue, a.by, a.rule, a.conf = noun, r.owner(noun), "account-is-quote", 0.8
			return a, true
		}
		if !colon {
			return a, false
		}
		return r.colon(s)
	}
	np := r.subject(cue, s)
	if above := r.speechBefore(cue, s); above >= 0 {
		np = above
	}
	// "Lavrov spoke on this, notes RFI:" - the last verb stands in a
	// parenthesis of its own and names who passed the words on.
	if cue > s.Start && r.tree.Lower(cue-1) == "," {
		if inv, ok := r.inverted(nlp.Span{Start: cue, End: s.End}); ok && inv.by.tok > cue {
			if main := r.mainSpeaker(s, cue); main.tok >= 0 && main.tok != inv.by.tok {
				a.by, a.via = main, first(inv.by.ents)
				return a, true
			}
			a.by = inv.by
			return a, true
		}
	}
	if np < 0 {
		np = r.phraseBefore(cue, s.Start)
	}
	if np < 0 {
		if after := r.phraseAfter(cue+1, s.End); after >= 0 && !r.tell[r.doc.Tokens[cue].Lemma] {
			np = after
		}
	}
	if np < 0 {
		if s0, _ := r.tree.Subject(cue); s0 >= 0 && r.para[s0] == r.para[cue] {
			np = s0
		}
	}
	a.by = r.speaker(np)
	r.hearers(&a, s)
	return a, true
}

// accountIs returns the noun for an account, view or answer of somebody's in a
// lead-in that ends in "is" or "was", -1 when there is none: "Her view of the plan
// is “...”".
func (r *run) accountIs(s nlp.Span, last int) int {
	if r.doc.Tokens[last].Lemma != "be" || !r.finite(last) {
		return -1
	}
	for i := last - 1; i >= s.Start; i-- {
		if t := r.doc.Tokens[i]; t.POS == "NOUN" && r.accounts[t.Lemma] {
			if r.canSpeak(r.owner(i)) {
				return i
			}
			return -1
		}
		if r.finite(i) || r.punct(i) {
			return -1
		}
	}
	return -1
}

// speechBefore returns the speaker of the verb of speech that a participle after
// a comma goes on with: "met the king, who argued for war, adding: ...". It
// returns -1 where there is none.
func (r *run) speechBefore(cue int, s nlp.Span) int {
	if r.doc.Tokens[cue].Tag != "VBG" || cue <= s.Start || !strings.Contains(",;–—", r.tree.Lower(cue-1)) {
		return -1
	}
	for i := cue - 1; i >= s.Start; i-- {
		t := r.doc.Tokens[i]
		if t.POS != "VERB" || !r.finite(i) || !r.beside[t.Lemma] || r.quote[i] >= 0 || t.Dep == "ccomp" {
			continue
		}
		return r.subject(i, s)
	}
	return -1
}

// inTheWordsOf reads a lead-in that ends in "according to X" or "in the words of
// X" and a comma.
func (r *run) inTheWordsOf(s nlp.Span, last int) (attribution, bool) {
	if r.tree.Lower(last) != "," {
		return attribution{}, false
	}
	for i := last - 2; i >= s.Start; i-- {
		if r.finite(i) {
			break
		}
		low, next := r.tree.Lower(i), r.tree.Lower(i+1)
		if low == "according" && next == "to" || low == "words" && next == "of" {
			if np := r.phraseAfter(i+2, last); np >= 0 {
				by := r.speaker(np)
				return attribution{cue: i, by: by, to: -1, via: -1, until: s.Start, rule: "quote-according-to", conf: 0.85}, r.canSpeak(by)
			}
		}
	}
	return attribution{}, false
}

// colon reads a lead-in that ends in a colon without a verb of speech: "It
// also set a target:", "The envoy:".
func (r *run) colon(s nlp.Span) (attribution, bool) {
	a := attribution{cue: -1, by: nobody, to: -1, via: -1, until: s.Start, rule: "colon-quote", conf: 0.7}
	a.by = r.mainSpeaker(s, s.End)
	if a.by.tok < 0 {
		a.by = r.speaker(r.phraseAfter(s.Start, s.End))
	}
	if a.by.tok < 0 || !r.canSpeak(a.by) {
		// "Response from his counterpart:": whoever the phrase names.
		for i := s.Start; i < s.End; i++ {
			if len(r.entities(i)) > 0 && r.quote[i] < 0 {
				a.by = r.speaker(i)
				break
			}
		}
	}
	return a, a.by.tok >= 0
}

// mainSpeaker returns the subject of the first finite verb of a span.
func (r *run) mainSpeaker(s nlp.Span, until int) who {
	for i := s.Start; i < until; i++ {
		if !r.finite(i) && r.doc.Tokens[i].POS != "VERB" || r.quote[i] >= 0 {
			continue
		}
		if np := r.subject(i, s); np >= 0 {
			return r.speaker(np)
		}
	}
	return nobody
}

// phraseBefore returns the head of the noun phrase that ends right before a
// verb, its auxiliaries and adverbs, and a comma that closes an apposition; -1
// when there is none.
func (r *run) phraseBefore(verb, from int) int {
	i := verb - 1
	if i > from && r.tree.Lower(i) == "," {
		i--
	}
	for i >= from && (r.markup(i) || r.doc.Tokens[i].POS == "AUX" || r.doc.Tokens[i].POS == "ADV" || r.doc.Tokens[i].POS == "PART") {
		i--
	}
	if i < from || !r.nominal(i) {
		return -1
	}
	end := i + 1
	for i >= from && r.nominal(i) {
		i--
	}
	return r.headIn(nlp.Span{Start: i + 1, End: end})
}

// direct finds the claims that are whole quotations.
func (r *run) direct() {
	r.transcript()
	lastPara, lastEnd, joined := -1, -1, -1
	last := attribution{by: nobody, cue: -1, to: -1, via: -1}
	for k, q := range r.quotes {
		if !r.full[k] || k == joined {
			continue
		}
		if r.splitGlued(k) {
			continue
		}
		a, ok := r.attribute(k)
		if !ok && !r.off.Has(ablation.CarriedSpeaker) {
			a, ok = r.carry(k, last, lastPara, lastEnd)
		}
		if !ok {
			continue
		}
		if last.by.tok >= 0 && lastPara == q.Paragraph && r.sameVoice(a.by.tok, last.by) {
			a.by.ents, a.by.on = last.by.ents, last.by.on
		}
		start, end := q.InStart, q.InEnd
		if j := r.joins(k, a); j >= 0 {
			joined, end = j, r.quotes[j].InEnd
		}
		r.addDirect(a, start, end, q)
		if a.cue >= 0 && !r.alsoReports(a, q.Start) {
			r.cueUsed[a.cue] = true
		}
		last, lastPara, lastEnd = a, q.Paragraph, q.End
	}
}

// sameVoice reports whether a pronoun beside a quotation takes up the speaker of
// the quotation before it: no other person is a subject in between.
func (r *run) sameVoice(tok int, last who) bool {
	if tok < 0 || len(last.ents) != 1 || r.kindOf(last.ents[0]) != graph.Person || tok <= last.tok {
		return false
	}
	if low := r.tree.Lower(tok); low != "he" && low != "she" {
		return false
	}
	for i := last.tok + 1; i < tok; i++ {
		if q := r.quote[i]; q >= 0 && r.full[q] {
			continue
		}
		if d := r.doc.Tokens[i].Dep; d != "nsubj" && d != "nsubjpass" {
			continue
		}
		if m, ok := r.mentions.At(i); ok && !slices.Equal(m.Entities, last.ents) && len(m.Entities) == 1 && r.kindOf(m.Entities[0]) == graph.Person {
			return false
		}
	}
	return true
}

// joins returns the quotation that goes on with quotation k within one clause
// after its attribution, as in “A,” he said, “b.”; -1 when none does.
func (r *run) joins(k int, a attribution) int {
	j := k + 1
	if a.before || a.cue < 0 || j >= len(r.quotes) || !r.full[j] || r.quotes[j].Paragraph != r.quotes[k].Paragraph || a.until > r.tokenAt(r.quotes[j].InStart) {
		return -1
	}
	one, two := r.quotes[k], r.quotes[j]
	between := strings.TrimRight(r.doc.Text[one.End:two.Start], " ")
	if strings.Contains(strings.Trim(between, ", "), ",") {
		return -1 // “A,” said X, the envoy, “b”: too far apart to read on
	}
	in := r.doc.Text[one.InStart:one.InEnd]
	if !strings.HasSuffix(between, ",") || endsUtterance(in) || startsUpper(r.doc.Text[two.InStart:two.InEnd]) {
		return -1
	}
	return j
}

// alsoReports reports whether a cue before a quotation has a clause of its own
// between: He said the deal was a beginning: “We have far to go.”
func (r *run) alsoReports(a attribution, quote int) bool {
	if !a.before || a.cue < 0 {
		return false
	}
	what := r.tree.Child(a.cue, "ccomp")
	return what > a.cue && r.doc.Tokens[what].Start < quote && what-a.cue >= 2
}

// turnWords is the length in words up to which what stands before a colon at
// the start of a paragraph can name who speaks.
const turnWords = 5

// transcript finds the turns of an interview: paragraphs that start with a
// name and a colon, if at least three do and a name comes back.
func (r *run) transcript() {
	type turn struct{ para, label, colon int }
	var turns []turn
	count := map[string]int{}
	for p, s := range r.paras {
		start, end := r.tokenAt(s.Start), r.tokenAt(s.End-1)+1
		for i := start; i < end && i <= start+turnWords; i++ {
			if r.tree.Lower(i) != ":" {
				continue
			}
			if i > start && i+2 < end && r.quote[i+1] < 0 && startsUpper(r.doc.TokenText(start)) {
				label := r.doc.SpanText(nlp.Span{Start: start, End: i})
				count[label]++
				turns = append(turns, turn{p, start, i})
			}
			break
		}
	}
	repeated := false
	for _, n := range count {
		repeated = repeated || n > 1
	}
	if len(turns) < 3 || !repeated {
		return
	}
	for _, t := range turns {
		by := nobody
		for i := t.label; i < t.colon; i++ {
			if w := r.speaker(i); len(r.entities(i)) > 0 {
				by = w
			}
		}
		if len(by.ents) == 0 || r.kindOf(by.ents[0]) == graph.Organization {
			continue
		}
		s := paragraphs.Trim(r.doc.Text, paragraphs.Span{Start: r.doc.Tokens[t.colon].End, End: r.paras[t.para].End})
		r.addDirect(attribution{cue: -1, by: by, to: -1, via: -1, rule: "transcript", conf: 0.7}, s.Start, s.End, quotes.Quote{Start: s.Start, End: s.End, Paragraph: t.para})
	}
}

// addDirect records a direct claim.
func (r *run) addDirect(a attribution, start, end int, q quotes.Quote) {
	for end > start && (r.doc.Text[end-1] == ',' || r.doc.Text[end-1] == ' ') {
		end--
	}
	c := Claim{Speaker: a.by.ents, SpeakerTok: a.by.tok, For: a.by.on, Kind: graph.Direct, Start: start, End: end,
		CueTok: a.cue, Addressee: a.to, ReportedBy: a.via, Rule: "claims/" + a.rule, Confidence: a.conf}
	if a.cue >= 0 {
		c.Cue = r.cueText(a.cue)
	}
	c.EvStart, c.EvEnd = min(start, q.Start), max(end, q.End)
	if a.cue >= 0 && r.para[a.cue] == q.Paragraph {
		c.EvStart, c.EvEnd = r.evidence(c.EvStart, c.EvEnd, a.cue)
	}
	r.add(c)
	r.noteSpeaker(c)
}

// attribute looks for the speaker of a quotation in its own paragraph and on
// the lines around it.
func (r *run) attribute(k int) (attribution, bool) {
	t, tailOK := r.tail(k)
	l, leadOK := r.lead(k)
	if leadOK && l.conf < 0.9 && tailOK {
		leadOK = false
	}
	switch {
	case leadOK && tailOK:
		// A lead-in that runs straight into the quotation wins over a new
		// clause after it; a verb right after the mark wins over all.
		if t.rule == "quote-then-cue" && r.tree.Lower(r.lastWord(r.leadSpan(k))) != ":" {
			return t, true
		}
		return l, true
	case tailOK:
		return t, true
	case leadOK:
		return l, true
	}
	if a, ok := r.line(k); ok {
		return a, true
	}
	if a, ok := r.leadParagraph(k); ok {
		return a, true
	}
	return r.within(k)
}

// within reads an attribution that stands inside the marks, as in French news:
// «For us, he said, nothing has changed.»
func (r *run) within(k int) (attribution, bool) {
	q := r.quotes[k]
	for i := r.tokenAt(q.InStart) + 2; i+1 < len(r.doc.Tokens) && r.doc.Tokens[i+1].End <= q.InEnd; i++ {
		t := r.doc.Tokens[i]
		if t.POS != "VERB" || !r.say[t.Lemma] || !r.finite(i) || r.tree.Lower(i+1) != "," {
			continue
		}
		np := r.phraseBefore(i, r.tokenAt(q.InStart))
		if np < 0 {
			continue
		}
		from := min(np, r.tree.SubtreeSpan(np).Start)
		if by := r.speaker(np); from > 0 && r.tree.Lower(from-1) == "," && len(by.ents) > 0 {
			return attribution{cue: i, by: by, to: -1, via: -1, rule: "quote-within", conf: 0.8}, true
		}
	}
	return attribution{}, false
}

// line reads an attribution line under a paragraph that is one quotation.
func (r *run) line(k int) (attribution, bool) {
	q := r.quotes[k]
	p := r.paras[q.Paragraph]
	text := strings.Trim(r.doc.Text[p.Start:q.Start]+r.doc.Text[q.End:p.End], " *-—–•.")
	if text != "" || q.Paragraph+1 >= len(r.paras) {
		return attribution{}, false
	}
	by, ok := r.signature(q.Paragraph + 1)
	if !ok {
		return attribution{}, false
	}
	return attribution{cue: -1, by: by, to: -1, via: -1, rule: "quote-signed", conf: 0.9}, true
}

// signature reads a paragraph as the name line under a quotation.
func (r *run) signature(p int) (who, bool) {
	text := r.doc.Text[r.paras[p].Start:r.paras[p].End]
	dashed := strings.IndexAny(text, "—–-") == 0 || strings.HasPrefix(text, "—") || strings.HasPrefix(text, "–")
	if len(strings.Fields(text)) > 16 || strings.HasSuffix(text, ".") || strings.HasSuffix(text, ":") {
		return nobody, false
	}
	start, end := r.tokenAt(r.paras[p].Start), r.tokenAt(r.paras[p].End-1)+1
	for start < end && (r.punct(start) || strings.Trim(r.doc.TokenText(start), "-—–*") == "") {
		start++
	}
	for i := start; i < end; i++ {
		if r.quote[i] >= 0 && r.full[r.quote[i]] || r.finite(i) && r.doc.Tokens[i].POS != "PROPN" {
			return nobody, false
		}
	}
	// The name or post that opens the line.
	np := r.phraseAfter(start, end)
	if np < 0 {
		return nobody, false
	}
	for i := start; i <= np; i++ {
		if w := r.speaker(i); len(r.entities(i)) > 0 {
			if m, ok := r.mentions.At(i); ok && (m.Start <= start+1 || dashed) {
				return w, true
			}
		}
	}
	if dashed || r.tree.NER(np) == "PERSON" {
		return r.speaker(np), true
	}
	return nobody, false
}

// leadParagraph reads a paragraph that ends in a colon as the lead-in of the
// quotation that starts the next one.
func (r *run) leadParagraph(k int) (attribution, bool) {
	q := r.quotes[k]
	if q.Paragraph == 0 || r.leadToken(k) >= 0 {
		return attribution{}, false
	}
	p := r.paras[q.Paragraph-1]
	if !strings.HasSuffix(strings.TrimRight(r.doc.Text[p.Start:p.End], "* "), ":") {
		return attribution{}, false
	}
	end := r.tokenAt(p.End-1) + 1
	s := nlp.Span{Start: r.unitOf(end - 1).Start, End: end}
	cue := -1
	for i := s.End - 1; i >= s.Start; i-- {
		if t := r.doc.Tokens[i]; t.POS == "VERB" && r.beside[t.Lemma] && r.quote[i] < 0 {
			cue = i
			break
		}
	}
	a, ok := r.leadIn(s, cue)
	a.before = true
	return a, ok
}

// carry gives a quotation without an attribution the speaker of what was said
// before it.
func (r *run) carry(k int, last attribution, lastPara, lastEnd int) (attribution, bool) {
	q := r.quotes[k]
	a := attribution{cue: -1, by: last.by, to: last.to, via: last.via, rule: "quote-continues", conf: 0.85}
	if last.by.tok >= 0 && lastPara == q.Paragraph {
		return a, true
	}
	if last.by.tok >= 0 && lastPara == q.Paragraph-1 && k > 0 && r.quotes[k-1].Paragraph == lastPara && r.leadToken(k) < 0 {
		if r.quotes[k-1].Continues {
			return a, true
		}
		if lastEnd == r.quotes[k-1].End {
			a.conf = 0.6
			return a, true
		}
	}
	if by := r.reporter(k); len(by.ents) > 0 {
		return attribution{cue: -1, by: by, to: -1, via: -1, rule: "quote-after-report", conf: 0.65}, true
	}
	// "X praised the deal. “It is good.”": the subject of the sentence before.
	if lead := r.leadToken(k); lead >= 0 {
		s := r.unitOf(lead)
		if by := r.mainSpeaker(s, s.End); by.tok >= 0 && len(by.ents) > 0 {
			a = attribution{cue: -1, by: by, to: -1, via: -1, rule: "quote-after-subject", conf: 0.65}
			return a, true
		}
	}
	if in := r.doc.Text[q.InStart:q.InEnd]; endsUtterance(in) && len(strings.Fields(in)) >= 6 {
		return attribution{cue: -1, by: nobody, to: -1, via: -1, rule: "quote-unattributed", conf: 0.5}, true
	}
	return a, false
}

// reporter returns who is reported to say something by the sentence that ends the
// paragraph before, where quotation k is a paragraph of its own.
func (r *run) reporter(k int) who {
	q := r.quotes[k]
	if q.Paragraph == 0 || r.leadToken(k) >= 0 || strings.Trim(r.doc.Text[q.End:r.paras[q.Paragraph].End], " *.") != "" {
		return nobody
	}
	s := r.unitOf(r.tokenAt(r.paras[q.Paragraph-1].End - 1))
	for i := s.Start; i < s.End; i++ {
		t := r.doc.Tokens[i]
		if t.POS == "VERB" && r.finite(i) && r.say[t.Lemma] && r.quote[i] < 0 && t.Dep == "ROOT" {
			return r.speaker(r.subject(i, s))
		}
	}
	return nobody
}

// splitGlued treats a quotation whose closing mark was lost inside it: the
// attribution stands between what looks like one quotation's marks. It records
// the claims and reports whether it did.
func (r *run) splitGlued(k int) bool {
	q := r.quotes[k]
	firstTok, lastTok := r.tokenAt(q.InStart), r.tokenAt(q.InEnd-1)
	// In French news an attribution may stand inside the marks.
	inside := !q.Closed
	if q.Closed {
		_, ok := r.attribute(k)
		inside = !ok
	}
	for i := firstTok + 2; i <= lastTok; i++ {
		t := r.doc.TokenText(i)
		cut, cue := -1, i
		if n := gluedCue(t); n > 0 {
			cut = r.doc.Tokens[i].Start + n
		} else if inside && r.tree.Lower(i) == "," && i+1 <= lastTok && r.beside[r.doc.Tokens[i+1].Lemma] && r.doc.Tokens[i+1].POS == "VERB" && r.doc.Tokens[i+1].Tag != "VBG" && r.doc.Tokens[i+1].Tag != "VB" {
			cut, cue = r.doc.Tokens[i].Start, i+1
		}
		if cut < 0 {
			continue
		}
		np := r.phraseAfter(cue+1, lastTok+1)
		if np < 0 {
			continue
		}
		by := r.speaker(np)
		if len(by.ents) == 0 && r.tree.NER(np) != "PERSON" && !r.people[r.doc.Tokens[np].Lemma] || r.doc.Tokens[np].POS == "PRON" && r.tree.Lower(np) != "he" && r.tree.Lower(np) != "she" {
			continue
		}
		a := attribution{cue: cue, by: by, to: -1, via: -1, rule: "quote-glued", conf: 0.85}
		r.addDirect(a, q.InStart, cut, q)
		if n := gluedCue(t); n > 0 {
			r.claims[len(r.claims)-1].Cue = t[n:]
		}
		// What follows the attribution's sentence is said by the same speaker,
		// if the mark that closes comes only after it.
		for j := np; j < lastTok; j++ {
			if r.tree.Lower(j) == "." {
				if q.Closed && r.doc.Tokens[j].End < q.InEnd {
					rest := paragraphs.Trim(r.doc.Text, paragraphs.Span{Start: r.doc.Tokens[j].End, End: q.InEnd})
					a.conf, a.rule = 0.6, "quote-continues"
					r.addDirect(a, rest.Start, rest.End, q)
				}
				break
			}
		}
		r.cueUsed[cue] = true
		return true
	}
	return false
}

// gluedCue returns where a verb of speech is glued to the end of a word, 0
// when none is: a lost closing mark took the space with it.
func gluedCue(word string) int {
	for _, cue := range []string{"said", "says", "added", "told", "stated", "declared", "warned", "insisted"} {
		if n := len(word) - len(cue); n >= 3 && strings.HasSuffix(word, cue) {
			return n
		}
	}
	return 0
}

// cueText returns a cue verb with its auxiliaries.
func (r *run) cueText(cue int) string {
	start := cue
	for start > 0 && r.doc.Tokens[start-1].Head == cue && (r.doc.Tokens[start-1].Dep == "aux" || r.doc.Tokens[start-1].Dep == "auxpass") {
		start--
	}
	return r.doc.SpanText(nlp.Span{Start: start, End: cue + 1})
}

func startsUpper(s string) bool {
	s = strings.TrimLeft(s, "[(…. \"“‘*")
	c, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(c) || unicode.IsDigit(c)
}

// endsUtterance reports whether a quotation ends like a sentence.
func endsUtterance(s string) bool {
	s = strings.TrimRight(s, "'’\"” *")
	return strings.HasSuffix(s, ".") || strings.HasSuffix(s, "?") || strings.HasSuffix(s, "!") || strings.HasSuffix(s, "…")
}
