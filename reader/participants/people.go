package participants

import (
	"cmp"
	"strings"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/lexicon"
)

// readPeople gives every person's name its actor: a full name by knowledge or
// else by itself; a shorter one ("Fidan", "Rodríguez Hurtado") by the full name
// of which it is a part, wherever in the report that stands.
func (s *search) readPeople() {
	parts := map[string]string{} // words of a full name behind the first, lower case → actor id
	for i := range s.found {
		f := &s.found[i]
		if f.kind != claim.NamePerson || f.end-f.first < 2 && f.known == nil {
			continue
		}
		f.id = "person:" + claim.Slug(f.text)
		if f.known != nil {
			f.id = f.known.ID
		}
		for first := f.first + 1; first < f.end && f.end-f.first <= longestName; first++ {
			for end := first + 1; end <= f.end; end++ {
				if part := s.lower(first, end); parts[part] == "" {
					parts[part] = f.id
				}
			}
		}
		s.surnames[s.lower(f.end-1, f.end)] = cmp.Or(s.surnames[s.lower(f.end-1, f.end)], f.id)
	}
	s.readKnown(parts)
	s.readFirst(parts)
	for i := range s.found {
		s.readShortened(&s.found[i], parts)
	}
}

// readFirst lets the first word of a full name stand for it, where no other full name of the report has that word:
// many peoples call a person by it ("Anwar" of Anwar Ibrahim).
func (s *search) readFirst(parts map[string]string) {
	first := map[string]string{}
	for i := range s.found {
		f := &s.found[i]
		if f.kind != claim.NamePerson || f.end-f.first < 2 || f.id == "" {
			continue
		}
		word := s.d.Token(f.first).Lower
		if id, ok := first[word]; ok && id != f.id {
			first[word] = ""
		} else {
			first[word] = f.id
		}
	}
	for word, id := range first {
		if id != "" && !s.title.Has(word) {
			parts[word] = cmp.Or(parts[word], id)
		}
	}
}

// readKnown lets a headline call the people of its text by their last names.
func (s *search) readKnown(parts map[string]string) {
	for i := range s.d.Known {
		a := &s.d.Known[i]
		words := strings.Fields(strings.ToLower(a.Name))
		if a.Kind != claim.ActorPerson || len(words) < 2 {
			continue
		}
		last := words[len(words)-1]
		s.surnames[last], parts[last] = cmp.Or(s.surnames[last], a.ID), cmp.Or(parts[last], a.ID)
	}
}

// lower spells the tokens [first, end) in lower case.
func (s *search) lower(first, end int) string {
	if end-first == 1 {
		return s.d.Token(first).Lower
	}
	return strings.ToLower(strings.Join(strings.Fields(s.d.Words(first, end)), " "))
}

// readShortened ties a shortened name to the full one.
func (s *search) readShortened(f *found, parts map[string]string) {
	alone := f.end-f.first == 1
	if f.nation != "" || f.known != nil && !alone || !alone && f.kind != claim.NamePerson || alone && (s.title.Has(s.d.Token(f.first).Lower) || s.officeAt(f.first) != nil) {
		return
	}
	words := s.lower(f.first, f.end)
	id := parts[words]
	if alone {
		id = cmp.Or(s.surnames[words], id)
	}
	switch {
	case id != "" && (f.known == nil || f.known.ID == id) && (f.kind == claim.NamePerson || s.surnames[words] != ""):
		f.id, f.kind = id, claim.NamePerson
	case f.kind == claim.NamePerson && f.id == "":
		f.id = "person:" + claim.Slug(f.text)
	}
}

// A description is what the words beside a name or in a nominal say of a participant.
type description struct {
	noun   int // the office or class noun, -1 where none
	entry  *lexicon.Entry
	first  int // the description's tokens
	end    int
	office string
	side   string // id of state or group
	nation string // ISO code
}

// describe reads the words before and after a person's name: "Turkish Foreign
// Minister X", "X, a spokesman for the group,".
func (s *search) describe(f *found) description {
	if f.first == 0 || s.d.Token(f.first-1).UPOS != language.ADP { // "a resident of X" is not X
		if d := s.inside(s.runBefore(f.first), f.first); d.noun >= 0 {
			return s.ofOfficeBefore(d)
		}
	}
	if c := f.first - 1; c > 0 && s.d.Token(c).XPOS == language.TagComma { // "the group's leader, X,"
		if d := s.chargedWith(f, c); d.noun >= 0 {
			return d
		}
		if d := s.inside(s.runBefore(c), c); d.noun == c-1 {
			return d
		}
	}
	if from, to := s.runAfter(f.end); to > from && !s.isFronted(f, to) {
		if d := s.inside(from, to); d.noun >= 0 {
			return d
		}
	}
	return description{noun: -1}
}

// isFronted tells whether the comma behind a name only ends the phrase with which its sentence begins, and the words up to token to are the subject: "In a
// phone call with Velin, the president stressed …".
func (s *search) isFronted(f *found, to int) bool {
	d := s.d
	first := int(d.Doc.Sentences[d.Doc.SentenceOf(f.first)].First)
	if to >= len(d.Doc.Tokens) || d.Token(first).UPOS != language.ADP && d.Token(first).UPOS != language.SCONJ || first >= f.first || d.Token(f.end).XPOS != language.TagComma {
		return false
	}
	for i := first; i < f.first; i++ {
		if u := d.Token(i).UPOS; u == language.VERB && d.Token(i).XPOS != language.TagVBG || u == language.PUNCT && d.Token(i).XPOS == language.TagComma {
			return false
		}
	}
	t := d.Token(to)
	return (t.UPOS == language.VERB && t.XPOS != language.TagVBN && t.XPOS != language.TagVBG || t.UPOS == language.AUX) && d.Token(f.end+1).UPOS == language.DET
}

// ofOfficeBefore adds the side that an office names which stands before a rank: "Karsenia's head of operations (HO), General X".
func (s *search) ofOfficeBefore(d description) description {
	c := d.first - 1
	if d.side != "" || d.nation != "" || c < 2 || s.d.Token(c).XPOS != language.TagComma {
		return d
	}
	if s.d.Token(c-1).Form == ")" {
		for c--; c > 0 && s.d.Token(c).Form != "("; c-- {
		}
	}
	if office := s.inside(s.runBefore(c), c); office.noun >= 0 {
		d.side, d.nation = office.side, office.nation
	}
	return d
}

// chargedWith is the office of a person named behind a comma at token c, whose field stands between: "the minister for trade, X,".
func (s *search) chargedWith(f *found, c int) description {
	doc := s.d.Doc
	for i := c - 1; i >= max(int(doc.Sentences[doc.SentenceOf(c)].First), c-longestRun); i-- {
		if s.officeAt(i) != nil && !s.isMany(i) {
			if s.comma(i+1) == c && f.end < len(doc.Tokens) && doc.Tokens[f.end].UPOS == language.PUNCT {
				return s.inside(s.runBefore(i), i+1)
			}
			break
		}
	}
	return description{noun: -1}
}

// longestRun bounds how far a description reaches from its name, in tokens.
const longestRun = 14

// runBefore is where the run of nouns, adjectives and names that ends before token i begins.
func (s *search) runBefore(i int) int {
	doc := s.d.Doc
	sentence := &doc.Sentences[doc.SentenceOf(i)]
	first := int(sentence.First)
	for j := i - 1; j >= max(first, i-longestRun); j-- {
		if !s.joins(j) || sentence.Parsed && s.d.TimeAt(j) >= 0 && !s.d.Under(j, i) { // "On Monday rebels fled"
			return j + 1
		}
	}
	return max(first, i-longestRun)
}

// joins tells whether token j may stand within a nominal before its head.
func (s *search) joins(j int) bool {
	t := s.d.Token(j)
	if s.nameAt[j] >= 0 {
		return true // the "/A" of "SLM/A"
	}
	switch t.UPOS {
	case language.NOUN, language.PROPN, language.ADJ:
		return true
	case language.PART:
		return t.XPOS == language.TagPOS
	case language.ADP:
		return t.Lower == "of" && j+1 < len(s.d.Doc.Tokens) && isCapital(s.d.Token(j+1).Form)
	case language.PUNCT:
		return t.XPOS == language.TagHYPH || t.Form == "-" || t.Form == "."
	case language.VERB:
		return s.linked.Has(t.Lower)
	}
	return t.XPOS == language.TagPOS
}

// runAfter is the apposition behind a comma at token i: up to the next comma, stop or verb.
func (s *search) runAfter(i int) (from, to int) {
	doc := s.d.Doc
	if i+1 >= len(doc.Tokens) || doc.Tokens[i].XPOS != language.TagComma && doc.Tokens[i].Form != "(" {
		return i, i
	}
	last := min(int(doc.Sentences[doc.SentenceOf(i)].End), i+longestRun)
	for j := i + 1; j < last; j++ {
		switch t := doc.Tokens[j]; {
		case t.UPOS == language.VERB && !s.linked.Has(t.Lower), t.UPOS == language.AUX, t.UPOS == language.PRON, t.UPOS == language.PUNCT && t.XPOS != language.TagHYPH && t.Form != "-":
			return i + 1, j
		}
	}
	return i + 1, last
}

// inside finds an office or class noun among tokens [from, to) and what state or group is named with it.
func (s *search) inside(from, to int) description {
	d := description{noun: -1, first: from, end: to}
	for i := from; i < to; i++ {
		if e := s.officeAt(i); e != nil {
			d.noun, d.entry = i, e
			if s.nameAt[i] < 0 { // the last of "deputy prime minister", but the first of "chief of the army staff"
				if i+1 < to && s.d.Token(i+1).UPOS == language.ADP {
					break
				}
			}
		}
	}
	if d.noun < 0 {
		return d
	}
	start := from
	for i := from; i < to; i++ {
		n := s.nameAt[i]
		if n < 0 {
			continue
		}
		if side, nation := s.belongs(&s.found[n]); side != "" || nation != "" {
			if d.side == "" || strings.Contains(side, ".") || i < d.noun {
				d.side, d.nation = side, nation
			}
			if i < d.noun {
				start = min(s.found[n].end, d.noun) // the name may hold the noun
			}
		}
	}
	for start < d.noun && (s.d.Token(start).XPOS == language.TagPOS || s.d.Token(start).UPOS == language.DET) {
		start++
	}
	d.office = s.d.Words(start, d.noun+1)
	return d
}

// officeAt is the office or class that token i names, nil where none.
func (s *search) officeAt(i int) *lexicon.Entry {
	t := s.d.Token(i)
	if t.UPOS != language.NOUN && t.UPOS != language.PROPN {
		return nil
	}
	for _, word := range [...]string{t.Lemma, t.Lower} {
		if e := s.office.Find(strings.ToLower(word)); e != nil {
			return e
		}
		if e := s.class.Find(strings.ToLower(word)); e != nil {
			if i > 0 && s.d.Token(i-1).Lower == "police" && e.Get("class") == "officer" {
				return s.class.Find("police") // of no army
			}
			return e
		}
	}
	return nil
}

// belongs is the state or group for which one acts who bears a name with this
// one ("Taliban spokesman"), and the country ("Helmand police").
func (s *search) belongs(f *found) (side, nation string) {
	switch {
	case f.nation != "":
		return f.nation, f.nation
	case f.known != nil && f.known.Kind == claim.ActorPerson:
		return "", ""
	case f.known != nil:
		return f.known.ID, f.known.Country
	case f.id != "" && strings.HasPrefix(f.id, "org:"):
		return f.id, ""
	case f.place >= 0:
		if iso, ok := s.capital(f); ok {
			return iso, iso
		}
		return "", s.d.Places[f.place].Country
	}
	return "", ""
}

// capital is the state whose capital a name is, unless the report means another town
// that is called so: "London residents" of London, Kentucky.
func (s *search) capital(f *found) (iso string, ok bool) {
	iso, ok = s.base.Capital(f.text)
	if ok && f.place >= 0 {
		if in := s.d.Places[f.place].Country; in != "" && in != iso {
			return "", false
		}
	}
	return iso, ok
}
