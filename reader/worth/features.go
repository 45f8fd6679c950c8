package worth

import (
	"math"
	"slices"
	"strings"
	"time"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/confidence"
	"github.com/parley-desk/parley/reader/draft"
)

// Telling is one telling of violence with what speaks for and against its being an incident.
type Telling struct {
	Claim    int  // index of its claim in the draft
	Certain  bool // its own words, or those of another in its sentence, say enough: see isCertain
	Features []confidence.Feature
}

// Examine gives the tellings of a draft that a model may judge: acts of violence that are held to have been done,
// in the order of the claims. What is denied, supposed or feared says so in the record and is left alone.
func Examine(d *draft.Draft) []Telling {
	var tellings []Telling
	for i := range d.Claims {
		if isHeldDone(&d.Claims[i]) {
			tellings = append(tellings, Telling{Claim: i})
		}
	}
	if len(tellings) == 0 {
		return nil
	}
	r, certain := newReport(d, len(tellings)), map[claim.Span]bool{}
	for k := range tellings {
		t := r.telling(&d.Claims[tellings[k].Claim])
		tellings[k].Features = t.features()
		certain[t.claim.Sentence] = certain[t.claim.Sentence] || t.isCertain()
	}
	for k := range tellings {
		tellings[k].Certain = certain[d.Claims[tellings[k].Claim].Sentence]
	}
	return tellings
}

func isHeldDone(c *claim.Claim) bool {
	e, ok := c.Body.(*claim.Event)
	return ok && e.Type == "ASSAULT" && c.Polarity == claim.Positive && c.Certainty != claim.Conditional && c.Certainty != claim.Hypothetical
}

// telling is one of them with the words it stands in.
type telling struct {
	*report
	list
	claim    *claim.Claim
	event    *claim.Event
	at       draft.Range // the words of its sentence
	first    int         // its first word
	top      int         // the word of its trigger that heads the others
	noun     int         // the last noun of its trigger, -1 without any
	ours     bool        // its sentence is told in the first person; that "we confirm" what is news makes it none
	question bool
}

func (r *report) telling(c *claim.Claim) *telling {
	t := &telling{report: r, claim: c, event: c.Body.(*claim.Event), at: r.tokens(c.Sentence), noun: -1}
	t.first = r.tokens(c.Span).First
	trigger := r.tokens(t.event.Trigger)
	t.top = trigger.First
	for i := trigger.First; i < trigger.End; i++ {
		if r.d.Depth(i) < r.d.Depth(t.top) {
			t.top = i
		}
		if r.d.Token(i).UPOS == language.NOUN {
			t.noun = i
		}
	}
	for i := t.at.First; i < t.at.End; i++ {
		t.ours = t.ours || isFirstPerson(r.d.Token(i)) && !r.isTeller(i, t.first)
		t.question = t.question || r.d.Token(i).Form == "?"
	}
	return t
}

// isCertain tells whether the telling's own words leave little doubt that one deed is told: when it was, within a season of the
// report, or how many it harmed; and it is no speech in the first person.
func (t *telling) isCertain() bool { return !t.ours && (t.isDated() || t.counts() && !t.isPast()) }

// isPast tells whether it was long ago.
func (t *telling) isPast() bool {
	age := t.age(t.claim.Time)
	return age == "year" || age == "old"
}

// isDated tells whether its words say when it was, more finely than by its month, and that is not long ago: "in January" sums up.
func (t *telling) isDated() bool {
	w := t.claim.Time
	if w == nil || w.Span == nil || !t.claim.Sentence.Covers(*w.Span) || w.Precision == claim.PrecisionMonth || w.Precision == claim.PrecisionSeason {
		return false
	}
	switch t.age(w) {
	case "now", "week", "month", "season", "to come":
		return true
	}
	return false
}

// counts tells whether it says how many it harmed or how many there were, and not of a whole war.
func (t *telling) counts() bool {
	return slices.ContainsFunc(t.figures(), func(f *claim.Figure) bool {
		bodily := f.Measure == claim.Killed || f.Measure == claim.Injured || f.Measure == claim.Casualties
		n := f.Value
		if n == nil {
			n = f.Low // "dozens"
		}
		return n != nil && (!bodily || *n <= many)
	})
}

// many is above how many dead or injured a number is seldom that of one deed.
const many = 100

func (t *telling) figures() (out []*claim.Figure) {
	for _, id := range t.event.Figures {
		if c := t.d.Claim(id); c != nil {
			out = append(out, c.Body.(*claim.Figure))
		}
	}
	return out
}

// features are those of one telling. Their order is always the same.
func (t *telling) features() []confidence.Feature {
	t.mark("any")
	t.deed()
	t.grammar()
	t.voice()
	t.setting()
	t.harm()
	t.around()
	t.together()
	return t.list
}

// together says what two of these say at once: what a participle says depends on whether it is of a murder or of fire, and on
// whether the sentence opens the report.
func (t *telling) together() {
	mode, form, time := t.mode(), t.d.Token(t.top).XPOS.String(), t.age(t.claim.Time)
	where := "later"
	if t.d.Doc.SentenceOf(t.first) <= 1 {
		where = "first"
	}
	t.mark("mode and form=" + mode + " " + form)
	t.mark("mode and time=" + mode + " " + time)
	t.mark("form and time=" + form + " " + time)
	t.mark("where and form=" + where + " " + form)
	t.mark("where and mode=" + where + " " + mode)
	t.mark("form and relation=" + form + " " + t.d.Rel(t.top).String())
	t.markIf(t.ours, "first person and mode="+mode)
	t.markIf(t.isQuoted(t.first), "quoted and mode="+mode)
	if len(t.event.Recipients) == 0 {
		t.mark("to nobody and mode=" + mode)
	} else if to := t.who(&t.event.Recipients[0]); !fights[to] {
		t.mark("to=" + to)
		t.mark("to and mode=" + to + " " + mode)
	}
	t.measure("violence and first person", t.violence*min(1, t.we/mostWe))
	t.measure("violence and speech", t.violence*t.speech)
}

// fights are the kinds of those whose harm is of a battle: see deed.
var fights = map[string]bool{string(claim.ActorArmedGroup): true, string(claim.ActorState): true, string(claim.ActorGovernment): true}

// mode is how it was done, but for the arms of armies: see deed.
func (t *telling) mode() string {
	switch t.event.Mode {
	case "aerial", "heavy-weapons":
		return ""
	}
	return t.event.Mode
}

// deed says what sort of act it is and whether anybody does it or suffers it. Who they are is not asked, nor whether it is done
// with the arms of armies, of which the sets that the weights are fitted on make less: a battle is as much of an incident as
// the murder of a judge.
func (t *telling) deed() {
	t.markIf(t.mode() == t.event.Mode, "mode="+t.event.Mode)
	t.mark("rule=" + t.claim.Rule)
	t.markIf(len(t.event.Actors) == 0, "by nobody")
	t.markIf(len(t.event.Recipients) == 0, "to nobody")
	t.markIf(t.event.Weapon != "", "with a weapon")
}

// grammar says in what form it is told: "were murdered", "have been killing", "the murder", "murders", "after the murder of".
func (t *telling) grammar() {
	word := t.d.Token(t.top)
	t.mark("form=" + word.XPOS.String())
	t.mark("relation=" + t.d.Rel(t.top).String())
	if k := t.d.Child(t.top, language.Case); k >= 0 {
		t.mark("preposition=" + t.d.Token(k).Lower)
	}
	for k := range t.d.Children(t.top) {
		switch t.d.Rel(k) {
		case language.Aux, language.AuxPass:
			t.mark("auxiliary=" + t.d.Token(k).Lower)
		}
	}
	if t.noun < 0 {
		return
	}
	t.markIf(t.d.Token(t.noun).XPOS == language.TagNNS, "plural noun")
	switch det := t.d.Child(t.noun, language.Det, language.NmodPoss); {
	case det < 0:
		t.mark("article=none")
	case t.d.Rel(det) == language.NmodPoss:
		t.mark("article=whose")
	default:
		t.mark("article=" + t.d.Token(det).Lower)
	}
}

// voice says who tells it and how.
func (t *telling) voice() {
	t.mark("tense=" + string(t.claim.Tense))
	t.markIf(t.claim.Certainty == claim.Alleged, "alleged")
	t.markIf(t.claim.Background, "background")
	if n := len(t.claim.By); n > 0 {
		t.mark("told by=" + t.who(&t.claim.By[n-1]))
	}
	if s := t.statement(t.first); s != nil {
		t.mark("act=" + string(s.Act))
		t.markIf(s.Manner != claim.Said, "manner="+string(s.Manner))
	}
	t.markIf(t.isQuoted(t.first), "in quotation marks")
	t.markIf(t.ours, "first person")
	t.markIf(t.question, "question")
	t.measure("length of sentence", min(1, float64(t.at.Len())/longSentence))
}

// longSentence is how many words a long sentence has.
const longSentence = 60

// setting says when and where it was.
func (t *telling) setting() {
	t.mark("time=" + t.age(t.claim.Time))
	switch at := t.claim.Place; {
	case at == nil:
		t.mark("place=none")
	case t.d.Places[at.Place].Kind == claim.PlaceCountry:
		t.mark("place=country")
	default:
		t.mark("place=finer")
	}
}

// harm says what it did.
func (t *telling) harm() {
	for _, f := range t.figures() {
		t.mark("figure=" + string(f.Measure))
		t.markIf(f.Value == nil, "figure without a number")
		t.markIf(f.Value != nil && *f.Value > many, "figure above 100")
	}
}

// around says where in the report it stands and what else the report tells.
func (t *telling) around() {
	s := t.d.Doc.SentenceOf(t.first)
	t.markIf(s <= 1, "among the first two sentences")
	t.markIf(s <= 3, "among the first four sentences")
	t.measure("position", float64(t.first)/float64(t.words))
	t.measure("report: first person", min(1, t.we/mostWe))
	t.measure("report: quoted", min(1, t.quoted))
	t.measure("report: violence", t.violence)
	t.measure("report: speech", t.speech)
	t.measure("report: other events", t.others)
}

// mostWe is how many of a hundred words are of the first person where somebody speaks throughout.
const mostWe = 6

// list collects features.
type list []confidence.Feature

func (l *list) mark(name string) { *l = append(*l, confidence.Feature{Name: name, Value: 1}) }

func (l *list) markIf(is bool, name string) {
	if is {
		l.mark(name)
	}
}

func (l *list) measure(name string, v float64) {
	*l = append(*l, confidence.Feature{Name: name, Value: math.Round(v*1000) / 1000})
}

// who is the kind of a speaker: an actor's, or that it is known by its words only.
func (r *report) who(ref *claim.Ref) string {
	if a := r.d.Actor(ref.Actor); a != nil {
		return string(a.Kind)
	}
	return "words"
}

// age is how long before the report a time was, in words; "long" where it lasted more than a month.
func (r *report) age(w *claim.When) string {
	if w == nil {
		return "none"
	}
	start, err := time.Parse(time.DateOnly, w.Start[:min(len(w.Start), len(time.DateOnly))])
	end, err2 := time.Parse(time.DateOnly, w.End[:min(len(w.End), len(time.DateOnly))])
	const day = 24 * time.Hour
	switch ago := r.day.Sub(start) / day; {
	case err != nil || err2 != nil:
		return "none"
	case end.Sub(start) > 31*day:
		return "long"
	case r.day.IsZero():
		return "undated"
	case ago < 0:
		return "to come"
	case ago < 2:
		return "now"
	case ago < 8:
		return "week"
	case ago < 32:
		return "month"
	case ago < 93:
		return "season"
	case ago < 400:
		return "year"
	}
	return "old"
}

func isFirstPerson(t *language.Token) bool {
	return t.UPOS == language.PRON && strings.Contains(" i we me us our ours my mine ", " "+t.Lower+" ")
}
