package times

import "github.com/parley-desk/parley/language"

// direction is where a time lies, seen from the telling, as its clause tells.
type direction int8

const (
	backward direction = -1
	unknown  direction = 0
	forward  direction = 1
	near     direction = 2 // whichever is nearer, the past of equals
)

// reach is how many words on either side the verb of a time is looked for.
const reach = 15

// direction tells whether the clause of the words [first, end) speaks of what was or of what will be.
func (p *parser) direction(first, end int) direction {
	for n := 1; n <= 3; n++ {
		if e, end := p.term(first-n, isAhead); e != nil && end == first {
			return forward
		}
	}
	for i := first - 1; i >= max(0, first-reach); i-- {
		if p.word(i) == ";" {
			break
		}
		if d, ok := p.verb(i, first); ok {
			return d
		}
	}
	for i := p.behindAside(end); i < min(len(p.line.forms), end+reach); i++ {
		if w := p.word(i); w == ";" || w == "which" || w == "who" {
			break
		}
		if d, ok := p.verb(i, first); ok {
			return d
		}
	}
	return unknown
}

// behindAside is word i, or the one behind the clause of circumstance that a comma puts there, whose verb is not that of the time:
// "on Monday, as the talks were set to resume, the minister resigned".
func (p *parser) behindAside(i int) int {
	if p.word(i) != "," || p.tag(i+1) != language.TagIN && p.tag(i+1) != language.TagWRB {
		return i
	}
	verb := false
	for k := i + 2; k < min(len(p.line.forms), i+reach); k++ {
		switch u := p.upos(k); {
		case p.word(k) == "," && verb:
			return k + 1
		case p.word(k) == ",", p.word(k) == ";":
			return i
		case u == language.VERB || u == language.AUX:
			verb = true
		}
	}
	return i
}

// verb tells the direction that word i gives as the verb nearest to the time at
// word first; false where it gives none and one looks on.
func (p *parser) verb(i, first int) (direction, bool) {
	if p.plans(i, first) {
		return forward, true
	}
	switch p.tag(i) {
	case language.TagMD:
		if p.is(i, isFuture) {
			return forward, true
		}
	case language.TagVBD:
		return backward, p.upos(i) == language.VERB || !p.planned(i, first)
	case language.TagVBN:
		return p.participle(i)
	case language.TagVBZ, language.TagVBP:
		return unknown, true
	case language.NoXPOS:
		return forward, p.word(i) == "will"
	}
	return unknown, false
}

// plans tells whether word i is one after which things lie ahead: "scheduled", "due to".
func (p *parser) plans(i, first int) bool {
	t := &p.doc.Tokens[p.line.tokens[i]]
	e := p.section[bit(isPlan)].Find(t.Lemma)
	if e == nil || t.UPOS == language.NOUN && e.Has("to") && !e.Has("noun") {
		return false
	}
	leads := false
	switch p.word(i + 1) {
	case "to": // "agreed to meet on", "moved to May", but not "agreed to a truce in May"
		leads = (i+2 < first || t.XPOS != language.TagVBD) && (p.tag(i+2) == language.TagVB || first <= i+3)
	case "for", "until", "till":
		leads = i+2 < first || t.XPOS != language.TagVBD
	}
	if !e.Has("to") { // "who planned attacks, was held Sunday" is no plan for Sunday
		return t.XPOS != language.TagVBD || leads || p.word(first-1) == "for"
	}
	if leads || p.plansFor(i, first) {
		return true
	}
	return i+1 == first && t.XPOS == language.TagVBN
}

// longestObject is how many words may stand between a plan and what somebody else is to do by it.
const longestObject = 4

// plansFor tells whether word i says what another is to do at the time at word first: "expected the truce to start on Sunday".
func (p *parser) plansFor(i, first int) bool {
	for k := i + 2; k <= i+1+longestObject && k+1 < first; k++ {
		if p.word(k) == "to" {
			return p.tag(k+1) == language.TagVB
		}
		switch p.upos(k) {
		case language.NOUN, language.PROPN, language.ADJ, language.DET:
		default:
			return false
		}
	}
	return false
}

// planned tells whether an auxiliary belongs to a plan: "was due on Monday".
func (p *parser) planned(i, first int) bool {
	for k := i + 1; k < min(i+4, len(p.line.forms)); k++ {
		if p.plans(k, first) {
			return true
		}
	}
	return false
}

// participle tells whether a participle is of something done: "has met", "was
// killed", "the men killed"; or to be done: "to be published". One before a noun tells nothing.
func (p *parser) participle(i int) (direction, bool) {
	if u := p.upos(i + 1); u == language.NOUN || u == language.ADJ {
		return unknown, false
	}
	for k := i - 1; k >= max(0, i-4); k-- {
		switch p.tag(k) {
		case language.TagMD:
			return unknown, false
		case language.TagTO:
			return forward, p.word(k+1) == "be"
		case language.TagVBD:
			return backward, true
		}
		switch p.word(k) {
		case "has", "have", "had", "'ve":
			return backward, true
		case "is", "are":
			return unknown, true
		}
	}
	return backward, true
}
