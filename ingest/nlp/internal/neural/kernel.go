package neural

import "math"

// kernel is one implementation of the inner loops. All implementations add up
// in the same order for every row whatever the block it comes in, so each gives
// the same result wherever a document is cut; between implementations
// results differ in the last digits.
type kernel struct {
	name string
	// apply computes m rows of a dense layer: see dense.apply. The caller
	// has checked the bounds.
	apply func(d *dense, c []float32, ldc int, a []float32, lda, m int)
	// row computes one row of a dense layer without pieces, with biases b in
	// place of its own.
	row func(d *dense, c, x, b []float32)
	// norm computes dst = x + layer normalisation of z, row by row; an empty
	// x stands for zeros. dst may be x or z.
	norm func(dst, x, z []float32, gain, bias *[width]float32)
	// sum computes dst = the sum of the rows in their order.
	sum func(dst *[width]float32, rows *[embedRows]*[width]float32)
	// state computes h = the maximum over pieces of (the sum of the rows in
	// their order, plus bias).
	state func(h *[hidden]float32, rows []*[stateWidth]float32, bias *[stateWidth]float32)
	// argmax returns the first index of the largest value, -1 where a NaN
	// hides it. The length is a multiple of the panel.
	argmax func(x []float32) int
}

// active is the kernel in use: the fastest the machine has.
var active = kernels()[0]

var generic = kernel{"generic", applyGeneric, rowGeneric, normGeneric, sumGeneric, stateGeneric, argmaxGeneric}

func applyGeneric(d *dense, c []float32, ldc int, a []float32, lda, m int) {
	for p := range d.panels() {
		w, b := d.panel(p)
		i := 0
		for ; i+2 <= m; i += 2 {
			pairPanel(c[i*ldc+p*panel:][:panel], c[(i+1)*ldc+p*panel:][:panel],
				a[i*lda:][:d.in], a[(i+1)*lda:][:d.in], w, b, d.pieces)
		}
		if i < m {
			rowPanel(c[i*ldc+p*panel:][:panel], a[i*lda:][:d.in], w, b, d.pieces)
		}
	}
}

// pairPanel computes two rows of one panel, four columns at a time: eight
// sums for six loads.
func pairPanel(out0, out1, x0, x1, w, b []float32, pieces int) {
	x1 = x1[:len(x0)]
	for p := range pieces {
		wp := w[p*len(x0)*panel:][:len(x0)*panel]
		for j := 0; j < panel; j += 4 {
			var s0, s1, s2, s3, t0, t1, t2, t3 float32
			wj := wp[j:]
			for i, v := range x0 {
				row := (*[4]float32)(wj[i*panel:])
				u, a, b, c, d := x1[i], row[0], row[1], row[2], row[3]
				s0 += v * a
				t0 += u * a
				s1 += v * b
				t1 += u * b
				s2 += v * c
				t2 += u * c
				s3 += v * d
				t3 += u * d
			}
			bp := b[p*panel+j:][:4]
			for i, v := range [4]float32{s0, s1, s2, s3} {
				if v += bp[i]; p == 0 || v > out0[j+i] {
					out0[j+i] = v
				}
			}
			for i, v := range [4]float32{t0, t1, t2, t3} {
				if v += bp[i]; p == 0 || v > out1[j+i] {
					out1[j+i] = v
				}
			}
		}
	}
}

func rowGeneric(d *dense, c, x, b []float32) {
	for p := range d.panels() {
		w, _ := d.panel(p)
		rowPanel(c[p*panel:][:panel], x[:d.in], w, b[p*panel:], 1)
	}
}

// rowPanel computes one row of one panel. Eight sums at a time fit the
// registers and hide the latency of the additions.
func rowPanel(out, x, w, b []float32, pieces int) {
	for p := range pieces {
		wp := w[p*len(x)*panel:][:len(x)*panel]
		bp := b[p*panel:][:panel]
		for j := 0; j < panel; j += 8 {
			var s0, s1, s2, s3, s4, s5, s6, s7 float32
			k := j
			for _, v := range x {
				row := wp[k : k+8 : k+8]
				s0 += v * row[0]
				s1 += v * row[1]
				s2 += v * row[2]
				s3 += v * row[3]
				s4 += v * row[4]
				s5 += v * row[5]
				s6 += v * row[6]
				s7 += v * row[7]
				k += panel
			}
			for i, v := range [8]float32{s0, s1, s2, s3, s4, s5, s6, s7} {
				v += bp[j+i]
				if p == 0 || v > out[j+i] {
					out[j+i] = v
				}
			}
		}
	}
}

func normGeneric(dst, x, z []float32, gain, bias *[width]float32) {
	for i := 0; i+width <= len(z); i += width {
		row := z[i:][:width]
		var sum float32
		for _, v := range row {
			sum += v
		}
		mean := sum / width
		sum = 0
		for _, v := range row {
			sum += (v - mean) * (v - mean)
		}
		scale := float32(1 / math.Sqrt(float64(sum/width+normEpsilon)))
		out := dst[i:][:width]
		for j, v := range row {
			v = (v-mean)*scale*gain[j] + bias[j]
			if len(x) > 0 {
				v += x[i+j]
			}
			out[j] = v
		}
	}
}

func sumGeneric(dst *[width]float32, rows *[embedRows]*[width]float32) {
	a, b, c, d := rows[0], rows[1], rows[2], rows[3]
	for i := range dst {
		dst[i] = a[i] + b[i] + c[i] + d[i]
	}
}

func stateGeneric(h *[hidden]float32, rows []*[stateWidth]float32, bias *[stateWidth]float32) {
	var sum [stateWidth]float32
	for _, r := range rows {
		for i := range sum {
			sum[i] += r[i]
		}
	}
	for i := range h {
		h[i] = max(sum[i]+bias[i], sum[hidden+i]+bias[hidden+i])
	}
}

func argmaxGeneric(x []float32) int {
	top, at := float32(math.Inf(-1)), -1
	for i, v := range x {
		if v > top {
			top, at = v, i
		}
	}
	return at
}
