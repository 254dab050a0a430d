package lexical

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"math"
	"slices"
)

// The resource file is little-endian: the magic, the CRC-32 (IEEE) of all that
// follows it, then the sections in the order of the constants below, each with
// its length in front. Tables that are large and seldom read whole (words with
// an entry in the lemmatizer's index, lemma exceptions, norms) are laid out
// sorted and searched where they lie; the small ones are lists of varints read
// once by Load.

const magic = "parleyLX\x01\x00\x00\x00"

const (
	secStrings    = iota // string table: all strings the other sections name by number
	secNorms             // uint64 ids sorted, then uint32 string numbers
	secSpecials          // list: the tokenizer's special cases
	secSequences         // list: token sequences of the second pass
	secRules             // list: attribute rules
	secWords             // string table, sorted: words known to the lemmatizer
	secWordTables        // one byte per word: the set of lemma tables that list it
	secExceptions        // string table, sorted: one byte for the lemma table and the word
	secForms             // uint32 ends, one per exception, then uint32 string numbers
	secLemmaRules        // list: the lemma tables with their suffix rules
	numSections
)

var errCorrupt = errors.New("corrupt lexical resource")

// stringTable is an array of strings: a count, count+1 offsets, the bytes.
type stringTable struct {
	offsets string
	bytes   string
}

func readStringTable(s string) (stringTable, error) {
	if len(s) < 8 {
		return stringTable{}, errCorrupt
	}
	n := int(uint32At(s, 0))
	if n > (len(s)-8)/4 {
		return stringTable{}, errCorrupt
	}
	t := stringTable{s[4 : 8+4*n], s[8+4*n:]}
	last := uint32(0)
	for i := range n + 1 {
		at := uint32At(t.offsets, i)
		if at < last || uint64(at) > uint64(len(t.bytes)) {
			return stringTable{}, errCorrupt
		}
		last = at
	}
	return t, nil
}

func (t stringTable) len() int { return len(t.offsets)/4 - 1 }

func (t stringTable) at(i int) string {
	return t.bytes[uint32At(t.offsets, i):uint32At(t.offsets, i+1)]
}

// find returns the index of s in a sorted table, or -1.
func (t stringTable) find(s string) int {
	lo, hi := 0, t.len()
	for lo < hi {
		m := int(uint(lo+hi) >> 1)
		if t.at(m) < s {
			lo = m + 1
		} else {
			hi = m
		}
	}
	if lo < t.len() && t.at(lo) == s {
		return lo
	}
	return -1
}

// findIn is find for the string of the byte table and s.
func (t stringTable) findIn(table byte, s string) int {
	lo, hi := 0, t.len()
	for lo < hi {
		m := int(uint(lo+hi) >> 1)
		if key := t.at(m); key[0] < table || key[0] == table && key[1:] < s {
			lo = m + 1
		} else {
			hi = m
		}
	}
	if lo < t.len() {
		if key := t.at(lo); key[0] == table && key[1:] == s {
			return lo
		}
	}
	return -1
}

func uint32At(s string, i int) uint32 {
	s = s[4*i : 4*i+4]
	return uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16 | uint32(s[3])<<24
}

func uint64At(s string, i int) uint64 {
	return uint64(uint32At(s, 2*i)) | uint64(uint32At(s, 2*i+1))<<32
}

// list reads varints and strings in sequence. The first failure sticks and
// makes every later read return zero.
type list struct {
	s       string
	strings stringTable
	err     error
}

// count returns the next number, which must be at most limit.
func (l *list) count(limit int) int {
	n := uint64(0)
	for shift := 0; l.err == nil; shift += 7 {
		if l.s == "" || shift > 28 {
			l.err = errCorrupt
			break
		}
		b := l.s[0]
		l.s = l.s[1:]
		n |= uint64(b&0x7f) << shift
		if b < 0x80 {
			break
		}
	}
	if l.err == nil && n > uint64(limit) {
		l.err = errCorrupt
	}
	if l.err != nil {
		return 0
	}
	return int(n)
}

func (l *list) str() string {
	if l.strings.len() == 0 {
		l.err = errCorrupt
		return ""
	}
	return l.strings.at(l.count(l.strings.len() - 1))
}

// strs returns the next strings, as many as the number before them says.
func (l *list) strs() []string {
	var out []string
	for range l.count(len(l.s)) {
		out = append(out, l.str())
	}
	return out
}

// openSections checks the frame of a resource and cuts it into its sections.
func openSections(data []byte) ([numSections]string, error) {
	var sections [numSections]string
	body := len(magic) + 4
	if len(data) < body || string(data[:len(magic)]) != magic {
		return sections, fmt.Errorf("%w: not a lexical resource of this version", errCorrupt)
	}
	if crc32.ChecksumIEEE(data[body:]) != binary.LittleEndian.Uint32(data[len(magic):]) {
		return sections, fmt.Errorf("%w: checksum does not match", errCorrupt)
	}
	rest := string(data[body:])
	for i := range sections {
		if len(rest) < 4 {
			return sections, errCorrupt
		}
		n := uint64(uint32At(rest, 0))
		if uint64(len(rest)-4) < n {
			return sections, errCorrupt
		}
		sections[i], rest = rest[4:4+n], rest[4+n:]
	}
	if rest != "" {
		return sections, errCorrupt
	}
	return sections, nil
}

// resourceWriter builds what the readers above read.
type resourceWriter struct {
	numbers map[string]int
	strings []string
}

func (w *resourceWriter) number(s string) int {
	n, ok := w.numbers[s]
	if !ok {
		if w.numbers == nil {
			w.numbers = map[string]int{}
		}
		n = len(w.strings)
		w.numbers[s] = n
		w.strings = append(w.strings, s)
	}
	return n
}

// listWriter is the counterpart of list.
type listWriter struct {
	w   *resourceWriter
	buf []byte
}

func (l *listWriter) count(n int) { l.buf = binary.AppendUvarint(l.buf, uint64(n)) }

func (l *listWriter) str(s string) { l.count(l.w.number(s)) }

func (l *listWriter) strs(all []string) {
	l.count(len(all))
	for _, s := range all {
		l.str(s)
	}
}

func writeStringTable(all []string) []byte {
	b := binary.LittleEndian.AppendUint32(nil, uint32(len(all)))
	at := uint32(0)
	b = binary.LittleEndian.AppendUint32(b, 0)
	for _, s := range all {
		at += uint32(len(s))
		b = binary.LittleEndian.AppendUint32(b, at)
	}
	for _, s := range all {
		b = append(b, s...)
	}
	return b
}

func joinSections(sections [numSections][]byte) ([]byte, error) {
	var body []byte
	for _, s := range sections {
		if len(s) > math.MaxInt32 {
			return nil, errors.New("lexical resource too large")
		}
		body = binary.LittleEndian.AppendUint32(body, uint32(len(s)))
		body = append(body, s...)
	}
	out := binary.LittleEndian.AppendUint32([]byte(magic), crc32.ChecksumIEEE(body))
	return slices.Concat(out, body), nil
}
