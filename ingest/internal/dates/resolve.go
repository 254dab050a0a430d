package dates

import (
	"strings"
	"time"

	"parley/graph"
	"parley/ingest/nlp"
)

// resolver holds a document while its expressions are found and dated.
type resolver struct {
	doc     *nlp.Doc
	pub     Period
	pubPrec int // 0 when the publication date is unknown, see precision
	history bool
	quoted  []bool   // per token
	para    []int    // per token: number of its paragraph
	sent    []int    // per token: number of its sentence
	label   []string // per token: entity label
	exprs   []Expr
	specs   []spec
}

// value is a resolved date.
type value struct {
	edtf  string
	basis graph.DateBasis
	conf  float64
}

var unknown = value{}

// resolve dates expression i; those before it are dated already.
func (r *resolver) resolve(i int) {
	e, s := &r.exprs[i], &r.specs[i]
	e.Anchor = s.anchor()
	if e.Kind == Duration && e.site >= 0 && r.isVerb(e.site) && r.tense(e) == future && s.form == bare && e.Prep == "in" && s.n > 0 && s.unit >= days && !strings.Contains(e.Text, "-") {
		// "will meet in two weeks"
		s.form, e.Kind, e.Anchor = deictic, Point, ToPublication
	}
	if s.either && r.history {
		s.form, s.rel, e.Anchor = narrated, same, ToNarrative
	}
	v := r.value(i, s)
	if s.to != nil && v.edtf != "" {
		v = r.rangeValue(i, s, v)
	}
	if _, ok := Bounds(v.edtf); !ok {
		v = unknown
	}
	if s.loose {
		v.conf *= 0.5
	}
	if s.approx || s.vague != noVague {
		v.conf *= 0.95
	}
	if e.Quoted && (s.form == deictic || s.form == weekday) {
		v.conf *= 0.6 // the speaker's "today" may be another day
	}
	if v.edtf == "" {
		v = unknown
	}
	e.EDTF, e.Basis, e.Confidence = v.edtf, v.basis, v.conf
}

func (s *spec) anchor() Anchor {
	switch s.form {
	case calendar, season:
		switch {
		case s.y != 0 || s.to != nil && s.to.y != 0:
			return Absolute
		case s.yrel >= previous || s.rel >= previous:
			return ToNarrative
		case s.yrel != noRel || s.rel != noRel:
			return ToPublication
		case s.m == 0 && s.form == calendar:
			return NeedsMonth
		}
		return NeedsYear
	case weekday:
		if s.rel >= previous || s.yrel >= previous {
			return ToNarrative
		}
		return ToPublication
	case deictic:
		return ToPublication
	case narrated:
		return ToNarrative
	}
	return Absolute
}

// rangeValue joins the start v of a range with its end.
func (r *resolver) rangeValue(i int, s *spec, v value) value {
	end := *s.to
	from, _ := Bounds(v.edtf)
	switch {
	case end.form == weekday:
		t := nextWeekday(from.To, end.wd)
		return value{interval(v.edtf, ymd(t)), v.basis, v.conf}
	case end.form == calendar && end.y == 0:
		end.y = from.From.Year()
		if end.m < int(from.From.Month()) {
			end.y++
		}
	case end.form == season && end.y == 0:
		return v
	}
	w := r.value(i, &end)
	a, _, _ := strings.Cut(v.edtf, "/")
	_, b, ok := strings.Cut(w.edtf, "/")
	if !ok {
		b = w.edtf
	}
	if b == "" {
		return v
	}
	return value{interval(a, b), v.basis, min(v.conf, w.conf)}
}

func nextWeekday(after time.Time, wd int) time.Time {
	t := after.AddDate(0, 0, 1)
	for isoWeekday(t) != wd {
		t = t.AddDate(0, 0, 1)
	}
	return t
}

func (r *resolver) value(i int, s *spec) value {
	switch s.form {
	case calendar:
		return r.calendarValue(i, s)
	case season:
		return r.seasonValue(i, s)
	case span:
		if s.m != 0 {
			return value{interval(yms(s.y, s.m), yms(s.y2, s.m2)), graph.Explicit, 0.95}
		}
		return value{interval(ys(s.y), ys(s.y2)), graph.Explicit, 0.9}
	case weekday:
		return r.weekdayValue(i, s)
	case deictic:
		return r.deicticValue(i, s)
	case narrated:
		return r.narratedValue(i, s)
	}
	return unknown
}

// written is the date of a calendar spec in year y.
func (s *spec) written(y int) string {
	switch {
	case s.m == 0 && s.y2 != 0:
		return interval(ys(y), ys(s.y2))
	case s.m == 0:
		return ys(y)
	case s.d == 0 || s.coarse:
		return yms(y, s.m)
	case !validDay(y, s.m, s.d):
		return ""
	case s.d2 != 0 && validDay(y, s.m, s.d2):
		return interval(ymd(day(y, s.m, s.d)), ymd(day(y, s.m, s.d2)))
	}
	return ymd(day(y, s.m, s.d))
}

func (r *resolver) calendarValue(i int, s *spec) value {
	e := &r.exprs[i]
	if s.to != nil && s.y == 0 && s.to.y != 0 {
		y := s.to.y
		if s.m > s.to.m {
			y--
		}
		return value{s.written(y), graph.Explicit, 0.95}
	}
	switch {
	case s.y != 0:
		v := value{s.written(s.y), graph.Explicit, 0.95}
		if s.wd != 0 && s.d != 0 && validDay(s.y, s.m, s.d) && isoWeekday(day(s.y, s.m, s.d)) != s.wd {
			v.conf = 0.6 // the text contradicts itself
		}
		return v
	case s.m == 0:
		return r.dayValue(i, s)
	case s.yrel != noRel:
		return r.yearRelative(i, s.yrel, s.written)
	}
	switch s.rel {
	case same:
		// "the October war" is the one whose year was told
		for k := i - 1; k >= 0; k-- {
			if p := &r.specs[k]; p.form == calendar && p.m == s.m && r.exprs[k].EDTF != "" {
				return value{s.written(atoi(r.exprs[k].EDTF[:4])), graph.Relative, 0.6}
			}
		}
		return unknown
	case last, next, this:
		if r.pubPrec < 3 {
			return unknown
		}
		y, m := r.pub.To.Year(), int(r.pub.To.Month())
		switch {
		case s.rel == last && s.m >= m:
			y--
		case s.rel == next && s.m <= m:
			y++
		}
		return value{s.written(y), graph.Publication, 0.85}
	case previous, following:
		a, _, ok := r.story(i)
		if !ok {
			return unknown
		}
		y := a.From.Year()
		if s.rel == following {
			if y = a.To.Year(); s.m <= int(a.To.Month()) {
				y++
			}
		} else if s.m >= int(a.From.Month()) {
			y--
		}
		return value{s.written(y), graph.Relative, 0.75}
	}
	if y, conf, ok := r.carried(i, s); ok {
		return value{s.written(y), graph.Relative, conf}
	}
	if r.pubPrec == 0 {
		return unknown
	}
	// the year that puts it nearest to publication, on the side of its tense
	t := r.tense(e)
	best, gap := 0, time.Duration(1<<62)
	for y := r.pub.From.Year() - 4; y <= r.pub.To.Year()+4; y++ {
		p, ok := Bounds(s.written(y))
		if !ok || s.wd != 0 && s.d != 0 && isoWeekday(p.From) != s.wd {
			continue
		}
		if s.to != nil {
			// a range under way is ahead until its end
			last := y
			if s.to.m < s.m {
				last++
			}
			q, ok := Bounds(s.to.written(last))
			if !ok {
				continue
			}
			p.To = q.To
		}
		if t == past && p.From.After(r.pub.To) || t == future && p.To.Before(r.pub.From) {
			continue
		}
		g := max(r.pub.From.Sub(p.To), p.From.Sub(r.pub.To), 0)
		if g < gap {
			best, gap = y, g
		}
	}
	if best == 0 {
		return unknown
	}
	conf := 0.85
	if t == anytime || t == present {
		conf = 0.7
	}
	if r.pubPrec < 3 {
		conf -= 0.2
	}
	return value{s.written(best), graph.Publication, conf}
}

// carried returns the year of the story for a month or day without one: in a
// history that of the last date told, in news only that of a past date told
// in the same paragraph.
func (r *resolver) carried(i int, s *spec) (y int, conf float64, ok bool) {
	if r.pubPrec > 0 && !r.history {
		for k := i - 1; k >= 0 && r.exprs[k].para == r.exprs[i].para; k-- {
			e := &r.exprs[k]
			if !e.main || e.EDTF == "" || e.Kind != Point {
				continue
			}
			p, _ := Bounds(e.EDTF)
			y = p.To.Year()
			if e.Basis == graph.Publication || y >= r.pub.From.Year()-1 || r.specs[k].form == span {
				return 0, 0, false
			}
			return y, 0.7, true
		}
		return 0, 0, false
	}
	k := r.lastTold(i)
	if k < 0 {
		return 0, 0, false
	}
	p, _ := Bounds(r.exprs[k].EDTF)
	y = p.To.Year()
	if precision(r.exprs[k].EDTF) >= 3 && s.m != 0 && int(p.To.Month())-s.m >= 6 {
		y++ // told on from November to March
	}
	return y, 0.8, true
}

// lastTold is the last dated expression before i that the story itself tells,
// else the last at all, -1 for none; in the paragraph of i first, then before it. Periods longer than a few years do not
// say where the story stands.
func (r *resolver) lastTold(i int) int {
	any := -1
	for k := i - 1; k >= 0; k-- {
		e := &r.exprs[k]
		if e.EDTF == "" || e.Kind != Point || e.Quoted || r.specs[k].loose {
			continue
		}
		if r.long(k) {
			continue
		}
		if any >= 0 && e.para != r.exprs[i].para && r.exprs[any].para == r.exprs[i].para {
			return any // "aims that were reached in 1988. In March": nearer than the paragraph before
		}
		if e.main {
			return k
		}
		if any < 0 && !outside[e.Prep] {
			any = k
		}
	}
	return any
}

// long reports whether expression k covers more than five years.
func (r *resolver) long(k int) bool {
	p, _ := Bounds(r.exprs[k].EDTF)
	return p.To.Sub(p.From) > 5*366*24*time.Hour
}

// story returns the date that "the following day" counts from, and its
// precision.
func (r *resolver) story(i int) (Period, int, bool) {
	s := &r.specs[i]
	k := -1
	if s.event[1] > 0 {
		if i+1 < len(r.exprs) && r.exprs[i+1].Start < s.event[1] && r.exprs[i+1].EDTF != "" {
			k = i + 1
		} else if k = r.eventDate(i, s.event); k < 0 && (s.unit > weeks || s.n < 0) {
			return Period{}, 0, false // some other event, years away or still to come
		}
	}
	if k < 0 {
		k = r.lastTold(i)
		// a date in the same sentence is nearer than what the story told
		for p := i - 1; p >= 0 && r.sent[r.exprs[p].Tokens.Start] == r.sent[r.exprs[i].Tokens.Start]; p-- {
			if r.exprs[p].EDTF != "" && r.exprs[p].Kind == Point && r.exprs[p].Quoted == r.exprs[i].Quoted && !outside[r.exprs[p].Prep] {
				k = p
				break
			}
		}
	}
	if k < 0 {
		return Period{}, 0, false
	}
	p, ok := Bounds(r.exprs[k].EDTF)
	return p, precision(r.exprs[k].EDTF), ok
}

// lookBack is how many expressions back a named event is looked for: further
// than a story goes, and near enough to keep long texts fast.
const lookBack = 100

// eventDate looks for the dated sentence that shares most content words with
// the event named at the given bytes.
func (r *resolver) eventDate(i int, at [2]int) int {
	words := map[string]bool{}
	for t := r.token(at[0]); t < len(r.doc.Tokens) && r.doc.Tokens[t].Start < at[1]; t++ {
		switch r.doc.Tokens[t].POS {
		case "NOUN", "PROPN", "VERB":
			words[r.lemma(t)] = true
		}
	}
	best, score := -1, 0
	for k := i - 1; k >= max(0, i-lookBack); k-- {
		e := &r.exprs[k]
		if e.EDTF == "" || e.Kind != Point || outside[e.Prep] || r.long(k) {
			continue
		}
		shared := map[string]bool{}
		n := r.sent[e.Tokens.Start]
		if n >= len(r.doc.Sentences) {
			continue
		}
		for t := max(0, r.doc.Sentences[n].Start); t < min(r.doc.Sentences[n].End, len(r.doc.Tokens)); t++ {
			if l := r.lemma(t); words[l] {
				shared[l] = true
			}
		}
		if len(shared) > score && 2*len(shared) >= len(words) {
			best, score = k, len(shared)
		}
	}
	return best
}

// yearRelative resolves "July of the same year" and "October last year".
func (r *resolver) yearRelative(i int, rel rel, written func(int) string) value {
	switch rel {
	case last, this, next:
		if r.pubPrec == 0 {
			return unknown
		}
		return value{written(r.pub.To.Year() + int(rel) - int(this)), graph.Publication, 0.9}
	}
	a, _, ok := r.story(i)
	if !ok {
		return unknown
	}
	y := a.To.Year()
	switch rel {
	case previous:
		y = a.From.Year() - 1
	case following:
		y++
	}
	return value{written(y), graph.Relative, 0.8}
}

// dayValue resolves a day whose month is not written.
func (r *resolver) dayValue(i int, s *spec) value {
	if r.pubPrec == 4 && !r.history {
		t := r.tense(&r.exprs[i])
		for n := range 12 {
			if t == future {
				n = -n
			}
			p := day(r.pub.To.Year(), int(r.pub.To.Month())-n, s.d)
			if p.Day() != s.d || s.wd != 0 && isoWeekday(p) != s.wd || t == future && p.Before(r.pub.To) || t != future && p.After(r.pub.To) {
				continue
			}
			return value{ymd(p), graph.Publication, 0.7}
		}
		return unknown
	}
	if k := r.lastTold(i); k >= 0 && precision(r.exprs[k].EDTF) >= 3 {
		p, _ := Bounds(r.exprs[k].EDTF)
		if validDay(p.To.Year(), int(p.To.Month()), s.d) {
			return value{ymd(day(p.To.Year(), int(p.To.Month()), s.d)), graph.Relative, 0.6}
		}
	}
	return unknown
}

// seasonMonths is the first month of each season of the northern hemisphere.
var seasonMonths = [5]int{0, 3, 6, 9, 12}

func (s *spec) seasonIn(y int) string {
	m := seasonMonths[s.season]
	if s.season == 4 && s.y2 == 0 && s.y != 0 {
		return ys(y) // the winter of a year is at either end of it
	}
	return interval(yms(y, m), yms(y, m+2))
}

func (r *resolver) seasonValue(i int, s *spec) value {
	switch {
	case s.y != 0:
		return value{s.seasonIn(s.y), graph.Explicit, 0.9}
	case s.yrel != noRel:
		return r.yearRelative(i, s.yrel, s.seasonIn)
	}
	start := func(y int) time.Time { return day(y, seasonMonths[s.season], 1) }
	end := func(y int) time.Time { return start(y).AddDate(0, 3, -1) }
	if s.rel >= previous || r.history && s.rel == noRel {
		a, _, ok := r.story(i)
		if !ok {
			return unknown
		}
		y := a.To.Year()
		switch s.rel {
		case following:
			for y--; !start(y).After(a.To); y++ {
			}
		case previous:
			for !end(y).Before(a.From) {
				y--
			}
		}
		return value{s.seasonIn(y), graph.Relative, 0.7}
	}
	if r.pubPrec < 3 {
		return unknown
	}
	y := r.pub.To.Year()
	t := r.tense(&r.exprs[i])
	switch {
	case s.rel == next || s.rel != last && t == future:
		for y--; end(y).Before(r.pub.From) || s.rel == next && !start(y).After(r.pub.To); y++ {
		}
	default:
		for start(y).After(r.pub.To) || s.rel == last && !end(y).Before(r.pub.From) {
			y--
		}
	}
	return value{s.seasonIn(y), graph.Publication, 0.75}
}

func (r *resolver) weekdayValue(i int, s *spec) value {
	if s.rel >= previous {
		a, prec, ok := r.story(i)
		if !ok || prec < 4 && a.To.Sub(a.From) > 31*24*time.Hour {
			return unknown
		}
		switch s.rel {
		case following:
			return value{ymd(nextWeekday(a.To, s.wd)), graph.Relative, 0.75}
		case previous:
			return value{ymd(weekdayBefore(a.From.AddDate(0, 0, -1), s.wd)), graph.Relative, 0.75}
		}
		return value{ymd(weekdayBefore(a.To.AddDate(0, 0, 3), s.wd)), graph.Relative, 0.6}
	}
	if r.pubPrec != 4 || r.history {
		return unknown
	}
	pub := r.pub.To
	if s.yrel != noRel { // "Tuesday last week"
		monday := pub.AddDate(0, 0, 1-isoWeekday(pub))
		switch s.yrel {
		case last, previous:
			monday = monday.AddDate(0, 0, -7)
		case next, following:
			monday = monday.AddDate(0, 0, 7)
		}
		return value{ymd(monday.AddDate(0, 0, s.wd-1)), graph.Publication, 0.9}
	}
	switch s.rel {
	case last:
		return value{ymd(weekdayBefore(pub.AddDate(0, 0, -1), s.wd)), graph.Publication, 0.85}
	case next:
		return value{ymd(nextWeekday(pub, s.wd)), graph.Publication, 0.85}
	}
	t := r.tense(&r.exprs[i])
	switch {
	case t == future, t == present, s.rel == this && t != past:
		return value{ymd(nextWeekday(pub.AddDate(0, 0, -1), s.wd)), graph.Publication, 0.85}
	case t == anytime:
		return value{ymd(weekdayBefore(pub, s.wd)), graph.Publication, 0.7}
	}
	return value{ymd(weekdayBefore(pub, s.wd)), graph.Publication, 0.85}
}

// weekdayBefore is the last such day of the week on or before t.
func weekdayBefore(t time.Time, wd int) time.Time {
	for isoWeekday(t) != wd {
		t = t.AddDate(0, 0, -1)
	}
	return t
}

func (r *resolver) deicticValue(i int, s *spec) value {
	need := map[unit]int{days: 4, weekends: 4, weeks: 4, fortnights: 4, monthsU: 3, quarters: 3, years: 1, decades: 1}[s.unit]
	if need == 0 || r.pubPrec < need || need == 1 && r.pub.From.Year() != r.pub.To.Year() {
		return unknown
	}
	pub := r.pub.To
	y, m := pub.Year(), int(pub.Month())
	out := func(edtf string, conf float64) value { return value{edtf, graph.Publication, conf} }
	if s.period {
		a, b := s.n, 0
		if s.n > 0 {
			a, b = b, a
		}
		switch s.unit {
		case days:
			return out(interval(ymd(pub.AddDate(0, 0, a)), ymd(pub.AddDate(0, 0, b))), 0.7)
		case weeks, weekends:
			return out(interval(ymd(pub.AddDate(0, 0, 7*a)), ymd(pub.AddDate(0, 0, 7*b))), 0.7)
		case monthsU:
			return out(interval(yms(y, m+a), yms(y, m+b)), 0.7)
		case years:
			return out(interval(ys(y+a), ys(y+b)), 0.7)
		case decades:
			return out(interval(ys(y+10*a), ys(y+10*b)), 0.6)
		}
		return unknown
	}
	switch s.unit {
	case days:
		return out(ymd(pub.AddDate(0, 0, s.n)), 0.9)
	case weekends:
		saturday := weekdayBefore(pub, 6)
		switch {
		case s.n == -1:
			saturday = weekdayBefore(pub.AddDate(0, 0, -isoWeekday(pub)), 6)
		case s.n == 1, r.tense(&r.exprs[i]) == future && isoWeekday(pub) < 6:
			saturday = nextWeekday(pub, 6)
		}
		return out(interval(ymd(saturday), ymd(saturday.AddDate(0, 0, 1))), 0.8)
	case weeks, fortnights:
		n := s.n
		if s.unit == fortnights {
			n *= 2
		}
		if s.rel == noRel {
			return out(around(pub.AddDate(0, 0, 7*n), 3), 0.8)
		}
		monday := pub.AddDate(0, 0, 1-isoWeekday(pub)+7*n)
		from, to := monday, monday.AddDate(0, 0, 6)
		if s.rel == this && s.vague == Early {
			to = pub
		}
		if s.rel == this && (s.vague == Late || s.vague == End) {
			from = pub
		}
		return out(interval(ymd(from), ymd(to)), 0.85)
	case monthsU:
		return out(yms(y, m+s.n), 0.85)
	case quarters:
		q := (m-1)/3*3 + 1 + 3*s.n
		return out(interval(yms(y, q), yms(y, q+2)), 0.8)
	case years:
		if s.rel == noRel && s.approx {
			// "almost a year ago" may fall into the year beside
			at := pub.AddDate(s.n, 0, 0)
			from, to := at.AddDate(0, -2, 0), at.AddDate(0, 2, 0)
			if s.lean < 0 {
				from = at
			} else if s.lean > 0 {
				to = at
			}
			if from.Year() != to.Year() && s.n > -3 && s.n < 3 {
				return out(interval(yms(from.Year(), int(from.Month())), yms(to.Year(), int(to.Month()))), 0.7)
			}
		}
		return out(ys(y+s.n), 0.85)
	case decades:
		if s.rel == noRel {
			return out(interval(ys(y+10*s.n-2), ys(y+10*s.n+2)), 0.6)
		}
		d := (y/10 + s.n) * 10
		return out(interval(ys(d), ys(d+9)), 0.7)
	}
	return unknown
}

// around is the period of n days before and after t.
func around(t time.Time, n int) string {
	return interval(ymd(t.AddDate(0, 0, -n)), ymd(t.AddDate(0, 0, n)))
}

func (r *resolver) narratedValue(i int, s *spec) value {
	a, _, ok := r.story(i)
	if !ok {
		return unknown
	}
	conf := 0.75
	if s.approx {
		conf = 0.6
	}
	out := func(edtf string) value { return value{edtf, graph.Relative, conf} }
	base := a.To
	if s.n < 0 {
		base = a.From
	}
	short := a.To.Sub(a.From) <= 14*24*time.Hour
	month := a.To.Sub(a.From) <= 31*24*time.Hour && a.From.Month() == a.To.Month()
	y, m := base.Year(), int(base.Month())
	switch s.unit {
	case days, weekends:
		switch {
		case s.n == 0 && s.rel == same:
			return out(a.EDTF())
		case !short || s.unit == weekends:
			return unknown
		case s.approx:
			return out(around(base.AddDate(0, 0, s.n), 2))
		}
		return out(ymd(base.AddDate(0, 0, s.n)))
	case weeks, fortnights:
		n := 7 * s.n
		if s.unit == fortnights {
			n *= 2
		}
		switch {
		case !short:
			return unknown
		case s.rel != noRel:
			monday := base.AddDate(0, 0, 1-isoWeekday(base)+n)
			return out(interval(ymd(monday), ymd(monday.AddDate(0, 0, 6))))
		}
		return out(around(base.AddDate(0, 0, n), 3))
	case monthsU:
		if !month {
			return unknown
		}
		return out(yms(y, m+s.n))
	case quarters:
		if !month {
			return unknown
		}
		q := (m-1)/3*3 + 1 + 3*s.n
		return out(interval(yms(y, q), yms(y, q+2)))
	case years:
		return out(ys(y + s.n))
	case decades:
		if s.rel == noRel {
			return out(interval(ys(y+10*s.n-1), ys(y+10*s.n+1)))
		}
		d := (y/10 + s.n) * 10
		return out(interval(ys(d), ys(d+9)))
	}
	return unknown
}
