package store

import (
	"encoding/binary"
	"encoding/json"

	"github.com/cayleygraph/cayley/graph/kv"
	"github.com/cayleygraph/cayley/graph/proto"
	"github.com/cayleygraph/quad"
)

// index is one of Cayley's quad indexes: a list of quad ids for every
// combination of values in some directions.
type index struct {
	tag    byte   // of its keys in the engine
	bucket string // Cayley's name for it
	dirs   []quad.Direction
}

// indexes are the three that parley's traversals need. Cayley's own choice
// makes a step against an edge scan a predicate, and a look-up by label scan
// the whole store.
var indexes = [...]index{
	{tagSubject, "sp", []quad.Direction{quad.Subject, quad.Predicate}},
	{tagObject, "op", []quad.Direction{quad.Object, quad.Predicate}},
	{tagLabel, "c", []quad.Direction{quad.Label}},
}

// indexKey returns the engine's key for the list of quads with these node ids
// in the directions of the index, or with fewer ids the prefix of such keys.
func indexKey(tag byte, ids ...uint64) []byte {
	k := make([]byte, 1, 1+8*len(ids))
	k[0] = tag
	for _, id := range ids {
		k = binary.BigEndian.AppendUint64(k, id)
	}
	return k
}

func (ind index) keyFor(p *proto.Primitive) []byte {
	ids := make([]uint64, len(ind.dirs))
	for i, d := range ind.dirs {
		ids[i] = p.GetDirection(d)
	}
	return indexKey(ind.tag, ids...)
}

// indexMeta returns the description of the indexes that Cayley reads when it
// opens a store.
func indexMeta() ([]byte, error) {
	var list []kv.QuadIndex
	for _, ind := range indexes {
		list = append(list, kv.QuadIndex{Dirs: ind.dirs})
	}
	return json.Marshal(list)
}
