package resolve

import (
	"slices"
	"strings"

	"parley/graph"
	"parley/ingest/internal/lexicon"
	"parley/ingest/nlp"
)

// linkRoles ties role phrases to the persons that they introduce and records
// the posts: "President X", "X, president of Y", "the president of Y, X",
// "the presidents of Y and Z, V and W", "X is president".
func (b *builder) linkRoles() {
	for i := range b.roles {
		r := &b.roles[i]
		if r.spec.Relational {
			continue
		}
		switch {
		case r.plural:
			b.linkPlural(i)
		default:
			b.linkFollowing(i)
		}
	}
	for i := len(b.roles) - 2; i >= 0; i-- {
		// "Deputy Premier and Minister of Trade Jane Roe", "Chair of the Board
		// and Envoy of Peru, Jane Roe": both are hers.
		r, next := &b.roles[i], &b.roles[i+1]
		if len(r.named) > 0 || r.plural || next.plural || r.spec.Collective || r.spec.Honorific || len(next.named) != 1 {
			continue
		}
		if e := r.np.End; e < len(b.doc.Tokens) && b.find.Folded(e) == "and" && next.np.Start == e+1 && (b.names[next.named[0]].Start == b.pastHonorifics(next.title.End) || r.compPrep != "") {
			of := b.affiliation(i, -1)
			b.link(i, next.named[0], of)
			if len(of) == 1 && next.compPrep == "" {
				b.alsoOf(next, of[0])
			}
		}
	}
	for k, n := range b.names {
		if n.typ != graph.Person {
			continue
		}
		for seen, end := 0, n; seen < 3; seen++ {
			// "X, A and B of C" gives one post for each title.
			r := b.appositive(end)
			if r < 0 && seen > 0 {
				r = b.andPost(end.End)
			}
			if r < 0 || len(b.roles[r].named) > 0 || b.roles[r].spec.Relational {
				break
			}
			b.link(r, k, b.affiliation(r, -1))
			end.End = b.roles[r].np.End
		}
	}
	for i := range b.roles {
		if r := &b.roles[i]; len(r.named) == 0 && !r.plural && !r.spec.Honorific && !r.spec.Relational {
			b.linkCopula(i)
		}
	}
	for i := range b.roles {
		if r := &b.roles[i]; len(r.named) == 0 && !r.plural && !r.spec.Honorific && !r.spec.Relational && !r.spec.Collective {
			b.linkInstalled(i)
		}
	}
}

// andPost returns the role phrase after "and" at token i, -1 when there is none or
// a name follows it that it may be the title of.
func (b *builder) andPost(i int) int {
	if i+1 >= len(b.doc.Tokens) || b.find.Folded(i) != "and" {
		return -1
	}
	for i++; i < len(b.doc.Tokens) && b.lex.Words.Meanwhile[b.find.Folded(i)]; i++ {
	}
	for k := i; k < len(b.doc.Tokens) && k < i+6 && b.sent[k] == b.sent[i]; k++ {
		r := b.role[k]
		if r < 0 {
			continue
		}
		ro := &b.roles[r]
		if e := ro.np.End; ro.np.Start > i || ro.plural || ro.spec.Collective || ro.spec.Honorific || e >= len(b.doc.Tokens) || b.doc.Tokens[e].POS != "PUNCT" {
			return -1
		}
		return r
	}
	return -1
}

// alsoOf gives the post of a role phrase, where the text does not say whose it
// is, to whom the post named before it belongs: "Peru's Vice President and
// Foreign Minister Jane Roe".
func (b *builder) alsoOf(r *role, of int) {
	p := b.personOf(b.entity[r.named[0]])
	if p == nil {
		return
	}
	post := strings.ToLower(b.post(*r))
	for _, i := range p.held {
		if t := &b.res.Tenures[i]; t.Of < 0 && t.lower == post {
			t.Of = of
			file(b.agents, of, p)
		}
	}
}

// link records that role r is held by the person that name k names.
func (b *builder) link(r, k int, of []int) {
	ro := &b.roles[r]
	ro.named = append(ro.named, k)
	e := b.entity[k]
	p := b.personOf(e)
	if p == nil {
		return
	}
	if ro.spec.Gender != 0 && p.gender == 0 {
		p.gender = ro.spec.Gender
	}
	if ro.spec.Honorific || ro.spec.Class == "honorific" || ro.spec.Collective {
		return // a form of address or a rank of birth is no post
	}
	p.class[ro.spec.Class] = struct{}{}
	t := Tenure{Person: e, Post: b.post(*ro), Class: ro.spec.Class, Of: -1, Span: nlp.Span{Start: min(ro.np.Start, b.names[k].Start), End: max(ro.np.End, b.names[k].End)}}
	if len(of) > 0 {
		t.Of = of[len(of)-1]
	} else if t.Of = b.colleague(r); t.Of < 0 {
		if t.Of = b.formatHeld(*ro); t.Of < 0 {
			t.Of = b.placeHeld(*ro)
		}
	}
	if b.lex.Words.BareRoles[ro.spec.Surface] && t.Of < 0 {
		return // "a political leader" is anybody
	}
	b.tenure(t)
}

// colleague returns the state whose post the sentence names right before role
// r and an "and": "Chile's president, Jane Roe, and Trade Minister John Doe".
// -1 when there is none, or when the second post is as high as the first.
func (b *builder) colleague(r int) int {
	ro := &b.roles[r]
	i := ro.np.Start - 1
	if r == 0 || i < 1 || ro.det != "" || ro.compPrep != "" || len(ro.mods) > 0 || b.find.Folded(i) != "and" {
		return -1
	}
	before := &b.roles[r-1]
	for n := r - 2; n >= 0 && before.honorific(); n-- {
		before = &b.roles[n]
	}
	switch ro.spec.Class {
	case before.spec.Class, "head_of_state", "head_of_government", "monarch", "envoy":
		return -1
	}
	if len(before.named) != 1 || before.plural || b.sent[before.np.Start] != b.sent[i] {
		return -1
	}
	k := before.named[0]
	e := b.names[k].End
	if e < i && b.text(e) == "," {
		e++
	}
	of := b.actorsIn(before.mods)
	if e != i || len(of) != 1 || b.res.Entities[of[0]].Type != graph.State {
		return -1
	}
	return of[0]
}

// formatHeld returns the format that a post is of, -1 when the text names none:
// "the chair of the Lugano Forum".
func (b *builder) formatHeld(r role) int {
	of := r.mods
	if r.compPrep == "of" {
		of = r.comp
	}
	for _, i := range of {
		if k := b.at[i]; k >= 0 && b.entity[k] >= 0 && b.res.Entities[b.entity[k]].Type == graph.Format {
			return b.entity[k]
		}
	}
	return -1
}

// placeHeld returns the place that a post is of, -1 when the text names none:
// "the mayor of Lima", "the Bermuda premier".
func (b *builder) placeHeld(r role) int {
	at := -1
	if comp, prep := b.complement(b.nameEnd(r)); r.compPrep == "of" && len(r.comp) > 0 {
		at = r.comp[0]
	} else if prep == "of" && len(comp) > 0 {
		at = comp[0] // "Bishop Doe of Lima"
	} else if r.title.Start > r.np.Start {
		at = r.title.Start - 1
		if at > 0 && r.spec.Class != "religious" && (b.doc.Tokens[at].Tag == "POS" || b.genitive(at)) {
			at-- // "Bermuda's premier"
		}
	}
	if at < 0 || b.at[at] < 0 {
		return -1
	}
	e := b.entity[b.at[at]]
	if e < 0 || b.res.Entities[e].Type != graph.Place {
		return -1
	}
	return e
}

// nameEnd returns the end of the personal name right after a title, or of the
// title itself where there is none.
func (b *builder) nameEnd(r role) int {
	if i := r.title.End; i < len(b.doc.Tokens) && b.at[i] >= 0 && b.names[b.at[i]].typ == graph.Person {
		return b.names[b.at[i]].End
	}
	return r.title.End
}

// local reports whether a title is of a town or a see, so that a capital after
// it is no state: mayor, archbishop, duke.
func (b *builder) local(t lexicon.Title) bool {
	return t.Class == "religious" || b.lex.Words.LocalPosts[t.Surface[strings.LastIndexByte(t.Surface, ' ')+1:]]
}

// tenure records a post once, adding what a later mention knows more.
func (b *builder) tenure(t Tenure) {
	p := b.personOf(t.Person)
	t.lower = strings.ToLower(t.Post)
	for _, i := range p.held {
		o := &b.res.Tenures[i]
		if !b.samePost(o.lower, t.lower) {
			continue
		}
		if o.Of == t.Of || t.Of < 0 {
			return
		}
		if o.Of < 0 {
			o.Of = t.Of
			o.Span = t.Span
			file(b.agents, t.Of, p)
			return
		}
	}
	p.held = append(p.held, len(b.res.Tenures))
	b.res.Tenures = append(b.res.Tenures, t)
	file(b.posts, lastWord(t.lower), p)
	b.fileClass(t.Class, p)
	if t.Of >= 0 {
		file(b.agents, t.Of, p)
	}
}

// anyMinister is the key in builder.titled of all classes of ministers.
const anyMinister = "minister..."

func (b *builder) fileClass(class string, p *person) {
	file(b.titled, class, p)
	if strings.HasPrefix(class, "minister") {
		file(b.titled, anyMinister, p)
	}
}

// lastWord returns what follows the last space of a post. Titles of one post
// share it.
func lastWord(post string) string { return post[strings.LastIndexByte(post, ' ')+1:] }

// file lists a person under a key, once.
func file[K comparable](index map[K][]*person, key K, p *person) {
	if l := index[key]; len(l) == 0 || l[len(l)-1] != p {
		index[key] = append(l, p)
	}
}

// samePost reports whether two titles in lower case name one post: equal, or
// one longer by words that do not put it below the other ("federal
// chancellor", "deputy minister").
func (b *builder) samePost(x, y string) bool {
	if len(x) < len(y) {
		x, y = y, x
	}
	if len(y) <= 3 && b.lex.Titles[y].Post == x {
		return true // "PM"
	}
	if tx, ty := b.lex.Titles[x], b.lex.Titles[y]; tx.Post == ty.Post && strings.HasPrefix(tx.Class, "minister_") && tx.Class == ty.Class {
		return true // "minister of foreign affairs", "foreign minister"
	}
	if rest, ok := strings.CutPrefix(x, y); ok {
		for _, prep := range [...]string{" for ", " of ", " on ", " to "} {
			if strings.HasPrefix(rest, prep) {
				return true // "assistant secretary for trade"
			}
		}
	}
	more, ok := strings.CutSuffix(x, y)
	if !ok {
		return false
	}
	for _, w := range strings.FieldsFunc(more, func(r rune) bool { return r == ' ' || r == '-' }) {
		if b.lex.Words.TitlePrefixes[w] && !b.lex.Words.RankPreserving[w] {
			return false
		}
	}
	return more == "" || strings.HasSuffix(more, " ")
}

// post returns the words of a role phrase that name the post.
func (b *builder) post(r role) string {
	var w []string
	for i := r.title.Start; i < r.title.End; i++ {
		t := b.text(i)
		if t == "(" && i < r.own {
			break // the acronym of the title
		}
		if i == r.title.Start && b.lex.Words.FormerPrefixes[b.find.Folded(i)] && r.title.End-i > 1 {
			continue
		}
		if i > r.title.Start && !b.doc.Tokens[i-1].Space && len(w) > 0 {
			w[len(w)-1] += t
			continue
		}
		w = append(w, t)
	}
	if r.plural && len(w) > 0 {
		last := w[len(w)-1]
		w[len(w)-1] = last[:len(last)-len(lastPlural(last))] + pluralEnd(last)
	}
	return strings.TrimLeft(strings.Join(w, " "), "-")
}

// lastPlural and pluralEnd take the plural ending off a word in its own case.
func lastPlural(w string) string {
	s := singular(strings.ToLower(w))
	n := 0
	for n < len(w) && n < len(s) && strings.ToLower(w)[n] == s[n] {
		n++
	}
	return w[n:]
}

func pluralEnd(w string) string {
	s := singular(strings.ToLower(w))
	return s[len(w)-len(lastPlural(w)):]
}

// affiliation returns the states and organizations a post belongs to, by its
// modifiers, its complement, and the complement after the name it introduces.
func (b *builder) affiliation(r, nameEnd int) []int {
	ro := b.roles[r]
	if of := b.actorsIn(ro.mods); len(of) > 0 {
		return of
	}
	switch posted := ro.spec.Class == "envoy" || ro.spec.Class == "diplomat"; {
	case ro.compPrep == "to" || ro.compPrep == "":
	case posted && (ro.compPrep == "for" || ro.compPrep == "in" || ro.compPrep == "at"):
		// where an ambassador is, not whose
	default:
		if of := b.actorsIn(ro.comp); len(of) > 0 {
			if !ro.plural && !b.nested(ro.comp) {
				return of[:1] // "the chair of the Andean Commission for Peru"
			}
			return of
		}
	}
	if nameEnd >= 0 {
		if comp, prep := b.complement(nameEnd); prep == "of" || prep == "from" || prep == "at" || prep == "with" {
			if of := b.actorsIn(comp); len(of) > 0 {
				return of[:1]
			}
		}
	}
	// A Secretary of State for the Colonies is not the one of the state that the
	// bare title implies.
	if ro.spec.Of != "" && !(ro.own < ro.title.End && ro.spec.Class == "minister_foreign") {
		if i, ok := b.lex.ByKey(ro.spec.Of); ok {
			return []int{b.fromLexicon(i)}
		}
	}
	return nil
}

// nested reports whether the last name of a complement is that whose the one
// before it is: "the chair of the Senate of Chile".
func (b *builder) nested(comp []int) bool {
	k := b.at[comp[len(comp)-1]]
	if k < 0 {
		return false
	}
	i := b.names[k].Start - 1
	if i > 0 && b.find.Folded(i) == "the" {
		i--
	}
	return i > comp[0] && b.find.Folded(i) == "of"
}

// actorsIn returns the states and organizations that the tokens name, in
// order. A state right before an organization only says whose it is, and one
// after "pro-" or "anti-" for or against whom.
func (b *builder) actorsIn(tokens []int) []int {
	var of []int
	lastName := -1
	for _, i := range tokens {
		k := b.at[i]
		if k < 0 || k == lastName || b.stance(b.names[k].Start) {
			continue
		}
		e := b.entity[k]
		if e < 0 && b.names[k].why == "demonym" {
			e = b.fromLexicon(b.likelyState(b.demonymStates(k)))
			b.entity[k] = e
		}
		if e < 0 {
			continue
		}
		switch b.res.Entities[e].Type {
		case graph.State:
		case graph.Organization:
			switch {
			case len(of) == 0 || lastName < 0:
			case b.res.Entities[of[len(of)-1]].Type == graph.Organization && b.joined(lastName, k):
				lastName = k
				continue // the post is of the first of "the U.N.-ASEAN envoy"
			case b.names[lastName].End == b.names[k].Start:
				of = of[:len(of)-1]
			}
		case graph.Place:
			// "the Damascus government": a capital before a title is its state.
			s := b.capitalState(k)
			if s < 0 || b.ofLocal[i] {
				continue
			}
			e = s
		default:
			continue
		}
		lastName = k
		if !slices.Contains(of, e) {
			of = append(of, e)
		}
	}
	return of
}

// joined reports whether a hyphen joins two names, in a token of its own or at the
// end of the first.
func (b *builder) joined(first, second int) bool {
	end, start := b.names[first].End, b.names[second].Start
	return end == start && strings.Contains(b.text(end-1), "-") || end+1 == start && b.text(end) == "-"
}

func (b *builder) demonymStates(k int) []int {
	var s []int
	for _, r := range b.names[k].refs {
		if b.lex.Names[r.Named].Type == graph.State {
			s = append(s, r.Named)
		}
	}
	return s
}

func (b *builder) capitalState(k int) int {
	for _, r := range b.names[k].refs {
		if n := b.lex.Names[r.Named]; n.Type == graph.State {
			return b.fromLexicon(r.Named)
		}
	}
	return -1
}

// maxTitles is how many titles in a row can stand before a name.
const maxTitles = 6

// linkFollowing links "President X" and "the Russian negotiator, X,".
func (b *builder) linkFollowing(i int) {
	r := &b.roles[i]
	j := r.title.End
	for n := 0; n < maxTitles && j < len(b.doc.Tokens) && b.role[j] >= 0 && b.roles[b.role[j]].title.Start == j && b.sameParagraph(r.title.End-1, j); n++ {
		j = b.roles[b.role[j]].title.End
	}
	if j < len(b.doc.Tokens) {
		if k := b.at[j]; k >= 0 && b.names[k].Start == j && b.names[k].typ == graph.Person && b.sameParagraph(r.title.End, j) {
			b.link(i, k, b.affiliation(i, b.names[k].End))
			return
		}
	}
	if r.spec.Honorific || r.spec.Collective {
		return
	}
	if k := b.namePastState(r.title.End); k >= 0 {
		b.link(i, k, b.affiliation(i, -1))
		return
	}
	j = r.np.End
	if j+1 < len(b.doc.Tokens) && b.text(j) == "(" && b.at[j+1] >= 0 && b.names[b.at[j+1]].why == "title" && b.names[b.at[j+1]].Start == j+1 {
		b.link(i, b.at[j+1], b.affiliation(i, -1)) // "the Secretary of State (Roe)"
		return
	}
	if j+3 < len(b.doc.Tokens) && b.text(j) == "(" && b.text(j+2) == ")" {
		j += 3 // "the head of the Lake Chad Commission (LCC), Jane Roe"
	}
	// "Adviser to the Premier for Fisheries Jane Roe": the
	// complement may end in the name's own run.
	for k := r.title.End; k < r.np.End; k++ {
		if n := b.at[k]; n >= 0 && b.names[n].typ == graph.Person && b.names[n].Start > r.title.End && !(b.titleOf(n) != nil && (r.compPrep == "of" || r.compPrep == "for")) {
			b.link(i, n, b.affiliation(i, -1))
			return
		}
	}
	// "Commander of the Fleet Command Admiral Jane Roe"
	if n := b.ranked(r); n >= 0 {
		b.link(i, n, b.affiliation(i, -1))
		return
	}
	if j < len(b.doc.Tokens) {
		if k := b.at[j]; k >= 0 && b.names[k].Start == j && b.names[k].typ == graph.Person && b.sent[j] == b.sent[r.title.Start] && r.compPrep != "" {
			b.link(i, k, b.affiliation(i, -1))
			return
		}
	}
	if j+3 < len(b.doc.Tokens) && b.text(j) == "(" && b.text(j+2) == ")" && allCaps(b.text(j+1)) {
		j += 3 // "the head of the Sugar Board (SB), Jane Roe"
	}
	if j+1 < len(b.doc.Tokens) && b.text(j) == "," {
		n := b.pastHonorifics(j + 1)
		owned := r.np.Start > 0 && b.doc.Tokens[r.np.Start-1].Tag == "POS" // "the minister's envoy, Jane Roe"
		bare := n == j+1 && r.det != "the" && r.owner < 0 && len(r.mods) == 0 && r.compPrep == "" && !owned
		if bare && b.colleague(i) < 0 || n >= len(b.doc.Tokens) {
			return
		}
		k := b.at[n]
		if k < 0 || b.names[k].Start != n || b.names[k].typ != graph.Person || b.sent[n] != b.sent[j] {
			return
		}
		// The apposition closes with a comma or the end; a list goes on.
		e := b.names[k].End
		if e < len(b.doc.Tokens) && (b.find.Folded(e) == "and" || b.doc.Tokens[e].Tag == "POS") {
			return
		}
		if b.text(r.np.Start) == "a" || r.det == "a" || r.det == "an" {
			if e < len(b.doc.Tokens) && b.text(e) != "," {
				return
			}
		}
		b.link(i, k, b.affiliation(i, -1))
	}
}

// ranked returns the name that follows the complement of a post after a form of
// address or a military rank, -1 for none.
func (b *builder) ranked(r *role) int {
	for j := r.title.End + 1; j < len(b.doc.Tokens) && j <= r.np.End && r.compPrep != "" && b.sent[j] == b.sent[r.title.Start]; j++ {
		t := b.role[j]
		if t < 0 || b.roles[t].title.Start != j {
			continue
		}
		if b.roles[t].spec.Collective {
			continue // "Commander of the Training Mission General Roe"
		}
		if !b.address(b.roles[t]) || b.at[j-1] < 0 {
			return -1
		}
		for n := 0; n < maxTitles && j < len(b.doc.Tokens) && b.role[j] >= 0; n++ {
			j = b.roles[b.role[j]].title.End
		}
		if j < len(b.doc.Tokens) && b.at[j] >= 0 && b.names[b.at[j]].Start == j && b.names[b.at[j]].typ == graph.Person {
			return b.at[j]
		}
		return -1
	}
	return -1
}

// namePastState returns the name after the state at token i and another post
// of it, -1 when there is none: "Lead negotiator [Peru President Jane Roe]".
func (b *builder) namePastState(i int) int {
	if i >= len(b.doc.Tokens) || b.at[i] < 0 || b.names[b.at[i]].Start != i || !b.state(i, b.names[b.at[i]].End) {
		return -1
	}
	j := b.names[b.at[i]].End
	if j >= len(b.doc.Tokens) || b.role[j] < 0 || b.roles[b.role[j]].title.Start != j || b.roles[b.role[j]].plural || !b.sameParagraph(i, j) {
		return -1
	}
	for n := 0; n < maxTitles && j < len(b.doc.Tokens) && b.role[j] >= 0; n++ {
		j = b.roles[b.role[j]].title.End
	}
	if j < len(b.doc.Tokens) && b.at[j] >= 0 && b.names[b.at[j]].Start == j && b.names[b.at[j]].typ == graph.Person {
		return b.at[j]
	}
	return -1
}

// pastHonorifics returns the token after the forms of address that start at
// token i, and ranks of birth or of an army: "His Excellency Dr.", "Baron".
func (b *builder) pastHonorifics(i int) int {
	for i < len(b.doc.Tokens) && b.role[i] >= 0 && b.address(b.roles[b.role[i]]) && b.roles[b.role[i]].title.Start == i {
		i = b.roles[b.role[i]].title.End
	}
	return i
}

// address reports whether a title is put before a name whatever the post: a
// form of address, or a rank of birth or of an army.
func (b *builder) address(r role) bool {
	return r.honorific() || r.spec.Class == "honorific" || r.spec.Class == "monarch" || r.spec.Class == "military" && b.capital(r.title.Start) && b.lex.Words.Ranks[b.find.Folded(r.title.End-1)]
}

// sameParagraph reports whether no line break stands between two tokens.
func (b *builder) sameParagraph(i, j int) bool { return b.para[i] == b.para[j] }

// linkPlural deals names out to a plural title: each to its own state where
// there are as many, all to one where there is one.
func (b *builder) linkPlural(i int) {
	r := &b.roles[i]
	j := r.np.End
	if len(r.comp) == 0 {
		j = r.title.End
	}
	for j < len(b.doc.Tokens) && (b.text(j) == "," || b.text(j) == ":" || b.text(j) == "—" || b.text(j) == "–" || b.text(j) == "(") {
		j++
	}
	var people []int
	var own [][]int
	for j < len(b.doc.Tokens) && b.sent[j] == b.sent[r.title.Start] {
		k := b.at[j]
		if k < 0 || b.names[k].Start != j || b.names[k].typ != graph.Person {
			break
		}
		people = append(people, k)
		j = b.names[k].End
		var of []int
		if e := b.ofName(j); e > 0 {
			of = b.actorsIn([]int{e - 1})
			j = e
		}
		own = append(own, of)
		for j < len(b.doc.Tokens) && (b.text(j) == "," || b.find.Folded(j) == "and") {
			j++
		}
	}
	oneOf := r.np.Start > 1 && b.find.Folded(r.np.Start-1) == "of" && b.find.Folded(r.np.Start-2) == "one"
	if len(people) == 0 || len(people) == 1 && !oneOf && b.names[people[0]].Start > r.np.End && b.text(r.np.End) == "," {
		return // "after talks with the ministers, Roe left"
	}
	of := b.affiliation(i, -1)
	for x, k := range people {
		switch {
		case len(own[x]) > 0:
			b.link(i, k, own[x])
		case len(of) == len(people):
			b.link(i, k, of[x:x+1])
		case len(of) == 1:
			b.link(i, k, of)
		default:
			b.link(i, k, nil)
		}
	}
}

// linkCopula links "X is (was, became) the president" and "X, who is ...".
func (b *builder) linkCopula(i int) {
	r := b.roles[i]
	toks := b.doc.Tokens
	head := b.topOf(r.title)
	for h := toks[head].Head; toks[head].Dep == "conj" && b.role[h] >= 0 && h < head; h = toks[head].Head {
		head = h // "both president and commander"
	}
	verb := toks[head].Head
	if toks[head].Dep == "pobj" && b.find.Folded(verb) == "as" {
		verb = toks[verb].Head // "served as minister", "was named as envoy"
	} else if toks[head].Dep != "attr" && toks[head].Dep != "oprd" {
		return
	}
	passive := false
	for _, c := range b.kids.Of(verb) {
		passive = passive || toks[c].Dep == "nsubjpass"
	}
	if lemma := strings.ToLower(toks[verb].Lemma); !b.lex.Words.PostVerbs[lemma] && !(passive && b.lex.Words.AppointVerbs[lemma]) {
		return
	}
	if b.negated(verb) {
		return
	}
	for _, c := range b.kids.Of(verb) {
		if toks[c].Dep != "nsubj" && toks[c].Dep != "nsubjpass" {
			continue
		}
		s := c
		if toks[c].Tag == "WP" && toks[verb].Dep == "relcl" {
			s = toks[verb].Head
		}
		if k := b.at[s]; k >= 0 && b.names[k].typ == graph.Person {
			b.link(i, k, b.affiliation(i, -1))
		}
	}
}

// linkInstalled links a post that is given to the object of a verb: "the congress
// elected X president", "they swore in X as president", and "with X as
// president".
func (b *builder) linkInstalled(i int) {
	r := b.roles[i]
	if r.det == "a" || r.det == "an" {
		return
	}
	j := r.np.Start - 1
	if t := r.title.Start - 1; t >= 0 && b.at[t] >= 0 && b.names[b.at[t]].typ == graph.Person {
		j = t
	}
	as := j > 0 && b.find.Folded(j) == "as"
	if as || j > 1 && b.find.Folded(j) == "be" && b.find.Folded(j-1) == "to" {
		j--
		if !as {
			j--
		}
	}
	if j < 0 || b.at[j] < 0 || b.names[b.at[j]].typ != graph.Person || b.names[b.at[j]].End != j+1 || b.sent[j] != b.sent[r.np.Start] {
		return
	}
	k := b.at[j]
	for v := b.names[k].Start - 1; v >= 0 && b.sent[v] == b.sent[j]; v-- {
		t := b.doc.Tokens[v]
		if t.POS == "VERB" || t.POS == "AUX" {
			if b.lex.Words.Installing[strings.ToLower(t.Lemma)] && !b.negated(v) {
				b.link(i, k, b.affiliation(i, -1))
			}
			return
		}
		if as && v == b.names[k].Start-1 && b.find.Folded(v) == "with" {
			b.link(i, k, b.affiliation(i, -1))
			return
		}
		if b.text(v) == ";" || b.text(v) == ":" || t.POS == "SCONJ" {
			return
		}
	}
}

// negated reports whether a verb is.
func (b *builder) negated(verb int) bool {
	for _, c := range b.kids.Of(verb) {
		if b.doc.Tokens[c].Dep == "neg" {
			return true
		}
	}
	return false
}
