package neural

import "slices"

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

// biluo is an entity recogniser.
type biluo struct {
	*decoder
	labelOf []uint8 // by class, index into entity labels

	// Where no entity is open: by whether one may begin here, and whether it
	// may go on after this token.
	closed [2][2]allowed
	// Where one is open: by whether it may go on after this token, and by its label.
	open [2][]allowed
}

func loadRecognizer(f *weightsFile, labels []string) *biluo {
	actions := f.header.NER
	n := &biluo{decoder: loadDecoder(f, "ner", nerFeats, actions)}
	if n.decoder == nil {
		return nil
	}
	for _, a := range actions {
		n.labelOf = append(n.labelOf, uint8(max(0, slices.Index(labels, a.Label))))
	}
	begin, unit, out := rangeOf(actions, beginEnt), rangeOf(actions, unitEnt), rangeOf(actions, outEnt)
	if actions[unit.to-1].Label == "" {
		unit.to-- // Unit without a label is never valid
	}
	n.closed[0][0], n.closed[0][1] = n.allow(out), n.allow(out)
	n.closed[1][0], n.closed[1][1] = n.allow(unit, out), n.allow(begin, unit, out)
	for _, l := range labels {
		in, last := slices.Index(actions, fileAction{inEnt, l}), slices.Index(actions, fileAction{lastEnt, l})
		n.open[0] = append(n.open[0], n.allow(classes{last, last + 1}))
		n.open[1] = append(n.open[1], n.allow(classes{in, in + 1}, classes{last, last + 1}))
	}
	return n
}

// recognizer is the working memory of entity recognition over one document.
type recognizer struct {
	*stepper
	net    *biluo
	tokens [nerFeats]int32 // that describe the state
}

func newRecognizer(net *biluo) *recognizer {
	return &recognizer{stepper: newStepper(net.decoder), net: net}
}

// recognize decodes the document, whose vectors have been fed, and appends
// its entities to out. One step a token; an entity may neither begin with
// whitespace nor cross the start of a sentence.
func (r *recognizer) recognize(feats []Features, sentStart []bool, out []Entity, trace *Trace) []Entity {
	start := none // of the open entity
	var label uint8
	for i := range int32(len(feats)) {
		r.tokens = [nerFeats]int32{i, start, none}
		goesOn, begins := 0, 1
		if int(i)+1 < len(feats) && !sentStart[i+1] {
			goesOn = 1
		}
		if isSpace(&feats[i]) {
			begins = 0
		}
		allowed := &r.net.closed[begins][goesOn]
		if start != none {
			r.tokens[2] = i - 1
			allowed = &r.net.open[goesOn][label]
		}
		var class int
		if trace == nil {
			class = r.choose(r.tokens[:], allowed)
		} else {
			var margin float32
			var scores []float32
			class, margin, scores = r.weigh(r.tokens[:], allowed)
			trace.NER = append(trace.NER, Step{Token: i, Stack: start, Class: class, Margin: margin})
			if trace.Scores {
				trace.NERScores = append(trace.NERScores, scores...)
			}
		}
		if class < 0 {
			return out // scores that are not numbers: damaged weights
		}
		switch r.net.actions[class].Move {
		case beginEnt:
			start, label = i, r.net.labelOf[class]
		case lastEnt:
			out = append(out, Entity{int(start), int(i) + 1, int(label)})
			start = none
		case unitEnt:
			out = append(out, Entity{int(i), int(i) + 1, int(r.net.labelOf[class])})
		}
	}
	return out
}
