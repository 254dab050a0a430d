package lexical

import (
	"slices"
	"strings"
)

// Lemma classes: how the lemma of a token follows from its word. Class
// lemmaTables+i uses lemma table i.
const (
	lemmaLower = iota
	lemmaText
	lemmaTables

	maxTables = 8
)

// lemmatizer is spaCy's rule lemmatizer for English.
type lemmatizer struct {
	tables     []lemmaTable
	words      stringTable
	inTables   string // by word: bit i for table i
	exceptions stringTable
	formEnds   string // by exception: end of its forms
	forms      string // string numbers
	strings    stringTable
}

type lemmaTable struct {
	pos   string // lower case
	rules []suffixRule
}

// suffixRule turns a word that ends in old into one that ends in new.
type suffixRule struct{ old, new string }

func (m *lemmatizer) read(sections [numSections]string, all stringTable) (err error) {
	m.strings = all
	if m.words, err = readStringTable(sections[secWords]); err != nil {
		return err
	}
	if m.exceptions, err = readStringTable(sections[secExceptions]); err != nil {
		return err
	}
	m.inTables = sections[secWordTables]
	n := m.exceptions.len()
	if len(m.inTables) != m.words.len() || len(sections[secForms])%4 != 0 || len(sections[secForms]) < 4*n {
		return errCorrupt
	}
	m.formEnds, m.forms = sections[secForms][:4*n], sections[secForms][4*n:]
	last := uint32(0)
	for i := range n {
		end := uint32At(m.formEnds, i)
		if end < last || int(end) > len(m.forms)/4 || m.exceptions.at(i) == "" {
			return errCorrupt
		}
		last = end
	}
	for i := range len(m.forms) / 4 {
		if int(uint32At(m.forms, i)) >= all.len() {
			return errCorrupt
		}
	}
	in := &list{s: sections[secLemmaRules], strings: all}
	for range in.count(maxTables) {
		t := lemmaTable{pos: in.str()}
		for range in.count(len(in.s)) {
			t.rules = append(t.rules, suffixRule{in.str(), in.str()})
		}
		m.tables = append(m.tables, t)
	}
	return in.err
}

// class returns the lemma class for a part of speech and a morphology.
// Source: pipeline/lemmatizer.py, rule_lemmatize; lang/en/lemmatizer.py,
// is_base_form.
func (m *lemmatizer) class(pos, morph string) int {
	pos = strings.ToLower(pos)
	if pos == "" || pos == "space" || isBaseForm(pos, morph) {
		return lemmaLower
	}
	for i := range m.tables {
		if m.tables[i].pos == pos {
			return lemmaTables + i
		}
	}
	if pos == "propn" {
		return lemmaText
	}
	return lemmaLower
}

func isBaseForm(pos, morph string) bool {
	form := feature(morph, "VerbForm")
	switch {
	case pos == "noun" && feature(morph, "Number") == "Sing":
		return true
	case pos == "verb" && form == "Fin" && feature(morph, "Tense") == "Pres" && feature(morph, "Number") == "":
		return true
	}
	return form == "Inf" || form == "None" || feature(morph, "Degree") == "Pos"
}

// lemma returns the lemma of t, which the word type remembers.
func (m *lemmatizer) lemma(t *wordType, class int) string {
	switch class {
	case lemmaLower:
		return t.lower
	case lemmaText:
		return t.text
	}
	table := class - lemmaTables
	if t.lemmas[table] == "" {
		t.lemmas[table] = m.find(t, table)
	}
	return t.lemmas[table]
}

// find applies the rules of a table. Forms that the table lists come first,
// the last rule's foremost, then those with a character that is no letter;
// exceptions go before all, the last one foremost; unknown forms count only
// when there is nothing else.
// Source: pipeline/lemmatizer.py, rule_lemmatize.
func (m *lemmatizer) find(t *wordType, table int) string {
	var forms []string
	unknown := ""
	for _, r := range m.tables[table].rules {
		stem, ok := strings.CutSuffix(t.lower, r.old)
		if !ok {
			continue
		}
		form := stem + r.new
		switch {
		case form == "":
		case m.lists(form, table):
			forms = slices.Insert(forms, 0, form)
		case !isAllAlpha(form):
			forms = append(forms, form)
		case unknown == "":
			unknown = form
		}
	}
	if i := m.exceptions.findIn(byte(table), t.lower); i >= 0 {
		from := 0
		if i > 0 {
			from = int(uint32At(m.formEnds, i-1))
		}
		for j := from; j < int(uint32At(m.formEnds, i)); j++ {
			if form := m.strings.at(int(uint32At(m.forms, j))); !slices.Contains(forms, form) {
				forms = slices.Insert(forms, 0, form)
			}
		}
	}
	switch {
	case len(forms) > 0:
		return forms[0]
	case unknown != "":
		return unknown
	}
	return t.text
}

func (m *lemmatizer) lists(word string, table int) bool {
	i := m.words.find(word)
	return i >= 0 && m.inTables[i]>>table&1 == 1
}
