package queries

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"
	"unicode"

	"github.com/cayleygraph/quad"

	"parley/graph"
)

// Lookup finds the entity that a person means by a name, among entities of
// the given types or of all when none is given. The name may be an id
// ("parley:person/..." or "person/..."), a name or an alias; it is tried as
// it is typed, then without regard to case, accents and script, then without
// words like "the" and "format", then in other spellings (Iermak, Yermak),
// and at last as a part of a name (a surname). The first way that leads
// anywhere decides; among several entities, the only one whose preferred name
// it is.
//
// The error is an *AmbiguousError when that way leads to several entities,
// and an *UnknownError, with names that are near, when none leads anywhere.
func (e *Env) Lookup(ctx context.Context, name string, types ...graph.EntityType) (Entity, error) {
	name = strings.TrimSpace(name)
	if name == "" {
		return Entity{}, &UsageError{Msg: "a name is needed"}
	}
	found, err := e.asTyped(ctx, name, types)
	if err != nil {
		return Entity{}, err
	}
	if len(found) == 0 {
		if err := e.readNames(ctx); err != nil {
			return Entity{}, err
		}
		found = e.names.find(name, types)
	}
	if first := preferred(found, name); len(first) == 1 {
		found = first
	}
	switch len(found) {
	case 0:
		return Entity{}, &UnknownError{Name: name, What: whatOf(types), Suggestions: e.names.near(name, types)}
	case 1:
		return found[0], nil
	}
	sortEntities(found)
	return Entity{}, &AmbiguousError{Name: name, Candidates: found}
}

// preferred returns those of the entities whose preferred name it is, and not
// only an alias.
func preferred(found Entities, name string) Entities {
	var out Entities
	for _, ent := range found {
		if fold(ent.Name) == fold(name) {
			out = append(out, ent)
		}
	}
	return out
}

// asTyped finds entities by id or by a name in the case as typed or as names
// usually are, without the index of names.
func (e *Env) asTyped(ctx context.Context, name string, types []graph.EntityType) (Entities, error) {
	var ids []string
	if strings.Contains(name, "/") {
		ids = append(ids, name, graph.Scheme+name)
	}
	for _, s := range spellings(name) {
		named, err := e.r.in(ctx, quad.String(s), graph.PredName, graph.PredAlternateName)
		if err != nil {
			return nil, err
		}
		if ids = append(ids, named...); len(named) > 0 {
			break
		}
	}
	var out Entities
	for _, id := range ids {
		ent, err := e.entity(ctx, id)
		if err != nil {
			return nil, err
		}
		if ent.Type != "" && wanted(ent.Type, types) {
			out = append(out, ent)
		}
	}
	return out, nil
}

// spellings returns a name as typed, with capitals at the beginning of words
// ("antony blinken") and all in capitals ("osce").
func spellings(name string) []string {
	start := true
	title := strings.Map(func(r rune) rune {
		wasStart := start
		start = !unicode.IsLetter(r)
		if wasStart {
			return unicode.ToTitle(r)
		}
		return unicode.ToLower(r)
	}, name)
	return []string{name, title, strings.ToUpper(name)}
}

func wanted(t graph.EntityType, types []graph.EntityType) bool {
	return len(types) == 0 || slices.Contains(types, t)
}

// nameIndex holds the names of all entities of a store, spelled in the ways
// in which they are looked for.
type nameIndex struct {
	entities []Entity
	names    []indexedName
	byKey    map[string][]int // each of the spellings of a name to names
	sounded  bool             // byKey and the names have the sounds, which take longest
}

// indexedName is one name of one entity.
type indexedName struct {
	entity int // in nameIndex.entities
	bare   string
	words  []string // of the sound of the bare name
}

// The prefixes of the keys of nameIndex.byKey, in the order of trial.
const (
	byFold  = "f "
	byBare  = "b "
	bySound = "s "
)

func (e *Env) readNames(ctx context.Context) error {
	if e.names != nil {
		return nil
	}
	if err := e.readEntities(ctx); err != nil {
		return err
	}
	ix := &nameIndex{byKey: map[string][]int{}}
	for _, id := range slices.Sorted(maps.Keys(e.entities)) {
		ent := e.entities[id]
		if ent.Type == "" {
			continue // asked for, and not in the store
		}
		names := append([]string{ent.Name, ent.Code}, ent.Aliases...)
		ix.add(Entity{ID: ent.ID, Type: ent.Type, Name: ent.Name}, names)
	}
	e.names = ix
	return nil
}

func (ix *nameIndex) add(ent Entity, names []string) {
	ix.entities = append(ix.entities, ent)
	for _, text := range names {
		folded := fold(text)
		if folded == "" {
			continue
		}
		plain := bare(folded)
		n := len(ix.names)
		ix.names = append(ix.names, indexedName{entity: len(ix.entities) - 1, bare: plain})
		for _, key := range []string{byFold + folded, byBare + plain} {
			ix.byKey[key] = append(ix.byKey[key], n)
		}
	}
}

// addSounds adds the sounds of all names; most words are in many of them.
func (ix *nameIndex) addSounds() {
	if ix.sounded {
		return
	}
	ix.sounded = true
	words := map[string]string{}
	for i := range ix.names {
		n := &ix.names[i]
		n.words = strings.Fields(n.bare)
		for j, w := range n.words {
			s, ok := words[w]
			if !ok {
				s = sound(w)
				words[w] = s
			}
			n.words[j] = s
		}
		key := bySound + strings.Join(n.words, " ")
		ix.byKey[key] = append(ix.byKey[key], i)
	}
}

// find returns the entities that the first way of reading the name leads to.
func (ix *nameIndex) find(name string, types []graph.EntityType) Entities {
	folded := fold(name)
	plain := bare(folded)
	for _, key := range []string{byFold + folded, byBare + plain} {
		if found := ix.distinct(ix.byKey[key], types); len(found) > 0 {
			return found
		}
	}
	ix.addSounds()
	sounds := sound(plain)
	if found := ix.distinct(ix.byKey[bySound+sounds], types); len(found) > 0 {
		return found
	}
	words := strings.Fields(sounds)
	if len(words) == 0 {
		return nil
	}
	var part, surname []int
	for i, n := range ix.names {
		if !containsAll(n.words, words) {
			continue
		}
		part = append(part, i)
		if n.words[len(n.words)-1] == words[len(words)-1] && ix.entities[n.entity].Type == graph.Person {
			surname = append(surname, i)
		}
	}
	if found := ix.distinct(surname, types); len(found) > 0 {
		return found
	}
	return ix.distinct(part, types)
}

func containsAll(words, want []string) bool {
	for _, w := range want {
		if !slices.Contains(words, w) {
			return false
		}
	}
	return true
}

// distinct returns the entities of names, each once, that are of the types.
func (ix *nameIndex) distinct(names []int, types []graph.EntityType) Entities {
	var out Entities
	seen := map[int]bool{}
	for _, n := range names {
		i := ix.names[n].entity
		if !seen[i] && wanted(ix.entities[i].Type, types) {
			seen[i] = true
			out = append(out, ix.entities[i])
		}
	}
	return out
}

// suggestions is how many near names an UnknownError carries.
const suggestions = 5

// near returns names that differ from a name in few letters, best first. A
// word may differ in one letter from four letters on and in two from seven;
// a prefix of three letters or more counts as near too.
func (ix *nameIndex) near(name string, types []graph.EntityType) []string {
	type candidate struct {
		name  string
		score int
	}
	ix.addSounds()
	want := strings.Fields(sound(bare(fold(name))))
	best := map[int]int{} // entity to score
	for _, n := range ix.names {
		if !wanted(ix.entities[n.entity].Type, types) {
			continue
		}
		if score, ok := nearness(want, n.words); ok {
			if had, seen := best[n.entity]; !seen || score < had {
				best[n.entity] = score
			}
		}
	}
	var out []candidate
	for i, score := range best {
		out = append(out, candidate{ix.entities[i].Name, score})
	}
	slices.SortFunc(out, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.score, b.score), strings.Compare(a.name, b.name))
	})
	var names []string
	for _, c := range out {
		if len(names) < suggestions && !slices.Contains(names, c.name) {
			names = append(names, c.name)
		}
	}
	return names
}

// nearness is the number of letters in which the words differ from the
// nearest words of a name, and whether they are near at all. At least the
// longest word must be near one of the name's.
func nearness(want, have []string) (score int, ok bool) {
	longest := ""
	for _, w := range want {
		if len(w) > len(longest) {
			longest = w
		}
	}
	for _, w := range want {
		limit := 0
		switch {
		case len(w) >= 7:
			limit = 2
		case len(w) >= 4:
			limit = 1
		}
		best := limit + 1
		for _, h := range have {
			best = min(best, distance(w, h, limit))
			if len(w) >= 3 && strings.HasPrefix(h, w) {
				best = min(best, 1)
			}
		}
		if best > limit {
			if w == longest {
				return 0, false
			}
			best = len(w)
		}
		score += best
	}
	return score*10 + len(have), len(want) > 0
}
