package attribution

import (
	"slices"
	"strings"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/clause"
	"github.com/parley-desk/parley/reader/draft"
)

// priors are how often the statements of a rule were right, speaker and content
// together, in 150 news reports; the rules were tuned on the same reports, so the
// shares are somewhat too high (a rule with few of them has its kin's share, at
// most a half). Fitted confidences are to replace them.
var priors = map[string]float64{
	"verb.clause": .84, "verb.parenthesis": .82, "verb.as": .78, "verb.object": .58, "verb.to": .57, "verb.phrase": .51, "verb.notion": .4,
	"quotation": .82, "order.closing": .85, "order.that": .84, "order.inserted": .72, "order.before": .63,
	"preposition": .77, "cited": .5, "raised": .59, "passive": .49, "colon": .35, "adverb": .4,
	"noun.clause": .55, "noun.phrase": .3, "adjective": .3, "adjective.phrase": .38,
}

// priorOf is the prior of a rule, that of its kind where it has none of its own.
func priorOf(rule string) float64 {
	for rule != "" {
		if p, ok := priors[rule]; ok {
			return p
		}
		rule = rule[:max(0, strings.LastIndexByte(rule, '.'))]
	}
	return leastKnown
}

// path is how an attribution was come to: where its cue hangs, and what spoke for it to the model.
func path(d *draft.Draft, a *attribution) string {
	p := clause.Path(d, a.head)
	if a.why != "" {
		p += " · for it: " + a.why
	}
	return p
}

// confidence is how likely a statement is right: what the model holds of it, where it
// found it, else the prior of its rule.
func confidence(a *attribution) float64 {
	if a.sure > 0 {
		return a.sure
	}
	return priorOf(a.rule)
}

// leastKnown is the confidence of what no prior covers.
const leastKnown = .4

// claims turns attributions into statements and their claims, the outer before the inner.
func (s *stage) claims(d *draft.Draft, found []attribution, parents []int) {
	d.Statements = make([]draft.Statement, len(found))
	for i := range found {
		s.statement(d, &found[i], i, parents[i])
	}
	d.Heard()
	for i, p := range parents { // "the rebels must leave, the minister said, according to the agency": the agency demands nothing
		if p >= 0 && tells(&found[p], &found[i]) && !s.acts.self.Has(d.Token(found[i].speaker).Lower) {
			d.Statements[p].Act = found[p].cue.act
		}
	}
	at := make([]int, len(found))
	for i := range found {
		at[i] = len(d.Claims)
		s.claim(d, &found[i], i)
	}
	s.date(d, s.utterances(d), at)
	s.firstPersons(d)
}

// tells tells whether what an attribution says is no more than that another said what it says.
func tells(outer, inner *attribution) bool {
	if inner.outer == outer.head || inner.speaker < 0 || inner.cue.manner == claim.Believed {
		return false
	}
	return 4*(size(inner)+inner.block().Len()) >= 3*size(outer)
}

// statement fills the layer that later stages read.
func (s *stage) statement(d *draft.Draft, a *attribution, i, parent int) {
	st := &d.Statements[i]
	*st = draft.Statement{
		Source: a.source, Cue: a.cueAt, Content: a.content, Head: a.head, Manner: a.cue.manner, Alleged: a.cue.has(alleged), Parent: parent,
	}
	if a.speaker >= 0 {
		ref := s.speaker(d, a)
		st.Speaker = &ref
		s.again(d, a, i)
	}
	st.Act = s.act(d, a, st.Speaker)
	if s.isUnready(d, a, st.Act) {
		st.Act = claim.ActReject
	} else {
		st.Unsaid = s.unsaid(d, a, st.Act)
	}
	st.Venue = s.venue(d, a)
}

// unsaid tells whether the report says that the source did not say it: the cue is negative,
// or refuses no more than an answer ("declined to comment on the strike").
func (s *stage) unsaid(d *draft.Draft, a *attribution, act claim.Act) bool {
	f := finding{stage: s, d: d}
	return s.grammar.Mood(d, a.head).Polarity == claim.Negative && !isCharge(a) || act == claim.ActReject && f.isIdle(a)
}

// isUnready tells whether a readiness is denied, which is a refusal: "is not willing to release them".
func (s *stage) isUnready(d *draft.Draft, a *attribution, act claim.Act) bool {
	return act == claim.ActOffer && a.cue.manner == claim.Wanted && s.grammar.Mood(d, a.head).Polarity == claim.Negative
}

// isCharge tells whether an attribution is a charge by a noun: "denied Karsenia's accusations that" denies what they say, not that they were made.
func isCharge(a *attribution) bool {
	return a.cue.act == claim.ActAccuse && isOf(a, "noun", "learned.noun")
}

// speaker says who the source is: the words are those of the source, the actor that of its head.
func (s *stage) speaker(d *draft.Draft, a *attribution) claim.Ref {
	ref, ok := s.who(d, a)
	r := a.source[0]
	span := d.Span(r.First, r.End)
	if ok && ref.Span != nil && span.Covers(*ref.Span) {
		return ref
	}
	ref.Span, ref.Text = &span, strings.Join(strings.Fields(d.Words(r.First, r.End)), " ")
	return ref
}

// who is the participant whom the source names: its head; else the person named
// in it; else, where the source is a thing ("his statement", "army data"), whose it is.
func (s *stage) who(d *draft.Draft, a *attribution) (claim.Ref, bool) {
	if ref, ok := d.Refs[s.grammar.Antecedent(d, a.speaker)]; ok {
		return bearer(d, a, ref), true
	}
	if ref, ok := apposed(d, a.speaker, 0); ok {
		return ref, true
	}
	for _, r := range a.source {
		for i := r.First; i < r.End; i++ {
			if ref, ok := d.Refs[i]; ok && strings.HasPrefix(ref.Actor, "person:") && d.Head(i) != language.Root && d.Token(a.speaker).UPOS == language.PROPN {
				return ref, true
			}
		}
	}
	f := finding{stage: s, d: d}
	if w := f.whose(a.speaker); w >= 0 && w != a.speaker {
		ref, ok := d.Refs[w]
		return ref, ok
	}
	return claim.Ref{}, false
}

// apposed is the participant in apposition to a nominal: "the president, X".
func apposed(d *draft.Draft, i, depth int) (claim.Ref, bool) {
	for k := range d.Children(i) {
		if d.Rel(k) != language.Appos || depth > 2 {
			continue
		}
		if ref, ok := d.Refs[k]; ok {
			return ref, true
		}
		if ref, ok := apposed(d, k, depth+1); ok {
			return ref, true
		}
	}
	return claim.Ref{}, false
}

// claim makes the claim of statement i.
func (s *stage) claim(d *draft.Draft, a *attribution, i int) {
	st := &d.Statements[i]
	body := &claim.Statement{
		Speaker: st.Speaker, SpeakerSpan: whole(d, a.source), CueSpan: spans(d, a.cueAt), ContentSpans: spans(d, a.content),
		Form: form(d, a.content), Manner: st.Manner, Act: st.Act, Venue: st.Venue, Issues: s.issues.Among(d, a.content...),
		Addressee: s.addressees(d, a), Target: s.targets(d, a, st), Speakers: s.speakers(d, a),
	}
	if o := d.Child(a.head, language.Obj, language.Iobj); o > a.head && (st.Act == claim.ActWarn || a.cue.has(told) && !s.isOutlet(d, o)) && !holds(a.content, o) && len(body.Addressee) == 0 && s.isKnown(d, o) {
		body.Addressee = clauseRefs(d, o) // who is warned is told so, too
	}
	whole := a.block()
	for _, r := range a.content {
		whole = union(whole, r)
	}
	c := claim.Claim{Kind: claim.KindStatement, Span: d.Span(whole.First, whole.End), Body: body, Rule: "attribution." + a.rule, Confidence: confidence(a), Path: path(d, a)}
	s.grammar.Fill(d, a.head, &c)
	if s.isOfAside(d, a, c.Time) || s.isToldWithin(d, a, c.Time) {
		c.Time = nil
	}
	if c.Place != nil && !s.isOfSaying(d, a, c.Place.Place) {
		c.Place = nil
	}
	if isCharge(a) || s.isUnready(d, a, a.cue.act) {
		c.Polarity = claim.Positive
	}
	first, last := d.Doc.Sentences[d.Doc.SentenceOf(whole.First)], d.Doc.Sentences[d.Doc.SentenceOf(whole.End-1)]
	c.Sentence = d.Span(int(first.First), int(last.End))
	c.By = others(clause.Chain(d, st.Parent), st.Speaker)
	st.Claim = d.Add(c).ID
}

// addressees are those to whom the words go: of a cue that tells nobody anything, only participants.
func (s *stage) addressees(d *draft.Draft, a *attribution) []claim.Ref {
	to := refs(d, a.addressee)
	if a.cue.has(told) {
		return to
	}
	return slices.DeleteFunc(to, func(r claim.Ref) bool { return r.Actor == "" })
}

// others leaves a statement's own speaker out of its chain: who says that he
// thinks something is one link, not two.
func others(chain []claim.Ref, speaker *claim.Ref) []claim.Ref {
	if speaker == nil {
		return chain
	}
	return slices.DeleteFunc(chain, func(r claim.Ref) bool {
		return r.Actor == speaker.Actor && r.Text == speaker.Text || r.Span != nil && speaker.Span != nil && *r.Span == *speaker.Span
	})
}

func spans(d *draft.Draft, pieces []draft.Range) []claim.Span {
	out := make([]claim.Span, len(pieces))
	for i, r := range pieces {
		out[i] = d.Span(r.First, r.End)
	}
	return out
}

// whole is the span from the first piece of a source to its last: programs that read records
// expect one stretch for who speaks, and what lies between is a mark or an aside.
func whole(d *draft.Draft, pieces []draft.Range) []claim.Span {
	if len(pieces) < 2 {
		return spans(d, pieces)
	}
	all := pieces[0]
	for _, r := range pieces {
		all = union(all, r)
	}
	return []claim.Span{d.Span(all.First, all.End)}
}

func refs(d *draft.Draft, heads []int) []claim.Ref {
	var out []claim.Ref
	for _, h := range heads {
		if tag := d.Token(h).XPOS; tag == language.TagWP || tag == language.TagWDT {
			continue // "what", "which" name nobody
		}
		out = append(out, d.RefsAt(h)...)
	}
	return out
}

// form tells direct from indirect speech: all of what is said in quotation marks, none, or some.
func form(d *draft.Draft, pieces []draft.Range) claim.Form {
	inside, all := 0, 0
	q := 0
	for _, r := range pieces {
		all += r.Len()
		for q > 0 && d.Quotes[q-1].End > r.First {
			q--
		}
		for ; q < len(d.Quotes) && d.Quotes[q].First < r.End; q++ {
			inside += max(0, min(r.End, d.Quotes[q].End)-max(r.First, d.Quotes[q].First))
		}
	}
	switch {
	case inside == 0:
		return claim.Indirect
	case inside >= all:
		return claim.Direct
	}
	return claim.Mixed
}

func clauseRefs(d *draft.Draft, i int) []claim.Ref { return refs(d, clause.Conjuncts(d, i)) }

// venue is where it was said: the outlet that was told, or the platform behind "on".
func (s *stage) venue(d *draft.Draft, a *attribution) string {
	for _, h := range append(a.addressee, s.objects(d, a)...) {
		if s.isOutlet(d, h) {
			first, end := d.Phrase(h)
			return strings.Join(strings.Fields(d.Words(first, end)), " ")
		}
	}
	for k := range d.Children(a.head) {
		if rel := d.Rel(k); (rel == language.Obl || rel == language.Nmod) && s.cues.platform.Has(d.Token(k).Lower) && clause.Case(d, k) == "on" {
			return d.Token(k).Form
		}
	}
	return ""
}

// objects are the objects of a cue that tells somebody something.
func (s *stage) objects(d *draft.Draft, a *attribution) []int {
	if !a.cue.has(told) {
		return nil
	}
	if o := d.Child(a.head, language.Obj, language.Iobj); o >= 0 && o != a.speaker {
		return []int{o}
	}
	return nil
}

// isOutlet tells whether a nominal names a newspaper, broadcaster or agency.
func (s *stage) isOutlet(d *draft.Draft, h int) bool {
	if ref, ok := d.Refs[h]; ok {
		if actor := d.Actor(ref.Actor); actor != nil && actor.Sector == "JRN" && actor.Kind == claim.ActorOrganization {
			return true
		}
	}
	t := d.Token(h)
	_, end := d.Phrase(h)
	return t.UPOS == language.PROPN && s.cues.outlet.Has(d.Token(end-1).Lower) && !strings.HasPrefix(d.Refs[h].Actor, "person:")
}

// firstPersons ties "I" and "we" within quoted speech to the speaker: "we" to the side for which the speaker speaks.
func (s *stage) firstPersons(d *draft.Draft) {
	for _, q := range d.Quotes {
		for i := q.First; i < q.End; i++ {
			t := d.Token(i)
			if t.UPOS != language.PRON || !s.acts.self.Has(t.Lower) || d.Within[i] < 0 {
				continue
			}
			st := &d.Statements[d.Within[i]]
			if st.Speaker == nil || st.Speaker.Actor == "" {
				continue
			}
			span := d.Span(i, i+1)
			d.Refs[i] = claim.Ref{Actor: st.Speaker.Actor, Text: t.Form, Span: &span}
		}
	}
}
