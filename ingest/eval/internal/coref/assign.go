package coref

import "math"

// heaviest returns the greatest sum of weights, none below zero, of which no
// two are in one row or one column. It is the Hungarian method with potentials
// (Kuhn 1955, Munkres 1957), cubic in the number of rows and columns.
func heaviest(weight [][]float64) float64 {
	n := len(weight)
	if n == 0 {
		return 0
	}
	columns := len(weight[0])
	m := max(n, columns) // columns of weight zero let rows go without
	cost := func(i, j int) float64 {
		if j > columns {
			return 0
		}
		return -weight[i-1][j-1]
	}
	// Rows and columns count from one; zero is the place to start from.
	u, v := make([]float64, n+1), make([]float64, m+1)
	row, from := make([]int, m+1), make([]int, m+1)
	for i := 1; i <= n; i++ {
		row[0] = i
		least := make([]float64, m+1)
		for j := range least {
			least[j] = math.Inf(1)
		}
		done := make([]bool, m+1)
		at := 0
		for row[at] != 0 {
			done[at] = true
			next, step := 0, math.Inf(1)
			for j := 1; j <= m; j++ {
				if done[j] {
					continue
				}
				if c := cost(row[at], j) - u[row[at]] - v[j]; c < least[j] {
					least[j], from[j] = c, at
				}
				if least[j] < step {
					next, step = j, least[j]
				}
			}
			for j := 0; j <= m; j++ {
				if done[j] {
					u[row[j]] += step
					v[j] -= step
				} else {
					least[j] -= step
				}
			}
			at = next
		}
		for at != 0 {
			row[at] = row[from[at]]
			at = from[at]
		}
	}
	total := 0.0
	for j := 1; j <= columns; j++ {
		if row[j] != 0 {
			total += weight[row[j]-1][j-1]
		}
	}
	return total
}
