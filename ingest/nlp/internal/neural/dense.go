package neural

// panel is the number of output columns the kernels compute together: two
// AVX2 registers.
const panel = 16

// tileRows is the number of input rows the kernel computes together.
const tileRows = 6

// dense is an affine layer, with the maximum over pieces where it has more
// than one (maxout): y[o] = max over p of (W[o,p]·x + b[o,p]). The weights are
// packed for the kernel: for each panel of 16 outputs and each piece, in
// rows of 16 columns; outputs beyond out have weight and bias zero.
type dense struct {
	in, out, pieces int
	w, b            []float32
}

// newDense packs the weights W[o,p,i] of which row gives the offset of
// (o, p, 0), and biases likewise with bias; bias may be nil.
func newDense(in, out, pieces int, w []float32, row func(o, p int) int, b []float32, bias func(o, p int) int) *dense {
	d := &dense{in: in, out: out, pieces: pieces}
	d.w = make([]float32, d.panels()*pieces*in*panel)
	d.b = make([]float32, d.panels()*pieces*panel)
	for o := range out {
		for p := range pieces {
			block := (o/panel)*pieces + p
			src := w[row(o, p):][:in]
			dst := d.w[block*in*panel+o%panel:]
			for i, v := range src {
				dst[i*panel] = v
			}
			if b != nil {
				d.b[block*panel+o%panel] = b[bias(o, p)]
			}
		}
	}
	return d
}

// panels is the number of panels of 16 outputs.
func (d *dense) panels() int { return (d.out + panel - 1) / panel }

// width is the number of columns apply writes: out rounded up to a panel.
func (d *dense) width() int { return d.panels() * panel }

// apply computes m rows. Input row i is a[i*lda : i*lda+in]; rows may overlap,
// which makes a window over neighbouring rows of a matrix one long row.
// Output row i is c[i*ldc : i*ldc+width()]. Each output is the sum over the
// inputs in order, then the bias, whatever m is, so that cutting rows
// into blocks does not change results.
func (d *dense) apply(c []float32, ldc int, a []float32, lda, m int) {
	if m <= 0 {
		return
	}
	// The kernels are not checked for bounds.
	_ = a[(m-1)*lda+d.in-1]
	_ = c[(m-1)*ldc+d.width()-1]
	block := d.pieces * d.in * panel
	for p := range d.panels() {
		w := d.w[p*block : (p+1)*block]
		b := d.b[p*d.pieces*panel : (p+1)*d.pieces*panel]
		if m < tileRows {
			for i := range m {
				active.tile(1, d.in, d.pieces, a[i*lda:], lda, w, b, c[i*ldc+p*panel:], ldc)
			}
			continue
		}
		for i := 0; i < m; i += tileRows {
			// The last tile is moved back to be full: rows computed twice
			// come out the same.
			i := min(i, m-tileRows)
			active.tile(tileRows, d.in, d.pieces, a[i*lda:], lda, w, b, c[i*ldc+p*panel:], ldc)
		}
	}
}

// tileGeneric computes rows × 16 outputs in plain Go.
func tileGeneric(rows, in, pieces int, a []float32, lda int, w, b, c []float32, ldc int) {
	for r := range rows {
		x := a[r*lda:][:in]
		out := c[r*ldc:][:panel]
		for p := range pieces {
			wp := w[p*in*panel:][:in*panel]
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
				s := [8]float32{s0, s1, s2, s3, s4, s5, s6, s7}
				for i, v := range s {
					v += bp[j+i]
					if p == 0 || v > out[j+i] {
						out[j+i] = v
					}
				}
			}
		}
	}
}
