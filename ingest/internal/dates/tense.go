package dates

// tense is the time of the clause around an expression, seen from the
// document.
type tense byte

const (
	anytime tense = iota
	past
	present // of a full verb: ahead for a weekday ("meets Tuesday"), open otherwise
	future
)

// tense reads the verb group that the expression belongs to.
func (r *resolver) tense(e *Expr) tense {
	if e.site < 0 {
		return anytime
	}
	cur := e.site
	for range 10 {
		if r.isVerb(cur) && r.quoted[cur] == e.Quoted {
			return r.verbTense(cur, 0)
		}
		// "an upcoming visit in May", "next week's talks"
		for i := max(0, cur-4); i < cur; i++ {
			if r.head(i) == cur && upcoming[r.lemma(i)] {
				return future
			}
		}
		// "ahead of Tuesday's vote", "before the May summit"
		if h := r.head(cur); r.dep(cur) == "pobj" && (r.lemma(h) == "before" || r.lemma(h) == "of" && h > 0 && r.lemma(h-1) == "ahead") {
			return anytime
		}
		h := r.head(cur)
		if h == cur {
			break
		}
		// a date on a noun inside the clause need not share its tense
		if cur == e.site && eventNouns[r.lemma(cur)] && !argument[r.dep(cur)] {
			return anytime
		}
		cur = h
	}
	return anytime
}

// argument are the arcs on which a noun shares the time of its verb.
var argument = set("nsubj nsubjpass dobj attr pobj")

func (r *resolver) verbTense(v, depth int) tense {
	if depth > 6 {
		return anytime
	}
	tag := r.doc.Tokens[v].Tag
	be, to := "", false
	for i := max(0, v-8); i < min(len(r.doc.Tokens), v+3); i++ {
		if i == v || r.head(i) != v {
			continue
		}
		d, l, t := r.dep(i), r.lemma(i), r.doc.Tokens[i].Tag
		switch {
		case t == "TO":
			to = true
		case d != "aux" && d != "auxpass":
		case t == "MD":
			return future
		case t == "VBD":
			return r.planned(v, past)
		case l == "have":
			return past
		case l == "be":
			be = t
		}
	}
	switch {
	case tag == "VBD":
		return r.planned(v, past)
	case tag == "MD":
		return future
	case to:
		h := r.head(v)
		if h == v {
			return future // "Ministers to meet Tuesday"
		}
		if planning[r.lemma(h)] || r.lemma(h) == "be" {
			return future
		}
		return r.verbTense(h, depth+1)
	case tag == "VBG" && (be == "VBZ" || be == "VBP"):
		return future // "is meeting Tuesday"
	case tag == "VBN" && planning[r.lemma(v)]:
		return future // "scheduled for Tuesday"
	case tag == "VBN" && (be == "VBZ" || be == "VBP" || be == ""):
		if be == "" {
			return past
		}
		return anytime
	case tag == "VBG", tag == "VB":
		if h := r.head(v); h != v && r.isVerb(h) {
			return r.verbTense(h, depth+1)
		}
		if h := r.head(v); h != v && r.isVerb(r.head(h)) {
			return r.verbTense(r.head(h), depth+1)
		}
		return anytime
	case tag == "VBZ", tag == "VBP":
		for i := v + 1; i < min(len(r.doc.Tokens), v+4); i++ {
			if r.head(i) == v && r.dep(i) == "acomp" && planning[r.lemma(i)] {
				return future // "is due in Oslo on Friday"
			}
		}
		if speaking[r.lemma(v)] || r.lemma(v) == "be" && be == "" {
			return anytime
		}
		return present
	}
	return anytime
}

// planned is t, but future for "was scheduled", "planned".
func (r *resolver) planned(v int, t tense) tense {
	if l := r.lemma(v); l == "schedule" || l == "slate" || l == "plan" {
		return future
	}
	return t
}
