package resolve

import (
	"container/list"
	"slices"
	"sort"
	"strings"

	"parley/graph"
	"parley/ingest/internal/ablation"
	"parley/ingest/internal/lexicon"
	"parley/ingest/nlp"
)

// Tenure is a person seen in a post.
type Tenure struct {
	Person int      // index into Resolution.Entities
	Post   string   // the words of the text, as "Deputy Foreign Minister"
	Class  string   // class of the title: minister_foreign, head_of_state, ...
	Of     int      // index into Resolution.Entities, -1 when the text does not say
	Span   nlp.Span // the tokens that say so

	lower string // Post in lower case
}

// builder turns names and role phrases into entities.
type builder struct {
	*reading
	res     *Resolution
	byKey   map[string]int
	people  []*person
	entity  []int                // name to entity, -1 for none
	sure    map[int]bool         // lexicon states that the text names beyond doubt
	person  []*person            // entity to person, nil for none
	halves  map[string]int       // "north" to the lexicon state that it stands for, -1 for none
	byName  map[int]bool         // rows of the lexicon that the text gives the very name of
	spelt   map[string]*nameWord // words of names
	sounds  map[string][]*person // consonants of the surname to persons
	called  map[string]*person   // spelling to who was called so first
	parts   map[string][]*person // folded given and middle names to persons
	ofLocal map[int]bool         // tokens beside the title of a town or a see: "mayor of X"
	posts   map[string][]*person // last word of a post, in lower case, to who is seen in one
	titled  map[string][]*person // class of a title to who bears one, or is the counterpart of who does
	agents  map[int][]*person    // state or organization to who is seen to act for it
	recent  *list.List           // of *person, who was mentioned last first
	whose   []int                // indexes into res.Mentions of those of one person
	pairs   map[int]int          // person to the counterpart named last
	home    int                  // state whose delegation the text followed last, -1 for none
	named   map[int]int          // state to how often the text so far names it
	plural  int                  // head of the last plural role phrase for people whom the text does not name, -1 for none
	titles  []int                // heads of role phrases for one person whom the text does not name, in order
}

// person is a cluster of names of one person.
type person struct {
	entity int
	full   []string            // words of the fullest name
	words  []*nameWord         // of full
	forms  map[string]int      // spellings and how often each occurs
	gender byte                // 'm', 'f' or 0
	class  map[string]struct{} // classes of the titles seen
	peer   map[string]struct{} // classes of the titles of those whose counterpart the person is
	order  int                 // index into builder.people
	held   []int               // indexes into Resolution.Tenures
	serves []int               // states and organizations known without a post
	heads  bool                // an administration bears the person's name
	seen   int                 // head token of the last mention so far, -1 for none
	recent *list.Element       // place in builder.recent, nil when not yet mentioned
}

// surname is the word that the person is called by after the first mention.
func (p *person) surname() *nameWord { return p.words[len(p.words)-1].bare }

// middle reports whether a word is a name of the person between the first and
// the last, other than a particle or an initial.
func (p *person) middle(w *nameWord) bool {
	for i := 1; i < len(p.words)-1; i++ {
		if p.words[i].folded == w.folded && len(p.full[i]) > 3 {
			return true
		}
	}
	return false
}

func (b *builder) add(key string, e graph.Entity) int {
	if i, ok := b.byKey[key]; ok {
		return i
	}
	i := len(b.res.Entities)
	b.byKey[key] = i
	b.res.Entities = append(b.res.Entities, e)
	return i
}

// fromLexicon returns the entity of a lexicon row.
func (b *builder) fromLexicon(i int) int {
	n := &b.lex.Names[i]
	if e, ok := b.byKey[n.Key]; ok {
		return e
	}
	id := graph.NewEntityID(n.Type, n.Key[strings.IndexByte(n.Key, '/')+1:])
	name, _, _ := strings.Cut(n.Name, " (")
	b.res.named[len(b.res.Entities)] = i
	return b.add(n.Key, graph.Entity{ID: id, Type: n.Type, Name: name, Code: n.Code})
}

// clusterPeople joins the names of persons: full names first, then the parts
// that a text goes on with.
func (b *builder) clusterPeople() {
	words := make([][]string, len(b.names))
	var order, surnames, single []int
	for i, n := range b.names {
		if n.typ != graph.Person {
			continue
		}
		switch words[i] = b.words(n); {
		case len(words[i]) == 1:
			single = append(single, i)
		case b.lex.Particle(words[i][0]):
			surnames = append(surnames, i)
		default:
			order = append(order, i)
		}
	}
	order = slices.Concat(order, surnames, single)
	last := map[*person]int{}
	for _, i := range order {
		w := words[i]
		var p *person
		if len(w) > 1 {
			p = b.samePerson(w)
		} else {
			p = b.calledBy(w[0], i, last)
			if p != nil && len(p.full) > 1 && b.monarch(i) != b.monarch(last[p]) && b.monarch(i) {
				p = nil // King Faisal is not Mr Faisal
				for _, q := range b.sounds[b.word(w[0]).bare.key.consonants] {
					if len(q.full) == 1 && b.sameWord(q.full[0], w[0]) {
						p = q
					}
				}
			}
		}
		if p == nil {
			p = &person{full: w, forms: map[string]int{}, class: map[string]struct{}{}, peer: map[string]struct{}{}, order: len(b.people), seen: -1}
			p.entity = b.add("person/"+strings.Join(w, " "), graph.Entity{Type: graph.Person})
			b.people = append(b.people, p)
			b.file(p)
		}
		if len(w) > len(p.full) && len(p.full) == 1 || len(w) > 1 && len(w) > len(p.full) {
			p.full = w
			b.file(p)
		}
		if len(w) > 1 {
			if g, ok := b.lex.Given(w[0]); ok && g != 'u' && p.gender == 0 {
				p.gender = g
			}
		}
		form := strings.Join(w, " ")
		p.forms[form]++
		if b.called[form] == nil {
			b.called[form] = p
		}
		b.entity[i] = p.entity
		last[p] = i
	}
	for _, p := range b.people {
		// Of several spellings the one that the text goes on with.
		used := func(form string) int {
			n := p.forms[form]
			if w := strings.Fields(form); len(w) > 1 {
				n += p.forms[w[len(w)-1]]
			}
			return n
		}
		best := strings.Join(p.full, " ")
		for f := range p.forms {
			if len(strings.Fields(f)) == len(p.full) && (used(f) > used(best) || used(f) == used(best) && f < best) {
				best = f
			}
		}
		e := &b.res.Entities[p.entity]
		e.Name = best
		e.ID = graph.NewEntityID(graph.Person, lexicon.Fold(best))
	}
	b.person = make([]*person, len(b.res.Entities))
	for _, p := range b.people {
		b.person[p.entity] = p
	}
}

// sameWord reports whether two name words can be one person's.
func (b *builder) sameWord(x, y string) bool {
	return b.alikeWords(b.word(x), b.word(y))
}

func (b *builder) alikeWords(x, y *nameWord) bool {
	if b.off.Has(ablation.Transliteration) {
		return x.folded == y.folded
	}
	return x.same(y)
}

// word returns the comparison forms of a word of a name.
func (b *builder) word(w string) *nameWord {
	if f := b.spelt[w]; f != nil {
		return f
	}
	f := newNameWord(w)
	b.spelt[w] = f
	if s := bare(w); s != w {
		f.bare = b.word(s)
	} else {
		f.bare = f
	}
	return f
}

// file indexes a person by the sound of the surname and by the other names.
func (b *builder) file(p *person) {
	p.words = nil
	for _, w := range p.full {
		p.words = append(p.words, b.word(w))
	}
	file(b.sounds, p.surname().key.consonants, p)
	for _, w := range p.words[:len(p.words)-1] {
		file(b.parts, w.folded, p)
	}
}

// samePerson finds the person with this full name in any spelling.
func (b *builder) samePerson(w []string) *person {
	last := b.word(w[len(w)-1]).bare
	near := b.sounds[last.key.consonants]
	if len(near) > memory {
		if p := b.called[strings.Join(w, " ")]; p != nil {
			return p
		}
		near = near[len(near)-memory:]
	}
	for _, p := range near {
		if len(p.full) < 2 {
			continue
		}
		if b.alikeWords(p.surname(), last) && sameGiven(b.lex, p.words[0], b.word(w[0])) {
			return p
		}
		// Names whose family name comes first are written whole.
		if len(p.full) == len(w) && slices.EqualFunc(p.full, w, b.sameWord) {
			return p
		}
	}
	return b.partOf(w)
}

// partOf finds the person whose fuller name begins or ends with the words:
// "Carlos Paz" for Carlos Paz Ruiz, "van der Berg" for Jan van der Berg.
func (b *builder) partOf(w []string) *person {
	for _, p := range b.sounds[b.word(w[len(w)-1]).bare.key.consonants] {
		if n := len(p.full) - len(w); n > 0 && slices.EqualFunc(p.full[n:], w, b.sameWord) {
			return p
		}
	}
	for _, p := range b.parts[b.word(w[0]).folded] {
		if len(p.full) > len(w) && slices.EqualFunc(p.full[:len(w)], w, b.sameWord) {
			return p
		}
	}
	return nil
}

// calledBy finds whom a single name word stands for: who bears it as last
// name, else who bears it as first name; of several the one named last before.
func (b *builder) calledBy(word string, at int, last map[*person]int) *person {
	var best *person
	bestScore := -1
	whole := b.word(word)
	near, parts := b.sounds[whole.bare.key.consonants], b.parts[whole.folded]
	near, parts = near[max(0, len(near)-memory):], parts[max(0, len(parts)-memory):]
	for _, p := range slices.Concat(near, parts) {
		score := -1
		switch {
		case len(p.full) == 1 && b.alikeWords(p.words[0], whole.bare):
			score = 300
		case b.off.Has(ablation.ShortNames):
		case len(p.full) > 1 && b.alikeWords(p.surname(), whole.bare):
			score = 300
		case len(p.full) > 1 && p.words[0].folded == whole.folded:
			score = 100
		case p.middle(whole):
			score = 50
		}
		if score < 0 {
			continue
		}
		// Of two bearers the nearest named before wins.
		if l, ok := last[p]; ok && l < at {
			score += 100 - min(99, at-l)
		}
		if score > bestScore {
			best, bestScore = p, score
		}
	}
	return best
}

// monarch reports whether name k follows the title of a monarch, which goes
// with the given name.
func (b *builder) monarch(k int) bool {
	r := b.titleOf(k)
	return r != nil && r.spec.Class == "monarch"
}

// personOf returns the person that an entity is, nil for none.
func (b *builder) personOf(entity int) *person {
	if entity < 0 || entity >= len(b.person) {
		return nil
	}
	return b.person[entity]
}

// nameEntities gives each name that is no person its entity.
func (b *builder) nameEntities() {
	for _, n := range b.names {
		var states []int
		for _, r := range n.refs {
			if r.Via == lexicon.ByName {
				b.byName[r.Named] = true
			}
			if b.lex.Names[r.Named].Type == graph.State && r.Via == lexicon.ByName {
				states = append(states, r.Named)
			}
		}
		if len(states) == 1 {
			b.sure[states[0]] = true
		}
	}
	described := map[int]bool{} // tokens in the complements of titles
	for _, r := range b.roles {
		for _, i := range r.comp {
			described[i] = true
		}
		if b.local(r.spec) {
			after, _ := b.complement(b.nameEnd(r))
			for _, i := range slices.Concat(r.comp, r.mods, after) {
				b.ofLocal[i] = true
			}
		}
	}
	clusters := map[string]int{}
	long := map[string]int{} // last word to the organization named last that has more
	for i := range b.names {
		if i > 0 {
			b.noteLong(long, i-1)
		}
		n := &b.names[i]
		if b.attributive(*n, described) {
			continue
		}
		if s, ok := b.half(*n); ok {
			b.entity[i] = s
			continue
		}
		if e, ok := b.calledFormat(*n, long); ok {
			n.typ = graph.Format
			b.entity[i] = e
			continue
		}
		if n.refs != nil {
			b.entity[i] = b.readRefs(i)
			continue
		}
		if n.typ == graph.Person {
			continue
		}
		text := b.doc.SpanText(n.Span)
		k := string(n.typ) + "/" + lexicon.Fold(bare(text))
		if e, ok := clusters[k]; ok {
			b.entity[i] = e
			continue
		}
		// "the Andean Commission", then "the Commission"
		if f := lexicon.Fold(text); n.typ == graph.Organization && b.lex.Words.OrgHeads[f] {
			if e, ok := long[f]; ok {
				b.entity[i] = e
				continue
			}
		}
		e := b.add(k, graph.Entity{ID: graph.NewEntityID(n.typ, lexicon.Fold(text)), Type: n.typ, Name: strings.Join(strings.Fields(text), " ")})
		clusters[k] = e
		b.entity[i] = e
	}
	b.bracketAcronyms()
}

// noteLong notes the organization that name k gives with several words under
// the last of them, by which a text may go on to call it.
func (b *builder) noteLong(long map[string]int, k int) {
	e := b.entity[k]
	if e < 0 {
		return
	}
	if w := strings.Fields(b.doc.SpanText(b.names[k].Span)); b.res.Entities[e].Type == graph.Format && len(w) > 1 {
		long[formatHead+headWord(w)] = e
	}
	if b.res.Entities[e].Type != graph.Organization {
		return
	}
	if w := strings.Fields(lexicon.Fold(b.doc.SpanText(b.names[k].Span))); len(w) > 1 {
		long[w[len(w)-1]] = e
	}
}

// formatHead marks, among the last words of names, those of formats.
const formatHead = "format/"

// calledFormat returns the format that a text calls by its noun alone: "the
// Congress" after "the Congress of Verona", unless the text names the state
// whose parliament is so called.
func (b *builder) calledFormat(n name, long map[string]int) (int, bool) {
	if n.refs == nil || n.End-n.Start > 1 || !b.lex.Words.FormatHeads[b.find.Folded(n.Start)] {
		return 0, false
	}
	l := b.lex.Names[n.refs[0].Named]
	if s, ok := b.lex.ByKey(l.State); l.Type != graph.Organization || ok && b.sure[s] {
		return 0, false
	}
	e, ok := long[formatHead+b.find.Folded(n.Start)]
	return e, ok
}

// attributive reports whether a name only describes a noun or fills a title:
// "Britain-based", "High Representative for Foreign Affairs". described are
// the tokens in the complements of titles.
func (b *builder) attributive(n name, described map[int]bool) bool {
	if j := n.End; j+1 < len(b.doc.Tokens) && b.text(j) == "-" && !b.doc.Tokens[j].Space && b.lex.Words.OriginParticiples[b.find.Folded(j+1)] {
		return true
	}
	return n.refs != nil && b.lex.Names[n.refs[0].Named].Kind == "media" && described[n.Start]
}

// half resolves "the North" where the text names a state "North ...", and
// tells plural state names ("the two Koreas"), which are no entity.
func (b *builder) half(n name) (int, bool) {
	if n.typ == graph.Person {
		return 0, false
	}
	w := strings.Fields(lexicon.Fold(b.doc.SpanText(n.Span)))
	last := w[len(w)-1]
	if n.refs == nil && strings.HasSuffix(last, "s") && b.lex.Lookup(strings.TrimSuffix(last, "s")) != nil && len(w) <= 2 {
		return -1, true
	}
	if len(w) != 1 || !b.lex.Words.Directions[w[0]] {
		return 0, false
	}
	s, ok := b.halves[w[0]]
	if !ok {
		s = -1
		for i := range b.lex.Names {
			if b.sure[i] && strings.HasPrefix(lexicon.Fold(b.lex.Names[i].Name), w[0]+" ") {
				s = i
				break
			}
		}
		b.halves[w[0]] = s
	}
	if s < 0 {
		return -1, true
	}
	return b.fromLexicon(s), true
}

// bracketAcronyms joins "the Andean Development Bank (ADB)" and "ADB": the
// acronym that follows a name in brackets is that name from then on.
func (b *builder) bracketAcronyms() {
	alias := map[string]int{}
	bracketed := map[int]bool{} // tokens of the acronyms in brackets
	for i, n := range b.names {
		j := n.End
		if b.off.Has(ablation.Acronyms) || b.bracketed(j) == "" || b.entity[i] < 0 {
			continue
		}
		if !standsFor(b.text(j+1), b.doc.SpanText(n.Span)) {
			continue
		}
		alias[b.text(j+1)] = b.entity[i]
		if b.at[j+1] < 0 {
			bracketed[j+1] = true
			b.names = append(b.names, name{Span: nlp.Span{Start: j + 1, End: j + 2}, head: j + 1, typ: b.res.Entities[b.entity[i]].Type, rank: 99, why: "bracket"})
			b.entity = append(b.entity, b.entity[i])
		}
	}
	for i, n := range b.names {
		if e, ok := alias[b.doc.SpanText(n.Span)]; ok && (n.refs == nil || b.entity[i] != e) {
			b.entity[i] = e
		}
	}
	for i := range b.doc.Tokens {
		if e, ok := alias[b.text(i)]; ok && b.at[i] < 0 && !bracketed[i] {
			b.names = append(b.names, name{Span: nlp.Span{Start: i, End: i + 1}, head: i, typ: b.res.Entities[e].Type, rank: 99, why: "acronym"})
			b.entity = append(b.entity, e)
		}
	}
	// Keep names and their entities in text order.
	order := make([]int, len(b.names))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(x, y int) bool { return b.names[order[x]].Start < b.names[order[y]].Start })
	names, ents := make([]name, len(order)), make([]int, len(order))
	for k, i := range order {
		names[k], ents[k] = b.names[i], b.entity[i]
	}
	b.names, b.entity = names, ents
	b.indexNames()
}

// bracketed returns the acronym in the brackets that open at token i, "" for
// none.
func (d *reading) bracketed(i int) string {
	if i+2 >= len(d.doc.Tokens) || !(d.text(i) == "(" && d.text(i+2) == ")" || d.text(i) == "[" && d.text(i+2) == "]") || !allCaps(d.text(i+1)) {
		return ""
	}
	return d.text(i + 1)
}

// standsFor reports whether an acronym in brackets is that of the name before
// them: made of its initials, also in the order of another language
// ("Patriotic Front for Progress", FPP).
func standsFor(acronym, name string) bool {
	if initialsOf(acronym, name) {
		return true
	}
	initials := ""
	for _, w := range strings.Fields(lexicon.Fold(name)) {
		initials += w[:1]
	}
	a := lexicon.Fold(acronym)
	for i := range len(a) {
		at := strings.IndexByte(initials, a[i])
		if at < 0 {
			return false
		}
		initials = initials[:at] + initials[at+1:]
	}
	return len(a) >= 3
}

// initialsOf reports whether the letters of an acronym come in order among
// the initials of a name's words, the first being the first.
func initialsOf(acronym, name string) bool {
	var initials []byte
	for _, w := range strings.FieldsFunc(lexicon.Fold(name), func(r rune) bool { return r == ' ' || r == '-' }) {
		initials = append(initials, w[0])
	}
	a := lexicon.Fold(acronym)
	if len(initials) < 2 || len(a) < 2 {
		return false
	}
	i := 0
	for _, c := range initials {
		if i < len(a) && a[i] == c {
			i++
		}
	}
	return i >= len(a)-1 && i >= 2
}

// readRefs chooses among the readings of a lexicon phrase.
func (b *builder) readRefs(i int) int {
	n := &b.names[i]
	var state, demonym, seat, body, place []int
	for _, r := range n.refs {
		switch t := b.lex.Names[r.Named].Type; {
		case t == graph.Place:
			place = append(place, r.Named)
		case t == graph.State && r.Via == lexicon.ByName && b.lex.Names[r.Named].Until != "" && b.placeToo(n.refs):
			// A region that once was a state.
		case t == graph.State && r.Via == lexicon.ByName:
			state = append(state, r.Named)
		case t == graph.State && (r.Via == lexicon.ByAdjective || r.Via == lexicon.ByPeople):
			demonym = append(demonym, r.Named)
		case r.Via == lexicon.ByCapital && b.lex.Names[r.Named].Until != "" && !b.sure[r.Named] && b.placeToo(n.refs) && !(n.End < len(b.doc.Tokens) && b.lex.Words.Governments[b.find.Folded(n.End)]):
			// Of a state that is no more, and that the text does not name.
		case r.Via == lexicon.ByCapital || r.Via == lexicon.ByMetonym && t == graph.State:
			seat = append(seat, r.Named)
		case r.Via == lexicon.ByMetonym:
			// The city an organization sits in, before the state around it.
			if b.mentionedOrg(r.Named) {
				seat = append([]int{r.Named}, seat...)
			} else {
				seat = append(seat, r.Named)
			}
		default:
			body = append(body, r.Named)
		}
	}
	if b.inTitleOfWork(*n) && len(state) == 0 && len(demonym) == 0 {
		return -1
	}
	metonyms := !b.off.Has(ablation.Metonyms)
	if !metonyms {
		seat = nil
	}
	if metonyms && len(body) > 0 && (len(seat) > 0 || b.governs(*n, body[0])) {
		// "The Kremlin", "the Japanese government": the state itself acts.
		for _, r := range append(seat, b.ownState(body[0])...) {
			if b.lex.Names[r].Type == graph.State {
				n.typ, n.why = graph.State, "metonym"
				return b.fromLexicon(r)
			}
		}
	}
	switch {
	case len(body) > 0:
		body[0] = b.likelyBody(body)
		if b.foreignBody(*n, body[0]) {
			text := b.doc.SpanText(n.Span)
			n.typ = graph.Organization
			return b.add("organization/"+lexicon.Fold(text), graph.Entity{ID: graph.NewEntityID(n.typ, lexicon.Fold(text)), Type: n.typ, Name: text})
		}
		n.typ = b.lex.Names[body[0]].Type
		return b.fromLexicon(body[0])
	case len(state) > 0:
		n.typ = graph.State
		b.setVenue(n, b.placeContext(*n))
		return b.fromLexicon(b.likelyState(state))
	case len(demonym) > 0:
		n.typ = graph.State
		n.why = "demonym"
		s := b.likelyState(demonym)
		if b.minority(*n, s) {
			return -1
		}
		if _, ok := b.byKey[b.lex.Names[s].Key]; !ok && !b.actor(*n) {
			return -1
		}
		return b.fromLexicon(s)
	case len(seat) > 0 && (len(place) == 0 || !b.ofLocal[n.Start] && !b.placeContext(*n)):
		n.typ = b.lex.Names[seat[0]].Type
		n.why = "metonym"
		return b.fromLexicon(seat[0])
	case len(place) > 0:
		n.typ = graph.Place
		switch b.lex.Names[place[0]].Kind {
		case "area", "sea", "continent":
			if b.groupOfStates(*n) {
				return -1
			}
		}
		b.setVenue(n, true)
		if p := b.lex.Names[place[0]]; p.Kind == "continent" || b.vast(p.Name) || b.vast(b.doc.SpanText(n.Span)) {
			return -1
		}
		return b.fromLexicon(b.likelyPlace(place))
	}
	return -1
}

// minority reports whether a people is spoken of as one within another state:
// "Kosovo's Albanians", "the Bosnian Serbs", "ethnic Russians".
func (b *builder) minority(n name, state int) bool {
	i := n.Start - 1
	if i >= 0 && b.doc.Tokens[i].Tag == "POS" {
		i--
	}
	if i < 0 || b.doc.Tokens[n.head].POS == "ADJ" {
		return false
	}
	if b.find.Folded(i) == "ethnic" {
		return true
	}
	k := b.at[i]
	return k >= 0 && b.names[k].refs != nil && slices.ContainsFunc(b.names[k].refs, func(r lexicon.Ref) bool {
		return b.lex.Names[r.Named].Type == graph.State && r.Named != state && (b.names[k].End == n.Start && r.Via == lexicon.ByAdjective || b.doc.Tokens[n.Start-1].Tag == "POS" && r.Via == lexicon.ByName)
	})
}

func (b *builder) setVenue(n *name, is bool) {
	if is {
		b.res.venue[n.head] = true
	}
}

// governs reports whether an organization's name in the text is only another
// word for the government of its state.
func (b *builder) governs(n name, body int) bool {
	if b.lex.Names[body].State == "" {
		return false
	}
	for _, r := range b.lex.Lookup(b.lex.Names[body].Name) {
		if r.Via == lexicon.ByMetonym && b.lex.Names[r.Named].Key == b.lex.Names[body].State {
			return true
		}
	}
	if !b.lex.Words.Governments[b.find.Folded(n.End-1)] {
		return false
	}
	whose := b.lex.Lookup(b.doc.SpanText(nlp.Span{Start: n.Start, End: n.End - 1}))
	return len(whose) > 0 && b.lex.Names[whose[0].Named].Type == graph.State
}

func (b *builder) ownState(body int) []int {
	if i, ok := b.lex.ByKey(b.lex.Names[body].State); ok {
		return []int{i}
	}
	return nil
}

// foreignBody reports whether a name that many states have a body of, such as
// a ministry, speaks of one of another state than the lexicon's.
func (b *builder) foreignBody(n name, body int) bool {
	l := b.lex.Names[body]
	if !strings.Contains(l.Name, " (") || l.State == "" {
		return false
	}
	if s, ok := b.lex.ByKey(l.State); !ok || !b.sure[s] {
		return true
	}
	if n.Start == 0 || !b.stateWord(n.Start-1) {
		return false
	}
	k := b.at[n.Start-1]
	return k >= 0 && !slices.ContainsFunc(b.names[k].refs, func(r lexicon.Ref) bool { return b.lex.Names[r.Named].Key == l.State })
}

func (b *builder) placeToo(refs []lexicon.Ref) bool {
	return slices.ContainsFunc(refs, func(r lexicon.Ref) bool { return b.lex.Names[r.Named].Type == graph.Place })
}

// likelyBody prefers, of organizations that share a name, one of a state that
// the text names.
func (b *builder) likelyBody(bodies []int) int {
	for _, k := range bodies {
		if s, ok := b.lex.ByKey(b.lex.Names[k].State); ok && b.sure[s] {
			return k
		}
	}
	return bodies[0]
}

// inTitleOfWork reports whether a name is part of that of a treaty, a war or
// the like: "Oslo" in "the Oslo Accord".
func (b *builder) inTitleOfWork(n name) bool {
	i := n.End
	return i < len(b.doc.Tokens) && b.capital(i) && !b.head[i] && b.sent[i] == b.sent[n.Start] && b.lex.Words.NotNames[b.find.Folded(i)] && b.role[i] < 0
}

// groupOfStates reports whether a region only tells which states are meant:
// "the Baltic states", "Gulf leaders".
func (b *builder) groupOfStates(n name) bool {
	return n.End < len(b.doc.Tokens) && b.lex.Words.CollectiveNouns[b.find.Folded(n.End)]
}

// vast reports whether a place is a continent or a quarter of one, which no
// meeting is in and nobody acts for.
func (b *builder) vast(name string) bool {
	w := strings.Fields(lexicon.Fold(name))
	last := w[len(w)-1]
	if b.lex.Words.Continents[last] {
		return true
	}
	return len(w) == 2 && b.lex.Words.Quarters[w[0]]
}

// mentionedOrg reports whether the document names an organization otherwise
// than by its seat.
func (b *builder) mentionedOrg(named int) bool { return b.byName[named] }

// likelyState prefers, of the states a word can mean, the one that the text
// names beyond doubt, then one that still exists.
func (b *builder) likelyState(states []int) int {
	for _, s := range states {
		if b.sure[s] {
			return s
		}
	}
	for _, s := range states {
		if b.lex.Names[s].Until == "" {
			return s
		}
	}
	return states[0]
}

// likelyPlace prefers, of the places a name can mean, one in a state that the
// text names.
func (b *builder) likelyPlace(places []int) int {
	for _, p := range places {
		if s, ok := b.lex.ByKey(b.lex.Names[p].State); ok && b.sure[s] {
			return p
		}
	}
	return places[0]
}

// placeContext reports whether a name stands where the text speaks of a
// location: after a preposition of place, as goal of a journey, before its
// country, or as modifier of an event.
func (b *builder) placeContext(n name) bool {
	toks := b.doc.Tokens
	h := toks[n.head]
	for h.Dep == "conj" || h.Dep == "appos" {
		if h.Head == n.head {
			break
		}
		p := h.Head
		if k := b.at[p]; k >= 0 && k != b.at[n.head] && b.names[k].refs == nil {
			break
		}
		if toks[p].Head == p {
			break
		}
		h = toks[p]
	}
	if b.datelined(n) {
		return true
	}
	if h.Dep == "pobj" {
		prep := toks[h.Head]
		lemma := strings.ToLower(prep.Lemma)
		if b.lex.Words.PlacePreps[lemma] {
			return true
		}
		gov := toks[prep.Head]
		if (lemma == "to" || lemma == "from" || lemma == "for") && b.lex.Words.Motion[strings.ToLower(gov.Lemma)] {
			return true
		}
		if lemma == "of" && b.lex.Words.Settlements[strings.ToLower(gov.Lemma)] {
			return true
		}
	} else if b.placePrep(n) {
		return true
	}
	if h.Dep == "dobj" && b.lex.Words.Reaching[strings.ToLower(toks[h.Head].Lemma)] {
		return true
	}
	stateName := slices.ContainsFunc(n.refs, func(r lexicon.Ref) bool {
		return r.Via == lexicon.ByName && b.lex.Names[r.Named].Type == graph.State
	})
	if !stateName && (h.Dep == "compound" || h.Dep == "nmod" || h.Dep == "amod") && h.Head >= n.End && b.lex.Words.EventNouns[strings.ToLower(toks[h.Head].Lemma)] {
		return true
	}
	// "Bergen (Norway)", "Bergen, Norway"
	if j := n.End; j+1 < len(toks) && (b.text(j) == "(" || b.text(j) == ",") {
		if k := b.at[j+1]; k >= 0 && b.names[k].Start == j+1 {
			e := b.names[k].End
			for _, r := range b.names[k].refs {
				if r.Via != lexicon.ByName || b.lex.Names[r.Named].Type != graph.State {
					continue
				}
				if b.text(j) == "(" && e < len(toks) && (b.text(e) == ")" || b.text(e) == ",") {
					return true
				}
				if b.text(j) == "," && b.liesIn(n, r.Named) {
					return true
				}
			}
		}
	}
	return false
}

// liesIn reports whether a reading of the name is a place in the state.
func (b *builder) liesIn(n name, state int) bool {
	for _, r := range n.refs {
		if k := b.lex.Names[r.Named]; k.Type == graph.Place && k.State == b.lex.Names[state].Key {
			return true
		}
	}
	return false
}

// actor reports whether a demonym names its state as one who acts: as a noun
// for its people, or before a title or a group.
func (b *builder) actor(n name) bool {
	t := b.doc.Tokens[n.head]
	if (t.POS == "NOUN" || t.POS == "PROPN") && t.Dep != "compound" && t.Dep != "amod" && t.Dep != "nmod" {
		return true
	}
	for i := n.End; i < len(b.doc.Tokens) && i < n.End+5 && b.sent[i] == b.sent[n.Start]; i++ {
		if r := b.role[i]; r >= 0 && !b.roles[r].spec.Honorific {
			return b.roles[r].spec.Class != "expert" && b.roles[r].spec.Class != "journalist"
		}
		if p := b.doc.Tokens[i].POS; p == "PUNCT" && b.text(i) != "-" || p == "VERB" && b.doc.Tokens[i].Dep != "amod" || p == "ADP" {
			return false
		}
		if b.lex.Words.GroupNouns[b.find.Folded(i)] {
			return true
		}
	}
	return false
}
