package neural

import "golang.org/x/sys/cpu"

// kernels lists what this machine can run, the fastest first.
func kernels() []kernel {
	if cpu.X86.HasAVX2 && cpu.X86.HasFMA {
		return []kernel{{"avx2", applyAVX2, rowAVX2, normAVX2, sumAVX2, stateAVX2, argmaxAVX2}, generic}
	}
	return []kernel{generic}
}

// The functions below are in kernel_amd64.s. Strides are in floats; in is a
// multiple of 4 and at least 4, which newDense sees to.

// tile6 computes 6 rows of one panel.
//
//go:noescape
func tile6(in, pieces int, a *float32, lda int, w, b, c *float32, ldc int)

// row1 computes one row of consecutive blocks of weights, each one panel or
// one piece of one, into consecutive blocks of 16 outputs.
//
//go:noescape
func row1(in, blocks int, x, w, b, c *float32)

// norm96 computes rows of dst = x + norm(z), or norm(z) where x is nil.
//
//go:noescape
func norm96(rows int, dst, x, z, gain, bias *float32)

//go:noescape
func sum4(dst *[width]float32, rows *[embedRows]*[width]float32)

//go:noescape
func state128(h *[hidden]float32, n int, rows **[stateWidth]float32, bias *[stateWidth]float32)

// argmax16 is argmax over n values, n a positive multiple of 16.
//
//go:noescape
func argmax16(n int, x *float32) int

func applyAVX2(d *dense, c []float32, ldc int, a []float32, lda, m int) {
	if m < tileRows {
		for i := range m {
			applyRowAVX2(d, c[i*ldc:], a[i*lda:])
		}
		return
	}
	for p := range d.panels() {
		w, b := d.panel(p)
		for i := 0; i < m; i += tileRows {
			// The last tile is moved back to be full: rows computed twice
			// come out the same.
			i := min(i, m-tileRows)
			tile6(d.in, d.pieces, &a[i*lda], lda, &w[0], &b[0], &c[i*ldc+p*panel], ldc)
		}
	}
}

// applyRowAVX2 computes one row where there are too few for a tile.
func applyRowAVX2(d *dense, c, x []float32) {
	if d.pieces == 1 {
		row1(d.in, d.panels(), &x[0], &d.w[0], &d.b[0], &c[0])
		return
	}
	var piece [maxPieces * panel]float32
	for p := range d.panels() {
		w, b := d.panel(p)
		row1(d.in, d.pieces, &x[0], &w[0], &b[0], &piece[0])
		out := c[p*panel:][:panel]
		for j := range out {
			v := piece[j]
			for q := 1; q < d.pieces; q++ {
				v = max(v, piece[q*panel+j])
			}
			out[j] = v
		}
	}
}

func rowAVX2(d *dense, c, x, b []float32) {
	_, _, _ = c[d.width()-1], x[d.in-1], b[d.width()-1]
	row1(d.in, d.panels(), &x[0], &d.w[0], &b[0], &c[0])
}

func normAVX2(dst, x, z []float32, gain, bias *[width]float32) {
	n := len(z) / width
	if n == 0 {
		return
	}
	_ = dst[n*width-1]
	var residual *float32
	if len(x) > 0 {
		residual = &x[:n*width][0]
	}
	norm96(n, &dst[0], residual, &z[0], &gain[0], &bias[0])
}

func sumAVX2(dst *[width]float32, rows *[embedRows]*[width]float32) { sum4(dst, rows) }

func stateAVX2(h *[hidden]float32, rows []*[stateWidth]float32, bias *[stateWidth]float32) {
	state128(h, len(rows), &rows[0], bias)
}

func argmaxAVX2(x []float32) int {
	return argmax16(len(x)/panel*panel, &x[0])
}
