package learned

import "github.com/parley-desk/parley/language"

// cueFeatures gives the features of token i of the sentence [first, end) as a part of a cue.
func (v *view) cueFeatures(f *features, i, first, end int) {
	t := &v.tokens[i]
	before, behind := v.at(i-1, first, end), v.at(i+1, first, end)
	before2, behind2 := v.at(i-2, first, end), v.at(i+2, first, end)
	tag, tagBefore, tagBehind := uint64(t.tag), uint64(before.tag), uint64(behind.tag)

	f.add(always, 0, 0, 0)
	f.add(word, t.word, 0, 0)
	f.add(wordBefore, before.word, 0, 0)
	f.add(wordBehind, behind.word, 0, 0)
	f.add(wordBehind2, behind2.word, 0, 0)
	f.add(lemma, t.lemma, uint64(t.pos), 0)
	f.add(lemmaAndTag, t.lemma, tag, 0)
	f.add(lemmaBefore, before.lemma, t.lemma, 0)
	f.add(lemmaBehind, t.lemma, behind.lemma, 0)
	f.add(tags, tag, 0, 0)
	f.add(tagsBefore, tagBefore, tag, 0)
	f.add(tagsBehind, tag, tagBehind, 0)
	f.add(tagsAround, tagBefore, tag, tagBehind)
	f.add(tagsBefore2, uint64(before2.tag), tagBefore, tag)
	f.add(tagsBehind2, tag, tagBehind, uint64(behind2.tag))
	f.add(lemmaTagBehind, t.lemma, tagBehind, 0)
	f.add(tagWordBehind, tag, behind.word, 0)
	f.add(tagWordBefore, tag, before.word, 0)

	rate, pos := uint64(t.rate), uint64(t.pos)
	ends := ending(v.D.Token(i).Lower)
	f.add(rates, rate, pos, 0)
	f.add(ratesAround, uint64(before.rate), rate, uint64(behind.rate))
	f.add(ratesBehind, rate, uint64(behind.rate), uint64(behind2.rate))
	f.add(rateTag, rate, tag, tagBehind)
	f.add(endings, ends, pos, 0)

	f.add(rels, uint64(t.rel), pos, rate)
	f.add(relLemma, uint64(t.rel), t.lemma, 0)
	f.add(dependents, t.args, pos, 0)
	takes := t.args & (hasSubject | hasPassiveSubject | hasObject | hasClause | hasThat | hasInfinitive | hasParataxis | hasNominal)
	f.add(takesRate, takes, rate, pos)
	f.add(takesLemma, takes, t.lemma, 0)
	mood := t.args & (hasModal | hasNegation | hasAuxiliary | hasCopula | hasTo | hasMark | hasExpletive)
	f.add(moodRate, mood, rate, tag)
	f.add(moodLemma, mood, t.lemma, tag)
	f.add(clauseWord, t.clause, rate, pos)
	f.add(subjects, uint64(t.subject), rate, pos)
	f.add(subjectLemma, uint64(t.subject), t.lemma, 0)

	v.cueKin(f, t, before, behind)
	v.cueRules(f, t, before, behind)
	v.cueMarks(f, i, first, end)
	v.cueGovernor(f, i)
}

// cueKin gives what words like it do in other texts.
func (v *view) cueKin(f *features, t, before, behind *token) {
	class, guess, pos := uint64(t.class), uint64(t.guess), uint64(t.pos)
	f.add(classes, class, pos, 0)
	f.add(classTag, t.wider(), uint64(t.tag), uint64(behind.tag))
	f.add(classTakes, class, t.args&(hasSubject|hasPassiveSubject|hasObject|hasClause|hasThat|hasInfinitive|hasParataxis|hasNominal), pos)
	f.add(classMood, t.wider(), t.args&(hasModal|hasNegation|hasAuxiliary|hasCopula|hasTo|hasMark|hasExpletive), uint64(t.tag))
	f.add(classBehind, t.wider(), behind.wider(), pos)
	f.add(classBefore, before.wider(), t.wider(), pos)
	f.add(guesses, guess, uint64(t.rate), pos)
	f.add(guessesAround, uint64(before.guess), guess, uint64(behind.guess))
	f.add(guessTakes, guess, t.args, uint64(t.rel))
	f.add(guessRate, guess, uint64(t.tag), uint64(t.subject))
}

// wider is the wide class of words like it.
func (t *token) wider() uint64 { return uint64(t.class+15) / 16 }

// cueRules gives what the rules and the lexicon say.
func (v *view) cueRules(f *features, t, before, behind *token) {
	label, rate := uint64(t.cueLabel), uint64(t.rate)
	f.add(ruleCue, label, t.ruled, 0)
	f.add(ruleCueAround, uint64(before.cueLabel), label, uint64(behind.cueLabel))
	f.add(ruleCueRate, label, t.ruled, rate)
	f.add(ruleCueLemma, label, t.ruled, t.lemma)
	f.add(ruleCueTag, label, uint64(t.tag), uint64(behind.tag))
	f.add(frames, t.frame, uint64(t.pos), 0)
	f.add(framesTake, t.frame, t.args&(hasSubject|hasObject|hasClause|hasThat|hasInfinitive|hasNominal), 0)
	f.add(ruledParts, uint64(t.part), uint64(t.within), rate)
	f.add(ruledPartsAround, uint64(before.part), uint64(t.part), uint64(behind.part))
	f.add(ruledPartsLemma, uint64(t.part), t.lemma, 0)
	f.add(ruledPartsTakes, uint64(t.part), t.frame, t.args)
}

// cueMarks gives how the token stands to quotation marks and to the ends of its sentence.
func (v *view) cueMarks(f *features, i, first, end int) {
	t, before, behind := &v.tokens[i], v.at(i-1, first, end), v.at(i+1, first, end)
	rate := uint64(t.rate)
	f.add(quotation, uint64(before.quote), uint64(t.quote), uint64(behind.quote))
	f.add(quotationRate, uint64(t.quote), rate, uint64(t.pos))
	f.add(speechBeside, v.markWithin(i, -1, first, end), v.markWithin(i, 1, first, end), rate)
	f.add(placeInSentence, min(uint64(i-first), 6), min(uint64(end-i), 4), rate)
	s := v.D.Doc.Sentences[t.sentence]
	heading := uint64(0)
	if s.Heading {
		heading = 1
	}
	if int(s.First) == first && (t.sentence == 0 || v.D.Doc.Sentences[t.sentence-1].Paragraph != s.Paragraph) {
		heading |= 2
	}
	f.add(paragraphStart, heading, rate, uint64(t.tag))
	f.add(names, uint64(t.name), uint64(before.name), uint64(behind.name))
	f.add(nameBeforeRate, uint64(before.name), uint64(before.tag), rate)
}

// markWithin is how far, in steps, the nearest end of a quotation lies on a side within the sentence: 0 where there is none.
func (v *view) markWithin(i, way, first, end int) uint64 {
	for n := 1; n <= 12; n++ {
		j := i + way*n
		if j < first || j >= end {
			return 0
		}
		if q := v.tokens[j].quote; q == opener || q == closer {
			return uint64(q)<<4 | uint64(min(n, 3)+n/6)
		}
	}
	return 0
}

// cueGovernor gives what governs the token: what an auxiliary or an adverb belongs to, what a clause hangs from.
func (v *view) cueGovernor(f *features, i int) {
	t := &v.tokens[i]
	h := v.D.Head(i)
	if h < 0 {
		f.add(governor, uint64(t.rate), t.args, 1)
		return
	}
	g := &v.tokens[h]
	rel := uint64(t.rel)
	far := distance(h - i)
	f.add(governor, rel, uint64(g.rate), far)
	f.add(governorLemma, rel, g.lemma, 0)
	f.add(governorClass, rel, g.wider(), uint64(t.tag))
	f.add(governorTag, rel, uint64(g.tag), uint64(t.tag))
	f.add(governorRule, rel, uint64(g.cueLabel), far)
	f.add(governorTakes, rel, g.args, uint64(g.rate))
	f.add(governorFrame, rel, g.frame, uint64(t.rate))
	f.add(governorSubject, rel, uint64(g.subject), uint64(t.rate))
	if hh := v.D.Head(h); hh >= 0 {
		f.add(grandGovernorRate, join(rel, uint64(g.rel)), uint64(v.tokens[hh].rate), uint64(t.tag))
	}
	for k := range v.D.Children(i) {
		if r := language.Relation(v.tokens[k].rel); r != language.Punct {
			f.add(dependent, uint64(r), v.tokens[k].lemma, uint64(t.rate))
			f.add(dependentClass, uint64(r), v.tokens[k].wider(), t.wider())
		}
	}
}

// distance is a step of how far and on which side a token lies.
func distance(n int) uint64 {
	side := uint64(0)
	if n < 0 {
		side, n = 16, -n
	}
	switch {
	case n <= 4:
		return side | uint64(n)
	case n <= 7:
		return side | 5
	case n <= 12:
		return side | 6
	case n <= 25:
		return side | 7
	}
	return side | 8
}

// ending is the hash of the last three letters.
func ending(s string) uint64 { return hashText(s[max(0, len(s)-3):]) }
