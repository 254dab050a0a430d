package queries

import (
	"cmp"
	"fmt"
	"math"
	"strings"
	"time"

	"parley/graph"
)

// span is the days that a date can be, both inclusive; a zero time is an open
// end.
type span struct{ first, last time.Time }

// spanOf returns the span of an EDTF date, and false when it has none.
func spanOf(edtf string) (span, bool) {
	if edtf == "" {
		return span{}, false
	}
	first, last, err := graph.Bounds(edtf)
	return span{first, last}, err == nil
}

// width is the length of a date in days; open and unreadable dates are the
// widest.
func width(edtf string) int {
	s, ok := spanOf(edtf)
	if !ok || s.first.IsZero() || s.last.IsZero() {
		return math.MaxInt
	}
	return int(s.last.Sub(s.first).Hours()/24) + 1
}

// compareDates orders EDTF dates by their first day, then by their last, so
// that a month stands before its second day; dates without a beginning come
// first and unknown ones last.
func compareDates(a, b string) int {
	sa, oka := spanOf(a)
	sb, okb := spanOf(b)
	if !oka || !okb {
		switch {
		case oka:
			return -1
		case okb:
			return 1
		}
		return strings.Compare(a, b)
	}
	far := time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC)
	end := func(t time.Time) time.Time {
		if t.IsZero() {
			return far
		}
		return t
	}
	return cmp.Or(sa.first.Compare(sb.first), end(sa.last).Compare(end(sb.last)), strings.Compare(a, b))
}

// during is a filter by date.
type during struct{ from, to time.Time }

// newDuring returns the filter for dates from the first day of from to the
// last day of to, either of which may be "".
func newDuring(from, to string) (during, error) {
	var d during
	if from != "" {
		first, _, err := graph.Bounds(from)
		if err != nil {
			return d, &UsageError{Msg: fmt.Sprintf("from: %v", err)}
		}
		d.from = first
	}
	if to != "" {
		_, last, err := graph.Bounds(to)
		if err != nil {
			return d, &UsageError{Msg: fmt.Sprintf("to: %v", err)}
		}
		d.to = last
	}
	if !d.from.IsZero() && !d.to.IsZero() && d.to.Before(d.from) {
		return d, &UsageError{Msg: fmt.Sprintf("from %s is after to %s", from, to)}
	}
	return d, nil
}

// has reports whether a date may lie in the time asked for. An unknown date
// is in only when no time is asked for.
func (d during) has(edtf string) bool {
	if d.from.IsZero() && d.to.IsZero() {
		return true
	}
	s, ok := spanOf(edtf)
	return ok && d.holds(s)
}

// holds is has for the span of a date, which is zero when the date is unknown.
func (d during) holds(s span) bool {
	if d.from.IsZero() && d.to.IsZero() {
		return true
	}
	if s == (span{}) || !d.to.IsZero() && !s.first.IsZero() && s.first.After(d.to) {
		return false
	}
	return d.from.IsZero() || s.last.IsZero() || !s.last.Before(d.from)
}

// apart is how many days lie between two dates, 0 when they can be the same
// day and the greatest number when one is unknown.
func apart(a, b string) int {
	sa, oka := spanOf(a)
	sb, okb := spanOf(b)
	if !oka || !okb {
		return math.MaxInt
	}
	days := func(from, to time.Time) int {
		if from.IsZero() || to.IsZero() {
			return 0
		}
		return max(0, int(to.Sub(from).Hours()/24))
	}
	return max(days(sa.last, sb.first), days(sb.last, sa.first))
}
