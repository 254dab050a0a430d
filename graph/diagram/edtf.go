package diagram

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// precision says how exactly an end of a period is known.
type precision int

const (
	byDay precision = iota
	byMonth
	byYear
	byDecade
)

// point is one end of a period: the first or last day it can mean.
type point struct {
	day  time.Time
	prec precision
	ca   bool // uncertain or approximate
	open bool // ".." or unknown
}

// period is the span of days that an EDTF date can mean, both ends included.
type period struct{ from, to point }

// overlaps reports whether two periods share a day.
func (p period) overlaps(q period) bool {
	before := func(a, b point) bool { return !a.open && !b.open && a.day.Before(b.day) }
	return !before(p.to, q.from) && !before(q.to, p.from)
}

// parsePeriod reads an EDTF level 1 date or interval (ISO 8601-2:2019, annex
// A): "2022-01-28", "2022-01", "2022", "202X", "2022-01-XX", seasons
// ("2022-21"), qualifiers ("~", "?", "%"), "start/end", and open ends ("..").
// A time of day is cut off.
func parsePeriod(s string) (period, error) {
	a, b, interval := strings.Cut(strings.TrimSpace(s), "/")
	if !interval {
		from, to, err := parseDate(a)
		return period{from, to}, err
	}
	from, _, err := parseDate(a)
	if err != nil {
		return period{}, err
	}
	_, to, err := parseDate(b)
	if err != nil {
		return period{}, err
	}
	if from.open && to.open {
		return period{}, fmt.Errorf("diagram: date %q has no end", s)
	}
	if !from.open && !to.open && to.day.Before(from.day) {
		return period{}, fmt.Errorf("diagram: date %q ends before it starts", s)
	}
	return period{from, to}, nil
}

// parseDate returns the first and last day that one EDTF date can mean.
func parseDate(s string) (first, last point, err error) {
	if s == "" || s == ".." {
		p := point{open: true}
		return p, p, nil
	}
	bad := func() (point, point, error) {
		return point{}, point{}, fmt.Errorf("diagram: %q is not a date like 2022-01-28, 2022-01, 2022 or 2022-01-18/2022-01-20", s)
	}
	date, _, _ := strings.Cut(s, "T")
	bare := strings.TrimRight(date, "?~%")
	ca := bare != date
	parts := strings.Split(bare, "-")
	if len(parts) > 3 || len(parts[0]) != 4 {
		return bad()
	}
	span := func(from time.Time, years, months, days int, prec precision) (point, point, error) {
		to := from.AddDate(years, months, days).AddDate(0, 0, -1)
		return point{from, prec, ca, false}, point{to, prec, ca, false}, nil
	}
	day := func(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) }

	if decade, ok := strings.CutSuffix(parts[0], "X"); ok && len(parts) == 1 {
		if century, ok := strings.CutSuffix(decade, "X"); ok {
			y, ok := number(century, 0, 99)
			if !ok {
				return bad()
			}
			return span(day(y*100, 1, 1), 100, 0, 0, byDecade)
		}
		y, ok := number(decade, 0, 999)
		if !ok {
			return bad()
		}
		return span(day(y*10, 1, 1), 10, 0, 0, byDecade)
	}
	y, ok := number(parts[0], 0, 9999)
	if !ok {
		return bad()
	}
	if len(parts) == 1 || parts[1] == "XX" {
		return span(day(y, 1, 1), 1, 0, 0, byYear)
	}
	if len(parts[1]) != 2 {
		return bad()
	}
	m, ok := number(parts[1], 1, 24)
	switch {
	case !ok || m > 12 && m < 21 || m > 12 && len(parts) == 3:
		return bad()
	case m > 20: // seasons, by the northern meteorological quarters
		return span(day(y, time.Month(3*(m-20)), 1), 0, 3, 0, byMonth)
	}
	if len(parts) == 2 || parts[2] == "XX" {
		return span(day(y, time.Month(m), 1), 0, 1, 0, byMonth)
	}
	d, ok := number(parts[2], 1, 31)
	if !ok || len(parts[2]) != 2 || day(y, time.Month(m), d).Day() != d {
		return bad()
	}
	return span(day(y, time.Month(m), d), 0, 0, 1, byDay)
}

func number(s string, low, high int) (int, bool) {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
	}
	n, err := strconv.Atoi(s)
	return n, err == nil && n >= low && n <= high
}

// String writes the period as people do: "28 Jan 2022", "18–20 Jan 2022",
// "Jan 2022–Feb 2022", "c. 2021".
func (p period) String() string {
	switch {
	case p.from.open:
		return "until " + p.to.text(byDay)
	case p.to.open:
		return "from " + p.from.text(byDay)
	}
	s := p.join(byDay)
	if p.from.ca || p.to.ca {
		return "c. " + s
	}
	return s
}

// short is String at the precision of months.
func (p period) short() string {
	if p.from.open || p.to.open {
		return p.String()
	}
	return p.join(byMonth)
}

// join writes both ends at no finer precision than coarsest, without
// repeating what they share.
func (p period) join(coarsest precision) string {
	a, b := p.from, p.to
	if a.prec == byDecade || b.prec == byDecade {
		return a.day.Format("2006") + "–" + b.day.Format("2006")
	}
	ap, bp := max(a.prec, coarsest), max(b.prec, coarsest)
	left, right := a.text(coarsest), b.text(coarsest)
	switch {
	case left == right:
		return right
	case ap == byDay && bp == byDay && a.day.Format("Jan 2006") == b.day.Format("Jan 2006"):
		return a.day.Format("2") + "–" + right
	case ap == byDay && bp == byDay && a.day.Year() == b.day.Year():
		return a.day.Format("2 Jan") + " – " + right
	case ap == byMonth && bp == byMonth && a.day.Year() == b.day.Year():
		return a.day.Format("Jan") + "–" + right
	}
	return left + " – " + right
}

func (p point) text(coarsest precision) string {
	switch max(p.prec, coarsest) {
	case byDay:
		return p.day.Format("2 Jan 2006")
	case byMonth:
		return p.day.Format("Jan 2006")
	}
	return p.day.Format("2006")
}

// cover returns the shortest period that holds both. The edge between them
// keeps the precision of the end it comes from.
func (p period) cover(q period) period {
	out := p
	if q.from.open || !p.from.open && q.from.day.Before(p.from.day) {
		out.from = q.from
	}
	if q.to.open || !p.to.open && q.to.day.After(p.to.day) {
		out.to = q.to
	}
	return out
}
