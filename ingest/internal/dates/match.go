package dates

import (
	"strconv"
	"strings"
	"time"
)

type unit byte

const (
	noUnit unit = iota
	minutes
	hours
	days
	weekends
	weeks
	fortnights
	monthsU
	quarters
	seasonsU
	years
	decades
	centuries
)

// form says how a spec is to be read.
type form byte

const (
	calendar form = iota // year, month, day as far as given
	weekday              // a day of the week
	season               // a season, of a year perhaps
	span                 // a decade, century, quarter or half: y to y2, or y-m to y2-m2
	deictic              // n units from the document's date
	narrated             // n units from the story's last date
	bare                 // no date of its own: durations, sets, clock times
)

// rel is how a word like "last" or "following" leads to a date.
type rel byte

const (
	noRel     rel = iota
	last          // before the document's date
	this          // in its period
	next          // after it
	previous      // before the story's date
	following     // after it
	same          // in its period
)

// spec is a temporal expression as it is written, before it is resolved.
type spec struct {
	kind    Kind
	form    form
	y, m, d int // 0 where not written
	d2      int // last day of "January 18-20"
	y2, m2  int // end of a span, or of a range of years
	wd      int // 1 Monday to 7 Sunday
	season  int // 1 spring to 4 winter
	unit    unit
	n       int // units, signed
	rel     rel // of the month, weekday or season itself
	yrel    rel // of its year: "in July of the same year"
	vague   Vague
	approx  bool
	lean    int  // of an approximate length: -1 shorter ("almost"), 1 longer ("over")
	either  bool // "the end of the year": the document's year, or the story's in a history
	coarse  bool // never a day: "at Christmas"
	period  bool // the whole time up to or from the document's date: "the past two weeks"
	loose   bool // the words leave real doubt that this is a date
	length  string
	event   [2]int // bytes of what "the day after ..." names
	to      *spec  // end of a range
}

// matcher finds specs in the pieces of a text.
type matcher struct {
	text string
	lx   []lex
	// tag and label give the part-of-speech tag and the entity label of the
	// token that starts at a byte, "" when unknown.
	tag, label func(i int) string
}

var nothing = lex{kind: punct, line: true}

func (m *matcher) at(i int) *lex {
	if i < 0 || i >= len(m.lx) {
		return &nothing
	}
	return &m.lx[i]
}

func (m *matcher) low(i int) string { return m.at(i).low }

// is reports whether the pieces from i on are these, on one line.
func (m *matcher) is(i int, words ...string) bool {
	for k, w := range words {
		if l := m.at(i + k); l.low != w || k > 0 && l.line {
			return false
		}
	}
	return true
}

func (m *matcher) tagAt(i int) string {
	if l := m.at(i); m.tag != nil && l != &nothing {
		return m.tag(l.start)
	}
	return ""
}

func (m *matcher) labelAt(i int) string {
	if l := m.at(i); m.label != nil && l != &nothing {
		return m.label(l.start)
	}
	return ""
}

// same reports whether piece i goes on in the line of the piece before.
func (m *matcher) same(i int) bool { return i < len(m.lx) && i >= 0 && !m.lx[i].line }

// found is a spec over the pieces [i, j).
type found struct {
	spec
	i, j int
}

// all returns the expressions of the text, longest first match from the left.
func (m *matcher) all() []found {
	var out []found
	for i := 0; i < len(m.lx); {
		if !m.lx[i].first || m.bareArticle(i) {
			i++
			continue
		}
		s, j, ok := m.ranged(i)
		if !ok || j <= i {
			i++
			continue
		}
		out = append(out, found{s, i, j})
		i = j
	}
	m.shareYears(out)
	return out
}

// bareArticle reports whether piece i is an article before a word with which no
// expression goes on.
func (m *matcher) bareArticle(i int) bool {
	switch m.low(i) {
	case "the", "a", "an":
		n := m.at(i + 1)
		return n.kind == word && !afterArticle[n.low]
	}
	return false
}

// shareYears gives "March" its year in "March and July 1976".
func (m *matcher) shareYears(fs []found) {
	for k := len(fs) - 2; k >= 0; k-- {
		a, b := &fs[k], &fs[k+1]
		if a.form != calendar || b.form != calendar || a.y != 0 || a.m == 0 || b.m == 0 || b.y == 0 || a.yrel != noRel {
			continue
		}
		for g := a.j; g <= b.i; g++ {
			if g == b.i {
				a.y = b.y
				break
			}
			if w := m.low(g); !m.same(g) || w != "and" && w != "or" && w != "," && w != "/" && w != "in" && w != "on" {
				break
			}
		}
	}
}

// ranged matches one expression or a range of two.
func (m *matcher) ranged(i int) (spec, int, bool) {
	a, j, ok := m.one(i)
	if !ok || !a.rangeable() || a.d2 != 0 || a.y2 != 0 && a.form != span {
		return a, j, ok
	}
	b := i - 1
	for m.low(b) == "the" || m.low(b) == "of" || m.low(b) == "years" || m.low(b) == "months" {
		b-- // "between the years of 1951 and 1957"
	}
	before := m.low(b)
	joins := false
	switch w := m.low(j); {
	case !m.same(j):
	case w == "-":
		joins = true
	case w == "to", w == "until", w == "till", w == "through":
		joins = before == "from" || before == "between" || w == "through" || a.form == calendar
	case w == "and":
		joins = before == "between"
	}
	if !joins || !m.same(j+1) {
		return a, j, ok
	}
	k := j + 1
	if m.low(k) == "the" || m.low(k) == "about" {
		k++
	}
	z, e, ok2 := m.one(k)
	if !ok2 || z.form != a.form || z.rel != noRel || z.d2 != 0 || z.y2 != 0 && z.form != span {
		return a, j, ok
	}
	switch {
	case a.form == calendar && (a.m != 0) != (z.m != 0),
		a.form == calendar && a.d != 0 && z.d == 0:
		return a, j, ok
	}
	a.to = &z
	return a, e, true
}

func (s *spec) rangeable() bool {
	return s.kind == Point && (s.form == calendar || s.form == weekday || s.form == season || s.form == span) && s.rel <= next
}

type rule func(*matcher, int) (spec, int, bool)

// one returns the longest match of a single expression at i.
func (m *matcher) one(i int) (spec, int, bool) {
	return m.longest(i, (*matcher).clocked, (*matcher).plain, (*matcher).vagued)
}

// plain matches without words that blur or a time of day before.
func (m *matcher) plain(i int) (spec, int, bool) {
	return m.longest(i, (*matcher).isoDate, (*matcher).dayMonth, (*matcher).monthDay, (*matcher).monthAlone,
		(*matcher).year, (*matcher).decade, (*matcher).century, (*matcher).seasonOf, (*matcher).quarterOf,
		(*matcher).weekdayOf, (*matcher).deicticWord, (*matcher).relUnit, (*matcher).quantity, (*matcher).sets,
		(*matcher).age, (*matcher).holiday, (*matcher).dayOfMonth, (*matcher).clockAlone)
}

func (m *matcher) longest(i int, rules ...rule) (best spec, end int, ok bool) {
	for _, r := range rules {
		if s, j, found := r(m, i); found && j > end {
			best, end, ok = s, j, true
		}
	}
	return best, end, ok
}

// clocked matches "9 p.m. Tuesday" and "5:30 a.m. local time on May 3".
func (m *matcher) clocked(i int) (spec, int, bool) {
	if m.at(i).kind != clock {
		return spec{}, 0, false
	}
	j := i + 1
	for _, skip := range [][]string{{"local", "time"}, {"gmt"}, {"utc"}, {"et"}, {"est"}, {"edt"}, {"cet"}, {","}, {"on"}} {
		if m.same(j) && m.is(j, skip...) {
			j += len(skip)
		}
	}
	if !m.same(j) {
		return spec{}, 0, false
	}
	s, e, ok := m.longest(j, (*matcher).isoDate, (*matcher).dayMonth, (*matcher).monthDay, (*matcher).weekdayOf, (*matcher).deicticWord)
	if !ok || s.kind != Point || s.form == narrated {
		return spec{}, 0, false
	}
	return s, e, true
}

func (m *matcher) clockAlone(i int) (spec, int, bool) {
	if m.at(i).kind == clock {
		return spec{kind: Clock, form: bare}, i + 1, true
	}
	return spec{}, 0, false
}

// vagued matches what a word narrows: "early May", "the end of December",
// "mid-1990s", "about 1950", "almost a year ago", "the first week of June".
func (m *matcher) vagued(i int) (spec, int, bool) {
	j := i
	if m.low(j) == "the" && m.same(j+1) {
		j++
	}
	inner := (*matcher).plain
	if approximate[m.low(j)] || m.is(j, "more", "than") || m.is(j, "less", "than") {
		j++
		if m.low(j) == "than" {
			j++
		}
		if !m.same(j) || m.low(j) == "the" && m.low(j-1) != "about" && m.low(j-1) != "around" {
			return spec{}, 0, false
		}
		s, e, ok := inner(m, j)
		if !ok || s.kind == Set || s.form == weekday || s.form == calendar && s.d != 0 && m.low(j-1) != "about" && m.low(j-1) != "around" {
			return spec{}, 0, false
		}
		if s.form == calendar && s.y != 0 && s.m == 0 && m.low(j-1) != "about" && m.low(j-1) != "around" && m.low(j-1) != "circa" {
			return spec{}, 0, false // "some 2000", "over 1500" count
		}
		s.approx, s.lean = true, leaning[m.low(i)]
		if m.is(i, "less", "than") {
			s.lean = -1
		}
		return s, e, true
	}
	v, of := vagueWords[m.low(j)], false
	k := j + 1
	switch {
	case v != noVague:
		if (m.low(k) == "-" || m.low(k) == ",") && m.same(k) {
			k++
		}
		if v == Early || v == Mid || v == Late { // "early to mid-March", "early on Monday"
			if w := m.low(k); (w == "to" || w == "or" || w == "and") && vagueWords[m.low(k+1)] != noVague {
				k += 2
				if m.low(k) == "-" {
					k++
				}
				v = About
			} else if w == "on" {
				k++
			} else if m.is(k, "hours", "of") {
				k, of = k+2, true
			}
		}
		if (v == Start || v == End || m.low(j) == "middle") && m.low(k) == "of" {
			k, of = k+1, true
		} else if v == Start || v == End || m.low(j) == "middle" {
			return spec{}, 0, false
		}
	case m.low(j) == "first" || m.low(j) == "last" || m.low(j) == "final" || m.low(j) == "second" || m.low(j) == "third" ||
		m.low(j) == "opening" || m.low(j) == "closing":
		// "the first week of May", "the last days of 1991", "the second half of June"
		w := m.low(k)
		if n := numbers[w]; n > 0 && m.low(k) != "a" {
			k++
			w = m.low(k)
		}
		if units[w] == noUnit && w != "half" && w != "third" || m.low(k+1) != "of" {
			return spec{}, 0, false
		}
		switch m.low(j) {
		case "first", "opening":
			v = Early
		case "last", "final", "closing":
			v = Late
		default:
			v = Mid
			if w == "half" {
				v = Late
			}
		}
		k, of = k+2, true
	case m.low(j) == "most" || m.low(j) == "much" || m.low(j) == "part" || m.low(j) == "rest" || m.low(j) == "remainder" || m.low(j) == "course":
		if m.low(k) != "of" {
			return spec{}, 0, false
		}
		k, of, v = k+1, true, About
	case m.low(j) == "earlier" || m.low(j) == "later":
		v = Early
		if m.low(j) == "later" {
			v = Late
		}
		if m.low(k) == "on" || m.low(k) == "in" {
			k++
		}
	default:
		return spec{}, 0, false
	}
	if !m.same(k) {
		return spec{}, 0, false
	}
	s, e, ok := inner(m, k)
	if !ok && m.low(k) == "the" {
		// "the end of the year", "later in the week"
		if u := units[m.low(k+1)]; u >= days && m.same(k+1) && (of || m.low(k-1) == "in") {
			s, e, ok = spec{kind: Point, form: deictic, unit: u, rel: this, either: true}, k+2, true
		}
		if !ok {
			s, e, ok = inner(m, k+1)
		}
	}
	if !ok || s.kind != Point {
		return spec{}, 0, false
	}
	if (m.low(j) == "earlier" || m.low(j) == "later") && s.form != deictic && s.form != narrated && s.rel == noRel &&
		!(s.form == calendar && (m.low(k-1) == "in" || m.low(k-1) == "on")) {
		return spec{}, 0, false
	}
	s.vague = v
	return s, e, true
}

func (m *matcher) isoDate(i int) (spec, int, bool) {
	switch l := m.at(i); l.kind {
	case iso:
		y, mo, d := atoi(l.low[:4]), atoi(l.low[5:7]), atoi(l.low[8:10])
		if y >= minYear && y <= maxYear && validDay(y, mo, d) {
			return spec{kind: Point, y: y, m: mo, d: d}, i + 1, true
		}
	case slashed:
		p := strings.Split(l.low, "/")
		a, b, y := atoi(p[0]), atoi(p[1]), atoi(p[2])
		if y < 1800 || y > 2100 {
			break
		}
		switch {
		case a == b && validDay(y, a, b):
			return spec{kind: Point, y: y, m: a, d: b}, i + 1, true
		case a > 12 && validDay(y, b, a):
			return spec{kind: Point, y: y, m: b, d: a}, i + 1, true
		case b > 12 && validDay(y, a, b):
			return spec{kind: Point, y: y, m: a, d: b}, i + 1, true
		case validDay(y, a, b) && validDay(y, b, a):
			// day and month may stand in either order
			return spec{kind: Point, y: y}, i + 1, true
		}
	}
	return spec{}, 0, false
}

func atoi(s string) int {
	n := 0
	for _, c := range s {
		n = n*10 + int(c-'0')
	}
	return n
}

// monthAt reads the name of a month; the next piece is at the second result,
// after the point of an abbreviation.
func (m *matcher) monthAt(i int) (month, j int) {
	l := m.at(i)
	mo := months[l.low]
	if mo == 0 || !l.upper {
		return 0, i
	}
	j = i + 1
	if abbreviated[l.low] && m.low(j) == "." && m.at(j).glued {
		j++
	}
	return mo, j
}

// dayAt reads the day of a month: "3", "3rd", "the third".
func (m *matcher) dayAt(i int) (d, j int) {
	l := m.at(i)
	if (l.kind == number || l.kind == ordinal) && l.num >= 1 && l.num <= 31 && l.end-l.start <= 4 {
		return l.num, i + 1
	}
	if l.kind == word {
		if o := ordinals[l.low]; o > 0 {
			return o, i + 1
		}
		if t := numbers[l.low]; (t == 20 || t == 30) && (m.low(i+1) == "-" || m.at(i+1).kind == word) {
			k := i + 1
			if m.low(k) == "-" {
				k++
			}
			if o := ordinals[m.low(k)]; o > 0 && o < 10 && t+o <= 31 {
				return t + o, k + 1
			}
		}
	}
	return 0, i
}

// yearAfter reads the year that ends a date: "2021", ", 2021", "of 2021",
// "of the same year", "last year".
func (m *matcher) yearAfter(i int, s *spec) int {
	if !m.same(i) {
		return i
	}
	j := i
	if m.low(j) == "," || m.low(j) == "of" || m.low(j) == "in" {
		j++
	}
	if !m.same(j) {
		return i
	}
	if l := m.at(j); l.kind == number && l.end-l.start == 4 && l.num >= 1500 && l.num <= 2100 && (!m.counts(j) || s.d > 0 && l.num%50 != 0) {
		s.y = l.num // "On 6 June 1927 delegates met": so exact a count is rare behind a day
		// "the winter of 2002-03"
		if d := m.at(j + 1); d.low == "-" && d.glued {
			if e := m.at(j + 2); s.form == season && e.kind == number && e.glued && e.end-e.start == 2 && (l.num+1)%100 == e.num {
				s.y2 = l.num + 1
				return j + 3
			}
		}
		return j + 1
	}
	if m.low(i) == "in" || m.low(i) == "," {
		if m.low(i) == "," {
			return i
		}
		j = i + 1
	}
	for _, y := range yearWords {
		if m.same(j+len(y.words)-1) && m.is(j, y.words...) {
			s.yrel = y.rel
			return j + len(y.words)
		}
	}
	return i
}

var yearWords = []struct {
	words []string
	rel   rel
}{
	{[]string{"the", "same", "year"}, same}, {[]string{"that", "same", "year"}, same}, {[]string{"that", "year"}, same},
	{[]string{"the", "following", "year"}, following}, {[]string{"the", "next", "year"}, following},
	{[]string{"the", "previous", "year"}, previous}, {[]string{"the", "preceding", "year"}, previous},
	{[]string{"last", "year"}, last}, {[]string{"this", "year"}, this}, {[]string{"next", "year"}, next},
}

// counts reports whether the number at i counts things: "20 people".
func (m *matcher) counts(i int) bool {
	l := m.at(i + 1)
	if l.line {
		return false
	}
	if l.kind == punct {
		return l.low == "%" || l.low == "°"
	}
	if counted[l.low] || m.is(i+1, "in", "all") || m.is(i+1, "in", "total") {
		return true
	}
	if lab := m.labelAt(i); lab == "MONEY" || lab == "PERCENT" || lab == "QUANTITY" {
		return true
	}
	return false
}

// dayMonth matches "28 January 2022", "3rd of May", "the 3 to 5 of May", "30
// January to 2 February" as far as one month goes.
func (m *matcher) dayMonth(i int) (spec, int, bool) {
	if p := m.low(i - 1); numbered[p] || p == "." && numbered[m.low(i-2)] {
		return spec{}, 0, false
	}
	s := spec{kind: Point}
	j := i
	if m.low(j) == "the" && m.same(j+1) {
		j++
	}
	wordy := m.at(j).kind == word
	d, j := m.dayAt(j)
	if d == 0 || !m.same(j) {
		return spec{}, 0, false
	}
	s.d = d
	switch m.low(j) {
	case "-", "to", "and", "&", "until", "till", "through":
		next := j + 1
		if m.low(next) == "the" {
			next++ // "the third to the fifth of May"
		}
		if d2, k := m.dayAt(next); d2 > d && m.same(k) {
			s.d2, j = d2, k
		}
	}
	of := m.low(j) == "of"
	if of || m.low(j) == "-" {
		j++
	}
	if wordy && !of {
		return spec{}, 0, false // "second May meeting"
	}
	if !m.same(j) {
		return spec{}, 0, false
	}
	mo, j := m.monthAt(j)
	if mo == 0 || max(s.d, s.d2) > 31 || !validDay(2000, mo, max(s.d, s.d2)) {
		return spec{}, 0, false
	}
	s.m = mo
	return s, m.yearAfter(j, &s), true
}

// monthDay matches "January 28, 2022", "Jan. 3rd", "January 18-20".
func (m *matcher) monthDay(i int) (spec, int, bool) {
	s := spec{kind: Point}
	mo, j := m.monthAt(i)
	if mo == 0 || !m.same(j) {
		return spec{}, 0, false
	}
	if m.is(j, "the") && m.same(j+1) {
		j++
	}
	if m.at(j).kind == word && m.low(j-1) != "the" {
		return spec{}, 0, false // "May first ..."
	}
	d, k := m.dayAt(j)
	if d == 0 || !validDay(2000, mo, d) || m.counts(j) && m.at(j).kind == number {
		return spec{}, 0, false
	}
	if n := m.at(k); m.at(j).kind == number && n.glued && (n.low == "%" || n.low == "-" && m.at(k+1).glued && m.at(k+1).kind == word) {
		return spec{}, 0, false // "May 30-kilometre"
	}
	s.m, s.d, j = mo, d, k
	switch m.low(j) {
	case "-", "to", "and", "&", "through", "until", "till":
		if d2, k := m.dayAt(j + 1); m.same(j) && m.same(j+1) && d2 > d && validDay(2000, mo, d2) && !m.counts(j+1) {
			// not the "3" of "May 1 and 3 June"
			if mo2, _ := m.monthAt(k); mo2 == 0 || !m.same(k) {
				s.d2, j = d2, k
			}
		}
	}
	return s, m.yearAfter(j, &s), true
}

// monthAlone matches a month without a day, where the word is one.
func (m *matcher) monthAlone(i int) (spec, int, bool) {
	s := spec{kind: Point}
	j := i
	s.rel, j = m.relWord(i)
	r := j > i
	mo, j := m.monthAt(j)
	if mo == 0 || j == i || r && !m.same(j-1) {
		return spec{}, 0, false
	}
	l := m.at(j - 1)
	if l.low == "." {
		l = m.at(j - 2)
	}
	s.m = mo
	y := s
	e := m.yearAfter(j, &y)
	if e > j {
		return y, e, true
	}
	if m.nameNotDate(i, j) {
		return spec{}, 0, false
	}
	if r {
		return s, j, true
	}
	// without a number beside it, the word must look like a month's name
	if t := m.tagAt(i); t == "MD" || strings.HasPrefix(t, "VB") {
		return spec{}, 0, false
	}
	p, n := m.low(i-1), m.low(j)
	if titles[p] && months[p] == 0 || m.at(i-1).upper && m.at(i-1).kind == word && !m.at(i).line && !m.monthish(i-1) && !prepositions[p] && p != "the" && p != "that" {
		return spec{}, 0, false // "Theresa May", "Prime Minister May"
	}
	switch m.labelAt(i) {
	case "PERSON", "ORG", "FAC", "GPE", "WORK_OF_ART", "PRODUCT":
		if !prepositions[p] {
			return spec{}, 0, false
		}
	}
	if l.low == "march" && (n == "on" || n == "for" || n == "of" || n == "against") && m.at(j).kind == word && p == "the" {
		return spec{}, 0, false // the March on Washington
	}
	if abbreviated[l.low] && !(prepositions[p] && m.low(j-1) == ".") {
		return spec{}, 0, false
	}
	switch {
	case prepositions[p] && p != "to" && p != "for" && p != "of" && p != "with":
		if (l.low == "may" || l.low == "april" || l.low == "june" || l.low == "august") && (p == "by" || p == "before" || p == "after" || p == "from") &&
			m.at(j).kind == word && m.at(j).upper && m.same(j) {
			return spec{}, 0, false // "by April Smith"
		}
	case p == "to", p == "for", p == "of", p == "and", p == "or", p == "-", p == ",", p == "/", p == "(":
		if l.low == "may" || l.low == "march" || l.low == "april" || l.low == "june" || l.low == "august" {
			// those are words or names of people as well
			if m.labelAt(i) != "DATE" && !(p != "to" && m.monthish(i-2)) && !(p == "for" && l.low != "may") && !(p == "of" && vagueNear(m, i)) {
				return spec{}, 0, false
			}
		}
	case vagueWords[p] != noVague:
	case m.labelAt(i) == "DATE", p == "that" && m.tagAt(i-1) == "DT":
	case p == "the" || p == "a" || p == "an" || p == "'" || p == "s" || p == "its" || p == "their" || p == "his" || p == "her":
		if m.at(j).kind != word || !m.same(j) {
			if n != "'" && n != "-" {
				return spec{}, 0, false
			}
		}
	case n == "'" && l.low != "may" && l.low != "april" && l.low != "june":
	case m.at(i).line && (l.low != "may" && l.low != "march" && l.low != "april" && l.low != "june"):
		s.loose = true
	default:
		return spec{}, 0, false
	}
	if p == "that" || namedByMonth[n] && m.same(j) && (p == "the" || p == "'" || p == "s") {
		s.rel = same // "the October war", "that October" is one that was told of
	}
	return s, j, true
}

func vagueNear(m *matcher, i int) bool {
	w := m.low(i - 2)
	return vagueWords[w] != noVague || units[w] != noUnit || w == "half" || w == "most" || ordinals[w] > 0 || m.at(i-2).kind == ordinal
}

// monthish reports whether piece i belongs to a date: a month or weekday, a
// year or day, a word that narrows.
func (m *matcher) monthish(i int) bool {
	l := m.at(i)
	return months[l.low] > 0 || weekdays[l.low] > 0 || vagueWords[l.low] != noVague || l.kind == number || l.kind == ordinal || l.low == "."
}

// nameNotDate reports whether the month or weekday over [i, j) is part of a
// fixed name.
func (m *matcher) nameNotDate(i, j int) bool {
	if nameBefore[m.low(i-1)] && (m.at(i-1).upper || m.low(i-1) == "man") && !m.at(i).line {
		return true
	}
	if n := m.at(j); nameAfter[n.low] && n.upper && !n.line {
		return true
	}
	switch m.labelAt(i) {
	case "ORG", "WORK_OF_ART", "FAC", "LAW":
		return m.at(j).upper && !m.at(j).line && m.at(j).kind == word && m.low(i-1) != "on" && m.low(i-1) != "in"
	}
	return false
}

// relWord reads "last", "this past", "the following", "that same"; the
// next piece is at the second result.
func (m *matcher) relWord(i int) (rel, int) {
	w := m.low(i)
	if !m.same(i + 1) {
		return noRel, i
	}
	switch w {
	case "last", "past":
		return last, i + 1
	case "next", "coming":
		return next, i + 1
	case "this":
		if m.low(i+1) == "past" || m.low(i+1) == "last" {
			return last, i + 2
		}
		if m.low(i+1) == "coming" || m.low(i+1) == "next" {
			return next, i + 2
		}
		return this, i + 1
	case "previous", "preceding":
		return previous, i + 1
	case "following", "ensuing":
		return following, i + 1
	case "that":
		if m.low(i+1) == "same" {
			return same, i + 2
		}
	case "the":
		switch m.low(i + 1) {
		case "next", "following", "ensuing":
			return following, i + 2
		case "previous", "preceding", "prior":
			return previous, i + 2
		case "same":
			return same, i + 2
		case "past":
			return last, i + 2
		case "coming":
			return next, i + 2
		}
	}
	return noRel, i
}

// year matches a year that stands alone, a range of two, or a fiscal year.
func (m *matcher) year(i int) (spec, int, bool) {
	l := m.at(i)
	if l.low == "fiscal" || l.low == "financial" || l.low == "academic" || l.low == "calendar" {
		j := i + 1
		if m.low(j) == "year" {
			j++
		}
		if y := m.at(j); m.same(j) && y.kind == number && y.end-y.start == 4 && y.num >= 1800 && y.num <= 2100 {
			return spec{kind: Point, y: y.num}, j + 1, true
		}
		return spec{}, 0, false
	}
	if l.kind != number || l.end-l.start != 4 || l.num < minYear || l.num > 2100 || !m.yearOK(i) {
		return spec{}, 0, false
	}
	s := spec{kind: Point, y: l.num}
	if d := m.at(i + 1); d.low == "-" && !d.line {
		e := m.at(i + 2)
		if e.kind == number && !e.line {
			switch {
			case e.end-e.start == 4 && e.num > l.num && e.num <= 2100:
				s.y2 = e.num
				return s, i + 3, true
			case e.end-e.start == 2 && e.glued && d.glued && l.num/100*100+e.num > l.num:
				s.y2 = l.num/100*100 + e.num
				return s, i + 3, true
			}
		}
	}
	return s, i + 1, true
}

func (m *matcher) yearOK(i int) bool {
	l := m.at(i)
	p, n := m.at(i-1), m.at(i+1)
	if p.low == "-" && l.glued && p.glued && m.at(i-2).kind != number && vagueWords[m.low(i-2)] == noVague {
		return false // F-1000
	}
	if n.low == "-" && n.glued && m.at(i+2).glued && m.at(i+2).kind == word {
		return false // 2000-strong
	}
	if n.low == "'" && n.glued && m.low(i+2) != "s" {
		return false
	}
	if m.counts(i) || numbered[p.low] && !l.line || p.low == "." && numbered[m.low(i-2)] {
		return false
	}
	if k := m.at(i - 2); p.low == "and" && k.kind == number && k.end-k.start == 4 && !m.yearOK(i-2) {
		return false // resolutions 1970 and 1973
	}
	if l.num < 1500 {
		return (p.low == "in" || p.low == "since") && (n.kind == punct || n.line)
	}
	if p.low == "(" && (n.low == ")" || n.low == "-") {
		return true
	}
	things := n.kind == word && !n.line && !n.upper && m.tagAt(i+1) == "NNS"
	if things && p.kind == word && !beforeYear[p.low] {
		return false // "carried 1987 crates"
	}
	switch m.labelAt(i) {
	case "DATE":
		return true
	case "CARDINAL", "MONEY", "QUANTITY", "PERCENT", "ORDINAL", "TIME":
		// the model errs on a year after a preposition less than this rule does
		if p.low != "in" && p.low != "since" && p.low != "of" && p.low != "the" {
			return false
		}
	}
	if things && p.low != "the" && !l.line {
		return false // 2000 crates
	}
	if l.line {
		// the text or line starts with it: "2014 saw", "In other news"
		return n.kind == word && !n.upper || n.line || n.low == "-" || n.low == ":"
	}
	if p.low == "-" {
		return vagueWords[m.low(i-2)] != noVague || m.at(i-2).kind == number
	}
	if p.low == "'" || p.low == "s" && m.low(i-2) == "'" {
		return l.num >= 1800 && n.kind == word
	}
	if p.low == "," {
		return n.low == "," || n.low == "." || n.line || n.low == ")" || n.low == "and"
	}
	if p.low == "a" || p.low == "an" || p.low == "the" || p.low == "this" {
		return l.num >= 1800 && n.kind == word && !n.line
	}
	if p.low == "to" {
		return m.at(i-2).kind == number || months[m.low(i-2)] > 0 || m.low(i-2) == "back" || m.low(i-2) == "prior"
	}
	return beforeYear[p.low] || p.low == "("
}

// decade matches "the 1990s", "1960s", "the '60s", "the nineties".
func (m *matcher) decade(i int) (spec, int, bool) {
	j := i
	the := m.low(j) == "the"
	if the && m.same(j+1) {
		j++
	}
	apostrophe := m.low(j) == "'"
	if apostrophe && m.same(j+1) {
		j++
	}
	l := m.at(j)
	y := 0
	switch {
	case l.kind == plural && l.end-l.start == 5 && l.num%10 == 0 && l.num >= 1500 && l.num <= 2090:
		y = l.num
	case l.kind == plural && l.end-l.start == 3 && l.num%10 == 0 && l.num >= 20 && (the || apostrophe || vagueWords[m.low(i-1)] != noVague || m.low(i-1) == "-"):
		y = 1900 + l.num
	case l.kind == word && decadeWords[l.low] > 0 && (the || vagueWords[m.low(i-1)] != noVague) && m.low(i-1) != "in" || l.kind == word && decadeWords[l.low] > 0 && the && m.low(i-1) == "in":
		y = 1900 + decadeWords[l.low]
	case l.kind == number && l.end-l.start == 4 && l.num%10 == 0 && l.num >= 1500 && m.is(j+1, "'", "s") && m.at(j+1).glued && the && !m.at(j+3).upper:
		return spec{kind: Point, form: span, y: l.num, y2: l.num + 9}, j + 3, true
	default:
		return spec{}, 0, false
	}
	return spec{kind: Point, form: span, y: y, y2: y + 9}, j + 1, true
}

// century matches "the 20th century", "the late nineteenth century" is left
// to vagued.
func (m *matcher) century(i int) (spec, int, bool) {
	j := i
	if m.low(j) == "the" && m.same(j+1) {
		j++
	}
	n := m.at(j).num
	k := j + 1
	if m.at(j).kind != ordinal {
		n = ordinals[m.low(j)]
		if t := numbers[m.low(j)]; t == 20 && n == 0 {
			if m.low(k) == "-" {
				k++
			}
			n = t + ordinals[m.low(k)]
			k++
		}
	}
	if n < 11 || n > 21 || !m.same(k) {
		return spec{}, 0, false
	}
	if m.low(k) == "-" {
		k++
	}
	if w := m.low(k); w != "century" && w != "centuries" {
		return spec{}, 0, false
	}
	return spec{kind: Point, form: span, y: n*100 - 99, y2: n * 100, unit: centuries}, k + 1, true
}

// seasonOf matches "spring 1978", "the winter of 2002", "last summer", "the
// following spring", "during the fall".
func (m *matcher) seasonOf(i int) (spec, int, bool) {
	s := spec{kind: Point, form: season, unit: seasonsU}
	j := i
	s.rel, j = m.relWord(i)
	the := false
	if j == i && m.low(j) == "the" && m.same(j+1) {
		the, j = true, j+1
	}
	l := m.at(j)
	n := seasons[l.low]
	if n == 0 || j > i && !m.same(j) {
		return spec{}, 0, false
	}
	// spring and fall are verbs, and nouns of other things
	if t := m.tagAt(j); strings.HasPrefix(t, "VB") {
		return spec{}, 0, false
	}
	s.season = n
	e := m.yearAfter(j+1, &s)
	if e > j+1 {
		return s, e, true
	}
	if s.rel != noRel {
		if s.rel == this && l.low == "fall" && m.low(j+1) == "of" {
			return spec{}, 0, false
		}
		return s, j + 1, true
	}
	p := m.low(i - 1)
	if the && (p == "in" || p == "during" || p == "by" || p == "until" || p == "since" || p == "throughout") || vagueWords[p] != noVague {
		if m.low(j+1) == "of" || m.at(j+1).kind == word && m.same(j+1) && strings.HasPrefix(m.tagAt(j+1), "NN") {
			return spec{}, 0, false // the fall of Prince X
		}
		s.loose = true
		return s, j + 1, true
	}
	return spec{}, 0, false
}

// quarterOf matches "the first quarter of 2020", "Q3 2021", "the second half
// of 1998".
func (m *matcher) quarterOf(i int) (spec, int, bool) {
	s := spec{kind: Point, form: span}
	j := i
	if m.low(j) == "the" && m.same(j+1) {
		j++
	}
	n, size := 0, 3
	switch l := m.at(j); {
	case len(l.low) == 2 && l.low[0] == 'q' && l.low[1] >= '1' && l.low[1] <= '4':
		n, j = int(l.low[1]-'0'), j+1
	default:
		n = ordinals[l.low]
		if l.kind == ordinal {
			n = l.num
		}
		switch m.low(j + 1) {
		case "quarter":
		case "half":
			size = 6
		default:
			return spec{}, 0, false
		}
		j += 2
	}
	if n < 1 || n > 12/size {
		return spec{}, 0, false
	}
	e := m.yearAfter(j, &s)
	if s.y == 0 || e == j {
		return spec{}, 0, false
	}
	s.m, s.y2, s.m2, s.unit = (n-1)*size+1, s.y, n*size, quarters
	return s, e, true
}

// weekdayOf matches "Sunday", "last Friday", "Wednesday January 26", "Monday
// night", "Friday, 28 January 2022".
func (m *matcher) weekdayOf(i int) (spec, int, bool) {
	s := spec{kind: Point, form: weekday}
	j := i
	s.rel, j = m.relWord(i)
	the := false
	if j == i && m.low(j) == "the" && m.same(j+1) {
		the, j = true, j+1
	}
	l := m.at(j)
	s.wd = weekdays[l.low]
	if s.wd == 0 || !l.upper || j > i && !m.same(j) {
		return spec{}, 0, false
	}
	e := j + 1
	short := abbreviated[l.low]
	if short && m.low(e) == "." && m.at(e).glued {
		e++
	}
	dayPart := false
	if dayParts[m.low(e)] && m.same(e) {
		e, dayPart = e+1, true
	}
	// a date beside it
	k := e
	if m.low(k) == "," || m.low(k) == "the" {
		k++
	}
	if m.is(k, "on") || m.is(k, "the") {
		k++
	}
	if m.same(k) {
		if c, f, ok := m.longest(k, (*matcher).isoDate, (*matcher).dayMonth, (*matcher).monthDay); ok && c.d != 0 && c.d2 == 0 {
			c.wd = s.wd
			return c, f, true
		}
		// "Monday the 12th"
		if m.at(k).kind == ordinal && m.at(k).num <= 31 && m.low(k-1) == "the" && m.at(k+1).kind != word {
			return spec{kind: Point, d: m.at(k).num, wd: s.wd}, k + 1, true
		}
	}
	if short || the && s.rel == noRel && !dayPart && (m.at(e).kind != word || !m.same(e)) {
		return spec{}, 0, false
	}
	if m.nameNotDate(j, e) || the && m.at(e).upper {
		return spec{}, 0, false
	}
	// "Tuesday last week", "Monday of this week"
	k = e
	if m.low(k) == "of" {
		k++
	}
	if r, f := m.relWord(k); m.same(k) && f > k && m.low(f) == "week" {
		s.yrel = r
		return s, f + 1, true
	}
	if m.is(e, "last") && m.low(e+1) != "week" && s.rel == noRel && (m.at(e+1).kind == punct || m.at(e+1).line) && m.same(e) {
		s.rel = last
		return s, e + 1, true
	}
	return s, e, true
}

// deicticWord matches "today", "yesterday", "this morning", "last night".
func (m *matcher) deicticWord(i int) (spec, int, bool) {
	s := spec{kind: Point, form: deictic, unit: days}
	switch w := m.low(i); w {
	case "today":
		if m.low(i+1) == "'" && m.at(i+1).glued {
			s.loose = true // today's Europe
		}
		return s, i + 1, true
	case "tonight":
		return s, i + 1, true
	case "yesterday", "tomorrow":
		s.n = -1
		if w == "tomorrow" {
			s.n = 1
		}
		if dayParts[m.low(i+1)] && m.same(i+1) {
			return s, i + 2, true
		}
		return s, i + 1, true
	case "the":
		switch {
		case m.is(i, "the", "day", "before", "yesterday"):
			s.n = -2
			return s, i + 4, true
		case m.is(i, "the", "day", "after", "tomorrow"):
			s.n = 2
			return s, i + 4, true
		}
	case "this":
		if dayParts[m.low(i+1)] && m.low(i+1) != "night" && m.same(i+1) {
			return s, i + 2, true
		}
	case "last":
		if m.is(i, "last", "night") && m.low(i-1) != "the" {
			s.n = -1
			return s, i + 2, true
		}
	}
	return spec{}, 0, false
}

// relUnit matches a unit with a word that places it: "last month", "this
// week", "the following day", "that year", "the day after the summit".
func (m *matcher) relUnit(i int) (spec, int, bool) {
	r, j := m.relWord(i)
	if j == i {
		if m.low(i) == "that" && m.tagAt(i) != "IN" {
			if u := units[m.low(i+1)]; u >= days && m.same(i+1) && singular(m.low(i+1)) {
				return spec{kind: Point, form: narrated, unit: u, rel: same}, i + 2, true
			}
			if dayParts[m.low(i+1)] && m.same(i+1) {
				return spec{kind: Point, form: narrated, unit: days, rel: same}, i + 2, true // "that evening"
			}
		}
		if m.low(i) == "the" && m.low(i-1) == "in" && m.same(i+1) {
			// "later in the day", "in the evening"
			later := m.low(i-2) == "later" || m.low(i-2) == "earlier"
			if later && m.low(i+1) == "day" || dayParts[m.low(i+1)] && (later || m.opens(i-1)) {
				return spec{kind: Point, form: narrated, unit: days, rel: same}, i + 2, true
			}
		}
		if m.low(i) == "the" && m.is(i+1, "weekend") && m.same(i+1) && (m.low(i-1) == "over" || m.low(i-1) == "during" || m.low(i-1) == "on" || m.low(i-1) == "at") {
			return spec{kind: Point, form: deictic, unit: weekends, rel: this}, i + 2, true
		}
		if (m.low(i) == "the" || m.low(i) == "a") && m.same(i+1) {
			// the day after, the day before
			u := units[m.low(i+1)]
			w := m.low(i + 2)
			if u < days || !singular(m.low(i+1)) || !m.same(i+2) || w != "after" && w != "before" {
				return spec{}, 0, false
			}
			s := spec{kind: Point, form: narrated, unit: u, n: 1}
			if w == "before" {
				s.n = -1
			}
			m.named(i+3, &s)
			return s, i + 3, true
		}
		return spec{}, 0, false
	}
	if r == same && dayParts[m.low(j)] && m.same(j) {
		return spec{kind: Point, form: narrated, unit: days, rel: same}, j + 1, true // "the same evening"
	}
	// "the past two weeks", "the next three days": a length from now
	n, k, ok := m.count(j)
	if ok && m.same(j) && m.same(k) && (r == last || r == next) {
		if u := units[m.low(k)]; u >= days {
			s := spec{kind: Duration, form: deictic, unit: u, n: n, period: true, length: duration(n, u)}
			if r == last {
				s.n = -n
			}
			return s, k + 1, true
		}
		return spec{}, 0, false
	}
	u := units[m.low(j)]
	if m.low(j) == "fiscal" || m.low(j) == "calendar" {
		j++
		u = units[m.low(j)]
	}
	if u < days || !m.same(j) {
		return spec{}, 0, false
	}
	if !singular(m.low(j)) {
		// "the following months", "the coming days"
		return spec{kind: Duration, form: bare}, j + 1, true
	}
	s := spec{kind: Point, unit: u, rel: r, form: deictic}
	switch r {
	case previous, following, same:
		s.form = narrated
		s.n = map[rel]int{previous: -1, following: 1}[r]
		if m.low(j+1) == "of" && r != same { // "the next day of talks"
			return spec{}, 0, false
		}
	case last:
		s.n = -1
		if u == days || m.low(j+1) == "of" || m.low(i) == "the" && u != weekends {
			if m.low(j+1) == "of" || u == days && m.low(i) != "the" {
				return spec{}, 0, false
			}
			// "the past year": the time up to now
			s.kind, s.period, s.length = Duration, true, duration(1, u)
		}
	case next:
		s.n = 1
		if u == days && m.low(i) != "the" {
			s.form, s.rel = narrated, following // "next day"
		}
		if m.low(j+1) == "of" {
			return spec{}, 0, false
		}
	case this:
		if u == days {
			return spec{}, 0, false
		}
	}
	return s, j + 1, true
}

// opens reports whether piece i opens a sentence: it is in upper case after a
// full stop or at the start of a line.
func (m *matcher) opens(i int) bool {
	return i >= 0 && m.at(i).upper && (i == 0 || m.at(i).line || m.at(i-1).kind == punct)
}

// named keeps what follows "the day after": the pieces up to a comma, a verb
// group or eight words.
func (m *matcher) named(i int, s *spec) {
	j := i
	for j < len(m.lx) && j < i+8 && m.same(j) && (m.at(j).kind != punct || m.low(j) == "'" || m.low(j) == "-") {
		j++
	}
	if j > i {
		s.event = [2]int{m.at(i).start, m.at(j - 1).end}
	}
}

func singular(w string) bool { return !strings.HasSuffix(w, "s") }

// count reads a number of units: "10", "ten", "a", "twenty-five", "a dozen";
// a quantity without a number is 0.
func (m *matcher) count(i int) (n, j int, ok bool) {
	l := m.at(i)
	switch {
	case l.kind == number && l.num > 0:
		return l.num, i + 1, true
	case l.kind != word:
		return 0, i, false
	case m.is(i, "a", "couple", "of"):
		return 2, i + 3, true
	case m.is(i, "a", "few"):
		return 0, i + 2, true
	case m.is(i, "a", "dozen"):
		return 12, i + 2, true
	case m.is(i, "half", "a"), m.is(i, "half", "an"):
		return 0, i + 2, true
	case uncounted[l.low]:
		return 0, i + 1, true
	}
	n = numbers[l.low]
	if n == 0 {
		return 0, i, false
	}
	j = i + 1
	if n >= 20 && n < 100 && m.low(j) == "-" && numbers[m.low(j+1)] > 0 && numbers[m.low(j+1)] < 10 {
		n, j = n+numbers[m.low(j+1)], j+2
	}
	if n < 20 && (m.low(j) == "hundred" || m.low(j) == "dozen") && m.same(j) {
		n, j = n*numbers[m.low(j)], j+1
	}
	return n, j, true
}

// quantity matches a length of time and what it leads to: "three weeks", "ten
// days later", "a year ago", "the 10-month battle".
func (m *matcher) quantity(i int) (spec, int, bool) {
	// "a hundred": the article is part of the number or is none
	n, j, ok := m.count(i)
	if !ok || !m.same(j) {
		return spec{}, 0, false
	}
	if m.is(j, "and", "a", "half") {
		j += 3
	}
	hyphen := m.low(j) == "-" && m.at(j).glued
	if hyphen {
		j++
	}
	for m.low(j) == "consecutive" || m.low(j) == "more" || m.low(j) == "full" || m.low(j) == "whole" || m.low(j) == "long" {
		j++
	}
	w := m.low(j)
	u := units[w]
	if u == noUnit || !m.same(j) || !hyphen && m.at(i).low != "a" && m.at(i).low != "an" && n > 1 && singular(w) {
		return spec{}, 0, false
	}
	j++
	s := spec{kind: Duration, form: bare, unit: u, n: n, length: duration(n, u)}
	if m.is(j, "and", "a", "half") {
		j, s.length, s.approx = j+3, "", true
	}
	if hyphen {
		if m.low(j) == "-" && m.low(j+1) == "old" {
			s.kind = Age
			j += 2
		}
		return s, j, true
	}
	move := func(f form, sign, end int) (spec, int, bool) {
		s.kind, s.form, s.n = Point, f, sign*n
		if n == 0 || u < days {
			s.form = bare // "hours later", "several weeks ago"
		}
		return s, end, true
	}
	if !m.same(j) {
		return s, j, true
	}
	lasted := m.lasts(i)
	switch {
	case m.is(j, "ago"):
		return move(deictic, -1, j+1)
	case m.is(j, "from", "now"), m.is(j, "from", "today"):
		return move(deictic, 1, j+2)
	case m.is(j, "hence"):
		return move(deictic, 1, j+1)
	case m.is(j, "later"), m.is(j, "afterwards"), m.is(j, "afterward"), m.is(j, "thereafter"):
		return move(narrated, 1, j+1)
	case m.is(j, "earlier"), m.is(j, "previously"), m.is(j, "beforehand"):
		return move(narrated, -1, j+1)
	case m.is(j, "on") && (m.at(j+1).kind == punct || m.at(j+1).line):
		return move(narrated, 1, j+1)
	case m.is(j, "old"):
		s.kind = Age
		return s, j + 1, true
	case lasted:
	case m.is(j, "after"), m.is(j, "following"):
		m.named(j+1, &s)
		return move(narrated, 1, j+1)
	case m.is(j, "before"), m.is(j, "prior", "to"), m.is(j, "ahead", "of"):
		e := j + 1
		if m.low(j) != "before" {
			e++
		}
		m.named(e, &s)
		return move(narrated, -1, e)
	}
	if (m.at(i).low == "a" || m.at(i).low == "an") && m.low(i-1) != "for" && m.low(i-1) != "in" && m.low(i-1) != "within" && m.low(i-1) != "after" {
		return spec{}, 0, false // "twice a year", "a day of talks"
	}
	return s, j, true
}

// lasts reports whether a verb of duration stands before piece i: "it took
// more than two months before ...".
func (m *matcher) lasts(i int) bool {
	for k := i - 1; k >= i-4 && k >= 0; k-- {
		switch m.low(k) {
		case "took", "take", "takes", "taken", "lasted", "last", "lasts", "spent", "waited", "for":
			return true
		}
	}
	return false
}

// duration writes an ISO 8601 duration, "" for an unknown number.
func duration(n int, u unit) string {
	if n == 0 {
		return ""
	}
	num := func(k int) string { return strconv.Itoa(n * k) }
	switch u {
	case minutes:
		return "PT" + num(1) + "M"
	case hours:
		return "PT" + num(1) + "H"
	case days, weekends:
		return "P" + num(1) + "D"
	case weeks:
		return "P" + num(1) + "W"
	case fortnights:
		return "P" + num(2) + "W"
	case monthsU:
		return "P" + num(1) + "M"
	case quarters, seasonsU:
		return "P" + num(3) + "M"
	case years:
		return "P" + num(1) + "Y"
	case decades:
		return "P" + num(10) + "Y"
	case centuries:
		return "P" + num(100) + "Y"
	}
	return ""
}

// sets matches what recurs: "every Tuesday", "twice a year", "Mondays",
// "weekly".
func (m *matcher) sets(i int) (spec, int, bool) {
	s := spec{kind: Set, form: bare}
	l := m.at(i)
	switch {
	case l.low == "every" || l.low == "each":
		j := i + 1
		if m.low(j) == "other" || m.low(j) == "single" || m.at(j).kind == number || ordinals[m.low(j)] > 0 || numbers[m.low(j)] > 1 {
			j++
		}
		w := m.low(j)
		if m.same(j) && (units[w] != noUnit || weekdays[w] > 0 || months[w] > 0 && m.at(j).upper || seasons[w] > 0 || dayParts[w]) {
			return s, j + 1, true
		}
	case weekdayPlurals[l.low] && l.upper:
		return s, i + 1, true
	case frequency[l.low]:
		if t := m.tagAt(i); t == "NN" || t == "NNP" {
			return spec{}, 0, false
		}
		return s, i + 1, true
	case l.low == "bi" && m.low(i+1) == "-" && frequency[m.low(i+2)]:
		return s, i + 3, true
	case l.low == "once" || l.low == "twice" || l.low == "times":
		j := i + 1
		if w := m.low(j); (w == "a" || w == "an" || w == "per" || w == "every" || w == "each") && units[m.low(j+1)] != noUnit && m.same(j+1) {
			return s, j + 2, true
		}
	}
	return spec{}, 0, false
}

// age matches "75th anniversary", "aged 52".
func (m *matcher) age(i int) (spec, int, bool) {
	s := spec{kind: Age, form: bare}
	if l := m.at(i); l.kind == ordinal || ordinals[l.low] > 0 {
		if w := m.low(i + 1); m.same(i+1) && (w == "anniversary" || w == "birthday") {
			return s, i + 2, true
		}
	} else if (l.low == "aged" || l.low == "age") && m.at(i+1).kind == number && m.same(i+1) && m.at(i+1).num < 130 {
		return s, i + 2, true
	}
	return spec{}, 0, false
}

// holiday matches fixed days of the calendar that a preposition introduces.
func (m *matcher) holiday(i int) (spec, int, bool) {
	s := spec{kind: Point}
	j := 0
	switch p := m.low(i - 1); {
	case !prepositions[p] || m.at(i).line:
		return spec{}, 0, false
	case m.is(i, "christmas", "day"):
		s.m, s.d, j = 12, 25, i+2
	case m.is(i, "christmas", "eve"):
		s.m, s.d, j = 12, 24, i+2
	case m.is(i, "new", "year", "'", "s", "day"):
		s.m, s.d, j = 1, 1, i+5
	case m.is(i, "new", "year", "'", "s", "eve"):
		s.m, s.d, j = 12, 31, i+5
	case m.is(i, "christmas"):
		if n := m.at(i + 1); n.kind == word && n.upper && !n.line {
			return spec{}, 0, false
		}
		s.m, s.coarse, j = 12, true, i+1
	default:
		return spec{}, 0, false
	}
	return s, m.yearAfter(j, &s), true
}

// dayOfMonth matches "on the 15th": a day whose month was told before.
func (m *matcher) dayOfMonth(i int) (spec, int, bool) {
	if m.low(i) != "the" || m.at(i+1).kind != ordinal || !m.same(i+1) || m.at(i+1).num > 31 || m.at(i+1).num < 1 {
		return spec{}, 0, false
	}
	if p := m.low(i - 1); p != "on" && p != "until" && p != "by" && p != "since" {
		return spec{}, 0, false
	}
	n := m.at(i + 2)
	if n.kind == word && !n.line && (m.tag == nil || !strings.HasPrefix(m.tagAt(i+2), "V")) || n.low == "-" {
		return spec{}, 0, false
	}
	return spec{kind: Point, d: m.at(i + 1).num}, i + 2, true
}

// isoWeekday numbers days from Monday, 1, to Sunday, 7.
func isoWeekday(t time.Time) int { return (int(t.Weekday())+6)%7 + 1 }
