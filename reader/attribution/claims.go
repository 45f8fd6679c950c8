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
	at := make([]int, len(found))
	for i := range found {
		at[i] = len(d.Claims)
		s.claim(d, &found[i], i)
	}
	s.date(d, s.utterances(d), at)
	s.firstPersons(d)
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
	st.Unsaid = s.unsaid(d, a, st.Act)
	st.Venue = s.venue(d, a)
}

// unsaid tells whether the report says that the source did not say it: the cue is negative,
// or refuses no more than an answer ("declined to comment on the strike").
func (s *stage) unsaid(d *draft.Draft, a *attribution, act claim.Act) bool {
	f := finding{stage: s, d: d}
	return s.grammar.Mood(d, a.head).Polarity == claim.Negative && !isCharge(a) || act == claim.ActReject && f.isIdle(a)
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
		Addressee: refs(d, a.addressee), Target: s.targets(d, a, st), Speakers: s.speakers(d, a),
	}
	if o := d.Child(a.head, language.Obj, language.Iobj); st.Act == claim.ActWarn && o > a.head && !holds(a.content, o) && len(body.Addressee) == 0 && s.isKnown(d, o) {
		body.Addressee = clauseRefs(d, o) // who is warned is told so, too
	}
	whole := a.block()
	for _, r := range a.content {
		whole = union(whole, r)
	}
	c := claim.Claim{Kind: claim.KindStatement, Span: d.Span(whole.First, whole.End), Body: body, Rule: "attribution." + a.rule, Confidence: confidence(a), Path: path(d, a)}
	s.grammar.Fill(d, a.head, &c)
	if s.isOfAside(d, a, c.Time) {
		c.Time = nil
	}
	if isCharge(a) {
		c.Polarity = claim.Positive
	}
	first, last := d.Doc.Sentences[d.Doc.SentenceOf(whole.First)], d.Doc.Sentences[d.Doc.SentenceOf(whole.End-1)]
	c.Sentence = d.Span(int(first.First), int(last.End))
	c.By = others(clause.Chain(d, st.Parent), st.Speaker)
	st.Claim = d.Add(c).ID
}

// isOfAside tells whether a time stands in a relative clause that the report adds behind what is said: of the talks in "he said that
// nobody had answered about the talks, which are set for Monday".
func (s *stage) isOfAside(d *draft.Draft, a *attribution, w *claim.When) bool {
	if w == nil || w.Span == nil {
		return false
	}
	end := a.content[len(a.content)-1].End
	if end < a.head || d.Doc.SentenceOf(end-1) != d.Doc.SentenceOf(a.head) {
		return false
	}
	for i := end; i < min(end+3, len(d.Doc.Tokens)); i++ {
		if isWho(d, i) {
			return d.Span(i, i+1).Start < w.Span.Start
		}
	}
	return false
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

// targets are those at whom the act is aimed: whom the cue names; else, of an
// accusation or its kin, the other side that what is said speaks of first.
func (s *stage) targets(d *draft.Draft, a *attribution, st *draft.Statement) []claim.Ref {
	if upon := s.upon(d, a); len(upon) > 0 {
		return upon
	}
	if isMutual(d, a) {
		return s.speakers(d, a)
	}
	if known := s.aimed(d, a); len(known) > 0 {
		return known
	}
	if a.cue.has(target) && clause.IsVerb(d, a.head) && clause.IsPassive(d, a.head) { // "is accused by Pakistan of arming rebels"
		if accused := s.grammar.Subject(d, a.head); accused >= 0 && accused != a.speaker && s.isKnown(d, accused) {
			return clauseRefs(d, accused)
		}
		return nil
	}
	if from := clause.Oblique(d, a.head, "from"); from >= 0 && a.cue.manner == claim.Wanted { // "demanded an answer from the premier"
		if known := d.RefsAt(from); known[0].Actor != "" {
			return known
		}
	}
	switch st.Act {
	case claim.ActAccuse, claim.ActCondemn, claim.ActDemand, claim.ActAppeal, claim.ActThreaten, claim.ActPraise, claim.ActReject, claim.ActWarn:
	case claim.ActPledge, claim.ActOffer, claim.ActAgree:
		return s.promised(d, a, st)
	default:
		return nil
	}
	if o := d.Child(a.head, language.Obj, language.Iobj); isAddressing(st.Act) && o > a.head && o != a.speaker && !holds(a.content, o) && s.isKnown(d, o) {
		return clauseRefs(d, o) // "warned Ruvania against new attacks"
	}
	c := content{stage: s, d: d, a: a, speaker: st.Speaker}
	spared := ""
	for _, r := range a.content {
		for i := r.First; i < r.End; i++ {
			if !c.isOther(i) || d.Token(i).UPOS == language.PRON || isHyphened(d, i) || isAsking(st.Act) && isOfOccasion(d, i, a.head) {
				continue
			}
			switch actor := d.Refs[i].Actor; {
			case isAsking(st.Act) && clause.Case(d, i) == "against":
				spared = actor
			case actor != spared:
				return clauseRefs(d, i)
			}
		}
	}
	return nil
}

// isHyphened tells whether the name that ends at token i only says by whom something is led or brokered: "AU-led talks".
func isHyphened(d *draft.Draft, i int) bool {
	return i+2 < len(d.Doc.Tokens) && !d.Token(i).SpaceAfter && d.Token(i+1).Form == "-" && d.Token(i+2).XPOS == language.TagVBN
}

// isOfOccasion tells whether token i stands in a clause that only says when what is asked for is to be: "… before Ruvania intervenes".
func isOfOccasion(d *draft.Draft, i, cue int) bool {
	for steps := 0; i >= 0 && i != cue && steps < 12; steps++ {
		if m := d.Child(i, language.Mark); d.Rel(i) == language.Advcl && m >= 0 && m < i {
			switch d.Token(m).Lower {
			case "before", "after", "when", "until", "while", "once", "since", "as":
				return true
			}
		}
		i = d.Head(i)
	}
	return false
}

// isAddressing tells the acts that are aimed at whom they are said to.
func isAddressing(act claim.Act) bool {
	return isAsking(act) || act == claim.ActWarn || act == claim.ActThreaten
}

// isMutual tells whether an act is one of each upon the other: "accused each other of", "blamed one another", "traded blame".
func isMutual(d *draft.Draft, a *attribution) bool {
	i := a.cueAt[len(a.cueAt)-1].End
	if i+1 >= len(d.Doc.Tokens) {
		return false
	}
	switch d.Token(i).Lower + " " + d.Token(i+1).Lower {
	case "each other", "one another":
		return true
	case "the other":
		return len(d.Several[max(a.speaker, 0)]) > 1 && a.speaker >= 0
	}
	return d.Token(a.cueAt[0].First).Lemma == "trade"
}

// isAsking tells the acts that ask something of somebody: against whom it is to be done is another.
func isAsking(act claim.Act) bool { return act == claim.ActDemand || act == claim.ActAppeal }

// upon are those whom a preposition of the cue names: "blamed the failure of the talks on Sylvania", where the parser
// may have hung it on the talks. Only known participants, or whose what is named is: not "blamed it on the weather", but
// "blamed it on demands from Sylvania". What a relative clause tells of the thing blamed is no blame.
func (s *stage) upon(d *draft.Draft, a *attribution) []claim.Ref {
	if len(a.cue.at) == 0 {
		return nil
	}
	f := finding{stage: s, d: d}
	for _, r := range append([]draft.Range{subtree(d, a.head)}, a.content...) {
		for i := r.End - 1; i > a.head && i >= r.First; i-- {
			if !slices.Contains(a.cue.at, clause.Case(d, i)) || f.isTold(i, a.head) {
				continue
			}
			if s.isKnown(d, i) {
				return clauseRefs(d, i)
			}
			if w := f.whoseBehind(i); w >= 0 {
				return clauseRefs(d, w)
			}
		}
	}
	return nil
}

// isTold tells whether nominal i stands in a clause that describes something the cue governs, and not in the cue's own.
func (f *finding) isTold(i, cue int) bool {
	for steps := 0; i >= 0 && i != cue && steps < 12; steps++ {
		if rel := f.d.Rel(i); rel == language.AclRelcl || rel == language.Acl {
			return true
		}
		i = f.d.Head(i)
	}
	return false
}

// whoseBehind is from whom what nominal n names comes, right behind it: "demands from Sylvania"; -1 where nobody is named.
func (f *finding) whoseBehind(n int) int {
	if w := f.whose(n); w >= 0 && w != n {
		return w
	}
	d := f.d
	if n+1 >= len(d.Doc.Tokens) || d.Token(n+1).Lower != "from" && d.Token(n+1).Lower != "by" {
		return -1
	}
	if h := d.Head(n + 1); h > n && f.participant(h) {
		return h
	}
	return -1
}

// isKnown tells whether the nominal headed by token i names participants.
func (s *stage) isKnown(d *draft.Draft, i int) bool {
	_, ok := d.Refs[i]
	return ok || len(d.Several[i]) > 0
}

// promised are those to whom something is promised or with whom it is agreed: "agreed to send
// grain to Ukraine", "offered Ukraine a loan"; else those who agree too ("A and B have agreed").
func (s *stage) promised(d *draft.Draft, a *attribution, st *draft.Statement) []claim.Ref {
	c := content{stage: s, d: d, a: a, speaker: st.Speaker}
	other := -1
	for _, r := range a.content {
		for i := r.First; i < r.End; i++ {
			if !c.isOther(i) || d.Token(i).UPOS == language.PRON || clause.Case(d, i) == "in" { // "will resume talks in Karsenia"
				continue
			}
			if s.acts.receiving.Has(clause.Case(d, i)) {
				return clauseRefs(d, i)
			}
			if actor := d.Actor(d.Refs[i].Actor); other < 0 && actor.Kind != claim.ActorUnnamed {
				other = i
			}
		}
	}
	if other >= 0 {
		return clauseRefs(d, other)
	}
	if st.Act != claim.ActAgree || a.speaker < 0 {
		return nil
	}
	return refs(d, slices.DeleteFunc(clause.Conjuncts(d, a.speaker), func(i int) bool { return i == a.speaker }))
}

// aimed are the participants among whom the cue names as its target: themselves,
// or who did what it names ("condemned the strikes": whoever struck).
func (s *stage) aimed(d *draft.Draft, a *attribution) []claim.Ref {
	var out []claim.Ref
	for _, t := range a.target {
		if _, ok := d.Refs[t]; ok || len(d.Several[t]) > 0 {
			out = append(out, d.RefsAt(t)...)
			continue
		}
		agents := len(out)
		for _, agent := range s.grammar.Roles(d, t).Agents {
			if ref, ok := d.Refs[agent]; ok {
				out = append(out, ref)
			}
		}
		if len(out) == agents && s.acts.blamed.Has(a.cue.term) && (d.Token(t).UPOS == language.NOUN || d.Token(t).UPOS == language.PROPN) && clause.Case(d, t) == "" {
			out = append(out, d.Ref(t)) // whoever is blamed is the target, known or not: "blamed gunmen for"
		}
	}
	return out
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
