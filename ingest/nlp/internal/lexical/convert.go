package lexical

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"regexp/syntax"
	"slices"
	"strings"

	"github.com/vmihailenco/msgpack/v5"
)

// Convert reads the tokenizer, vocabulary, attribute ruler and lemmatizer of a
// spaCy English model directory (the one that holds config.cfg) and returns
// the resource that Load opens. It refuses a model whose tokenizer patterns
// are not those this package spells out, and rules it cannot express. The
// output depends on the input alone.
func Convert(modelDir fs.FS) ([]byte, error) {
	w := &resourceWriter{}
	w.number("")
	var out [numSections][]byte
	for _, part := range []struct {
		file    string
		convert func(*resourceWriter, []byte, *[numSections][]byte) error
	}{
		{"tokenizer", convertTokenizer},
		{"vocab/lookups.bin", convertNorms},
		{"attribute_ruler/patterns", convertRules},
		{"lemmatizer/lookups/lookups.bin", convertLemmas},
	} {
		data, err := fs.ReadFile(modelDir, part.file)
		if err == nil {
			err = part.convert(w, data, &out)
		}
		if err != nil {
			return nil, fmt.Errorf("convert %s: %w", part.file, err)
		}
	}
	out[secStrings] = writeStringTable(w.strings)
	data, err := joinSections(out)
	if err != nil {
		return nil, err
	}
	if _, err := Load(data); err != nil {
		return nil, fmt.Errorf("converted resource does not load: %w", err)
	}
	return data, nil
}

// Numbers of spaCy attributes in the tokenizer's special cases.
const (
	spacyORTH = 65
	spacyNORM = 67
)

func convertTokenizer(w *resourceWriter, data []byte, out *[numSections][]byte) error {
	var file map[string]msgpack.RawMessage
	if err := msgpack.Unmarshal(data, &file); err != nil {
		return err
	}
	for _, p := range patternSums {
		var pattern string
		if err := msgpack.Unmarshal(file[p.key], &pattern); err != nil {
			return fmt.Errorf("%s: %w", p.key, err)
		}
		if sum := sha256.Sum256([]byte(pattern)); hex.EncodeToString(sum[:]) != p.sum {
			return fmt.Errorf("%s is not the pattern this tokenizer implements", p.key)
		}
	}
	const msgpackNil = 0xc0
	if m := file["token_match"]; len(m) > 0 && m[0] != msgpackNil {
		return errors.New("token_match is set")
	}
	var exceptions map[string][]map[int]string
	if err := msgpack.Unmarshal(file["exceptions"], &exceptions); err != nil {
		return fmt.Errorf("exceptions: %w", err)
	}

	specials := listWriter{w: w}
	specials.count(len(exceptions))
	var cut [][]string
	plain := (&Lexical{}).NewWorker(nil, nil)
	for _, key := range slices.Sorted(maps.Keys(exceptions)) {
		specials.str(key)
		specials.count(len(exceptions[key]))
		for _, token := range exceptions[key] {
			for attr := range token {
				if attr != spacyORTH && attr != spacyNORM {
					return fmt.Errorf("special case %q sets attribute %d", key, attr)
				}
			}
			specials.str(token[spacyORTH])
			specials.str(token[spacyNORM])
		}
		// Source: tokenizer.pyx, add_special_case.
		_, _, infix := nextInfix(key, 0)
		if prefixLen(key) > 0 || infix || suffixLen(key) > 0 || strings.Contains(key, " ") {
			plain.parts = plain.parts[:0]
			plain.split(key, false)
			var words []string
			at := 0
			for _, p := range plain.parts {
				words = append(words, key[at:at+p.size])
				at += p.size
			}
			cut = append(cut, words)
		}
	}
	out[secSpecials] = specials.buf

	sequences := listWriter{w: w}
	sequences.count(len(cut))
	for _, words := range cut {
		sequences.strs(words)
	}
	out[secSequences] = sequences.buf
	return nil
}

func convertNorms(w *resourceWriter, data []byte, out *[numSections][]byte) error {
	var file struct {
		Norm map[uint64]string `msgpack:"lexeme_norm"`
	}
	if err := msgpack.Unmarshal(data, &file); err != nil {
		return err
	}
	if len(file.Norm) == 0 {
		return errors.New("no table lexeme_norm")
	}
	ids := slices.Sorted(maps.Keys(file.Norm))
	var b []byte
	for _, id := range ids {
		b = binary.LittleEndian.AppendUint64(b, id)
	}
	for _, id := range ids {
		b = binary.LittleEndian.AppendUint32(b, uint32(w.number(file.Norm[id])))
	}
	out[secNorms] = b
	return nil
}

func convertRules(w *resourceWriter, data []byte, out *[numSections][]byte) error {
	var rules []struct {
		Patterns [][]map[string]any `msgpack:"patterns"`
		Attrs    map[string]string  `msgpack:"attrs"`
		Index    int                `msgpack:"index"`
	}
	if err := msgpack.Unmarshal(data, &rules); err != nil {
		return err
	}
	l := listWriter{w: w}
	l.count(len(rules))
	for i, r := range rules {
		fail := func(format string, args ...any) error {
			return fmt.Errorf("rule %d: "+format, append([]any{i}, args...)...)
		}
		if r.Index != 0 && r.Index != 1 {
			return fail("index %d", r.Index)
		}
		l.count(r.Index)
		l.count(len(r.Patterns))
		for _, pattern := range r.Patterns {
			if len(pattern) != 1 && len(pattern) != 2 {
				return fail("pattern of %d tokens", len(pattern))
			}
			l.count(len(pattern))
			for _, token := range pattern {
				l.count(len(token))
				for _, name := range slices.Sorted(maps.Keys(token)) {
					t, err := attrTestOf(name, token[name])
					if err != nil {
						return fail("%w", err)
					}
					l.count(t.attr)
					if t.not {
						l.count(1)
					} else {
						l.count(0)
					}
					l.strs(t.values)
				}
			}
		}
		set := 0
		for name := range r.Attrs {
			bit, ok := map[string]int{"TAG": setTag, "POS": setPOS, "MORPH": setMorph, "DEP": setDep, "LEMMA": setLemma}[name]
			if !ok {
				return fail("sets %s", name)
			}
			set |= bit
		}
		if r.Attrs["MORPH"] == "_" {
			r.Attrs["MORPH"] = ""
		}
		l.count(set)
		for _, name := range []string{"TAG", "POS", "MORPH", "DEP", "LEMMA"} {
			l.str(r.Attrs[name])
		}
	}
	out[secRules] = l.buf
	return nil
}

func attrTestOf(name string, value any) (attrTest, error) {
	attr, ok := map[string]int{"TAG": attrTag, "LOWER": attrLower, "DEP": attrDep, "IS_SPACE": attrIsSpace}[name]
	if !ok {
		return attrTest{}, fmt.Errorf("tests %s", name)
	}
	t := attrTest{attr: attr}
	switch v := value.(type) {
	case string:
		t.values = []string{v}
	case bool:
		t.values = []string{"0"}
		if v {
			t.values = []string{"1"}
		}
	case map[string]any:
		for op, arg := range v {
			switch arg := arg.(type) {
			case []any:
				t.not = op == "NOT_IN"
				if op != "IN" && op != "NOT_IN" {
					return t, fmt.Errorf("%s with %s", name, op)
				}
				for _, a := range arg {
					s, ok := a.(string)
					if !ok {
						return t, fmt.Errorf("%s with a value %v", name, a)
					}
					t.values = append(t.values, s)
				}
			case string:
				if op != "REGEX" {
					return t, fmt.Errorf("%s with %s", name, op)
				}
				var err error
				if t.values, err = matchedBy(arg); err != nil {
					return t, err
				}
			default:
				return t, fmt.Errorf("%s with %s %v", name, op, arg)
			}
		}
		if len(v) != 1 {
			return t, fmt.Errorf("%s with %d operators", name, len(v))
		}
	default:
		return t, fmt.Errorf("%s with %v", name, value)
	}
	return t, nil
}

// matchedBy lists all strings an anchored regular expression matches, so that
// none is needed at run time. It fails when they are not finitely many.
func matchedBy(pattern string) ([]string, error) {
	inner, ok := strings.CutPrefix(pattern, "^")
	inner, ok2 := strings.CutSuffix(inner, "$")
	re, err := syntax.Parse(inner, syntax.Perl)
	if err != nil {
		return nil, err
	}
	var expand func(re *syntax.Regexp) ([]string, bool)
	expand = func(re *syntax.Regexp) ([]string, bool) {
		switch re.Op {
		case syntax.OpLiteral:
			return []string{string(re.Rune)}, re.Flags&syntax.FoldCase == 0
		case syntax.OpCharClass:
			var out []string
			for i := 0; i < len(re.Rune); i += 2 {
				for r := re.Rune[i]; r <= re.Rune[i+1]; r++ {
					if len(out) == 64 {
						return nil, false
					}
					out = append(out, string(r))
				}
			}
			return out, true
		case syntax.OpQuest:
			out, ok := expand(re.Sub[0])
			return append(out, ""), ok
		case syntax.OpConcat:
			out := []string{""}
			for _, sub := range re.Sub {
				tails, ok := expand(sub)
				if !ok {
					return nil, false
				}
				var longer []string
				for _, head := range out {
					for _, tail := range tails {
						longer = append(longer, head+tail)
					}
				}
				out = longer
			}
			return out, true
		}
		return nil, false
	}
	values, finite := expand(re)
	if !ok || !ok2 || !finite {
		return nil, fmt.Errorf("pattern %q is not a short list of words", pattern)
	}
	return values, nil
}

func convertLemmas(w *resourceWriter, data []byte, out *[numSections][]byte) error {
	var file struct {
		Rules map[uint64][][2]string         `msgpack:"lemma_rules"`
		Exc   map[uint64]map[string][]string `msgpack:"lemma_exc"`
		Index map[uint64][]string            `msgpack:"lemma_index"`
	}
	if err := msgpack.Unmarshal(data, &file); err != nil {
		return err
	}
	// The tables are keyed by the ids of the parts of speech.
	var tables []string
	known := 0
	for _, pos := range []string{"adj", "adp", "adv", "aux", "cconj", "det", "intj", "noun", "num",
		"part", "pron", "propn", "punct", "sconj", "sym", "verb", "x"} {
		id := stringID(pos)
		if n := len(file.Rules[id]) + len(file.Exc[id]) + len(file.Index[id]); n > 0 {
			tables = append(tables, pos)
		}
		for _, has := range []bool{file.Rules[id] != nil, file.Exc[id] != nil, file.Index[id] != nil} {
			if has {
				known++
			}
		}
	}
	if known != len(file.Rules)+len(file.Exc)+len(file.Index) || len(tables) == 0 || len(tables) > maxTables {
		return errors.New("tables for unknown parts of speech")
	}

	masks := map[string]byte{}
	type exception struct {
		key   string
		forms []string
	}
	var exceptions []exception
	rules := listWriter{w: w}
	rules.count(len(tables))
	for i, pos := range tables {
		id := stringID(pos)
		rules.str(pos)
		rules.count(len(file.Rules[id]))
		for _, r := range file.Rules[id] {
			rules.str(r[0])
			rules.str(r[1])
		}
		for _, word := range file.Index[id] {
			masks[word] |= 1 << i
		}
		for word, forms := range file.Exc[id] {
			if slices.Contains(forms, "") {
				return fmt.Errorf("an empty lemma for %q", word)
			}
			exceptions = append(exceptions, exception{string(rune(i)) + word, forms})
		}
	}
	out[secLemmaRules] = rules.buf

	words := slices.Sorted(maps.Keys(masks))
	out[secWords] = writeStringTable(words)
	for _, word := range words {
		out[secWordTables] = append(out[secWordTables], masks[word])
	}

	slices.SortFunc(exceptions, func(a, b exception) int { return cmp.Compare(a.key, b.key) })
	var keys []string
	var ends, forms bytes.Buffer
	n := 0
	for _, e := range exceptions {
		keys = append(keys, e.key)
		for _, f := range e.forms {
			forms.Write(binary.LittleEndian.AppendUint32(nil, uint32(w.number(f))))
		}
		n += len(e.forms)
		ends.Write(binary.LittleEndian.AppendUint32(nil, uint32(n)))
	}
	out[secExceptions] = writeStringTable(keys)
	out[secForms] = slices.Concat(ends.Bytes(), forms.Bytes())
	return nil
}
