package resolve

import (
	"iter"
	"slices"
	"strings"

	"parley/graph"
	"parley/ingest/internal/ablation"
	"parley/ingest/internal/lexicon"
	"parley/ingest/nlp"
)

// walk goes through the text once, from left to right, and makes the mentions:
// names as they stand, and role phrases and pronouns from what was named
// before them.
func (b *builder) walk() {
	toks := b.doc.Tokens
	roleStart := map[int]int{}
	for i, r := range b.roles {
		if !r.spec.Honorific {
			roleStart[r.title.End-1] = i
		}
	}
	for i := range toks {
		if k := b.at[i]; k >= 0 && b.names[k].Start == i && b.entity[k] >= 0 {
			b.nameMention(k)
		}
		if r, ok := roleStart[i]; ok && b.at[i] < 0 {
			b.roleMention(r)
			continue
		}
		if b.at[i] >= 0 {
			continue
		}
		switch tag := toks[i].Tag; {
		case tag == "PRP" || tag == "PRP$":
			if !b.off.Has(ablation.Pronouns) {
				b.pronoun(i)
			}
		case b.off.Has(ablation.NounPhrases):
		case strings.HasPrefix(tag, "NN"):
			b.nounMention(i)
		case tag == "CD" || tag == "DT":
			b.theTwo(i)
		}
	}
}

func (b *builder) mention(m Mention) {
	if len(m.Entities) == 0 {
		return
	}
	for _, e := range m.Entities {
		p := b.personOf(e)
		if p == nil {
			continue
		}
		p.seen = m.Head
		if p.recent == nil {
			p.recent = b.recent.PushFront(p)
		}
		b.recent.MoveToFront(p.recent)
		if len(m.Entities) == 1 {
			b.whose = append(b.whose, len(b.res.Mentions))
		}
	}
	b.res.Mentions = append(b.res.Mentions, m)
}

// forgetMentions takes the mentions back, but not what they told of posts.
func (b *builder) forgetMentions() {
	b.res.Mentions, b.whose, b.home = b.res.Mentions[:0], b.whose[:0], -1
	clear(b.named)
	b.recent.Init()
	for _, p := range b.people {
		p.seen, p.recent = -1, nil
	}
}

func (b *builder) nameMention(k int) {
	n := b.names[k]
	m := Mention{Span: n.Span, Head: n.head, Form: Name, Entities: []int{b.entity[k]}, Method: n.why}
	if b.res.Entities[b.entity[k]].Type == graph.State {
		b.named[b.entity[k]]++
	}
	if n.why == "demonym" {
		m.Form = Demonym
		if p := b.national(n, b.entity[k]); p >= 0 {
			m.Form, m.Entities, m.Method = Role, []int{p}, "national"
		}
	}
	b.mention(m)
	// "President Diaz" and "Diaz" are both ways in which the text names her.
	if n.typ == graph.Person {
		if r := b.titleOf(k); r != nil {
			start := r.np.Start
			if r.det != "" || r.owner >= 0 {
				start++
			}
			m.Span = nlp.Span{Start: start, End: n.End}
			m.Head = b.topOf(m.Span)
			m.Method = "title"
			b.mention(m)
			if start < r.title.Start {
				m.Start = r.title.Start
				m.Head = b.topOf(m.Span)
				b.mention(m)
			}
		}
	}
}

// national resolves "the Norwegian", said of one person, to the person of
// that state named last, -1 when the word means the state or its people.
func (b *builder) national(n name, state int) int {
	t := b.doc.Tokens[n.head]
	if t.Dep == "amod" || t.Dep == "compound" || t.Dep == "nmod" || n.Start == 0 || b.find.Folded(n.Start-1) != "the" || b.lex.Lookup(b.doc.SpanText(n.Span)+"s") == nil {
		return -1
	}
	for k := len(b.res.Mentions) - 1; k >= 0; k-- {
		m := b.res.Mentions[k]
		if b.sent[n.head]-b.sent[m.Head] > 3 {
			break
		}
		if len(m.Entities) == 1 && b.res.Entities[m.Entities[0]].Type == graph.Person && b.servesAny(b.personOf(m.Entities[0]), []int{state}) {
			return m.Entities[0]
		}
	}
	return -1
}

// topOf returns the first token of a span whose head lies outside it: the
// title, where the parser makes it the head of the name.
func (b *builder) topOf(s nlp.Span) int {
	for i := s.Start; i < s.End; i++ {
		if h := b.doc.Tokens[i].Head; h < s.Start || h >= s.End || h == i {
			return i
		}
	}
	return s.End - 1
}

// titleOf returns the role phrase right before a personal name, nil for none.
func (b *builder) titleOf(k int) *role {
	j := b.names[k].Start - 1
	if j < 0 || b.role[j] < 0 || b.roles[b.role[j]].title.End != j+1 {
		return nil
	}
	return &b.roles[b.role[j]]
}

// roleMention resolves a role phrase.
func (b *builder) roleMention(i int) {
	r := &b.roles[i]
	m := Mention{Span: r.np, Head: b.topOf(r.title), Form: Role}
	switch {
	case len(r.named) > 0 && b.names[r.named[0]].Start == r.title.End || b.adjacentName(*r):
		// The title of a name that makes the mention itself.
		if r.spec.Relational {
			b.counterpart(*r, i)
		}
		b.postOf(*r, b.spokenOf(*r))
		return
	case len(r.named) > 0:
		for _, k := range r.named {
			m.Entities = append(m.Entities, b.entity[k])
		}
		m.Method = "apposition"
		b.postOf(*r, b.spokenOf(*r))
		b.itsPost(*r)
	case b.off.Has(ablation.RolePhrases):
		return
	case r.spec.Relational:
		m.Entities, m.Method = b.counterpart(*r, i), "counterpart"
	case r.spec.Collective:
		defer b.follow(&m, r.title.End-1)
		m.Entities, m.Method = b.affiliation(i, -1), "delegation"
		switch {
		case len(m.Entities) > 0:
		case r.owner >= 0:
			m.Entities = b.ownersOf(r.owner)
		case r.count > 0 && (r.det == "the" || r.det == "both"):
			m.Entities = b.group(r.title.Start, r.count, false)
		case r.det == "the" || r.det == "this":
			m.Entities = b.sameGroup(r.title.End-1, r.np.Start)
			if len(m.Entities) == 0 && b.ruling(*r) {
				if s := b.country(); s >= 0 {
					m.Entities, m.Method = []int{s}, "country"
				}
			}
		}
	case r.plural:
		m.Entities, m.Method = b.pluralRole(*r, i)
		if len(m.Entities) == 0 {
			b.plural = m.Head
		}
	default:
		m.Entities, m.Method = b.singularRole(*r, i)
		if m.Method == "role-for" && b.subject(m.Head) && (r.det == "the" || len(m.Entities) > 0) && !b.lex.Words.BodyNouns[b.find.Folded(m.Head)] {
			b.titles = append(b.titles, m.Head)
		}
	}
	b.mention(m)
}

// follow notes whose delegation the text goes along with.
func (b *builder) follow(m *Mention, word int) {
	if b.lex.Words.Delegations[b.find.Folded(word)] && len(m.Entities) == 1 && b.res.Entities[m.Entities[0]].Type == graph.State {
		b.home = m.Entities[0]
	}
}

// itsPost gives the posts that a role phrase with "its" says to whom it means:
// "Peru sent its chancellor, Jane Roe".
func (b *builder) itsPost(r role) {
	if r.owner < 0 || b.find.Folded(r.owner) != "its" {
		return
	}
	of := b.antecedent(r.owner)
	if len(of) != 1 || !slices.ContainsFunc(b.inSentence(b.sent[r.owner]), func(m Mention) bool { return m.Form != Pronoun && slices.Contains(m.Entities, of[0]) }) {
		return
	}
	b.postOf(r, of[0])
}

// spokenOf returns the state or body that a noun before a title stands for: the
// state named last in the paragraph in "the country's president", the body in
// "the bloc's chair". It is -1 when there is none.
func (b *builder) spokenOf(r role) int {
	for _, i := range r.mods {
		if r.det != "the" || b.doc.Tokens[i+1].Tag != "POS" || b.at[i] >= 0 {
			continue
		}
		f := b.find.Folded(i)
		if !b.lex.Words.Lands[f] {
			if b.lex.Words.BodyNouns[f] || b.lex.Words.OrgHeads[f] {
				return b.bodyCalled(f, i)
			}
			continue
		}
		return b.landAt(i)
	}
	if n := len(r.comp); n > 0 && r.compPrep == "of" && b.find.Folded(r.comp[n-1]-1) == "the" && b.at[r.comp[n-1]] < 0 {
		switch i, f := r.comp[n-1], b.find.Folded(r.comp[n-1]); {
		case b.lex.Words.Lands[f]:
			return b.landAt(i)
		case b.lex.Words.BodyNouns[f] || b.lex.Words.OrgHeads[f]:
			return b.bodyCalled(f, i)
		}
	}
	return -1
}

// landAt returns the state that a noun like "country" at token i stands for: the
// one named last in the paragraph, else the one that the text is about; -1 for
// none.
func (b *builder) landAt(i int) int {
	for k := len(b.res.Mentions) - 1; k >= 0; k-- {
		m := b.res.Mentions[k]
		if !b.sameParagraph(m.Head, i) {
			break
		}
		if m.Start < i && m.Form != Pronoun && len(m.Entities) == 1 && b.res.Entities[m.Entities[0]].Type == graph.State {
			return m.Entities[0]
		}
	}
	return b.country()
}

// postOf gives the posts that a role phrase says, where the text does not say
// whose they are, to a state or body; -1 for none.
func (b *builder) postOf(r role, of int) {
	if of < 0 {
		return
	}
	post := strings.ToLower(b.post(r))
	for _, k := range r.named {
		p := b.personOf(b.entity[k])
		if p == nil {
			continue
		}
		for _, i := range p.held {
			if t := &b.res.Tenures[i]; t.Of < 0 && t.lower == post {
				t.Of = of
				file(b.agents, of, p)
			}
		}
	}
}

// adjacentName reports whether the role phrase runs into a personal name that
// bears it in a longer chain of titles.
func (b *builder) adjacentName(r role) bool {
	if r.title.End >= len(b.doc.Tokens) {
		return false
	}
	k := b.at[r.title.End]
	return k >= 0 && b.names[k].typ == graph.Person && b.names[k].Start == r.title.End && b.sameParagraph(r.title.End-1, r.title.End)
}

// ownersOf resolves whose delegation or government "his" and "its" before the
// noun say it is: whom the person serves, or the state or body itself.
func (b *builder) ownersOf(pronoun int) []int {
	o := b.antecedent(pronoun)
	if len(o) != 1 {
		return nil
	}
	p := b.personOf(o[0])
	if p == nil {
		return o
	}
	if of := b.served(p); len(of) > 0 {
		return of[:1]
	}
	return nil
}

// sameGroup resolves "the delegation" to whose delegation was spoken of last.
func (b *builder) sameGroup(head, before int) []int {
	for k := len(b.res.Mentions) - 1; k >= 0; k-- {
		m := b.res.Mentions[k]
		if b.sent[head]-b.sent[m.Head] > 30 {
			break
		}
		if m.Form == Role && m.Start < before && b.find.Folded(m.Head) == b.find.Folded(head) {
			return m.Entities
		}
	}
	return nil
}

// ruling reports whether a role phrase is for a government without saying whose:
// "the new government".
func (b *builder) ruling(r role) bool {
	other := func(i int) bool { return b.capital(i) || b.lex.Words.NotInPower[b.find.Folded(i)] }
	return b.lex.Words.Rulers[b.find.Folded(r.title.End-1)] && r.compPrep == "" && !slices.ContainsFunc(r.mods, other)
}

// country returns the state that the text so far is about: the only one that it
// names, or the one named twice as often as any other; -1 when there is none.
// "The new government" without more is that state's.
func (b *builder) country() int {
	best, most, next := -1, 0, 0
	for e, n := range b.named {
		switch {
		case n > most:
			best, most, next = e, n, most
		case n > next:
			next = n
		}
	}
	if most < 2*next {
		return -1
	}
	return best
}

// findHeads notes who heads an administration that bears the name: the president,
// or the premier, whom the text may call so without a name beside it.
func (b *builder) findHeads() {
	for _, n := range b.names {
		if n.typ != graph.Organization || n.End-n.Start != 2 || !b.lex.Words.Administrations[b.find.Folded(n.End-1)] {
			continue
		}
		var head *person
		for _, p := range b.people {
			if p.surname().folded == b.find.Folded(n.Start) {
				if head != nil {
					head = nil // two of that name
					break
				}
				head = p
			}
		}
		if head != nil && !head.heads {
			head.heads = true
			b.fileClass("head_of_state", head)
			b.fileClass("head_of_government", head)
		}
	}
}

// counterpart resolves "his Russian counterpart": who of that state has the
// post of the one it relates to, else the one of that state named last.
func (b *builder) counterpart(r role, i int) []int {
	owner := -1
	if r.owner >= 0 {
		if o := b.antecedent(r.owner); len(o) == 1 {
			owner = o[0]
		}
	}
	if owner < 0 {
		owner = b.lastPerson(r.np.Start)
	}
	k := b.following(r)
	end := -1
	if k >= 0 {
		end = b.names[k].End
	} else if k = b.preceding(r); k >= 0 {
		owner = b.lastPerson(b.names[k].Start)
	}
	if k >= 0 {
		of := b.affiliation(i, end)
		e := b.entity[k]
		if p := b.personOf(e); len(of) > 0 && !slices.Contains(p.serves, of[0]) {
			p.serves = append(p.serves, of[0])
			file(b.agents, of[0], p)
		}
		b.pair(owner, e)
		if o, p := b.personOf(owner), b.personOf(e); o != nil && p != nil {
			for c := range o.class {
				p.peer[c] = struct{}{}
				b.fileClass(c, p)
			}
		}
		return []int{e}
	}
	states := b.affiliation(i, -1)
	if e, ok := b.pairs[owner]; ok && len(states) == 0 && !r.plural && !b.off.Has(ablation.Counterparts) {
		return []int{e}
	}
	if len(states) == 0 || r.plural || b.off.Has(ablation.Counterparts) {
		return states
	}
	var classes map[string]struct{}
	if p := b.personOf(owner); p != nil {
		classes = p.class
	}
	var agents [][]*person
	for _, s := range states {
		agents = append(agents, b.agents[s])
	}
	var best choice
	for p := range b.among(agents...) {
		if p.entity == owner || !b.servesAny(p, states) {
			continue
		}
		s := 1 + b.recency(p, r.np.Start)
		for c := range p.class {
			if _, ok := classes[c]; ok {
				s += 100
			}
		}
		best.offer(p, s)
	}
	if best.p != nil {
		b.pair(owner, best.p.entity)
		return []int{best.p.entity}
	}
	return states
}

// choice is the person with the highest score so far, of equal ones who was
// named first in the text.
type choice struct {
	p     *person
	score int
}

func (c *choice) offer(p *person, score int) {
	if c.p == nil || score > c.score || score == c.score && p.order < c.p.order {
		c.p, c.score = p, score
	}
}

// memory is how many persons a role phrase, or a name, is weighed against.
// Where more could be meant, it is those whom the text mentioned last, or
// brought in last: that keeps the time linear in the length of a text.
const memory = 500

// among yields the persons of some lists, in any order, or in their place
// those mentioned last when there are too many.
func (b *builder) among(lists ...[]*person) iter.Seq[*person] {
	return func(yield func(*person) bool) {
		n := 0
		for _, l := range lists {
			n += len(l)
		}
		if n > memory {
			for e, k := b.recent.Front(), 0; e != nil && k < memory; e, k = e.Next(), k+1 {
				if !yield(e.Value.(*person)) {
					return
				}
			}
			return
		}
		for _, l := range lists {
			for _, p := range l {
				if !yield(p) {
					return
				}
			}
		}
	}
}

// candidates yields all whom singularRole can choose for a role phrase, and
// others. post is the words of the title in lower case, states are those it
// belongs to.
func (b *builder) candidates(r role, post string, states []int) iter.Seq[*person] {
	switch {
	case !r.spec.Generic:
		return b.bearers(r, post)
	case len(states) == 0:
		return b.among(b.people) // "the official": any of them
	}
	lists := [][]*person{b.posts[lastWord(post)], b.titled[r.spec.Class]}
	for _, s := range states {
		lists = append(lists, b.agents[s])
	}
	return b.among(lists...)
}

// bearers yields those who can bear a title, and others. post is the words of
// the title in lower case.
func (b *builder) bearers(r role, post string) iter.Seq[*person] {
	class := r.spec.Class
	if class == "minister" {
		class = anyMinister
	}
	return b.among(b.posts[lastWord(post)], b.titled[class])
}

// paragraphReach is how many tokens back the opening of a paragraph is looked
// for.
const paragraphReach = 300

// pair notes that two persons are each other's counterparts from here on.
func (b *builder) pair(one, two int) {
	if one >= 0 && one != two {
		b.pairs[one], b.pairs[two] = two, one
	}
}

// preceding returns the name that a role phrase is an apposition of: "met X, his
// French counterpart".
func (b *builder) preceding(r role) int {
	j := r.np.Start - 1
	if j < 1 || b.text(j) != "," || b.sent[j] != b.sent[r.np.Start] || b.doc.Tokens[r.title.End-1].Dep != "appos" {
		return -1
	}
	if k := b.at[j-1]; k >= 0 && b.names[k].typ == graph.Person && b.names[k].End == j {
		return k
	}
	return -1
}

// following returns the name right after a role phrase, or after its comma.
func (b *builder) following(r role) int {
	j := r.title.End
	for j < len(b.doc.Tokens) && b.role[j] >= 0 && !b.blank(j) {
		j = b.roles[b.role[j]].title.End
	}
	if j < len(b.doc.Tokens) && b.text(j) == "," {
		j++
	}
	if j < len(b.doc.Tokens) && b.sent[j] == b.sent[r.title.Start] {
		if k := b.at[j]; k >= 0 && b.names[k].typ == graph.Person && b.names[k].Start == j {
			return k
		}
	}
	return -1
}

// recency scores how lately a person was mentioned before token i: 50 in the
// sentence itself, less by 5 for each sentence back, 0 for never.
func (b *builder) recency(p *person, i int) int {
	if p.seen < 0 || p.seen >= i {
		return 0
	}
	return max(1, 50-5*(b.sent[min(i, len(b.sent)-1)]-b.sent[p.seen]))
}

func (b *builder) lastPerson(i int) int {
	for _, k := range slices.Backward(b.whose) {
		if m := b.res.Mentions[k]; m.Start < i {
			return m.Entities[0]
		}
	}
	return -1
}

// servesAny reports whether a person acts for one of the entities.
func (b *builder) servesAny(p *person, of []int) bool {
	for _, k := range p.held {
		if t := &b.res.Tenures[k]; t.Of >= 0 && slices.Contains(of, t.Of) {
			return true
		}
	}
	for _, s := range p.serves {
		if slices.Contains(of, s) {
			return true
		}
	}
	return false
}

// alike says how well a post seen for a person answers a role phrase: 3 for
// the same post, 2 for the same class, 1 for a phrase that any official of
// the state can bear, 0 for another post. post is the words of the phrase in
// lower case.
func (b *builder) alike(r role, post string, p *person) int {
	best := 0
	if r.spec.Gender != 0 && p.gender != 0 && r.spec.Gender != p.gender {
		return 0
	}
	for _, k := range p.held {
		switch t := &b.res.Tenures[k]; {
		case b.samePost(t.lower, post):
			best = max(best, 3)
		case t.Class == r.spec.Class && b.oneOfClass(t, r.spec):
			best = max(best, 2)
		case r.spec.Class == "minister" && strings.HasPrefix(t.Class, "minister") && post == "minister":
			best = max(best, 2)
		case strings.HasPrefix(t.lower, post+" of ") && b.capital(r.title.Start):
			best = max(best, 2) // "the Secretary", of a secretary of state
		case r.spec.Generic && b.fits(r.spec.Surface, t.Class):
			best = max(best, 1)
		}
	}
	if len(p.class) == 0 && r.spec.Generic {
		best = max(best, 1)
	}
	if p.heads && (r.spec.Class == "head_of_state" || r.spec.Class == "head_of_government") {
		best = 3
	}
	if _, ok := p.peer[r.spec.Class]; ok && !r.spec.Generic {
		best = max(best, 2)
	}
	if post == "minister" && r.spec.Class == "minister" {
		for c := range p.peer {
			if strings.HasPrefix(c, "minister") {
				best = max(best, 2)
			}
		}
	}
	return best
}

// oneOfClass reports whether a post seen can answer a title of the same class
// though it reads otherwise: "special envoy" and "envoy", but not "duke" and
// "tsar".
func (b *builder) oneOfClass(t *Tenure, title lexicon.Title) bool {
	switch t.Class {
	case "minister", "official", "deputy_minister":
		return false
	case "monarch", "military", "religious", "org_head":
		seen := b.lex.Titles[lexicon.Fold(t.Post)].Post
		return seen != "" && title.Post != "" && seen[strings.LastIndexByte(seen, ' ')+1:] == title.Post[strings.LastIndexByte(title.Post, ' ')+1:]
	}
	return true
}

// fits says which classes a general word for officials can stand for.
func (b *builder) fits(word, class string) bool {
	switch {
	case word == "leader":
		return class == "head_of_state" || class == "head_of_government" || class == "monarch" || class == "party_leader" || class == "org_head"
	case b.lex.Words.EnvoyTitles[word]:
		return class != "head_of_state" && class != "head_of_government" && class != "monarch" && class != "expert" && class != "journalist"
	case word == "minister":
		return strings.HasPrefix(class, "minister") || class == "head_of_government"
	}
	return class != "expert" && class != "journalist"
}

// singularRole resolves "the Russian negotiator", "the president".
func (b *builder) singularRole(r role, i int) ([]int, string) {
	states := b.affiliation(i, -1)
	if len(states) == 0 && r.owner >= 0 && !r.spec.Generic && (strings.HasPrefix(r.spec.Class, "minister") || r.spec.Class == "ambassador") {
		states = b.ownersOf(r.owner)
	}
	definite := r.det == "the" || r.det == "this" || r.owner >= 0 || r.det == "" && (len(r.mods) > 0 || b.capital(r.title.Start))
	if r.det == "a" || r.det == "an" || r.det == "one" || r.det == "another" {
		return states, "role-for"
	}
	if !definite || r.det == "" && r.owner < 0 && r.np.Start > 0 && b.find.Folded(r.np.Start-1) == "for" {
		return states, "role-for" // also the office in "campaigned for president of Peru"
	}
	post := b.post(r)
	lower := strings.ToLower(post)
	var best choice
	for p := range b.candidates(r, lower, states) {
		like := b.alike(r, lower, p)
		if like == 0 {
			continue
		}
		rec := b.recency(p, r.np.Start)
		serves := len(states) == 0 || b.servesAny(p, states)
		if !serves {
			// Named with the same post but no state: it may be this one's.
			if like < 2 || len(b.served(p)) > 0 {
				continue
			}
			rec /= 2
		}
		if rec == 0 && (like < 2 || len(states) == 0) {
			continue
		}
		s := like*40 + rec
		if rec == 0 {
			s = like // not named yet: only where nobody named is meant
		}
		if !serves {
			s -= 200 // only where nobody of the state is meant
		}
		if p.heads && len(states) == 0 {
			s += 10 // "the President" of the text's own country
		}
		best.offer(p, s)
	}
	if best.p == nil && len(states) > 0 && !r.spec.Generic && r.det == "the" && r.compPrep == "" {
		best.p = b.untitled(r)
	}
	if best.p != nil {
		// The phrase says a post that the person was not named with before.
		if (!r.spec.Generic || r.spec.Class == "negotiator") && (len(states) > 0 && (best.p.seen >= 0 || b.servesAny(best.p, states) || b.namedSoon(r, lower, best.p)) || len(best.p.held) == 0) {
			t := Tenure{Person: best.p.entity, Post: post, Class: r.spec.Class, Of: -1, Span: r.np}
			if len(states) > 0 {
				t.Of = states[len(states)-1]
			}
			b.tenure(t)
			best.p.class[r.spec.Class] = struct{}{}
		}
		return []int{best.p.entity}, "role"
	}
	return states, "role-for"
}

// namedSoon reports whether a text names who holds a post right after it speaks of
// the post: "Peru's foreign minister refused. Foreign Minister Roe said". post
// is the words of the phrase in lower case.
func (b *builder) namedSoon(r role, post string, p *person) bool {
	return slices.ContainsFunc(p.held, func(k int) bool {
		t := &b.res.Tenures[k]
		after := b.sent[t.Span.Start] - b.sent[r.np.Start]
		return b.samePost(t.lower, post) && after >= 0 && after <= 2
	})
}

// untitled returns the person without any post whom the sentence or the one
// before named last, nil when there is none: "..., said Lee. The Korean
// minister added".
func (b *builder) untitled(r role) *person {
	for k := len(b.res.Mentions) - 1; k >= 0; k-- {
		m := b.res.Mentions[k]
		if b.sent[r.np.Start]-b.sent[m.Head] > 1 {
			return nil
		}
		if m.Form != Name || len(m.Entities) != 1 {
			continue
		}
		if b.subject(m.Head) && b.clause(m.Head) == b.clause(r.title.End-1) && b.sent[m.Head] == b.sent[r.np.Start] {
			return nil // "X informed the Korean minister": not X
		}
		p := b.personOf(m.Entities[0])
		if p == nil {
			continue
		}
		if comp, prep := b.complement(m.End); prep == "of" && len(b.actorsIn(comp)) > 0 {
			return nil
		}
		if len(p.class) == 0 && len(b.served(p)) == 0 {
			return p
		}
		return nil
	}
	return nil
}

// served returns the states and organizations that a person is seen to act
// for, some perhaps more than once.
func (b *builder) served(p *person) []int {
	var of []int
	for _, k := range p.held {
		if t := &b.res.Tenures[k]; t.Of >= 0 && b.res.Entities[t.Of].Type != graph.Place {
			of = append(of, t.Of)
		}
	}
	return append(of, p.serves...)
}

// pluralRole resolves "the Russian and American presidents", "the foreign
// ministers of France and Italy", "the two leaders".
func (b *builder) pluralRole(r role, i int) ([]int, string) {
	states := b.affiliation(i, -1)
	post := strings.ToLower(b.post(r))
	if len(states) == 0 && r.compPrep != "" {
		states = b.groupComplement(r)
	}
	if g := b.ofPost(r, post); g != nil && (len(states) == 0 || r.compPrep == "in" || r.compPrep == "at") {
		return g, "group"
	}
	if len(states) == 0 {
		// "the Arab representatives", "the rebel leaders" are not those named
		// before, "the two exiled leaders" may be.
		// Nor are "the chairs of the Lugano Group".
		for _, c := range r.comp {
			if k := b.at[c]; k >= 0 && b.entity[k] >= 0 && b.res.Entities[b.entity[k]].Type == graph.Format {
				return []int{b.entity[k]}, "role-for"
			}
		}
		others := r.count == 0 && len(r.mods) > 0 || slices.ContainsFunc(r.mods, b.capital) || slices.ContainsFunc(r.comp, b.capital)
		if !others && r.det == "the" && r.count == 0 {
			if g := b.sameGroup(b.topOf(r.title), r.np.Start); len(g) > 0 {
				return g, "group"
			}
		}
		if !others && (r.det == "the" || r.det == "both" || r.count > 0) {
			g := b.group(r.title.End-1, r.count, true)
			others = r.count == 0 && slices.ContainsFunc(g, func(e int) bool { p := b.personOf(e); return p != nil && b.alike(r, post, p) == 0 })
			if !others {
				return g, "group"
			}
		}
		return nil, ""
	}
	if r.det != "the" && r.det != "both" && r.owner < 0 || len(states) == 1 {
		return states, "role-for"
	}
	var out []int
	for _, s := range states {
		var best choice
		for p := range b.bearers(r, post) {
			if like := b.alike(r, post, p); like >= 2 && b.servesAny(p, []int{s}) {
				best.offer(p, like*40+b.recency(p, r.np.Start))
			}
		}
		if best.p != nil {
			s = best.p.entity
		}
		out = append(out, s)
	}
	return out, "role"
}

// ofPost returns those, as many as the role phrase counts, whom one of the last
// sentences names with the post: "received both foreign ministers".
func (b *builder) ofPost(r role, post string) []int {
	want := r.count
	if r.det == "both" {
		want = 2
	}
	if want < 2 || r.spec.Generic {
		return nil
	}
	at := r.title.Start
	for back := 0; back <= 3 && b.sent[at]-back >= 0; back++ {
		var found []int
		for _, m := range b.inSentence(b.sent[at] - back) {
			if m.Start >= at || m.Form != Name || len(m.Entities) != 1 || slices.Contains(found, m.Entities[0]) {
				continue
			}
			if p := b.personOf(m.Entities[0]); p != nil && b.alike(r, post, p) >= 2 {
				found = append(found, m.Entities[0])
			}
		}
		if len(found) == want {
			return found
		}
	}
	return nil
}

// groupComplement resolves the complement of "the ministers of the two
// countries", "advisers from the four states".
func (b *builder) groupComplement(r role) []int {
	count := 0
	for j := r.title.End + 1; j < len(b.doc.Tokens) && j < r.title.End+5; j++ {
		f := b.find.Folded(j)
		if n := numeral(f); n > 0 {
			count = n
		}
		if count > 0 && b.lex.Words.CollectiveNouns[f] {
			return b.group(r.title.Start, count, false)
		}
	}
	return nil
}

// group resolves "the two leaders", "both sides", "they": the latest
// parties that one sentence before token i names together. want 0 means any
// number above one.
func (b *builder) group(i, want int, persons bool) []int {
	if want == 2 {
		if g := b.opposed(i, persons); g != nil {
			return g
		}
		if g := b.abroad(i); g != nil && !persons {
			return g
		}
	}
	if !persons {
		if g := b.gather(i, want, b.acting); g != nil {
			return g
		}
		if g := b.collect(i, want); g != nil {
			return g
		}
	}
	return b.gather(i, want, func(m Mention) []int {
		if m.Form == Demonym && b.doc.Tokens[m.Head].Dep == "amod" || b.asPlace(m) {
			return nil
		}
		return slices.DeleteFunc(slices.Clone(m.Entities), func(e int) bool { return !b.party(e, persons) })
	})
}

// opposed returns the two that the sentence of token i sets against each other
// before it: "mediated between X and Y and urged the two sides".
func (b *builder) opposed(i int, persons bool) []int {
	ms := b.inSentence(b.sent[i])
	for k := len(ms) - 1; k > 0; k-- {
		one, two := ms[k-1], ms[k]
		if two.Start >= i || len(one.Entities) != 1 || len(two.Entities) != 1 || one.Entities[0] == two.Entities[0] {
			continue
		}
		t := b.doc.Tokens[one.Head]
		if t.Dep != "pobj" || b.find.Folded(t.Head) != "between" || b.doc.Tokens[two.Head].Dep != "conj" {
			continue
		}
		kind := b.res.Entities[one.Entities[0]].Type
		if kind == b.res.Entities[two.Entities[0]].Type && (kind == graph.Person || !persons && kind != graph.Place) {
			return []int{one.Entities[0], two.Entities[0]}
		}
	}
	return nil
}

// abroad returns the state whose delegation the text follows and the state
// that it is in, as the sentence before token i or the opening of the paragraph
// tells: "During the visit to X, the two countries".
func (b *builder) abroad(i int) []int {
	if b.home < 0 {
		return nil
	}
	ms := b.inSentence(b.sent[i])
	host := -1
	var acting []int
	for _, m := range ms {
		if m.Start >= i {
			continue
		}
		for _, e := range b.acting(m) {
			if !slices.Contains(acting, e) {
				acting = append(acting, e)
			}
		}
		if e := m.Entities[0]; len(m.Entities) == 1 && e != b.home && b.res.Entities[e].Type == graph.State {
			host = e
		}
	}
	if len(acting) > 1 || len(acting) == 1 && acting[0] != b.home && acting[0] != host {
		return nil
	}
	if host < 0 {
		start := i
		for start > 0 && b.sameParagraph(start-1, i) && i-start < paragraphReach {
			start--
		}
		for _, m := range b.inSentence(b.sent[start]) {
			if e := m.Entities[0]; m.Start > start && m.Start < start+3 && b.asPlace(m) && b.res.Entities[e].Type == graph.State {
				host = e
			}
		}
	}
	if host < 0 || host == b.home {
		return nil
	}
	return []int{b.home, host}
}

// gather goes back from token i, sentence by sentence, to the first whose
// mentions name as many parties as wanted.
func (b *builder) gather(i, want int, parties func(Mention) []int) []int {
	s := b.sent[i]
	for back := 0; back <= 4 && s-back >= 0; back++ {
		var found []int
		for _, m := range b.inSentence(s - back) {
			if m.Start >= i {
				continue
			}
			ps := parties(m)
			if len(ps) > 1 && len(ps) == len(m.Entities) && (want == 0 || len(ps) == want) {
				return ps
			}
			for _, e := range ps {
				if !slices.Contains(found, e) {
					found = append(found, e)
				}
			}
		}
		switch {
		case want > 0 && len(found) == want || want == 0 && len(found) > 1:
			return found
		case want > 0 && len(found) > want:
			return found[:want]
		}
	}
	return nil
}

// collect goes back from token i over the acting parties, whatever sentence
// names them, until it has as many as wanted.
func (b *builder) collect(i, want int) []int {
	var found []int
	for k := len(b.res.Mentions) - 1; k >= 0 && want > 0; k-- {
		m := b.res.Mentions[k]
		if m.Start >= i {
			continue
		}
		if b.sent[i]-b.sent[m.Head] > 4 {
			break
		}
		for _, e := range b.acting(m) {
			if !slices.Contains(found, e) {
				found = append(found, e)
			}
		}
		if len(found) >= want {
			slices.Reverse(found[:want])
			return found[:want]
		}
	}
	return nil
}

// inSentence returns the mentions made so far in a sentence, in order.
func (b *builder) inSentence(s int) []Mention {
	ms := b.res.Mentions
	end := len(ms)
	for end > 0 && b.sent[ms[end-1].Head] > s {
		end--
	}
	start := end
	for start > 0 && b.sent[ms[start-1].Head] == s {
		start--
	}
	return ms[start:end]
}

// acting returns the states and organizations that act in a mention: as doers
// or parties of the clause, or through the officials that it names.
func (b *builder) acting(m Mention) []int {
	var out []int
	for _, e := range m.Entities {
		if p := b.personOf(e); p != nil {
			if of := b.served(p); len(of) > 0 {
				out = append(out, of[0])
			}
			continue
		}
		if !b.party(e, false) || m.Form == Demonym && b.modifier(m.Head) || b.asPlace(m) && !b.between(m.Head) {
			continue
		}
		if b.subject(m.Head) || b.between(m.Head) {
			out = append(out, e)
		}
	}
	return out
}

// modifier reports whether token i modifies a noun.
func (b *builder) modifier(i int) bool {
	switch b.doc.Tokens[i].Dep {
	case "amod", "compound", "nmod", "poss":
		return true
	}
	return false
}

// between reports whether token i is a party of a relation: "between X and
// Y", "with X".
func (b *builder) between(i int) bool {
	for n := 0; n < 6; n++ {
		t := b.doc.Tokens[i]
		switch t.Dep {
		case "conj", "appos":
			i = t.Head
		case "pobj":
			switch b.find.Folded(t.Head) {
			case "between", "among", "with", "by":
				return true
			case "to":
				// the host of a visit
				return b.lex.Words.Visiting[strings.ToLower(b.doc.Tokens[b.doc.Tokens[t.Head].Head].Lemma)]
			}
			return false
		default:
			return false
		}
	}
	return false
}

func (b *builder) party(e int, persons bool) bool {
	t := b.res.Entities[e].Type
	if persons {
		return t == graph.Person
	}
	return t == graph.State || t == graph.Organization
}

func (b *builder) asPlace(m Mention) bool {
	return b.res.venue[m.Head]
}

// antecedent resolves a third-person pronoun at token i.
func (b *builder) antecedent(i int) []int {
	f := b.find.Folded(i)
	switch f {
	case "he", "him", "his", "himself":
		return b.singlePerson(i, 'm')
	case "she", "her", "hers", "herself":
		return b.singlePerson(i, 'f')
	case "they", "them", "their", "themselves":
		return b.pluralPronoun(i)
	case "it", "its", "itself":
		if b.handled(i) {
			return nil
		}
		return b.body(i)
	}
	return nil
}

// handled reports whether token i is the object of a verb that does not speak
// to it or of it: "opened it" is more often said of a thing than "urged it to
// leave", "told it that ..." and "accused it of ..." are.
func (b *builder) handled(i int) bool {
	toks := b.doc.Tokens
	if toks[i].Dep != "dobj" {
		return false
	}
	for j := i + 1; j < len(toks) && b.sent[j] == b.sent[i]; j++ {
		if t := toks[j]; t.Head == toks[i].Head && (t.Dep == "xcomp" || t.Dep == "ccomp" || t.Dep == "prep" && b.find.Folded(j) == "of") {
			return false
		}
	}
	return true
}

// doesTo reports whether token s is the subject of a verb of which the pronoun
// at token i, "it", is an object. The two are different then, or "itself" would
// stand there.
func (b *builder) doesTo(s, i int) bool {
	toks := b.doc.Tokens
	v := i
	switch toks[i].Dep {
	case "dobj", "dative":
		v = toks[i].Head
	case "pobj":
		v = toks[toks[i].Head].Head
	}
	return v != i && b.find.Folded(i) == "it" && toks[s].Head == v && toks[s].Dep == "nsubj"
}

func (b *builder) pronoun(i int) {
	if b.find.Folded(i) == "it" && b.announces(i) {
		return
	}
	e := b.antecedent(i)
	b.mention(Mention{Span: nlp.Span{Start: i, End: i + 1}, Head: i, Form: Pronoun, Entities: e, Method: "pronoun"})
}

// announces reports whether "it" at token i only holds the place of a clause to
// come: "it is clear that ...", "it was said that ...", "it seems that ...".
func (b *builder) announces(i int) bool {
	toks := b.doc.Tokens
	v := toks[i].Head
	if d := toks[i].Dep; d != "nsubj" && d != "nsubjpass" {
		return false
	}
	open := toks[i].Dep == "nsubjpass" || toks[v].Lemma == "be" || toks[v].Lemma == "seem" || toks[v].Lemma == "appear"
	for j := v + 1; open && j < len(toks) && b.sent[j] == b.sent[i]; j++ {
		if f := b.find.Folded(j); toks[j].Dep == "mark" && f == "that" {
			up := toks[toks[j].Head].Head
			return up == v || toks[up].Head == v
		}
	}
	return false
}

// subject reports whether token i stands as the subject of a clause, alone or
// as part of one.
func (b *builder) subject(i int) bool {
	for n := 0; n < 6; n++ {
		t := b.doc.Tokens[i]
		switch t.Dep {
		case "nsubj", "nsubjpass":
			return true
		case "conj", "appos", "compound":
			i = t.Head
		default:
			return false
		}
	}
	return false
}

// clause returns the verb that governs token i.
func (b *builder) clause(i int) int {
	for n := 0; n < 12; n++ {
		t := b.doc.Tokens[i]
		if t.POS == "VERB" || t.POS == "AUX" || t.Head == i {
			return i
		}
		i = t.Head
	}
	return i
}

// singlePerson picks the most salient person before a pronoun: near ones
// before far ones, subjects before objects, of fitting gender.
func (b *builder) singlePerson(i int, gender byte) []int {
	toks := b.doc.Tokens
	best, score := -1, -1<<30
	if n := len(b.titles); n > 0 && b.titles[n-1] < i && toks[i].Tag == "PRP" {
		// "The chancellor spoke. He said": not somebody named before.
		if h := b.titles[n-1]; b.clause(h) != b.clause(i) {
			score = -12*(b.sent[i]-b.sent[h]) + 9
		}
	}
	var doer []int // "X met him", "he met him": neither X nor he
	for k := len(b.res.Mentions) - 1; k >= 0; k-- {
		m := b.res.Mentions[k]
		back := b.sent[i] - b.sent[m.Head]
		if back > 6 {
			break
		}
		if len(m.Entities) != 1 || m.Start >= i {
			continue
		}
		e := m.Entities[0]
		p := b.personOf(e)
		if p == nil || p.gender != 0 && p.gender != gender || slices.Contains(doer, e) {
			continue
		}
		s := -12 * back
		if b.subject(m.Head) {
			s += 9
		}
		if p.gender == gender {
			s += 4
		}
		if q := b.quote[m.Head]; q >= 0 && q != b.quote[i] {
			s -= 15 // "X spoke of Y," he said: X, not Y
		}
		s -= (len(b.res.Mentions) - k) / 2
		if toks[m.Head].Tag == "POS" || toks[m.Head].Dep == "poss" {
			s -= 4
		}
		if toks[i].Tag == "PRP" && toks[i].Dep != "nsubj" && b.clause(i) == b.clause(m.Head) && b.subject(m.Head) {
			doer = append(doer, e)
			continue
		}
		if toks[i].Dep == "nsubj" && back == 0 && b.clause(i) == b.clause(m.Head) {
			continue
		}
		if s > score {
			best, score = e, s
		}
	}
	if best < 0 {
		return nil
	}
	return []int{best}
}

func (b *builder) pluralPronoun(i int) []int {
	if h := b.plural; h >= 0 && h < i && b.sent[i]-b.sent[h] <= 1 {
		// "It named three judges. They ruled": not others.
		ms := b.res.Mentions
		for len(ms) > 0 && ms[len(ms)-1].Head > h && len(ms[len(ms)-1].Entities) < 2 {
			ms = ms[:len(ms)-1]
		}
		if len(ms) == 0 || ms[len(ms)-1].Head < h {
			return nil
		}
	}
	// "The parties met, and they agreed": whoever the parties are, not others.
	for j := i - 1; j >= 0 && b.sent[j] == b.sent[i]; j-- {
		t := b.doc.Tokens[j]
		// "The delegation landed, and they met X": the delegation.
		team := b.role[j] >= 0 && b.roles[b.role[j]].spec.Collective && b.roles[b.role[j]].title.End == j+1
		if t.Tag != "NNS" && !team || t.Dep != "nsubj" && t.Dep != "nsubjpass" {
			continue
		}
		// "The missions took note, and they agreed": the subjects are one.
		if v := b.doc.Tokens[b.clause(i)]; b.lex.Words.HumanNouns[b.find.Folded(j)] || v.Dep == "conj" && v.Head == t.Head {
			for k := len(b.res.Mentions) - 1; k >= 0 && b.res.Mentions[k].Head >= j; k-- {
				if m := b.res.Mentions[k]; m.Head == j {
					return m.Entities
				}
			}
			return nil
		}
	}
	if g := b.group(i, 0, true); g != nil && len(g) <= 3 {
		return g
	}
	if g := b.gather(i, 0, b.acting); g != nil && len(g) <= 3 {
		return g
	}
	for k := len(b.res.Mentions) - 1; k >= 0; k-- {
		m := b.res.Mentions[k]
		if b.sent[i]-b.sent[m.Head] > 2 {
			break
		}
		if b.subject(m.Head) && (len(m.Entities) > 1 || strings.HasSuffix(b.doc.Tokens[m.Head].Tag, "S")) {
			return m.Entities
		}
	}
	return nil
}

// body resolves "it": the state or organization that was subject last.
func (b *builder) body(i int) []int {
	best, score := -1, -1<<30
	for k := len(b.res.Mentions) - 1; k >= 0; k-- {
		m := b.res.Mentions[k]
		back := b.sent[i] - b.sent[m.Head]
		if back > 2 {
			break
		}
		if len(m.Entities) != 1 || m.Start >= i || !b.party(m.Entities[0], false) || b.asPlace(m) || m.Form == Demonym || b.doesTo(m.Head, i) {
			continue
		}
		s := -8 * back
		if b.subject(m.Head) {
			s += 10
		}
		if s > score {
			best, score = m.Entities[0], s
		}
	}
	if best < 0 {
		return nil
	}
	return []int{best}
}

// theTwo resolves "the two" and "both" where no noun follows.
func (b *builder) theTwo(i int) {
	n := numeral(b.find.Folded(i))
	both := b.find.Folded(i) == "both"
	if n == 0 || !both && (i == 0 || b.find.Folded(i-1) != "the") {
		return
	}
	start := i
	if !both {
		start--
	}
	switch b.doc.Tokens[i].Dep {
	case "nsubj", "nsubjpass", "dobj", "pobj", "poss":
		b.mention(Mention{Span: nlp.Span{Start: start, End: i + 1}, Head: i, Form: Role, Entities: b.group(i, n, true), Method: "group"})
	}
}

// nounMention resolves "the coalition", "this organization", "both sides".
func (b *builder) nounMention(i int) {
	f := b.find.Folded(i)
	det, count, start := "", 0, i
	for j := i - 1; j >= 0 && j >= i-4 && b.sent[j] == b.sent[i]; j-- {
		t := b.doc.Tokens[j]
		if n := numeral(b.find.Folded(j)); n > 0 {
			count = n
			start = j
			if b.find.Folded(j) == "both" {
				det = "both"
			}
			continue
		}
		if t.POS == "DET" {
			det = b.find.Folded(j)
			start = j
			break
		}
		if t.POS != "ADJ" || b.at[j] >= 0 {
			break
		}
	}
	switch {
	case b.lex.Words.CollectiveNouns[f] && (count > 0 || det == "both"):
		g := b.listed(i, max(count, 2))
		if g == nil {
			g = b.group(i, max(count, 2), b.lex.Words.PersonNouns[f])
		}
		if g == nil && !b.lex.Words.StateNouns[f] {
			g = b.group(i, max(count, 2), !b.lex.Words.PersonNouns[f])
		}
		if b.lex.Words.StateNouns[f] && slices.ContainsFunc(g, func(e int) bool { return b.res.Entities[e].Type != graph.State }) {
			g = nil
		}
		b.mention(Mention{Span: nlp.Span{Start: start, End: i + 1}, Head: i, Form: Role, Entities: g, Method: "group"})
	case (det == "the" || det == "this" || det == "that") && (b.lex.Words.OrgHeads[f] || b.lex.Words.FormatHeads[f] || b.lex.Words.BodyNouns[f]):
		if e := b.bodyCalled(f, i); e >= 0 {
			b.mention(Mention{Span: nlp.Span{Start: start, End: i + 1}, Head: i, Form: Role, Entities: []int{e}, Method: "nominal"})
		}
	}
}

// listed returns what is named right after a plural noun and a comma, where that
// is as many as the noun counts: "the three powers, Kenya, Chad and Mali".
func (b *builder) listed(i, want int) []int {
	if i+1 >= len(b.doc.Tokens) || !strings.Contains(",:(–—", b.text(i+1)) {
		return nil
	}
	var out []int
	for j := i + 2; j < len(b.doc.Tokens) && b.sent[j] == b.sent[i]; {
		k := b.at[j]
		switch f := b.text(j); {
		case k >= 0 && b.names[k].Start == j && b.entity[k] >= 0:
			out = append(out, b.entity[k])
			j = b.names[k].End
			if len(out) == want {
				return out
			}
		case f == "," || f == "and" || f == "the":
			j++
		default:
			return nil
		}
	}
	return nil
}

// bodyCalled finds the organization or format named before token i whose
// name has the word, or that was named last where the word is general.
func (b *builder) bodyCalled(word string, i int) int {
	media := b.lex.Words.MediaNouns[word]
	for k := len(b.res.Mentions) - 1; k >= 0; k-- {
		m := b.res.Mentions[k]
		if b.sent[i]-b.sent[m.Head] > 12 {
			break
		}
		if len(m.Entities) != 1 || m.Form != Name {
			continue
		}
		e := b.res.Entities[m.Entities[0]]
		if e.Type != graph.Organization && e.Type != graph.Format {
			continue
		}
		if media {
			if b.isMedia(m.Entities[0]) && b.sent[i]-b.sent[m.Head] <= 3 {
				return m.Entities[0]
			}
			continue
		}
		for _, w := range strings.Fields(strings.ToLower(e.Name)) {
			if w == word || singular(w) == word {
				return m.Entities[0]
			}
		}
		if b.lex.Words.GeneralBodies[word] && b.sent[i]-b.sent[m.Head] <= 2 {
			return m.Entities[0]
		}
	}
	return -1
}

func (b *builder) isMedia(e int) bool {
	n, ok := b.res.named[e]
	if !ok {
		return false
	}
	kind := b.lex.Names[n].Kind
	return kind == "media" || kind == "newsagency"
}
