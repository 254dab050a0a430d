package dates

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Period is a run of whole days in UTC, both ends included.
type Period struct{ From, To time.Time }

// Years outside this range are not dates of news or of modern history; a
// four-digit number beyond them is far more often a count.
const minYear, maxYear = 1000, 2999

// Bounds returns the first and last day that an EDTF date of the forms
// "YYYY", "YYYY-MM", "YYYY-MM-DD" or "start/end" covers. It reports false for
// anything else, for days that do not exist, and for an end before its start.
func Bounds(edtf string) (Period, bool) {
	from, to, interval := strings.Cut(edtf, "/")
	a, ok := bounds1(from)
	if !ok || !interval {
		return a, ok
	}
	b, ok := bounds1(to)
	if !ok || b.To.Before(a.From) {
		return Period{}, false
	}
	return Period{a.From, b.To}, true
}

func bounds1(s string) (Period, bool) {
	parts := strings.Split(s, "-")
	if len(parts) > 3 || len(parts[0]) != 4 {
		return Period{}, false
	}
	var n [3]int
	for i, p := range parts {
		if i > 0 && len(p) != 2 {
			return Period{}, false
		}
		v, err := strconv.ParseUint(p, 10, 16)
		if err != nil {
			return Period{}, false
		}
		n[i] = int(v)
	}
	if n[0] < minYear || n[0] > maxYear {
		return Period{}, false
	}
	switch len(parts) {
	case 1:
		return yearPeriod(n[0]), true
	case 2:
		if n[1] < 1 || n[1] > 12 {
			return Period{}, false
		}
		return monthPeriod(n[0], n[1]), true
	}
	if !validDay(n[0], n[1], n[2]) {
		return Period{}, false
	}
	d := day(n[0], n[1], n[2])
	return Period{d, d}, true
}

// Compatible reports whether two EDTF dates share a day. An unknown date ("")
// goes with another unknown date only.
func Compatible(a, b string) bool {
	if a == "" || b == "" {
		return a == b
	}
	pa, oka := Bounds(a)
	pb, okb := Bounds(b)
	return oka && okb && !pa.From.After(pb.To) && !pb.From.After(pa.To)
}

// After reports whether EDTF date a lies wholly after EDTF date b; unknown
// dates do not.
func After(a, b string) bool {
	pa, oka := Bounds(a)
	pb, okb := Bounds(b)
	return oka && okb && pa.From.After(pb.To)
}

// Intersect returns the days that two EDTF dates share, in the shortest form
// that says them; it reports false when they share none.
func Intersect(a, b string) (string, bool) {
	pa, oka := Bounds(a)
	pb, okb := Bounds(b)
	if !oka || !okb {
		return "", false
	}
	if pb.From.After(pa.From) {
		pa.From = pb.From
	}
	if pb.To.Before(pa.To) {
		pa.To = pb.To
	}
	if pa.To.Before(pa.From) {
		return "", false
	}
	return pa.EDTF(), true
}

// EDTF writes the period in its shortest form: a whole year or month by its
// name, whole years or months at both ends by theirs, days otherwise.
func (p Period) EDTF() string {
	first, last := p.From, p.To
	wholeMonths := first.Day() == 1 && last.AddDate(0, 0, 1).Day() == 1
	switch {
	case first.Equal(last):
		return ymd(first)
	case wholeMonths && first.Month() == time.January && last.Month() == time.December:
		return interval(ys(first.Year()), ys(last.Year()))
	case wholeMonths:
		return interval(yms(first.Year(), int(first.Month())), yms(last.Year(), int(last.Month())))
	}
	return interval(ymd(first), ymd(last))
}

func interval(a, b string) string {
	if a == b {
		return a
	}
	return a + "/" + b
}

func day(y, m, d int) time.Time { return time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC) }

func validDay(y, m, d int) bool {
	if m < 1 || m > 12 || d < 1 {
		return false
	}
	t := day(y, m, d)
	return t.Day() == d && int(t.Month()) == m
}

func yearPeriod(y int) Period { return Period{day(y, 1, 1), day(y, 12, 31)} }

func monthPeriod(y, m int) Period { return Period{day(y, m, 1), day(y, m+1, 0)} }

func ys(y int) string { return fmt.Sprintf("%04d", y) }

// yms writes a month; m may lie outside 1 to 12 and then counts on into the
// neighbouring years.
func yms(y, m int) string {
	t := day(y, m, 1)
	return fmt.Sprintf("%04d-%02d", t.Year(), int(t.Month()))
}

func ymd(t time.Time) string {
	return fmt.Sprintf("%04d-%02d-%02d", t.Year(), int(t.Month()), t.Day())
}

// precision of an EDTF date: 4 a day, 3 a month, 2 a year, 1 an interval, 0
// none.
func precision(edtf string) int {
	switch {
	case edtf == "":
		return 0
	case strings.Contains(edtf, "/"):
		return 1
	}
	return 2 + strings.Count(edtf, "-")
}
