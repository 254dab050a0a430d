package neural

import "math/bits"

// embedding is a hash embedding table: a key's vector is the sum of four rows
// chosen by a hash, so that keys that share one row differ in others
// (thinc 8.3, hashembed.py).
type embedding struct {
	table []float32 // rows × width
	rows  uint64
	seed  uint64
}

// embedRows is the number of rows a key's vector is the sum of.
const embedRows = 4

// rowsOf finds the key's rows.
func (e *embedding) rowsOf(key uint64, rows *[embedRows]*[width]float32) {
	h1, h2 := hashKey(key, e.seed)
	for i, h := range [embedRows]uint64{h1 & 0xffffffff, h1 >> 32, h2 & 0xffffffff, h2 >> 32} {
		rows[i] = (*[width]float32)(e.table[h%e.rows*width:])
	}
}

// hashKey is thinc's 128-bit hash of a 64-bit key (numpy_ops.pyx,
// MurmurHash3_x86_128_uint64, which is the x64 variant for one block of 8 bytes).
func hashKey(key, seed uint64) (h1, h2 uint64) {
	h1 = bits.RotateLeft64(key*0x87c37b91114253d5, 31) * 0x4cf5ad432745937f
	h1 ^= seed
	h1 ^= 8
	h2 = seed ^ 8
	h1 += h2
	h2 += h1
	h1 = finalMix(h1)
	h2 = finalMix(h2)
	h1 += h2
	h2 += h1
	return h1, h2
}

// finalMix is the 64-bit finaliser of MurmurHash3.
func finalMix(h uint64) uint64 {
	h ^= h >> 33
	h *= 0xff51afd7ed558ccd
	h ^= h >> 33
	h *= 0xc4ceb9fe1a85ec53
	h ^= h >> 33
	return h
}
