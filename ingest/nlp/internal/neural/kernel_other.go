//go:build !amd64

package neural

func kernels() []kernel { return []kernel{generic} }
