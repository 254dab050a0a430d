package neural

// kernel is one implementation of the inner loops.
type kernel struct {
	name string
	// tile computes rows × 16 outputs of a dense layer, rows being 1 or
	// tileRows: w and b are one panel's weights and biases.
	tile func(rows, in, pieces int, a []float32, lda int, w, b, c []float32, ldc int)
}

// active is the kernel in use: the fastest the machine has.
var active = kernels()[0]

func kernels() []kernel { return []kernel{{"generic", tileGeneric}} }
