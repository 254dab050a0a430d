package queries

import (
	"strings"
	"testing"
)

func TestFold(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"Andriï  IERMAK", "andrii iermak"},
		{"Сергей Лавров", "sergei lavrov"},
		{"the U.S.", "the us"},
		{"N’Djamena", "ndjamena"},
		{"NATO-Russia Council", "nato russia council"},
		{"“Normandy” format", "normandy format"},
		{"", ""},
		{"—", ""},
		{"e\u0301tat", "etat"},
	} {
		if got := fold(c.in); got != c.want {
			t.Errorf("fold(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestSoundsAlike(t *testing.T) {
	for _, same := range []string{
		"Iermak Yermak Jermak Yermack",
		"Grouchko Grushko Gruschko",
		"Poutine Putin",
		"Zelensky Zelenskyy Zelenskiy Zelenskyi",
		"Loukachevitch Lukashevich Lukachevitch Lukaschewitsch",
		"Lavrov Lawrow Lavroff Lavrow",
		"Sergei Sergey Serguei Sergeï",
		"Andriï Andriy Andrii Andrij",
		"Alexander Alexandre Aleksandr Aleksander",
		"Dmitry Dmitri Dmitriy Dmitrij",
		"Khamenei Hamenei",
		"Schröder Schroeder Schroder",
		"Müller Mueller",
		"Yulia Iulia Julia",
		"Piotr Pyotr",
		"Ryabkov Riabkov Rjabkow",
	} {
		words := strings.Fields(same)
		want := sound(fold(words[0]))
		for _, w := range words[1:] {
			if got := sound(fold(w)); got != want {
				t.Errorf("sound(%q) = %q, sound(%q) = %q", w, got, words[0], want)
			}
		}
	}
	for _, c := range []string{
		"Iran Iraq", "Niger Nigeria", "Austria Australia", "Putin Patin", "Lavrov Petrov",
		"Kozak Kazak", "G7 G77", "Mali Malawi", "Guinea Guyana", "Slovakia Slovenia", "Georgia Jordan",
	} {
		w := strings.Fields(c)
		if sound(fold(w[0])) == sound(fold(w[1])) {
			t.Errorf("%s and %s are one: %q", w[0], w[1], sound(fold(w[0])))
		}
	}
}

func TestDistance(t *testing.T) {
	for _, c := range []struct {
		a, b        string
		limit, want int
	}{
		{"", "", 2, 0}, {"a", "", 2, 1}, {"kitten", "sitting", 3, 3}, {"kitten", "sitting", 2, 3},
		{"lavrov", "lavorv", 2, 1}, {"ab", "ba", 2, 1}, {"stoltenburg", "stoltenberg", 2, 1},
		{"abcdef", "x", 2, 3}, {"macron", "marcon", 1, 1},
	} {
		if got := distance(c.a, c.b, c.limit); got != c.want {
			t.Errorf("distance(%q, %q, %d) = %d, want %d", c.a, c.b, c.limit, got, c.want)
		}
		if got := distance(c.b, c.a, c.limit); got != c.want {
			t.Errorf("distance(%q, %q, %d) = %d, want %d", c.b, c.a, c.limit, got, c.want)
		}
	}
}

func FuzzSpelling(f *testing.F) {
	for _, s := range []string{"Andriï Iermak", "Сергей Лавров", "习近平", "", "a\xffb", "schtsch"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		once := fold(s)
		if twice := fold(once); twice != once {
			t.Errorf("fold(%q) = %q, folded again %q", s, once, twice)
		}
		sound(once)
		bare(once)
	})
}
