package times

import "github.com/parley-desk/parley/language"

// direction is where a time lies, seen from the telling, as its clause tells.
type direction int8

const (
	backward direction = -1
	unknown  direction = 0
	forward  direction = 1
)

// reach is how many words on either side the verb of a time is looked for.
const reach = 15

// direction tells whether the clause of the words [first, end) speaks of what was or of what will be.
func (p *parser) direction(first, end int) direction {
	for i := first - 1; i >= max(0, first-reach); i-- {
		if p.word(i) == ";" {
			break
		}
		if d, ok := p.verb(i); ok {
			return d
		}
	}
	for i := end; i < min(len(p.line.forms), end+reach); i++ {
		if w := p.word(i); w == ";" || w == "which" || w == "who" {
			break
		}
		if d, ok := p.verb(i); ok {
			return d
		}
	}
	return unknown
}

// verb tells the direction that word i gives as the verb nearest to a time; false where it gives none and one looks on.
func (p *parser) verb(i int) (direction, bool) {
	if p.plans(i) {
		return forward, true
	}
	switch p.tag(i) {
	case language.TagMD:
		return forward, p.is(i, isFuture)
	case language.TagVBD:
		return backward, p.upos(i) == language.VERB || !p.planned(i)
	case language.TagVBN:
		return backward, p.perfect(i)
	case language.TagVBZ, language.TagVBP:
		return unknown, p.upos(i) == language.VERB
	case language.NoXPOS:
		return forward, p.word(i) == "will"
	}
	return unknown, false
}

// plans tells whether word i is one after which things lie ahead: "scheduled", "due".
func (p *parser) plans(i int) bool {
	t := &p.doc.Tokens[p.line.tokens[i]]
	plan := &p.section[bit(isPlan)]
	switch t.UPOS {
	case language.VERB, language.ADJ, language.ADV:
		return plan.Has(t.Lemma)
	}
	return t.UPOS == language.NOUN && plan.Has(t.Lower)
}

// planned tells whether an auxiliary belongs to a plan: "was due on Monday".
func (p *parser) planned(i int) bool {
	for k := i + 1; k < min(i+4, len(p.line.forms)); k++ {
		if p.plans(k) {
			return true
		}
	}
	return false
}

// perfect tells whether a participle is of something done: "has met", "was killed", "the men killed".
func (p *parser) perfect(i int) bool {
	for k := i - 1; k >= max(0, i-4); k-- {
		switch p.tag(k) {
		case language.TagMD, language.TagTO:
			return false
		case language.TagVBD:
			return true
		}
		switch p.word(k) {
		case "has", "have", "had", "'ve":
			return true
		case "be", "is", "are":
			return false
		}
	}
	return true
}
