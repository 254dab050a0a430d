package neural

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"math"
	"slices"

	"github.com/vmihailenco/msgpack/v5"
)

// thincModel is a layer tree as thinc's Model.to_bytes writes it (thinc 8.3,
// model.py): parallel lists over the nodes in breadth-first order.
type thincModel struct {
	Nodes  list[thincNode]              `msgpack:"nodes"`
	Attrs  list[map[string][]byte]      `msgpack:"attrs"` // values are msgpack again
	Params list[map[string]*thincArray] `msgpack:"params"`
}

// list is a slice of a length that a layer tree can have. The decoder would
// make room for whatever length a damaged file gives.
type list[T any] []T

const maxList = 1 << 12

func (l *list[T]) DecodeMsgpack(d *msgpack.Decoder) error {
	n, err := d.DecodeArrayLen()
	if err != nil {
		return err
	}
	if n > maxList {
		return fmt.Errorf("a list of %d, more than %d", n, maxList)
	}
	*l = make([]T, max(0, n))
	for i := range *l {
		if err := d.Decode(&(*l)[i]); err != nil {
			return err
		}
	}
	return nil
}

type thincNode struct {
	Name string          `msgpack:"name"`
	Dims map[string]*int `msgpack:"dims"`
	Refs map[string]*int `msgpack:"refs"`
}

// thincArray is a numpy array as srsly writes it; its keys are binary strings.
type thincArray struct {
	ND    bool      `msgpack:"nd"`
	Type  string    `msgpack:"type"`
	Kind  []byte    `msgpack:"kind"`
	Shape list[int] `msgpack:"shape"`
	Data  []byte    `msgpack:"data"`
}

// converter collects tensors in the order in which they are asked for, and
// the first error.
type converter struct {
	dir     fs.FS
	tensors map[string]tensor
	order   []fileTensor
	err     error
}

// Convert reads the neural parts of a spaCy en_core_web_sm 3.8 model
// directory (tok2vec, tagger, parser, ner) and returns them as one weights
// file for Load. The same directory gives the same bytes.
func Convert(dir fs.FS) ([]byte, error) {
	c := &converter{dir: dir, tensors: map[string]tensor{}}
	var h fileHeader

	// Repackaged models bear names of their own in meta.json: only the version
	// counts.
	var meta struct{ Version string }
	c.json("meta.json", &meta)
	h.Model = "en_core_web_sm " + meta.Version

	m := c.model("tok2vec/model")
	c.tok2vec("tok2vec", m)

	m = c.model("tagger/model")
	c.take("tagger.W", m, m.findNth("softmax", 0), "W")
	c.take("tagger.b", m, m.findNth("softmax", 0), "b")
	var cfg struct{ Labels []string }
	c.json("tagger/cfg", &cfg)
	h.Tags = cfg.Labels

	m = c.model("parser/model")
	c.decoder("parser", m)
	h.Parser = c.moves("parser/moves")

	m = c.model("ner/model")
	c.tok2vec("ner.tok2vec", m)
	c.decoder("ner", m)
	h.NER = c.moves("ner/moves")

	if c.err != nil {
		return nil, c.err
	}
	h.Tensors = c.order
	out, err := writeWeights(h, c.tensors)
	if err != nil {
		return nil, err
	}
	// A file that Load refuses must not leave here.
	if _, err := Load(out); err != nil {
		return nil, fmt.Errorf("converted model: %w", err)
	}
	return out, nil
}

func (c *converter) fail(format string, args ...any) {
	if c.err == nil {
		c.err = fmt.Errorf(format, args...)
	}
}

func (c *converter) read(name string) []byte {
	b, err := fs.ReadFile(c.dir, name)
	if err != nil {
		c.fail("read model: %w", err)
	}
	return b
}

func (c *converter) json(name string, into any) {
	if b := c.read(name); c.err == nil {
		if err := json.Unmarshal(b, into); err != nil {
			c.fail("%s: %w", name, err)
		}
	}
}

func (c *converter) model(name string) *thincModel {
	var m thincModel
	if b := c.read(name); c.err == nil {
		dec := msgpack.NewDecoder(bytes.NewReader(b))
		if err := dec.Decode(&m); err != nil {
			c.fail("%s: %w", name, err)
		} else if len(m.Attrs) != len(m.Nodes) || len(m.Params) != len(m.Nodes) {
			c.fail("%s: %d nodes, %d attrs, %d params", name, len(m.Nodes), len(m.Attrs), len(m.Params))
		}
	}
	if c.err != nil {
		return &thincModel{}
	}
	return &m
}

// findNth returns the index of the nth (0 first) node of that name, or -1.
// Children are not stored in the file, but breadth-first order keeps the
// layers of one name in the order of the computation.
func (m *thincModel) findNth(name string, nth int) int {
	for i, n := range m.Nodes {
		if n.Name == name {
			if nth == 0 {
				return i
			}
			nth--
		}
	}
	return -1
}

func (m *thincModel) ref(name string) int {
	if len(m.Nodes) == 0 || m.Nodes[0].Refs[name] == nil {
		return -1
	}
	return *m.Nodes[0].Refs[name]
}

func (m *thincModel) intAttr(node int, name string) (int, error) {
	var v int
	if err := msgpack.Unmarshal(m.Attrs[node][name], &v); err != nil {
		return 0, fmt.Errorf("node %d, attribute %s: %w", node, name, err)
	}
	return v, nil
}

// take adds a parameter under a name of ours.
func (c *converter) take(name string, m *thincModel, node int, param string) {
	if c.err != nil {
		return
	}
	if node < 0 || node >= len(m.Nodes) {
		c.fail("%s: the layer is missing", name)
		return
	}
	a := m.Params[node][param]
	if a == nil || !a.ND || a.Type != "<f4" {
		c.fail("%s: node %d (%.30s) has no float32 parameter %s", name, node, m.Nodes[node].Name, param)
		return
	}
	size := 1
	for _, d := range a.Shape {
		size *= d
	}
	if len(a.Data) != 4*size {
		c.fail("%s: %d bytes for shape %v", name, len(a.Data), a.Shape)
		return
	}
	data := make([]float32, size)
	for i := range data {
		data[i] = math.Float32frombits(binary.LittleEndian.Uint32(a.Data[4*i:]))
	}
	c.tensors[name] = tensor{a.Shape, data}
	c.order = append(c.order, fileTensor{Name: name, Shape: a.Shape})
}

// tok2vec takes the hash embeddings, the mixer and the encoder's layers.
func (c *converter) tok2vec(name string, m *thincModel) {
	for i := 0; c.err == nil; i++ {
		node := m.findNth("hashembed", i)
		if node < 0 {
			break
		}
		column, err := m.intAttr(node, "column")
		if err == nil && column != i {
			err = fmt.Errorf("hash embedding %d reads column %d", i, column)
		}
		seed, err2 := m.intAttr(node, "seed")
		if err == nil && err2 == nil && seed != firstSeed+i {
			err2 = fmt.Errorf("hash embedding %d has seed %d, want %d", i, seed, firstSeed+i)
		}
		if err != nil || err2 != nil {
			c.fail("%s: %w", name, cmp.Or(err, err2))
			return
		}
		c.take(fmt.Sprintf("%s.embed.%d", name, i), m, node, "E")
	}
	for i := range 1 + depth {
		layer := fmt.Sprintf("%s.encode.%d", name, i-1)
		if i == 0 {
			layer = name + ".mix"
		}
		c.take(layer+".W", m, m.findNth("maxout", i), "W")
		c.take(layer+".b", m, m.findNth("maxout", i), "b")
		c.take(layer+".norm.G", m, m.findNth("layernorm", i), "G")
		c.take(layer+".norm.b", m, m.findNth("layernorm", i), "b")
	}
}

// decoder takes the layers of a TransitionBasedParser.v2: the token
// projection, the precomputable layer ("lower") and the class scores ("upper").
func (c *converter) decoder(name string, m *thincModel) {
	upper := m.ref("upper")
	project := m.findNth("linear", 0)
	if project == upper {
		project = m.findNth("linear", 1)
	}
	c.take(name+".project.W", m, project, "W")
	c.take(name+".project.b", m, project, "b")
	c.take(name+".lower.W", m, m.ref("lower"), "W")
	c.take(name+".lower.b", m, m.ref("lower"), "b")
	c.take(name+".lower.pad", m, m.ref("lower"), "pad")
	c.take(name+".upper.W", m, upper, "W")
	c.take(name+".upper.b", m, upper, "b")
}

// moves gives the transition classes in spaCy's order: actions ascending,
// within one the labels by (frequency, label) descending
// (transition_system.pyx, initialize_actions).
func (c *converter) moves(name string) []fileAction {
	b := c.read(name)
	if c.err != nil {
		return nil
	}
	var file struct {
		Moves string `msgpack:"moves"`
	}
	if err := msgpack.Unmarshal(b, &file); err != nil {
		c.fail("%s: %w", name, err)
		return nil
	}
	var byAction map[int]map[string]int
	if err := json.Unmarshal([]byte(file.Moves), &byAction); err != nil {
		c.fail("%s: %w", name, err)
		return nil
	}
	var out []fileAction
	for _, action := range slices.Sorted(maps.Keys(byAction)) {
		freq := byAction[action]
		labels := slices.SortedFunc(maps.Keys(freq), func(a, b string) int {
			if freq[a] != freq[b] {
				return freq[b] - freq[a]
			}
			return bytes.Compare([]byte(b), []byte(a))
		})
		for _, l := range labels {
			// Negative frequencies mark labels added after training, which
			// spaCy numbers last; no trained class of this model has one.
			if freq[l] < 0 {
				c.fail("%s: label %q has frequency %d", name, l, freq[l])
			}
			out = append(out, fileAction{action, l})
		}
	}
	return out
}
