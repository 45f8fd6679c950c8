package reader

import "github.com/parley-desk/parley/language"

// mend sets right what the parser is known to hang wrongly in sentence s: of two subjects of one verb with "and"
// between them ("The government and the rebels agreed") the second belongs to the first; a nominal with a finite verb right
// behind it is that verb's subject and no second object ("recalled their envoys and Ruvania shut the crossing"); a clause with its own
// subject behind a comma is about no noun ("they keep the truce, the ministry said").
func mend(doc *language.Doc, s language.Sentence) {
	mendWhose(doc, s)
	mendHeaded(doc, s)
	mendAllied(doc, s)
	mendFirstName(doc, s)
	if last := int(s.End) - 1; last > int(s.First) {
		mendListed(doc, s, last) // a headline has no full stop
	}
	for c := s.First + 1; c+1 < s.End; c++ {
		mendBacked(doc, s, int(c))
		mendCounted(doc, s, int(c))
		mendNumbered(doc, s, int(c))
		mendBracketed(doc, s, int(c))
		mendOpened(doc, s, int(c))
		mendPredicate(doc, s, int(c))
		mendCarried(doc, s, int(c))
		mendGerund(doc, s, int(c))
		mendSince(doc, s, int(c))
		mendBecause(doc, int(c))
		mendTrailing(doc, s, int(c))
		mendWithout(doc, s, int(c))
		mendHyphened(doc, s, int(c))
		mendStricken(doc, s, int(c))
		mendGrowing(doc, s, int(c))
		mendElided(doc, s, int(c))
		mendAged(doc, s, int(c))
		mendJoinedGerund(doc, s, int(c))
		mendDescribed(doc, s, int(c))
		mendBelieved(doc, s, int(c))
		mendParticle(doc, s, int(c))
		mendInWhich(doc, s, int(c))
		mendSustained(doc, s, int(c))
		mendLeft(doc, int(c))
		mendSides(doc, s, int(c))
		mendResumed(doc, s, int(c))
		mendSetFire(doc, s, int(c))
		mendOpenedFire(doc, s, int(c))
		mendShotDead(doc, s, int(c))
		mendOfSecond(doc, s, int(c))
		mendShotAnd(doc, s, int(c))
		mendBareVerb(doc, s, int(c))
		mendNumberOf(doc, int(c))
		mendWhich(doc, s, int(c))
		mendWho(doc, s, int(c))
		mendVoiced(doc, s, int(c))
		mendMore(doc, s, int(c))
		mendOverran(doc, s, int(c))
		mendAmong(doc, s, int(c))
		mendFirstSubject(doc, s, int(c))
		mendWhom(doc, s, int(c))
		mendElidedPassive(doc, s, int(c))
		mendApposed(doc, s, int(c))
		mendStrandedSubject(doc, s, int(c))
		mendWoundedToo(doc, s, int(c))
		mendWoundedBesides(doc, s, int(c))
		mendFollowing(doc, s, int(c))
		mendFired(doc, s, int(c))
		mendJoinedPast(doc, s, int(c))
		mendSaidSubject(doc, s, int(c))
		mendHit(doc, s, int(c))
		mendByMeans(doc, s, int(c))
		doc.Trails(int(c))
		mendListed(doc, s, int(c))
		mendSpeaker(doc, s, int(c))
		mendBeforeDay(doc, s, int(c))
		mendSecond(doc, s, int(c))
		mendBeforeSaid(doc, s, int(c))
		mendEmphatic(doc, s, int(c))
		mendAideTo(doc, s, int(c))
		if t := &doc.Tokens[c]; t.Rel == language.Cc && (t.Lower == "and" || t.Lower == "or") {
			mendBetween(doc, s, int(c))
			mendOnDay(doc, s, int(c))
			mendJoinedVerb(doc, s, int(c))
			mendSubjects(doc, s, int(c))
			mendClause(doc, s, int(c))
		}
	}
}

// mendCounted gives the clause of the copula at token c its subject, where that is a number behind a semicolon that was hung from the clause before.
func mendCounted(doc *language.Doc, s language.Sentence, c int) {
	n := c - 1
	if doc.Tokens[c].Rel != language.Cop || n <= int(s.First) || doc.Tokens[n].UPOS != language.NUM || doc.Tokens[n-1].Form != ";" {
		return
	}
	if is := doc.Tokens[c].Head; doc.Tokens[n].Head != is && int(is) > c && doc.Child(int(is), language.Nsubj) < 0 {
		doc.Tokens[n].Head, doc.Tokens[n].Rel = is, language.Nsubj
	}
}

// mendWhose makes the nominal with which a sentence begins the subject of the verb behind its clause of "whose", where that clause was
// taken for the sentence: "Karsenia, whose ports are the way around the pass, may gain traffic".
func mendWhose(doc *language.Doc, s language.Sentence) {
	first, comma, verb := whose(doc, s)
	if verb < 0 {
		return
	}
	nominal, top := first, -1
	within := func(i, from, to int) bool { return i >= from && i < to }
	for i := int(s.First); i < first; i++ {
		if h := int(doc.Tokens[i].Head); !within(h, int(s.First), first) {
			nominal = i
		}
	}
	for i := first; i < comma; i++ {
		if h := int(doc.Tokens[i].Head); !within(h, first, comma) && doc.Tokens[i].UPOS != language.PUNCT {
			top = i
		}
	}
	h := int(doc.Tokens[verb].Head)
	if nominal == first || top < 0 || isSubject(doc, nominal) || h != language.Root && !within(h, int(s.First), comma) {
		return
	}
	for i := int(s.First); i < int(s.End); i++ {
		t := &doc.Tokens[i]
		switch h := int(t.Head); {
		case i == verb:
			t.Head, t.Rel = language.Root, language.RootRel
		case i == nominal:
			t.Head, t.Rel = int32(verb), language.Nsubj
		case i == top:
			t.Head, t.Rel = int32(nominal), language.AclRelcl
		case within(i, int(s.First), first) && !within(h, int(s.First), first):
			t.Head = int32(nominal)
		case within(i, first, comma) && !within(h, first, comma):
			t.Head = int32(top)
		case i >= comma && (h < comma || h == language.Root):
			t.Head = int32(verb)
		}
	}
}

// whose finds a clause of "whose" behind the nominal that begins a sentence: where it begins, the comma that ends it, and the
// verb behind that comma; verb is -1 where there is no such thing.
func whose(doc *language.Doc, s language.Sentence) (first, comma, verb int) {
	first = int(s.First)
	for first < int(s.End) && doc.Tokens[first].Lower != "whose" {
		if t := &doc.Tokens[first]; t.UPOS == language.VERB || t.UPOS == language.AUX || t.UPOS == language.ADP && first == int(s.First) || t.UPOS == language.SCONJ {
			return 0, 0, -1
		}
		first++
	}
	if first >= int(s.End) || first < int(s.First)+2 || doc.Tokens[first-1].Form != "," {
		return 0, 0, -1
	}
	for comma = first; comma+1 < int(s.End); comma++ {
		if doc.Tokens[comma].Form != "," {
			continue
		}
		switch t := &doc.Tokens[comma+1]; {
		case isFinite(t):
			return first, comma, comma + 1
		case t.UPOS == language.AUX && int(t.Head) > comma && doc.Tokens[t.Head].UPOS == language.VERB:
			return first, comma, int(t.Head)
		}
	}
	return 0, 0, -1
}

// mendOpened gives the clause that a colon or semicolon at token c opens its subject, where that was hung from the clause before
// and the verb taken for a second one of it: "it would have had work to do: fire across the river killed three".
func mendOpened(doc *language.Doc, s language.Sentence, c int) {
	if form := doc.Tokens[c].Form; form != ":" && form != ";" {
		return
	}
	subject := -1
	for i := c + 1; i < int(s.End); i++ {
		t := &doc.Tokens[i]
		switch {
		case t.Form == ":" || t.Form == ";":
			return
		case t.Head >= int32(c) || t.Rel == language.Punct:
		case subject < 0 && (t.UPOS == language.NOUN || t.UPOS == language.PROPN || t.UPOS == language.PRON):
			subject = i
		case subject >= 0 && t.Rel == language.Conj && isFinite(t) && doc.Child(i, language.Nsubj, language.NsubjPass) < 0:
			t.Rel = language.Parataxis
			doc.Tokens[subject].Head, doc.Tokens[subject].Rel = int32(i), language.Nsubj
			return
		default:
			return
		}
	}
}

// mendSpeaker gives the finite verb behind the nominal at token c that nominal for its subject, where it was taken for one more of a list
// though only a comma stands before it: "killing nine people, police said".
func mendSpeaker(doc *language.Doc, s language.Sentence, c int) {
	t := &doc.Tokens[c]
	if t.Rel != language.Conj || int(t.Head) > c || c+1 >= int(s.End) || t.UPOS != language.NOUN && t.UPOS != language.PROPN || doc.Child(c, language.Cc) >= 0 {
		return
	}
	v := &doc.Tokens[c+1]
	if !isFinite(v) || v.Rel != language.Parataxis && v.Rel != language.RootRel || doc.Child(c+1, language.Nsubj, language.NsubjPass) >= 0 {
		return
	}
	t.Head, t.Rel = int32(c+1), language.Nsubj
}

// mendBeforeSaid hangs the participle at token c, which tells what came of what was told before, from the verb of that, where it was hung
// from who says so behind it: "gunmen attacked a bus, killing two, the mayor said".
func mendBeforeSaid(doc *language.Doc, s language.Sentence, c int) {
	t := &doc.Tokens[c]
	said := int(t.Head)
	if t.Rel != language.Advcl && t.Rel != language.Ccomp && t.Rel != language.Obl || t.XPOS != language.TagVBG || said <= c || said >= int(s.End) || doc.Child(c, language.Mark) >= 0 {
		return
	}
	if comma := doc.Tokens[c-1].Form == ","; !comma && (doc.Tokens[c-1].UPOS != language.ADV || c-2 < int(s.First) || doc.Tokens[c-2].Form != ",") { // ", instantly killing two"
		return
	}
	if by := doc.Child(said, language.Nsubj); by >= 0 && by < c {
		return
	}
	told := doc.Child(said, language.Ccomp)
	if doc.Tokens[said].Rel == language.Parataxis {
		told = int(doc.Tokens[said].Head)
	}
	if told >= int(s.First) && told < c && doc.Tokens[told].UPOS == language.VERB {
		t.Head, t.Rel = int32(told), language.Advcl
	}
}

// isFinite tells whether a token is a verb in the present or past.
func isFinite(t *language.Token) bool {
	return t.UPOS == language.VERB && (t.XPOS == language.TagVBD || t.XPOS == language.TagVBZ || t.XPOS == language.TagVBP)
}

// mendListed coordinates the name at token c with the subject before it and its comma, as headlines do, where the verb of that is in the
// plural: "Iran, Pakistan accuse".
func mendListed(doc *language.Doc, s language.Sentence, c int) {
	t := &doc.Tokens[c]
	if t.Rel != language.Appos || t.UPOS != language.PROPN || int(t.Head) > c || doc.Tokens[c-1].Form != "," {
		return
	}
	first := &doc.Tokens[t.Head]
	if led := doc.Child(int(t.Head), language.Case); led >= 0 && doc.Tokens[led].Lower == "between" && doc.Child(int(t.Head), language.Conj) < 0 { // "clash between Army, rebels"
		t.Rel = language.Conj
		return
	}
	if !s.Heading {
		return
	}
	if first.UPOS != language.PROPN || first.Rel != language.Nsubj || first.Head < 0 {
		return
	}
	if v := &doc.Tokens[first.Head]; int(first.Head) > c && (v.XPOS == language.TagVBP || v.XPOS == language.TagVB) {
		t.Rel = language.Conj
	}
}

// mendBetween gives the second of two between whom something is, behind the conjunction at token c, to the first, where it was taken
// for a subject more of the verb: "talks between the army and the rebels have made progress".
func mendBetween(doc *language.Doc, s language.Sentence, c int) {
	verb := int(doc.Tokens[c].Head)
	if verb < c || verb >= int(s.End) {
		return
	}
	if isSubject(doc, verb) { // the conjunction hangs on the nominal itself
		verb = int(doc.Tokens[verb].Head)
	}
	subject, second := -1, -1
	for i := max(int(s.First), c-farthest); i < min(int(s.End), c+farthest); i++ {
		if !isSubject(doc, i) || int(doc.Tokens[i].Head) != verb {
			continue
		}
		if i < c {
			subject = i
		} else if second < 0 {
			second = i
		}
	}
	if subject < 0 || second < 0 || second > verb {
		return
	}
	for i := subject + 1; i < c; i++ {
		m := doc.Child(i, language.Case)
		if doc.Tokens[i].Rel == language.Nmod && int(doc.Tokens[i].Head) == subject && m >= 0 && doc.Tokens[m].Lower == "between" && doc.Child(i, language.Conj) < 0 {
			doc.Tokens[second].Head, doc.Tokens[second].Rel = int32(i), language.Conj
			doc.Tokens[c].Head = int32(second)
			return
		}
	}
}

// farthest is how many words from the conjunction the subjects are looked for.
const farthest = 60

// mendClause gives the clause that begins behind the conjunction at token c its subject, where that was taken for an object more of the verb before.
func mendClause(doc *language.Doc, s language.Sentence, c int) {
	n := int(doc.Tokens[c].Head)
	if n <= c || n+1 >= int(s.End) || doc.Tokens[n].Rel != language.Conj || doc.Tokens[n].UPOS != language.PROPN && doc.Tokens[n].UPOS != language.NOUN {
		return
	}
	v, o := &doc.Tokens[n+1], doc.Tokens[n].Head
	if v.Rel != language.Xcomp && v.Rel != language.Advcl || !isFinite(v) || doc.Child(n+1, language.Nsubj, language.NsubjPass, language.Mark) >= 0 || o < 0 || doc.Tokens[o].Rel != language.Obj || doc.Tokens[o].Head != v.Head {
		return
	}
	v.Rel = language.Conj
	doc.Tokens[n].Head, doc.Tokens[n].Rel = int32(n+1), language.Nsubj
	doc.Tokens[c].Head = int32(n + 1)
}

// mendSubjects hangs the subject behind the conjunction at token c from the one before it, if both are now of one verb and nothing
// but their own words stands between.
func mendSubjects(doc *language.Doc, s language.Sentence, c int) {
	second := -1
	for i := c + 1; i < int(s.End) && second < 0; i++ {
		if isSubject(doc, i) && int(doc.Tokens[i].Head) > i {
			second = i
		} else if t := &doc.Tokens[i]; t.UPOS == language.VERB || t.UPOS == language.PUNCT && t.XPOS != language.TagHYPH { // "his two-year-old sister"
			return
		}
	}
	if second < 0 {
		return
	}
	verb := doc.Tokens[second].Head
	first := -1
	for i := c - 1; i >= int(s.First); i-- {
		if isSubject(doc, i) && doc.Tokens[i].Head == verb {
			first = i
			break
		}
	}
	if at := doc.Tokens[c].Head; first < 0 || at != verb && int(at) != second || !onlyOf(doc, first, second, c) {
		return
	}
	doc.Tokens[second].Head, doc.Tokens[second].Rel = int32(first), language.Conj
	doc.Tokens[c].Head = int32(second)
}

func isSubject(doc *language.Doc, i int) bool {
	rel := doc.Tokens[i].Rel
	return rel == language.Nsubj || rel == language.NsubjPass
}

// onlyOf tells whether all words between two nominals hang from one of them, but for the conjunction c and marks.
func onlyOf(doc *language.Doc, first, second, c int) bool {
	for i := first + 1; i < second; i++ {
		if i == c || doc.Tokens[i].UPOS == language.PUNCT {
			continue
		}
		top := i
		for steps := 0; top >= 0 && top != first && top != second && steps < int(second); steps++ {
			top = int(doc.Tokens[top].Head)
		}
		if top != first && top != second {
			return false
		}
	}
	return true
}
