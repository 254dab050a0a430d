package dates

import (
	"slices"
	"strings"
	"time"
	"unicode"
)

// Source is where a publication date was found.
type Source string

// The sources, the surest first.
const (
	Given    Source = "given"    // the caller knows it
	Dateline Source = "dateline" // a line or dateline of the text
	Weekday  Source = "weekday"  // a weekday with a day of the month, which fixes the year
	Caption  Source = "caption"  // a picture's date together with the weekdays of the story
)

// Publication is a document's own date.
type Publication struct {
	EDTF       string // a day, month or year, "" when the text does not say
	Source     Source
	Start, End int     // half-open byte offsets of the words it rests on, zero for Given
	Confidence float64 // 0 to 1
}

// How far into a text, in lines that are not empty, a date line is looked for.
const topLines, endLines = 12, 8

// labels may stand beside the date of a date line.
var labels = set(`published publication posted post date dated updated update modified created issued released
	release on at last first by time immediate for gmt utc et est edt pst cet bst am pm local press statement
	embargoed as of filed issue day the`)

// certain labels make any short line with them a date line.
var certain = set("published posted updated date dated released issued modified filed")

// Text is a text cut into the pieces that dates are found in, once for all
// that is asked about it. It is safe for concurrent use.
type Text struct {
	text   string
	pieces []lex
}

// Read cuts a text into pieces.
func Read(text string) Text { return Text{text, scan(text)} }

// Published finds the date of a document. A given date, EDTF or any date that
// parley reads, wins. Otherwise the text is searched for a date line, a
// dateline, a weekday with a day of the month that fits one year only among
// those that the text can mean, and dated pictures in a story told by
// weekdays. Where none of these says it the result is empty: no date is
// invented.
func (t Text) Published(given string) Publication {
	if given = strings.TrimSpace(given); given != "" {
		if p, ok := Bounds(given); ok {
			return Publication{EDTF: p.EDTF(), Source: Given, Confidence: 1}
		}
		g := Read(given)
		m := &matcher{text: g.text, lx: g.pieces}
		for _, f := range m.all() {
			if f.form == calendar && f.y != 0 && f.to == nil && f.d2 == 0 && f.y2 == 0 && f.vague == noVague {
				return Publication{EDTF: f.written(f.y), Source: Given, Confidence: 1}
			}
		}
	}
	m := &matcher{text: t.text, lx: t.pieces}
	d := &dater{m: m, found: m.all()}
	d.survey()
	for _, find := range []func() (Publication, bool){d.dateLine, d.dateline, d.weekday, d.caption} {
		if p, ok := find(); ok {
			if _, valid := Bounds(p.EDTF); valid {
				return p
			}
		}
	}
	return Publication{}
}

// dater holds a text while its own date is looked for.
type dater struct {
	m        *matcher
	found    []found
	line     []int // per piece: number of its line
	lines    int
	known    map[int]*lineOf
	lastYear int // latest year that the text tells of as past, 0 for none
}

func (d *dater) survey() {
	n := -1
	d.line = make([]int, len(d.m.lx))
	for i := range d.m.lx {
		if d.m.lx[i].line {
			n++
		}
		d.line[i] = n
	}
	d.lines = n + 1
	for _, f := range d.found {
		if f.form != calendar || f.y == 0 || f.kind != Point || d.ahead(f) || f.y > 2100 {
			continue
		}
		switch d.m.low(f.i - 1) {
		case "by", "until", "till", "before", "'", "s", "©":
			continue // goals and names: "the region's 2050 strategy"
		}
		d.lastYear = max(d.lastYear, f.y, f.y2)
	}
}

// ahead reports whether the words around f speak of the future.
func (d *dater) ahead(f found) bool {
	for step, i := -1, f.i-1; ; {
		for n := 0; n < 14 && i >= 0 && i < len(d.m.lx); n++ {
			if step > 0 && d.m.at(i).line || d.m.low(i) == "." && !d.m.at(i-1).upper {
				break
			}
			switch w := d.m.low(i); w {
			case "will", "shall", "ll", "scheduled", "slated", "due", "planned", "plans", "upcoming", "expected", "expire", "expires", "deadline":
				return true
			}
			if step < 0 && d.m.at(i).line {
				break
			}
			i += step
		}
		if step > 0 {
			return false
		}
		step, i = 1, f.j
	}
}

// dateLine finds a line that is a date, or short and with a date at its start
// or end.
func (d *dater) dateLine() (Publication, bool) {
	var best Publication
	for k, f := range d.found {
		if f.form != calendar || f.y == 0 || f.to != nil || f.d2 != 0 || f.y2 != 0 || f.vague != noVague || f.approx {
			continue
		}
		n := d.line[f.i]
		if n >= topLines && n < d.lines-endLines {
			continue
		}
		l := d.lineAt(f.i)
		from, to := l.from, l.to
		own := d.count(f.i, f.j)
		others, sure, copyright := l.others-own.others, l.sure > own.sure, l.notice || l.copyright > own.copyright
		sentence := d.m.low(to-1) == "." && !(f.j == to && to-from == f.j-f.i)
		conf := 0.0
		switch {
		case copyright:
		case k > 0 && d.line[d.found[k-1].i] == n && d.found[k-1].form == calendar && d.found[k-1].y != 0 && !sure:
			// a line of several dates: the title of a history
		case others == 0 && f.d != 0:
			conf = 0.95
		case others == 0 && f.m != 0:
			conf = 0.75
		case others == 0 && sure:
			conf = 0.7
		case sure && f.d != 0 && others <= 8 && !sentence:
			conf = 0.9
		case f.d != 0 && others <= 8 && !sentence && (f.i == from || f.j == to) && n > 0:
			conf = 0.75
		case f.d != 0 && others <= 8 && !sentence && f.j == to:
			conf = 0.6
		case f.d != 0 && n < 2 && f.j == to-1 && d.m.low(f.i-1) == "(" && d.m.low(f.j) == ")":
			conf = 0.7 // a title with its date in brackets
		case f.i == from && n > 0 && n < 4 && f.d != 0 && f.wd != 0 && d.m.at(f.j).upper:
			conf = 0.6 // a date line that lost its line break
		}
		if d.line[f.i] >= topLines {
			conf *= 0.9
		}
		if conf > best.Confidence {
			best = d.publication(f, f.written(f.y), Dateline, conf)
		}
	}
	return best, best.EDTF != ""
}

// lineOf is what is known of a line, or of a part of one.
type lineOf struct {
	from, to  int  // half-open range of pieces
	others    int  // words that do not belong beside a date
	sure      int  // words that make a line a date line
	copyright int  // words of a notice of copyright
	notice    bool // has the sign of copyright
}

// lineAt returns the line around a piece.
func (d *dater) lineAt(i int) *lineOf {
	n := d.line[i]
	if l := d.known[n]; l != nil {
		return l
	}
	from, _ := slices.BinarySearch(d.line, n)
	to, _ := slices.BinarySearch(d.line, n+1)
	l := d.count(from, to)
	if d.known == nil {
		d.known = map[int]*lineOf{}
	}
	d.known[n] = &l
	return &l
}

// count counts the words of the pieces [from, to).
func (d *dater) count(from, to int) lineOf {
	c := lineOf{from: from, to: to}
	for i := from; i < to; i++ {
		l := d.m.at(i)
		if l.low == "©" {
			c.notice = true
		}
		if l.kind == punct || l.kind == clock {
			continue
		}
		if certain[l.low] {
			c.sure++
		}
		if l.low == "copyright" || l.low == "reserved" {
			c.copyright++
		}
		if !labels[l.low] && weekdays[l.low] == 0 {
			c.others++
		}
	}
	return c
}

func (d *dater) publication(f found, edtf string, s Source, conf float64) Publication {
	return Publication{edtf, s, d.m.at(f.i).start, d.m.at(f.j - 1).end, conf}
}

// dateline finds "PARIS, Feb 3, 2021 (Agency) -" at the start of a paragraph.
func (d *dater) dateline() (Publication, bool) {
	for _, f := range d.found {
		if f.form != calendar || f.d == 0 || f.d2 != 0 || f.to != nil {
			continue
		}
		from := f.i
		for from > 0 && d.line[from-1] == d.line[f.i] {
			from--
		}
		if f.i == from || f.i-from > 8 || d.line[f.i] >= topLines || !d.place(from, f.i) {
			continue
		}
		dash := false
		for i := f.j; i < f.j+7 && d.m.same(i); i++ {
			if w := d.m.low(i); w == "-" || w == ":" || w == "(" {
				dash = true
			}
		}
		if !dash {
			continue
		}
		if f.y != 0 {
			return d.publication(f, f.written(f.y), Dateline, 0.9), true
		}
		// only the weekdays and years of the text can tell the year
		if p, ok := d.weekday(); ok {
			y := atoi(p.EDTF[:4])
			return d.publication(f, f.written(y), Dateline, 0.7), true
		}
	}
	return Publication{}, false
}

// place reports whether the pieces [i, j) can be the place of a dateline: its
// first word in capitals.
func (d *dater) place(i, j int) bool {
	l := d.m.at(i)
	for _, r := range d.m.text[l.start:l.end] {
		if !unicode.IsUpper(r) {
			return false
		}
	}
	if l.kind != word || l.end-l.start < 3 {
		return false
	}
	for k := i; k < j; k++ {
		if l := d.m.at(k); l.kind == word && !l.upper && l.low != "of" && l.low != "and" {
			return false
		}
	}
	return true
}

// weekday finds the year in which "Friday January 28" is a Friday. Years in
// which it is lie five to eleven years apart, so the text must name a year
// for the choice to be safe.
func (d *dater) weekday() (Publication, bool) {
	var told []found
	for _, f := range d.found {
		if f.form == calendar && f.wd != 0 && f.y == 0 && f.d != 0 && f.yrel == noRel {
			told = append(told, f)
		}
	}
	if len(told) == 0 || d.lastYear == 0 {
		return Publication{}, false
	}
	for y := d.lastYear; y <= d.lastYear+7; y++ {
		var best time.Time
		var at found
		fits := 0
		for _, f := range told {
			// near a new year the days of the old one are told as well
			for _, back := range []int{0, 1} {
				if back == 1 && f.m < 10 || !validDay(y-back, f.m, f.d) {
					continue
				}
				t := day(y-back, f.m, f.d)
				if isoWeekday(t) != f.wd {
					continue
				}
				fits++
				if t.After(best) && !d.ahead(f) {
					best, at = t, f
				}
				break
			}
		}
		if fits == len(told) && !best.IsZero() && best.Year() == y {
			conf := 0.75
			if y > d.lastYear+2 {
				conf = 0.5
			}
			return d.publication(at, ymd(best), Weekday, conf), true
		}
	}
	return Publication{}, false
}

// caption reads the date of a picture, the end of its line, together with the
// first weekday of the story.
func (d *dater) caption() (Publication, bool) {
	wd := 0
	for _, f := range d.found {
		if f.form == weekday && f.rel == noRel && f.yrel == noRel && !d.ahead(f) {
			wd = f.wd
			break
		}
	}
	if wd == 0 {
		return Publication{}, false
	}
	var at found
	var best time.Time
	for _, f := range d.found {
		if f.form != calendar || f.y == 0 || f.d == 0 || f.d2 != 0 || f.to != nil || d.ahead(f) {
			continue
		}
		next := d.m.at(f.j)
		if next.low == "." {
			next = d.m.at(f.j + 1)
		}
		if t := day(f.y, f.m, f.d); next.line && validDay(f.y, f.m, f.d) && t.After(best) {
			at, best = f, t
		}
	}
	if best.IsZero() || best.Year() < d.lastYear {
		return Publication{}, false
	}
	p := nextWeekday(best.AddDate(0, 0, -1), wd)
	conf := 0.7
	if !p.Equal(best) {
		conf = 0.55
	}
	return d.publication(at, ymd(p), Caption, conf), true
}
