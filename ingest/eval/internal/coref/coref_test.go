package coref

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"
)

// clusters reads "ab c": each letter is a mention.
func clusters(s string) Clusters {
	var out Clusters
	for f := range strings.FieldsSeq(s) {
		var c []int
		for _, r := range f {
			c = append(c, int(r))
		}
		out = append(out, c)
	}
	return out
}

type rates struct{ r, p, f float64 }

func near(a, b float64) bool { return math.Abs(a-b) < 0.0006 }

func (w *rates) check(t *testing.T, name string, m Measure) {
	t.Helper()
	if w == nil {
		return
	}
	if r, p, f := m.Recall.Value(), m.Precision.Value(), m.F1(); !near(r, w.r) || !near(p, w.p) || !near(f, w.f) {
		t.Errorf("%s: recall %.4f precision %.4f F1 %.4f, want %.4f %.4f %.4f", name, r, p, f, w.r, w.p, w.f)
	}
}

func f1(p, r float64) float64 { return 2 * p * r / (p + r) }

// The examples of the papers, and of the test cases of the reference scorer
// with the figures that it gives.
func TestPublished(t *testing.T) {
	const (
		tcA = "a bc def"
		luo = "12345 67 89ABC"
	)
	for _, tt := range []struct {
		name, key, response string
		muc, bcub, ceafe    *rates
	}{
		{"Pradhan 2014", "abc defg", "ab cd fghi",
			&rates{0.4, 0.4, 0.4}, &rates{35. / 84, 0.5, f1(35./84, 0.5)}, &rates{1.3 / 2, 1.3 / 3, 0.52}},
		{"TC-A-1, all right", tcA, "a bc def", &rates{1, 1, 1}, &rates{1, 1, 1}, &rates{1, 1, 1}},
		{"TC-A-2, mentions missed", tcA, "a de", &rates{1. / 3, 1, 0.5}, &rates{7. / 18, 1, 14. / 25}, &rates{0.6, 0.9, 0.72}},
		{"TC-A-3, false mentions", tcA, "a bcx defy z",
			&rates{1, 3. / 5, 0.75}, &rates{1, (4 + 7./12) / 9, 110. / 163}, &rates{(1 + 4./5 + 6./7) / 3, (1 + 4./5 + 6./7) / 4, f1((1+4./5+6./7)/3, (1+4./5+6./7)/4)}},
		{"TC-A-4, both", tcA, "a bcx dy z",
			&rates{1. / 3, 1. / 3, 1. / 3}, &rates{(3 + 1./3) / 6, (1 + 4./3 + 1./2) / 7, f1(5./9, 17./42)}, &rates{11. / 15, 11. / 20, f1(11./15, 11./20)}},
		{"TC-A-10, all apart", tcA, "a b c d e f", &rates{0, 0, 0}, &rates{0.5, 1, 2. / 3}, nil},
		{"TC-A-11, all one", tcA, "abcdef", &rates{1, 3. / 5, 0.75}, &rates{1, 14. / 36, 14. / 25}, nil},
		{"TC-D-1, Bagga and Baldwin 1998, first response", luo, "12345 6789ABC",
			&rates{1, 0.9, f1(1, 0.9)}, &rates{1, 16. / 21, f1(1, 16./21)}, &rates{0.611, 0.917, 0.733}},
		{"TC-E-1, Bagga and Baldwin 1998, second response", luo, "1234589ABC 67",
			&rates{1, 0.9, f1(1, 0.9)}, &rates{1, 7. / 12, f1(1, 7./12)}, &rates{0.556, 0.833, 0.667}},
		{"Luo 2005, system c", luo, "123456789ABC", &rates{1, 9. / 11, 0.9}, &rates{1, 0.375, 0.545}, &rates{0.196, 0.588, 0.294}},
		{"Luo 2005, system d", luo, "1 2 3 4 5 6 7 8 9 A B C", &rates{0, 0, 0}, &rates{0.25, 1, 0.4}, &rates{0.444, 0.111, 0.178}},
		{"TC-F-1, Vilain 1995", "ABCD", "AB CD", &rates{2. / 3, 1, 0.8}, nil, nil},
		{"TC-G-1, Vilain 1995", "AB CD", "ABCD", &rates{1, 2. / 3, 0.8}, nil, nil},
		{"TC-K-1, Vilain 1995", "BCDEGHJ", "ABC DEF GHI", &rates{0.5, 0.5, 0.5}, nil, nil},
		{"nothing said", tcA, "", &rates{}, &rates{}, &rates{}},
		{"nothing to say", "", tcA, &rates{}, &rates{}, &rates{}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var s Score
			s.Add(clusters(tt.key), clusters(tt.response))
			tt.muc.check(t, "MUC", s.MUC)
			tt.bcub.check(t, "B-cubed", s.BCubed)
			tt.ceafe.check(t, "CEAF-e", s.CEAFe)
			if mean := (s.MUC.F1() + s.BCubed.F1() + s.CEAFe.F1()) / 3; s.CoNLL() != mean {
				t.Errorf("CoNLL %v, want %v", s.CoNLL(), mean)
			}
		})
	}
}

// Documents are summed before they are divided.
func TestDocuments(t *testing.T) {
	var s, linked Score
	for _, d := range [][2]string{{"ab", "ab"}, {"abcd e", "ab cd"}} {
		s.Add(clusters(d[0]), clusters(d[1]))
		linked.AddLinked(clusters(d[0]), clusters(d[1]))
	}
	(&rates{3. / 4, 1, f1(3./4, 1)}).check(t, "MUC", s.MUC)
	(&rates{4. / 7, 1, f1(4./7, 1)}).check(t, "B-cubed", s.BCubed)
	(&rates{4. / 6, 1, 0.8}).check(t, "B-cubed without singletons", linked.BCubed)
}

// The assignment is the best of all.
func TestHeaviest(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	var best func(w [][]float64, used int) float64
	best = func(w [][]float64, used int) float64 {
		if len(w) == 0 {
			return 0
		}
		most := best(w[1:], used)
		for j, x := range w[0] {
			if used>>j&1 == 0 {
				most = max(most, x+best(w[1:], used|1<<j))
			}
		}
		return most
	}
	for range 500 {
		w := make([][]float64, 1+r.IntN(5))
		columns := r.IntN(6)
		for i := range w {
			w[i] = make([]float64, columns)
			for j := range w[i] {
				w[i][j] = float64(r.IntN(4)) / 3
			}
		}
		if got, want := heaviest(w), best(w, 0); math.Abs(got-want) > 1e-9 {
			t.Fatalf("heaviest(%v) = %v, want %v", w, got, want)
		}
	}
}
