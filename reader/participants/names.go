package participants

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/knowledge"
	"github.com/parley-desk/parley/language"
)

// found is a name: tokens [First, End), what the engine takes it for and what knowledge knows of it.
type found struct {
	first, end int
	text       string
	kind       claim.NameKind
	engine     language.NameKind
	known      *knowledge.Actor
	nation     string // ISO code where the name is a demonym or adjective of nationality
	id         string // the actor it names
	place      int    // index in d.Places, -1 where none
	agreement  bool   // a treaty or accord that knowledge has
}

// longestName is how many words a name of knowledge may have.
const longestName = 8

// findNames joins the names that the engine found with those that knowledge
// knows: of two that overlap the longer stands, of equals that of knowledge.
func (s *search) findNames() {
	doc := s.d.Doc
	spans := make([]found, 0, len(doc.Names)+16)
	for _, n := range doc.Names {
		if f := s.trim(found{first: int(n.First), end: int(n.End), engine: n.Kind}); f.first < f.end && (n.Kind != language.PlaceName || !s.isCode(f.first) && !s.isModel(f.end) && !s.isPlainWord(f)) {
			spans = append(spans, f)
		}
	}
	spans = s.divide(spans)
	forms := make([]string, len(doc.Tokens))
	for i := range doc.Tokens {
		forms[i] = doc.Tokens[i].Form
	}
	for _, sentence := range doc.Sentences {
		spans = s.fromKnowledge(spans, forms, int(sentence.First), int(sentence.End))
	}
	spans = s.fromCapitals(s.fromSurnames(s.fromVillages(s.fromAppositions(spans))))
	slices.SortStableFunc(spans, func(a, b found) int {
		return cmp.Or(a.first-b.first, b.end-a.end, cmp.Compare(a.engine, b.engine))
	})
	for _, f := range spans {
		s.place(f)
	}
	for i := range s.found {
		s.know(&s.found[i])
	}
	s.joinAloud()
	s.besidePeople()
	s.standIns()
}

// besidePeople takes a lone word that no map has for a person, where it does what people do together with one
// named beside it: "Ivo Marr and Dellin hailed the outcome".
func (s *search) besidePeople() {
	for i := range s.found {
		f := &s.found[i]
		if f.kind != claim.NamePlace || f.known != nil || f.end-f.first > 1 || s.base.IsPlace(f.text) || !s.d.Doc.Sentences[s.d.Doc.SentenceOf(f.first)].Parsed {
			continue
		}
		if s.isCalled(f.first) {
			f.kind = claim.NamePerson
			continue
		}
		h := s.d.Head(f.first)
		if s.d.Rel(f.first) == language.Conj && h >= 0 && s.nameAt[h] >= 0 && s.found[s.nameAt[h]].kind == claim.NamePerson {
			f.kind = claim.NamePerson
		}
	}
}

// isCalled tells whether the name at token i is what somebody is called: "a man, identified as Tollan, was killed". What a place is called says so ("a village known as Tollan").
func (s *search) isCalled(i int) bool {
	if i < 2 || s.d.Token(i-1).Lower != "as" {
		return false
	}
	v := i - 2
	if w := s.d.Token(v).Lower; w != "identified" && w != "known" && w != "named" {
		return false
	}
	h := s.d.Head(v)
	if s.d.Rel(v) != language.Acl || h < 0 {
		return false
	}
	return s.d.Token(v).Lower == "identified" && !s.isUnit(h) && !s.settlement.Has(s.d.Token(h).Lemma) || s.isPersonWord(h)
}

// isPersonWord tells whether the noun at token i is one for people.
func (s *search) isPersonWord(i int) bool {
	t := s.d.Token(i)
	return s.class.Has(t.Lemma) || s.office.Has(t.Lemma) || s.nameAt[i] >= 0 && s.found[s.nameAt[i]].kind == claim.NamePerson
}

// fromKnowledge appends the names of one sentence that knowledge knows.
func (s *search) fromKnowledge(spans []found, forms []string, first, end int) []found {
	loud := s.isLoud(first, end)
	for i := first; i < end; {
		n, match := 0, knowledge.Match{}
		if isCapital(forms[i]) {
			words := forms[i:min(i+longestName, end)]
			match = s.base.Find(words)
			n = match.Words
			if a := s.base.LongestAgreement(words); a > n {
				spans = append(spans, found{first: i, end: i + a, agreement: true})
				i += a
				continue
			}
		}
		if n > 0 && s.isNameLike(i, i+n) && !s.isModel(i+n) && (!loud || s.isNameAloud(i, i+n, match)) {
			spans = append(spans, found{first: i, end: i + n})
		}
		i += max(n, 1)
	}
	return spans
}

// fromCapitals appends the capitals that are told by whose they are, and by no name behind it: "the Kenyan capital", "Kenya's capital".
func (s *search) fromCapitals(spans []found) []found {
	for i := 1; i < len(s.d.Doc.Tokens); i++ {
		if s.d.Token(i).Lower != "capital" || s.isNamedNext(i) {
			continue
		}
		first := i - 1
		if form := s.d.Token(first).Lower; first > 0 && (form == "'s" || form == "’s") {
			first--
		}
		if s.base.IsCapitalOf(s.d.Words(first, i+1)) {
			spans = append(spans, found{first: first, end: i + 1, engine: language.PlaceName})
		}
	}
	return spans
}

// isNamedNext tells whether what token i speaks of is named right behind it, or is no city: "the Kenyan capital, Nairobi", "capital gains".
func (s *search) isNamedNext(i int) bool {
	next := i + 1
	if next < len(s.d.Doc.Tokens) && s.d.Token(next).XPOS == language.TagComma {
		next++
	}
	if next >= len(s.d.Doc.Tokens) {
		return false
	}
	t := s.d.Token(next)
	return isCapital(t.Form) && s.base.IsPlace(t.Form) || next == i+1 && t.UPOS == language.NOUN
}

// fromSurnames appends the lone words that end the full name of a person whom
// the text names elsewhere: "Fidan" beside "Hakan Fidan".
func (s *search) fromSurnames(spans []found) []found {
	last := map[string]bool{}
	s.surname = last
	for _, f := range spans {
		if f.end-f.first < 2 {
			continue
		}
		if f.engine == language.Person || s.isPerson(s.d.Words(f.first, f.end)) {
			last[s.d.Token(f.end-1).Lower] = true
		}
	}
	for i := range s.d.Known {
		if words := strings.Fields(strings.ToLower(s.d.Known[i].Name)); s.d.Known[i].Kind == claim.ActorPerson && len(words) > 1 {
			last[words[len(words)-1]] = true
		}
	}
	if len(last) == 0 {
		return spans
	}
	for i := range s.d.Doc.Tokens {
		if t := s.d.Token(i); t.UPOS == language.PROPN && last[t.Lower] && isCapital(t.Form) {
			spans = append(spans, found{first: i, end: i + 1, engine: language.Person})
		}
	}
	return spans
}

// fromAppositions appends the names that nobody knows but whose office is told
// right behind them: "Karimi, the group's spokesman,".
func (s *search) fromAppositions(spans []found) []found {
	tokens := s.d.Doc.Tokens
	covered := make([]bool, len(tokens))
	for _, f := range spans {
		for i := f.first; i < f.end; i++ {
			covered[i] = true
		}
	}
	for i := 0; i+3 < len(tokens); i++ {
		if tokens[i].UPOS != language.PROPN || covered[i] || tokens[i+1].XPOS != language.TagComma || !isCapital(tokens[i].Form) {
			continue
		}
		from, to := s.runAfter(i + 1)
		if d := s.inside(from, to); d.noun >= 0 && s.office.Has(d.entry.Term) && to < len(tokens) && tokens[to].XPOS == language.TagComma {
			first := i
			for first > 0 && tokens[first-1].UPOS == language.PROPN && !covered[first-1] {
				first--
			}
			spans = append(spans, s.trim(found{first: first, end: i + 1, engine: language.Person}))
		}
	}
	return spans
}

// isPlainWord tells whether what was taken for a name is one ordinary word in small letters: "the lake", "the northeast".
func (s *search) isPlainWord(f found) bool {
	t := s.d.Token(f.first)
	return f.end-f.first == 1 && t.Form == t.Lower && t.Ordinary
}

func (s *search) isPerson(name string) bool {
	a, ok := s.base.Actor(name, s.d.Day)
	return ok && a.Kind == claim.ActorPerson
}

func isCapital(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(r)
}

// isNameLike tells whether some word of a run was tagged as one that a name may have:
// "Turkey" is one in "Turkey said", "May" is none in "May 5".
func (s *search) isNameLike(first, end int) bool {
	for i := first; i < end; i++ {
		switch s.d.Token(i).UPOS {
		case language.PROPN, language.ADJ, language.NOUN:
			return !s.inTime(first, end)
		}
	}
	return false
}

// isModel tells whether a number is hyphened to what ends before token i: "AK-47" is no place.
func (s *search) isModel(i int) bool {
	tokens := s.d.Doc.Tokens
	return i+1 < len(tokens) && tokens[i].Form == "-" && !tokens[i].SpaceAfter && isFigure(tokens[i+1].Form)
}

func (s *search) inTime(first, end int) bool {
	at := s.d.TimeAt(first)
	return at >= 0 && end <= s.d.Times[at].End
}

// place puts a name among those found unless it overlaps a longer one.
func (s *search) place(f found) {
	if f.first >= f.end || claim.Slug(s.d.Words(f.first, f.end)) == "" || s.isMistaken(f) {
		return // a name trimmed to nothing or a hyphen, or none
	}
	if n := len(s.found); n > 0 && s.found[n-1].end > f.first {
		last := &s.found[n-1]
		if f.end-f.first < last.end-last.first || f.end-f.first == last.end-last.first && f.engine != language.NoName {
			if f.engine == language.NoName || last.engine != language.NoName || f.first != last.first || f.end != last.end {
				return
			}
			last.engine = f.engine // the same span: knowledge corrects the kind, the engine's is kept beside it
			return
		}
		s.clear(n - 1)
		s.found = s.found[:n-1]
	}
	f.place = -1
	f.text = s.d.Words(f.first, f.end)
	for i := f.first; i < f.end; i++ {
		s.nameAt[i] = int32(len(s.found))
	}
	s.found = append(s.found, f)
}

func (s *search) clear(n int) {
	for i := s.found[n].first; i < s.found[n].end; i++ {
		s.nameAt[i] = -1
	}
}

// know looks a name up and decides what it names.
func (s *search) know(f *found) {
	if f.agreement {
		f.kind = claim.NameAgreement
		return
	}
	if a, ok := s.base.Actor(f.text, s.d.Day); ok && s.believes(f, a) {
		f.known, f.kind = &a, kindOf(a.Kind)
		return
	}
	if iso, ok := s.base.Nation(f.text); ok {
		f.nation, f.kind = iso, claim.NamePeople
		return
	}
	if one, many := strings.CutSuffix(f.text, "s"); many && f.end-f.first == 1 {
		if iso, ok := s.base.Nation(one); ok { // "seven Saudis"
			f.nation, f.kind = iso, claim.NamePeople
			return
		}
	}
	f.kind = engineKind(f.engine)
	if f.engine == language.NoName || f.kind != claim.NamePlace && s.isPlace(f) {
		f.kind = claim.NamePlace // known to knowledge, and no actor
	} else if f.end-f.first > 1 && (f.kind == claim.NamePerson || f.kind == claim.NamePlace) && s.squad.Has(s.d.Token(f.end-1).Lower) {
		f.kind = claim.NameOrganization // "the Marr Liberation Front", "the Pell Cartel"
	}
}

// isPlace tells whether a name is a place's though the engine takes it for
// something else: one of several words that knowledge has, or a capital.
func (s *search) isPlace(f *found) bool {
	if f.end-f.first > 1 {
		last := s.d.Token(f.end - 1)
		return s.base.IsPlace(f.text) || s.base.IsRegion(s.d.Words(f.first, f.end-1), last.Lower) // "Marrow department", for all that a department is an office too
	}
	_, capital := s.base.Capital(f.text)
	return capital && !s.surname[s.d.Token(f.first).Lower]
}

// believes tells whether what knowledge knows under a name is what the text
// means: a lone word that the engine takes for a person is not a country because one is called so, and an officer
// of the police not the politician of the same name.
func (s *search) believes(f *found, a knowledge.Actor) bool {
	if a.Kind == claim.ActorPerson && a.Sector != "COP" && s.isOfPolice(f.first-1) {
		return false
	}
	return f.engine != language.Person || f.end-f.first > 1 || a.Kind == claim.ActorPerson || a.Kind == claim.ActorState || a.Kind == claim.ActorArmedGroup || a.Kind == claim.ActorGovernment
}

func kindOf(k claim.ActorKind) claim.NameKind {
	switch k {
	case claim.ActorState:
		return claim.NamePlace
	case claim.ActorPerson:
		return claim.NamePerson
	case claim.ActorArmedGroup:
		return claim.NameArmedGroup
	case claim.ActorPeople:
		return claim.NamePeople
	}
	return claim.NameOrganization
}

func engineKind(k language.NameKind) claim.NameKind {
	switch k {
	case language.Person:
		return claim.NamePerson
	case language.Organization:
		return claim.NameOrganization
	case language.PlaceName:
		return claim.NamePlace
	case language.People:
		return claim.NamePeople
	}
	return claim.NameOther
}

// countParties counts how often each state and group is named: who the report is about.
func (s *search) countParties() {
	for i := range s.found {
		if side := s.sideOf(&s.found[i]); side != "" {
			s.counts[side]++
		}
	}
}

// sideOf is the state or armed group that a name speaks of, a state for its capital and its people.
func (s *search) sideOf(f *found) string {
	switch {
	case f.nation != "":
		return f.nation
	case f.known != nil && (f.known.Kind == claim.ActorState || f.known.Kind == claim.ActorArmedGroup || f.known.Kind == claim.ActorGovernment):
		return f.known.ID
	case f.known == nil && f.kind == claim.NamePlace:
		iso, _ := s.capital(f)
		return iso
	}
	return ""
}

// head is the token of a run that stands in the tree for it: the one that hangs highest, the last without a tree.
func (s *search) head(first, end int) int {
	if !s.d.Doc.Sentences[s.d.Doc.SentenceOf(first)].Parsed {
		return end - 1
	}
	top := first
	for i := first + 1; i < end; i++ {
		if s.d.Depth(i) < s.d.Depth(top) {
			top = i
		}
	}
	return top
}
