package dates

import "testing"

func TestBounds(t *testing.T) {
	for _, c := range []struct{ edtf, from, to string }{
		{"2022", "2022-01-01", "2022-12-31"},
		{"2022-02", "2022-02-01", "2022-02-28"},
		{"2024-02", "2024-02-01", "2024-02-29"},
		{"2022-01-28", "2022-01-28", "2022-01-28"},
		{"2021-12-30/2022-01", "2021-12-30", "2022-01-31"},
		{"1969/1973", "1969-01-01", "1973-12-31"},
		{"", "", ""}, {"2022-13", "", ""}, {"2022-02-29", "", ""}, {"22", "", ""}, {"2022-1", "", ""},
		{"2022/2021", "", ""}, {"2022-01/", "", ""}, {"2022-01-28T10:00", "", ""}, {"+022", "", ""}, {"0999", "", ""},
	} {
		p, ok := Bounds(c.edtf)
		if ok != (c.from != "") || ok && (ymd(p.From) != c.from || ymd(p.To) != c.to) {
			t.Errorf("Bounds(%q) = %v to %v, %v; want %s to %s", c.edtf, p.From, p.To, ok, c.from, c.to)
		}
		if ok && c.edtf != "2021-12-30/2022-01" && p.EDTF() != c.edtf {
			t.Errorf("Bounds(%q).EDTF() = %q", c.edtf, p.EDTF())
		}
	}
}

func TestCompatible(t *testing.T) {
	for _, c := range []struct {
		a, b, shared string
	}{
		{"2022", "2022-01-28", "2022-01-28"},
		{"2022-01", "2021-12-30/2022-01-03", "2022-01-01/2022-01-03"},
		{"2021/2022", "2022/2023", "2022"},
		{"2022-03/2022-05", "2022-05/2022-07", "2022-05"},
		{"2022-01", "2022-02", ""},
		{"2022-01", "", ""},
	} {
		got, ok := Intersect(c.a, c.b)
		if got != c.shared || ok != (c.shared != "") {
			t.Errorf("Intersect(%q, %q) = %q, %v; want %q", c.a, c.b, got, ok, c.shared)
		}
		if Compatible(c.a, c.b) != ok || Compatible(c.b, c.a) != ok {
			t.Errorf("Compatible(%q, %q) is not %v both ways", c.a, c.b, ok)
		}
	}
	if !Compatible("", "") {
		t.Error("two unknown dates do not go together")
	}
}
