package learned

import "github.com/parley-desk/parley/language"

// nowhere is the spot beyond either end of the paragraph.
var nowhere = spot{side: 8, top: -1}

func (s *scope) spot(i int) *spot {
	if i < s.place.First || i >= s.place.End {
		return &nowhere
	}
	return &s.spots[i-s.place.First]
}

// pass notes a token on the way out from the cue.
func (b *between) pass(t *token) {
	switch {
	case t.tag == uint8(language.TagComma):
		b.commas++
	case t.tag == uint8(language.TagStop) || t.tag == uint8(language.TagColon):
		b.stops++
	case t.tag == uint8(language.TagVBD) || t.tag == uint8(language.TagVBZ) || t.tag == uint8(language.TagVBP) || t.tag == uint8(language.TagMD):
		b.verbs++
	case t.word == thatWord:
		b.that++
	}
	if t.cueLabel == 1 {
		b.cues++
	}
	if t.quote == opener || t.quote == closer {
		b.marks++
	}
}

var thatWord = hashText("that")

// spanFeatures gives the features of token i as a part of the source or the content of the cue.
func (s *scope) spanFeatures(f *features, i int) {
	t, before, behind := &s.tokens[i], s.at(i-1, s.place.First, s.place.End), s.at(i+1, s.place.First, s.place.End)
	p, pb, pn := s.spot(i), s.spot(i-1), s.spot(i+1)
	tag := uint64(t.tag)
	f.add(always, 0, 0, 0)
	f.add(sides, p.side, 0, 0)
	f.add(sideTag, p.side, tag, 0)
	f.add(sideTags, p.side, uint64(before.tag), tag)
	f.add(sideTagsBehind, p.side, tag, uint64(behind.tag))
	f.add(sideWord, p.side, t.word, 0)
	f.add(sideWordBefore, p.side, before.word, 0)
	f.add(sideWordBehind, p.side, behind.word, 0)
	f.add(word, t.word, 0, 0)
	f.add(sideFar, p.side, p.far, 0)
	f.add(farTag, p.far, tag, p.side)
	s.spanBranch(f, t, p, pb, pn)
	s.spanRules(f, t, p, pb, pn)
	s.spanMarks(f, i, t, before, behind, p)
	s.spanCue(f, t, p)
	s.spanSubject(f, t, p, pb, pn)
	s.spanPhrases(f, t, before, behind, p, pb, pn)
}

// spanPhrases gives what begins and ends at the token and beside it: where a
// relative clause or a participle begins behind a comma, what is said often ends.
func (s *scope) spanPhrases(f *features, t, before, behind *token, p, pb, pn *spot) {
	f.add(opensHere, p.opens, uint64(before.tag), p.side)
	f.add(opensHereBranch, p.opens, p.branch, uint64(before.tag))
	f.add(opensHereRule, p.opens, p.rule, p.other)
	f.add(opensBehind, pn.opens, uint64(t.tag), p.side)
	f.add(opensBehindWord, pn.opens, uint64(t.tag), behind.word)
	f.add(opensBehindRate, pn.opens, uint64(behind.rate), p.side)
	f.add(closesHere, p.closes, uint64(behind.tag), p.side)
	f.add(closesHereBranch, p.closes, p.branch, pn.branch)
	f.add(closesHereRule, p.closes, p.rule, pn.rule)
	f.add(closesBefore, pb.closes, uint64(t.tag), p.side)
	f.add(closesOpens, p.closes, pn.opens, p.side)
}

// spanSubject gives the token as a part of the subject that the grammar names.
func (s *scope) spanSubject(f *features, t *token, p, pb, pn *spot) {
	if p.subject == 0 && pb.subject == 0 && pn.subject == 0 {
		return
	}
	h := &s.tokens[s.head]
	f.add(subjectAs, pb.subject, p.subject, pn.subject)
	f.add(subjectTag, p.subject, uint64(t.tag), p.side)
	f.add(subjectCue, p.subject, h.lemma, p.side)
	f.add(subjectCued, p.subject, s.cued, uint64(h.tag))
	f.add(subjectFrame, p.subject, h.frame, h.args)
	f.add(subjectRule, p.subject, p.rule, p.side)
	f.add(subjectFar, p.subject, p.far, p.branch)
}

// spanBranch gives the path from the cue.
func (s *scope) spanBranch(f *features, t *token, p, pb, pn *spot) {
	h := &s.tokens[s.head]
	tag := uint64(t.tag)
	f.add(branches, p.branch, 0, 0)
	f.add(branchSide, p.branch, p.side, uint64(h.pos))
	f.add(branchLemma, p.branch, h.lemma, 0)
	f.add(branchArgs, p.branch, h.args, uint64(h.pos))
	f.add(branchFrame, p.branch, h.frame, p.side)
	f.add(branchTag, p.branch, tag, p.boundary)
	f.add(branchBefore, pb.branch, p.branch, p.side)
	f.add(branchBehind, p.branch, pn.branch, p.side)
	f.add(branchBoundary, p.branch, p.boundary, p.side)
	f.add(branchBetween, p.branch, p.between, 0)
	f.add(branchRel, p.branch, uint64(t.rel), 0)
	if p.top >= 0 {
		top := &s.tokens[p.top]
		f.add(branchTop, p.branch, uint64(top.tag), p.side)
		f.add(branchClause, p.branch, top.clause, p.side)
		f.add(branchTopBoundary, p.branch, uint64(top.tag), p.boundary)
	}
}

// spanRules gives what the rules make of the token.
func (s *scope) spanRules(f *features, t *token, p, pb, pn *spot) {
	rule := uint64(0)
	if s.ruled != nil {
		rule = hashText(s.ruled.Rule)
	}
	tag := uint64(t.tag)
	f.add(ruledAs, p.rule, rule, 0)
	f.add(ruledAround, pb.rule, p.rule, pn.rule)
	f.add(ruledAroundRule, join(pb.rule, p.rule), pn.rule, rule)
	f.add(ruledTag, p.rule, tag, rule)
	f.add(ruledSide, p.rule, p.side, p.branch)
	f.add(ruledFar, p.rule, p.far, p.side)
	f.add(ruledLemma, p.rule, s.tokens[s.head].lemma, p.side)
	f.add(ruledOther, p.rule, p.other, p.side)
	f.add(ruledCued, p.rule, s.cued, p.side)
	f.add(ruledMarks, p.rule, p.speech, uint64(t.quote))
}

// spanMarks gives quotation marks, stops and sentence ends.
func (s *scope) spanMarks(f *features, i int, t, before, behind *token, p *spot) {
	own := uint64(s.tokens[s.head].quote)
	state := join3(uint64(before.quote), uint64(t.quote), uint64(behind.quote))
	f.add(marks, state, p.side, 0)
	f.add(marksSpeech, state, p.side, p.speech)
	f.add(marksTags, state, uint64(before.tag), uint64(behind.tag))
	f.add(marksOwn, uint64(t.quote), own, p.side)
	f.add(speechFar, p.speech, p.far, p.side)
	f.add(betweens, p.between, p.side, 0)
	sentence := s.D.Doc.Sentences[t.sentence]
	ends := uint64(0)
	if int(sentence.First) == i {
		ends |= 1
	}
	if int(sentence.End) == i+1 {
		ends |= 2
	}
	if int(sentence.End) == i+2 {
		ends |= 4
	}
	f.add(sentenceEnds, ends, p.side, p.branch)
	f.add(sentenceEndsTag, ends, p.side, uint64(t.tag))
	f.add(sentenceEndsMarks, ends, state, p.side)
}

// spanCue gives the token beside what the cue is.
func (s *scope) spanCue(f *features, t *token, p *spot) {
	h := &s.tokens[s.head]
	f.add(cueSide, h.lemma, p.side, p.far)
	f.add(cueTag, h.lemma, uint64(t.tag), p.side)
	f.add(cueArgs, h.args, p.side, p.far)
	f.add(cueSubject, uint64(h.subject), p.side, p.far)
	f.add(cueTagSide, uint64(h.tag), p.side, p.far)
	f.add(cueFrame, h.frame, p.side, p.between)
	f.add(cuedSide, s.cued, p.side, p.far)
	f.add(nameSide, uint64(t.name), p.side, p.far)
	f.add(relSide, uint64(t.rel), p.side, p.far)
	last := &s.tokens[s.cue.End-1]
	f.add(cueLastSide, last.word, p.side, p.far)
}
