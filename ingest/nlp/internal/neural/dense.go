package neural

import "fmt"

const (
	// panel is the number of output columns the kernels compute together: two
	// AVX2 registers.
	panel = 16
	// tileRows is the number of input rows the AVX2 kernel computes together.
	tileRows = 6
	// maxPieces bounds the pieces of a maxout layer.
	maxPieces = 3
)

// dense is an affine layer, with the maximum over pieces where it has more
// than one (maxout): y[o] = max over p of (W[o,p]·x + b[o,p]). The weights are
// packed for the kernels: for each panel of 16 outputs and each piece, in
// rows of 16 columns; outputs beyond out have weight zero.
type dense struct {
	in, out, pieces int
	w, b            []float32
}

// newDense packs a layer whose weights for output o and piece p are w from
// row(o, p) on and whose bias is bias(o, p). Outputs that only fill up a panel
// get the bias fill.
func newDense(in, out, pieces int, w []float32, row func(o, p int) int, bias func(o, p int) float32, fill float32) *dense {
	if in%4 != 0 || pieces > maxPieces {
		panic(fmt.Sprintf("neural: no kernel for %d inputs and %d pieces", in, pieces))
	}
	d := &dense{in: in, out: out, pieces: pieces}
	d.w = make([]float32, d.panels()*pieces*in*panel)
	d.b = make([]float32, d.panels()*pieces*panel)
	for o := range d.width() {
		for p := range pieces {
			block := (o/panel)*pieces + p
			if o >= out {
				d.b[block*panel+o%panel] = fill
				continue
			}
			d.b[block*panel+o%panel] = bias(o, p)
			dst := d.w[block*in*panel+o%panel:]
			for i, v := range w[row(o, p):][:in] {
				dst[i*panel] = v
			}
		}
	}
	return d
}

// panels is the number of panels of 16 outputs.
func (d *dense) panels() int { return (d.out + panel - 1) / panel }

// width is the number of columns apply writes: out rounded up to a panel.
func (d *dense) width() int { return d.panels() * panel }

// panel returns the weights and biases of a panel.
func (d *dense) panel(p int) (w, b []float32) {
	n := d.pieces * panel
	return d.w[p*n*d.in:][:n*d.in], d.b[p*n:][:n]
}

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
	active.apply(d, c, ldc, a, lda, m)
}
