package graph

import (
	"fmt"
	"strings"
	"time"
)

// Bounds returns the first and the last day, at midnight UTC, that an EDTF
// date (ISO 8601-2, levels 0 and 1 and what news needs of level 2) can mean:
//
//	2022-01-28             that day; a time after it (T10:30:00Z) is ignored
//	2022-01, 2022          from the first to the last day of the month, the year
//	2022-21                spring 2022, as months of the northern hemisphere
//	2022-33                first quarter of 2022; 37-39 are thirds, 40-41 halves
//	2022-01-XX, 202X       the days that the unspecified digits leave open
//	2022-01-18/2022-01-20  from the earliest of the first to the latest of the second
//	2022-01/.., ../2022    without an end or a beginning, which comes back as the zero time
//	2022-01~, 2022?, 2022% approximate, uncertain or both: the bounds of the date without the mark
//
// ISO 8601-2 gives seasons numbers (21 spring to 24 winter; 25 to 28 and 29 to
// 32 by hemisphere) and leaves their months open. Here they are
// meteorological, and a winter that spans two years is counted to the year in
// which it begins.
func Bounds(edtf string) (earliest, latest time.Time, err error) {
	if day, ok := plainDay(edtf); ok {
		return day, day, nil
	}
	from, to, interval := strings.Cut(edtf, "/")
	if !interval {
		earliest, latest, err = dayBounds(edtf)
	} else if open(from) && open(to) {
		err = fmt.Errorf("interval without a date")
	} else {
		if !open(from) {
			earliest, _, err = dayBounds(from)
		}
		if !open(to) && err == nil {
			_, latest, err = dayBounds(to)
		}
		if err == nil && !open(from) && !open(to) && latest.Before(earliest) {
			err = fmt.Errorf("interval ends before it begins")
		}
	}
	if err != nil {
		return time.Time{}, time.Time{}, fmt.Errorf("date %q: %w", edtf, err)
	}
	return earliest, latest, nil
}

// plainDay reads YYYY-MM-DD, which most dates are, and leaves all else.
func plainDay(s string) (day time.Time, ok bool) {
	if len(s) != len("2022-01-28") || s[4] != '-' || s[7] != '-' {
		return day, false
	}
	n := [3]int{}
	for part, digits := range [3]string{s[:4], s[5:7], s[8:]} {
		for _, c := range []byte(digits) {
			if c < '0' || c > '9' {
				return day, false
			}
			n[part] = n[part]*10 + int(c-'0')
		}
	}
	day = date(n[0], time.Month(n[1]), n[2])
	return day, n[1] >= 1 && n[1] <= 12 && n[2] >= 1 && day.Day() == n[2]
}

// open reports whether s is an open (..) or unknown (empty) end of an interval.
func open(s string) bool { return s == "" || s == ".." }

// period is a span of months that EDTF numbers like a thirteenth and further
// month.
type period struct {
	first  time.Month
	months int
}

var periods = map[int]period{
	21: {time.March, 3}, 22: {time.June, 3}, 23: {time.September, 3}, 24: {time.December, 3},
	25: {time.March, 3}, 26: {time.June, 3}, 27: {time.September, 3}, 28: {time.December, 3},
	29: {time.September, 3}, 30: {time.December, 3}, 31: {time.March, 3}, 32: {time.June, 3},
	33: {time.January, 3}, 34: {time.April, 3}, 35: {time.July, 3}, 36: {time.October, 3},
	37: {time.January, 4}, 38: {time.May, 4}, 39: {time.September, 4},
	40: {time.January, 6}, 41: {time.July, 6},
}

func dayBounds(s string) (first, last time.Time, err error) {
	s, clock, timed := strings.Cut(s, "T")
	s = strings.Map(func(r rune) rune {
		if r == '~' || r == '?' || r == '%' {
			return -1
		}
		return r
	}, s)
	parts := strings.Split(s, "-")
	if len(parts) > 3 || timed && len(parts) != 3 {
		return first, last, fmt.Errorf("want YYYY, YYYY-MM or YYYY-MM-DD")
	}
	if timed {
		if err := validClock(clock); err != nil {
			return first, last, err
		}
	}
	y1, y2, err := digits(parts[0], 4, "year")
	if err != nil {
		return first, last, err
	}
	if len(parts) == 1 {
		return date(y1, 1, 1), date(y2, 12, 31), nil
	}
	m1, m2, err := digits(parts[1], 2, "month")
	if err != nil {
		return first, last, err
	}
	if p, ok := periods[m1]; ok && m1 == m2 {
		if len(parts) == 3 {
			return first, last, fmt.Errorf("a season has no day")
		}
		return date(y1, p.first, 1), date(y2, p.first+time.Month(p.months), 0), nil
	}
	if m1 != m2 { // unspecified digits stand for months, not for seasons
		m1, m2 = max(m1, 1), min(m2, 12)
	}
	if m1 < 1 || m2 > 12 || m1 > m2 {
		return first, last, fmt.Errorf("no month %s", parts[1])
	}
	if len(parts) == 2 {
		return date(y1, time.Month(m1), 1), date(y2, time.Month(m2)+1, 0), nil
	}
	d1, d2, err := digits(parts[2], 2, "day")
	if err != nil {
		return first, last, err
	}
	lastDay := date(y2, time.Month(m2)+1, 0).Day()
	if d1 != d2 {
		d1, d2 = max(d1, 1), min(d2, lastDay)
	}
	if d1 < 1 || d2 > lastDay || d1 > d2 {
		return first, last, fmt.Errorf("no day %s in that month", parts[2])
	}
	return date(y1, time.Month(m1), d1), date(y2, time.Month(m2), d2), nil
}

// digits returns the least and the greatest number that s, n digits or X, can
// be.
func digits(s string, n int, what string) (least, greatest int, err error) {
	if len(s) != n {
		return 0, 0, fmt.Errorf("%s: want %d digits, found %q", what, n, s)
	}
	for _, c := range s {
		least, greatest = least*10, greatest*10
		switch {
		case c >= '0' && c <= '9':
			least, greatest = least+int(c-'0'), greatest+int(c-'0')
		case c == 'X':
			greatest += 9
		default:
			return 0, 0, fmt.Errorf("%s: want %d digits, found %q", what, n, s)
		}
	}
	return least, greatest, nil
}

func validClock(s string) error {
	for _, layout := range [...]string{"15:04:05Z07:00", "15:04:05", "15:04Z07:00", "15:04"} {
		if _, err := time.Parse(layout, s); err == nil {
			return nil
		}
	}
	return fmt.Errorf("no time of day %q", s)
}

func date(y int, m time.Month, d int) time.Time {
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}
