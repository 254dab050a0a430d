package neural

// Actions of the entity recogniser (ner.pyx): an entity of several tokens is
// Begin, In..., Last; of one, Unit. Action 0, Missing, has no classes.
const (
	beginEnt = iota + 1
	inEnt
	lastEnt
	unitEnt
	outEnt
)

// nerFeats is the number of tokens that describe a recogniser state.
const nerFeats = 3

// recognizer is the working memory of entity recognition over one document.
type recognizer struct {
	*stepper
	begin, out classes
	units      classes      // all but the Unit without label, which is never valid
	inside     [][2]classes // by label: its In and Last class
	labelOf    []uint8      // by class
}

func newRecognizer(net *decoder, labelOf []uint8, labels int) *recognizer {
	r := &recognizer{
		stepper: newStepper(net),
		begin:   rangeOf(net.actions, beginEnt),
		out:     rangeOf(net.actions, outEnt),
		units:   rangeOf(net.actions, unitEnt),
		inside:  make([][2]classes, labels),
		labelOf: labelOf,
	}
	if last := r.units.to - 1; net.actions[last].Label == "" {
		r.units.to = last
	}
	for c, a := range net.actions {
		switch a.Move {
		case inEnt:
			r.inside[labelOf[c]][0] = classes{c, c + 1}
		case lastEnt:
			r.inside[labelOf[c]][1] = classes{c, c + 1}
		}
	}
	return r
}

// recognize decodes the document, whose vectors have been fed, and appends
// its entities to out. One step a token; an entity may neither begin with
// whitespace nor cross the start of a sentence.
func (r *recognizer) recognize(n int, isSpace func(i int32) bool, sentStart []bool, out []Entity, trace *Trace) []Entity {
	start := none // of the open entity
	var label uint8
	var valid [3]classes
	for i := range int32(n) {
		tokens := [nerFeats]int32{i, start, none}
		if start != none {
			tokens[2] = i - 1
		}
		scores := r.score(tokens[:])
		goesOn := int(i)+1 < n && !sentStart[i+1]
		v := valid[:0]
		switch {
		case start != none:
			if goesOn {
				v = append(v, r.inside[label][0])
			}
			v = append(v, r.inside[label][1])
		default:
			if !isSpace(i) {
				if goesOn {
					v = append(v, r.begin)
				}
				v = append(v, r.units)
			}
			v = append(v, r.out)
		}
		class, margin := best(scores, v)
		if trace != nil {
			trace.NER = append(trace.NER, Step{Token: i, Stack: start, Class: class, Margin: margin})
			if trace.Scores {
				trace.NERScores = append(trace.NERScores, scores...)
			}
		}
		if class < 0 {
			continue // cannot be: Out or Last is always valid
		}
		switch r.net.actions[class].Move {
		case beginEnt:
			start, label = i, r.labelOf[class]
		case lastEnt:
			out = append(out, Entity{int(start), int(i) + 1, int(label)})
			start = none
		case unitEnt:
			out = append(out, Entity{int(i), int(i) + 1, int(r.labelOf[class])})
		}
	}
	return out
}
