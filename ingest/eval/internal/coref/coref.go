// Package coref scores coreference: how well the clusters of mentions that a
// system gives, the response, agree with those of the gold, the key.
//
// The measures are those of the CoNLL shared tasks, in the form for mentions
// that need not be the same on both sides:
//
//   - MUC: Vilain, Burger, Aberdeen, Connolly and Hirschman, "A model-theoretic
//     coreference scoring scheme", MUC-6, 1995
//   - B-cubed: Bagga and Baldwin, "Algorithms for scoring coreference chains",
//     LREC workshop on linguistic coreference, 1998
//   - CEAF-e: Luo, "On coreference resolution performance metrics", HLT/EMNLP
//     2005, with the similarity φ4 of entities
//   - CoNLL F1, the mean of the three: Pradhan, Moschitti, Xue, Uryupina and
//     Zhang, "CoNLL-2012 shared task", 2012; Pradhan, Luo, Recasens, Hovy, Ng and
//     Strube, "Scoring coreference partitions of predicted mentions: a reference
//     implementation", ACL 2014
package coref

// Clusters groups mentions by what they denote. A mention is a number, the same
// on both sides, and stands in one cluster of a side at most.
type Clusters [][]int

// without1 returns the clusters of two mentions or more.
func (c Clusters) without1() Clusters {
	var out Clusters
	for _, m := range c {
		if len(m) > 1 {
			out = append(out, m)
		}
	}
	return out
}

// of returns the cluster of each mention.
func (c Clusters) of() map[int]int {
	of := map[int]int{}
	for i, cluster := range c {
		for _, m := range cluster {
			of[m] = i
		}
	}
	return of
}

// Fraction is a sum over documents. An empty one counts as zero.
type Fraction struct{ Num, Den float64 }

// Value is the quotient, 0 to 1.
func (f Fraction) Value() float64 {
	if f.Den == 0 {
		return 0
	}
	return f.Num / f.Den
}

func (f *Fraction) add(o Fraction) {
	f.Num += o.Num
	f.Den += o.Den
}

// Measure is one measure over documents: numerators and denominators are
// summed before they are divided, as in the reference scorer.
type Measure struct{ Precision, Recall Fraction }

// F1 is the harmonic mean of precision and recall.
func (m Measure) F1() float64 {
	p, r := m.Precision.Value(), m.Recall.Value()
	if p+r == 0 {
		return 0
	}
	return 2 * p * r / (p + r)
}

func (m *Measure) add(o Measure) {
	m.Precision.add(o.Precision)
	m.Recall.add(o.Recall)
}

// Score adds up documents. The zero value is empty.
type Score struct{ MUC, BCubed, CEAFe Measure }

// Add adds a document.
func (s *Score) Add(key, response Clusters) {
	s.MUC.add(muc(key, response))
	s.BCubed.add(bCubed(key, response))
	s.CEAFe.add(ceafE(key, response))
}

// AddLinked adds a document without the clusters that have one mention only,
// which is what the CoNLL shared tasks scored.
func (s *Score) AddLinked(key, response Clusters) { s.Add(key.without1(), response.without1()) }

// CoNLL is the mean of the F1 of the three measures.
func (s *Score) CoNLL() float64 { return (s.MUC.F1() + s.BCubed.F1() + s.CEAFe.F1()) / 3 }

// muc counts the links that are needed to join each cluster and those of them
// that the other side has, too.
func muc(key, response Clusters) Measure {
	return Measure{Precision: links(response, key), Recall: links(key, response)}
}

func links(of, by Clusters) Fraction {
	var f Fraction
	cluster := by.of()
	for _, c := range of {
		parts, alone := map[int]bool{}, 0
		for _, m := range c {
			if i, ok := cluster[m]; ok {
				parts[i] = true
			} else {
				alone++
			}
		}
		f.Num += float64(len(c) - len(parts) - alone)
		f.Den += float64(len(c) - 1)
	}
	return f
}

// bCubed takes for each mention the share of its cluster that the cluster on
// the other side has, too.
func bCubed(key, response Clusters) Measure {
	return Measure{Precision: shares(response, key), Recall: shares(key, response)}
}

func shares(of, by Clusters) Fraction {
	var f Fraction
	cluster := by.of()
	for _, c := range of {
		parts := map[int]int{}
		for _, m := range c {
			if i, ok := cluster[m]; ok {
				parts[i]++
			}
		}
		same := 0
		for _, n := range parts {
			same += n * n
		}
		f.Num += float64(same) / float64(len(c))
		f.Den += float64(len(c))
	}
	return f
}

// ceafE aligns the clusters one to one so that they are most alike, where
// two are as alike as the F1 of their mentions.
func ceafE(key, response Clusters) Measure {
	cluster := response.of()
	alike := make([][]float64, len(key))
	for i, c := range key {
		alike[i] = make([]float64, len(response))
		for _, m := range c {
			if j, ok := cluster[m]; ok {
				alike[i][j] += 2 / float64(len(c)+len(response[j]))
			}
		}
	}
	total := heaviest(alike)
	return Measure{Precision: Fraction{total, float64(len(response))}, Recall: Fraction{total, float64(len(key))}}
}
