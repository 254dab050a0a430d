package diagram

import (
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
)

// trueType is a font file as its tables. It is read as the OpenType
// specification (ISO/IEC 14496-22) lays it out; only fonts with outlines in
// the table glyf are known, as all in the folder fonts are.
type trueType struct {
	tables  map[string][]byte
	glyphs  int
	units   int // per em
	metrics int // glyphs with a width of their own
	long    bool
}

var errFont = errors.New("the font file is damaged")

// readTrueType reads the directory of a font file.
func readTrueType(b []byte) (*trueType, error) {
	if len(b) < 12 {
		return nil, errFont
	}
	f := &trueType{tables: map[string][]byte{}}
	for i := range int(binary.BigEndian.Uint16(b[4:])) {
		at := 12 + 16*i
		if at+16 > len(b) {
			return nil, errFont
		}
		offset, length := int(binary.BigEndian.Uint32(b[at+8:])), int(binary.BigEndian.Uint32(b[at+12:]))
		if offset+length > len(b) {
			return nil, errFont
		}
		f.tables[string(b[at:at+4])] = b[offset : offset+length]
	}
	for table, least := range map[string]int{"head": 54, "hhea": 36, "maxp": 6, "hmtx": 4, "loca": 4, "glyf": 0} {
		if t, ok := f.tables[table]; !ok || len(t) < least {
			return nil, fmt.Errorf("%w: table %s", errFont, table)
		}
	}
	f.glyphs = int(binary.BigEndian.Uint16(f.tables["maxp"][4:]))
	f.units = int(binary.BigEndian.Uint16(f.tables["head"][18:]))
	f.long = binary.BigEndian.Uint16(f.tables["head"][50:]) != 0
	f.metrics = int(binary.BigEndian.Uint16(f.tables["hhea"][34:]))
	if f.units == 0 || f.metrics == 0 || len(f.tables["hmtx"]) < 4*f.metrics {
		return nil, errFont
	}
	return f, nil
}

// glyph returns the outline of a glyph as it stands in the file, empty for one
// without ink.
func (f *trueType) glyph(id int) ([]byte, error) {
	loca, glyf := f.tables["loca"], f.tables["glyf"]
	var from, to int
	switch {
	case id < 0 || id >= f.glyphs:
		return nil, errFont
	case f.long && len(loca) >= 4*id+8:
		from, to = int(binary.BigEndian.Uint32(loca[4*id:])), int(binary.BigEndian.Uint32(loca[4*id+4:]))
	case !f.long && len(loca) >= 2*id+4:
		from, to = 2*int(binary.BigEndian.Uint16(loca[2*id:])), 2*int(binary.BigEndian.Uint16(loca[2*id+2:]))
	default:
		return nil, errFont
	}
	if from > to || to > len(glyf) {
		return nil, errFont
	}
	return glyf[from:to], nil
}

// metric returns the width of a glyph in units and its left side bearing, four
// bytes as in hmtx.
func (f *trueType) metric(id int) (width int, four []byte) {
	hmtx := f.tables["hmtx"]
	if id < f.metrics {
		four = hmtx[4*id : 4*id+4]
		return int(binary.BigEndian.Uint16(four)), four
	}
	last := hmtx[4*(f.metrics-1):]
	four = slices.Clone(last[:2])
	if at := 4*f.metrics + 2*(id-f.metrics); at+2 <= len(hmtx) {
		four = append(four, hmtx[at:at+2]...)
	} else {
		four = append(four, 0, 0)
	}
	return int(binary.BigEndian.Uint16(last)), four
}

// Flags of the parts of a composite glyph.
const (
	argsAreWords   = 0x0001
	hasScale       = 0x0008
	moreComponents = 0x0020
	hasXYScale     = 0x0040
	has2x2         = 0x0080
)

// parts calls do with the place in a composite glyph of each number of a
// glyph that it is made of.
func parts(g []byte, do func(at int)) error {
	if len(g) < 10 || int16(binary.BigEndian.Uint16(g)) >= 0 {
		return nil
	}
	for at := 10; ; {
		if at+4 > len(g) {
			return errFont
		}
		flags := binary.BigEndian.Uint16(g[at:])
		do(at + 2)
		at += 6
		if flags&argsAreWords != 0 {
			at += 2
		}
		switch {
		case flags&hasScale != 0:
			at += 2
		case flags&hasXYScale != 0:
			at += 4
		case flags&has2x2 != 0:
			at += 8
		}
		if flags&moreComponents == 0 {
			return nil
		}
	}
}

// subset returns a font with the given glyphs only, what they are made of, and
// the one for missing glyphs, which is number 0. Their new numbers are in the
// map.
func (f *trueType) subset(ids []int) (file []byte, number map[int]int, err error) {
	number = map[int]int{0: 0}
	order := []int{0}
	add := func(id int) {
		if _, ok := number[id]; !ok {
			number[id] = len(order)
			order = append(order, id)
		}
	}
	for _, id := range ids {
		add(id)
	}
	var glyf, loca, hmtx []byte
	for i := 0; i < len(order); i++ { // order grows by what composites are made of
		g, err := f.glyph(order[i])
		if err != nil {
			return nil, nil, err
		}
		g = slices.Clone(g)
		if err := parts(g, func(at int) {
			part := int(binary.BigEndian.Uint16(g[at:]))
			add(part)
			binary.BigEndian.PutUint16(g[at:], uint16(number[part]))
		}); err != nil {
			return nil, nil, err
		}
		loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
		glyf = append(glyf, g...)
		for len(glyf)%4 != 0 {
			glyf = append(glyf, 0)
		}
		_, four := f.metric(order[i])
		hmtx = append(hmtx, four...)
	}
	loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
	head, hhea, maxp := slices.Clone(f.tables["head"]), slices.Clone(f.tables["hhea"]), slices.Clone(f.tables["maxp"])
	binary.BigEndian.PutUint32(head[8:], 0)
	binary.BigEndian.PutUint16(head[50:], 1) // long offsets in loca
	binary.BigEndian.PutUint16(hhea[34:], uint16(len(order)))
	binary.BigEndian.PutUint16(maxp[4:], uint16(len(order)))
	tables := map[string][]byte{"glyf": glyf, "head": head, "hhea": hhea, "hmtx": hmtx, "loca": loca, "maxp": maxp}
	for _, hints := range []string{"cvt ", "fpgm", "prep"} {
		if t, ok := f.tables[hints]; ok {
			tables[hints] = t
		}
	}
	return writeTrueType(tables), number, nil
}

// writeTrueType puts tables into a font file.
func writeTrueType(tables map[string][]byte) []byte {
	var names []string
	for name := range tables {
		names = append(names, name)
	}
	slices.Sort(names)
	n := len(names)
	power := 0
	for 2<<power <= n {
		power++
	}
	b := []byte{0, 1, 0, 0}
	b = binary.BigEndian.AppendUint16(b, uint16(n))
	b = binary.BigEndian.AppendUint16(b, uint16(16<<power))
	b = binary.BigEndian.AppendUint16(b, uint16(power))
	b = binary.BigEndian.AppendUint16(b, uint16(16*n-16<<power))
	at := 12 + 16*n
	headAt := 0
	for _, name := range names {
		t := tables[name]
		if name == "head" {
			headAt = at
		}
		b = append(b, name...)
		b = binary.BigEndian.AppendUint32(b, checksum(t))
		b = binary.BigEndian.AppendUint32(b, uint32(at))
		b = binary.BigEndian.AppendUint32(b, uint32(len(t)))
		at += (len(t) + 3) / 4 * 4
	}
	for _, name := range names {
		b = append(b, tables[name]...)
		for len(b)%4 != 0 {
			b = append(b, 0)
		}
	}
	binary.BigEndian.PutUint32(b[headAt+8:], 0xB1B0AFBA-checksum(b))
	return b
}

// checksum adds a table up as 32-bit numbers.
func checksum(t []byte) (sum uint32) {
	for i := 0; i < len(t); i += 4 {
		var four [4]byte
		copy(four[:], t[i:])
		sum += binary.BigEndian.Uint32(four[:])
	}
	return sum
}
