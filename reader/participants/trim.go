package participants

import (
	"strings"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
)

// knownTail is where the full name of a person whom knowledge knows begins, at the end of a longer run of words taken for a person's name behind
// an "and": of "for Foreign Affairs and Security Policy Ana Velin" the last two. Else the run's own first token.
func (s *search) knownTail(f found) int {
	if f.end-f.first < 3 || f.end-f.first > longestName || f.first < 2 || s.d.Token(f.first-1).UPOS != language.CCONJ || !isCapital(s.d.Token(f.first-2).Form) {
		return f.first
	}
	words := strings.Fields(s.d.Words(f.first, f.end))
	if len(words) != f.end-f.first || s.base.Find(words).Words == len(words) {
		return f.first
	}
	for k := 1; k <= len(words)-2; k++ {
		if m := s.base.Find(words[k:]); m.Words == len(words)-k && s.isPerson(strings.Join(words[k:], " ")) {
			return f.first + k
		}
	}
	return f.first
}

// trim drops titles and offices before a person's name and what follows a possessive.
func (s *search) trim(f found) found {
	doc := s.d.Doc
	for f.end > f.first && (doc.Tokens[f.end-1].XPOS == language.TagPOS || doc.Tokens[f.end-1].UPOS == language.PUNCT) && doc.Tokens[f.end-1].Lower != "." {
		f.end--
	}
	for f.end-f.first > 1 && doc.Tokens[f.first].UPOS == language.DET {
		f.first++
	}
	if at := s.d.TimeAt(f.first); at >= 0 && s.d.Times[at].End < f.end && f.first > 0 && doc.Tokens[f.first-1].Lower == "on" {
		f.first = s.d.Times[at].End // "said on Sunday Hamas": the name is Hamas
	}
	if k := f.first + 2; k < f.end && !isCapital(doc.Tokens[f.first].Form) && doc.Tokens[f.first].UPOS == language.NOUN && doc.Tokens[f.first+1].Lower == "of" {
		f.first = k // "government of Congo": the name is Congo
		return s.trim(f)
	}
	if f.engine == language.PlaceName {
		return s.withKind(f)
	}
	if f.end-f.first == 2 && s.stripe.Has(doc.Tokens[f.first].Lower) && isShortForm(doc.Tokens[f.first+1].Form) {
		f.first, f.engine = f.first+1, language.Organization // "Islamist NVF fighters", whatever the tagger took it for
	}
	if f.engine == language.Organization && f.end-f.first > 1 && s.isOfPolice(f.first) {
		f.engine = language.Person // "DCP Mehra"
	}
	if f.engine == language.Organization && s.isAged(f.end) {
		f.engine = language.Person // "Sana Velin, 63, told"
	}
	if f.engine == language.Organization {
		return s.runOn(s.ofState(f))
	}
	if f.engine != language.Person {
		return f
	}
	if s.isLocality(f) {
		f.engine = language.PlaceName
		return f
	}
	f.first = s.knownTail(f)
	for k := f.first + 1; k < f.end; k++ { // "Khan thanked Qatar" is no name
		if t := &doc.Tokens[k]; t.UPOS == language.VERB || t.UPOS == language.AUX {
			f.end = k
		}
	}
	for k := f.end - 1; k >= f.first; k-- { // an office alone names nobody
		if t := &doc.Tokens[k]; s.title.Has(t.Lower) || s.office.Has(strings.ToLower(t.Lemma)) || t.UPOS == language.NUM {
			f.first = k + 1
			break
		}
	}
	if f.end-f.first > 2 && doc.Tokens[f.first].UPOS == language.ADP { // "(Secretary) of State X"
		f.first += 2
	}
	return s.behindState(f)
}

// withKind puts the name of a region before the word for its kind, where that alone was taken for a name ("ARENALES CANTON" in
// capitals), and drops "states" that says something: "A REPORT FROM SAN MARR STATES THAT".
func (s *search) withKind(f found) found {
	doc := s.d.Doc
	if last := f.end - 1; last > f.first && doc.Tokens[last].Lower == "states" && f.end < len(doc.Tokens) && doc.Tokens[f.end].Lower == "that" {
		f.end = last
		return f
	}
	if f.end-f.first == 1 && f.first > 0 && s.base.IsRegionWord(doc.Tokens[f.first].Lower) && s.isNamed(f.first-1) {
		f.first--
	}
	return f
}

// isNamed tells whether token i may be a name by its capitals and its place in the sentence.
func (s *search) isNamed(i int) bool {
	t := s.d.Token(i)
	return isCapital(t.Form) && (t.UPOS == language.NOUN || t.UPOS == language.PROPN) && !s.base.IsRegionWord(t.Lower) && s.d.Doc.SentenceOf(i) == s.d.Doc.SentenceOf(i+1)
}

// ofState drops the state before the name of a group that knowledge has by itself, where the two together are nobody it knows:
// the name of "Karsenia's NVF" and of "the Karsenian Northern Vanguard Front" is the group's.
func (s *search) ofState(f found) found {
	at := f.first + 1
	if at < f.end && s.d.Token(at).XPOS == language.TagPOS {
		at++
	}
	if at >= f.end {
		return f
	}
	if _, whole := s.base.Actor(s.d.Words(f.first, f.end), s.d.Day); whole {
		return f
	}
	own, ok := s.base.Actor(s.d.Words(at, f.end), s.d.Day)
	if s.stripe.Has(s.d.Token(f.first).Lower) && (ok && own.Kind == claim.ActorArmedGroup || at == f.end-1 && isShortForm(s.d.Token(at).Form)) {
		f.first = at // "Islamist NVF fighters"
		return f
	}
	if !ok || own.Kind != claim.ActorArmedGroup {
		return f
	}
	state := s.d.Token(f.first).Form
	if iso, ok := s.base.Nation(state); ok && iso == own.Country {
		f.first = at
	} else if a, ok := s.base.Actor(state, s.d.Day); ok && a.ID == own.Country {
		f.first = at
	}
	return f
}

// isShortForm tells whether a word is in capitals throughout, as abbreviations are.
func isShortForm(w string) bool {
	return len(w) > 1 && len(w) <= 6 && w == strings.ToUpper(w) && isCapital(w)
}

// isAged tells whether an age between commas begins at token i, as behind people's names.
func (s *search) isAged(i int) bool {
	t := s.d.Doc.Tokens
	return i+2 < len(t) && t[i].XPOS == language.TagComma && t[i+2].XPOS == language.TagComma && len(t[i+1].Form) == 2 && isFigure(t[i+1].Form)
}

// isOfPolice tells whether token i is a rank of the police.
func (s *search) isOfPolice(i int) bool {
	if i < 0 {
		return false
	}
	e := s.title.Find(s.d.Token(i).Lower)
	return e != nil && e.Get("sector") == "COP"
}

// runOn cuts a body's name behind the words that knowledge has, where a small word that joins no name follows and it has not
// the whole: "Hamas for Palestinians", "Turkey presses SDF".
func (s *search) runOn(f found) found {
	for k := f.first + 1; k < f.end-1; k++ {
		t := s.d.Token(k)
		if isCapital(t.Form) || t.UPOS == language.PUNCT || t.UPOS == language.PART || t.UPOS == language.DET || t.UPOS == language.CCONJ || t.Lower == "of" {
			continue
		}
		if _, ok := s.base.Actor(s.d.Words(f.first, k), s.d.Day); ok {
			if _, whole := s.base.Actor(s.d.Words(f.first, f.end), s.d.Day); !whole {
				f.end = k
			}
		}
		return f
	}
	return f
}

// behindState drops the state that ends the office before a person's name: "envoy to Yemen Marin Dell".
func (s *search) behindState(f found) found {
	if f.end-f.first < 3 || f.first == 0 || s.d.Token(f.first-1).UPOS != language.ADP {
		return f
	}
	if a, ok := s.base.Actor(s.d.Token(f.first).Form, s.d.Day); ok && a.Kind == claim.ActorState {
		f.first++
	}
	return f
}
