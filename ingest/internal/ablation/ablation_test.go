package ablation

import (
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	var all Set
	for _, m := range All {
		s, err := Parse(m.Name)
		if err != nil {
			t.Fatal(err)
		}
		if s == 0 || s&(s-1) != 0 || all.Has(s) {
			t.Errorf("%s is %b: not a bit of its own", m.Name, s)
		}
		all |= s
	}
	s, err := Parse("pronouns", "metonyms")
	if err != nil || !s.Has(Pronouns) || !s.Has(Metonyms) || s.Has(Merging) {
		t.Errorf("Parse(pronouns, metonyms) = %b, %v", s, err)
	}
	if _, err := Parse("pronouns", "spelling"); err == nil || !strings.Contains(err.Error(), `"spelling"`) || !strings.Contains(err.Error(), "transliteration") {
		t.Errorf("an unknown mechanism gives %v", err)
	}
}
