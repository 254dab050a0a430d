package neural

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"unsafe"
)

// The weights file is
//
//	magic "parleynn", uint32 version, uint32 length of the header in bytes,
//	header (JSON, see fileHeader), zeros up to a multiple of 64,
//	tensors (little-endian float32, C order), each at a multiple of 64.
//
// Tensor offsets count from the first byte after the header's padding, so a
// file mapped or embedded at a 4-byte boundary can be used in place.
const (
	fileMagic   = "parleynn"
	fileVersion = 1
	fileAlign   = 64
)

// ErrFormat is wrapped by every error Load returns for a file that is not a
// weights file of this version.
var ErrFormat = errors.New("not a weights file of this version")

type fileHeader struct {
	Model   string       `json:"model"`
	Tags    []string     `json:"tags"`
	Parser  []fileAction `json:"parser"`
	NER     []fileAction `json:"ner"`
	Tensors []fileTensor `json:"tensors"`
}

// fileAction is one transition class: the action's number in spaCy's
// arc_eager.pyx or ner.pyx, and its label.
type fileAction struct {
	Move  int    `json:"move"`
	Label string `json:"label,omitempty"`
}

type fileTensor struct {
	Name   string `json:"name"`
	Shape  []int  `json:"shape"`
	Offset int    `json:"offset"` // bytes
}

// tensor is an array by name, its data not yet copied.
type tensor struct {
	shape []int
	data  []float32
}

// weightsFile gives named tensors out of a weights file and remembers the
// first thing that was wrong, so that Load can ask for all and check once.
type weightsFile struct {
	header  fileHeader
	tensors map[string]tensor
	err     error
}

func parseWeights(b []byte) (*weightsFile, error) {
	if len(b) < 16 || string(b[:8]) != fileMagic {
		return nil, fmt.Errorf("weights: no %q at the start: %w", fileMagic, ErrFormat)
	}
	if v := binary.LittleEndian.Uint32(b[8:]); v != fileVersion {
		return nil, fmt.Errorf("weights: version %d, want %d: %w", v, fileVersion, ErrFormat)
	}
	n := int(binary.LittleEndian.Uint32(b[12:]))
	if n > len(b)-16 {
		return nil, fmt.Errorf("weights: header of %d bytes in a file of %d: %w", n, len(b), ErrFormat)
	}
	f := &weightsFile{tensors: map[string]tensor{}}
	if err := json.Unmarshal(b[16:16+n], &f.header); err != nil {
		return nil, fmt.Errorf("weights: header: %w: %w", err, ErrFormat)
	}
	body := b[min(alignUp(16+n), len(b)):]
	for _, t := range f.header.Tensors {
		size := 4
		for _, d := range t.Shape {
			if d <= 0 || d > len(body) || size > len(body) {
				return nil, fmt.Errorf("weights: tensor %s: shape %v: %w", t.Name, t.Shape, ErrFormat)
			}
			size *= d
		}
		if t.Offset < 0 || t.Offset%4 != 0 || t.Offset > len(body)-size {
			return nil, fmt.Errorf("weights: tensor %s: %d bytes at %d do not lie in the file: %w", t.Name, size, t.Offset, ErrFormat)
		}
		f.tensors[t.Name] = tensor{t.Shape, floats(body[t.Offset : t.Offset+size])}
	}
	return f, nil
}

// get returns the named tensor, checking its shape; want may hold 0 for "any".
func (f *weightsFile) get(name string, want ...int) tensor {
	t, ok := f.tensors[name]
	if !ok {
		f.fail("no tensor %s", name)
		return tensor{}
	}
	if len(t.shape) != len(want) {
		f.fail("tensor %s has shape %v, want %v", name, t.shape, want)
		return tensor{}
	}
	for i, d := range want {
		if d != 0 && d != t.shape[i] {
			f.fail("tensor %s has shape %v, want %v", name, t.shape, want)
			return tensor{}
		}
	}
	return t
}

func (f *weightsFile) fail(format string, args ...any) {
	if f.err == nil {
		f.err = fmt.Errorf("weights: "+format+": %w", append(args, ErrFormat)...)
	}
}

// floats views little-endian float32 bytes as a slice: in place where the
// machine is little-endian and the bytes are aligned, else as a copy.
func floats(b []byte) []float32 {
	if len(b) == 0 {
		return nil
	}
	p := unsafe.Pointer(unsafe.SliceData(b))
	if littleEndian && uintptr(p)%unsafe.Alignof(float32(0)) == 0 {
		return unsafe.Slice((*float32)(p), len(b)/4)
	}
	out := make([]float32, len(b)/4)
	for i := range out {
		out[i] = math.Float32frombits(binary.LittleEndian.Uint32(b[4*i:]))
	}
	return out
}

var littleEndian = binary.NativeEndian.Uint16([]byte{1, 0}) == 1

func alignUp(n int) int { return (n + fileAlign - 1) &^ (fileAlign - 1) }

// writeWeights lays out a weights file. The same arguments give the same
// bytes.
func writeWeights(h fileHeader, tensors map[string]tensor) ([]byte, error) {
	offset := 0
	for i := range h.Tensors {
		h.Tensors[i].Offset = offset
		offset = alignUp(offset + 4*len(tensors[h.Tensors[i].Name].data))
	}
	head, err := json.Marshal(h)
	if err != nil {
		return nil, fmt.Errorf("weights: header: %w", err)
	}
	var out bytes.Buffer
	out.WriteString(fileMagic)
	out.Write(binary.LittleEndian.AppendUint32(nil, fileVersion))
	out.Write(binary.LittleEndian.AppendUint32(nil, uint32(len(head))))
	out.Write(head)
	pad := func() { out.Write(make([]byte, alignUp(out.Len())-out.Len())) }
	pad()
	for _, t := range h.Tensors {
		var word [4]byte
		for _, v := range tensors[t.Name].data {
			binary.LittleEndian.PutUint32(word[:], math.Float32bits(v))
			out.Write(word[:])
		}
		pad()
	}
	return out.Bytes(), nil
}
