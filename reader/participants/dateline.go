package participants

import (
	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/draft"
)

// readDateline reads where and when the report says that it was written:
// "KABUL, Nov 8 (Agency) — ", "ISLAMABAD: " at the head of its first lines.
func (s *search) readDateline() {
	if len(s.d.Doc.Sentences) > 0 {
		first := s.d.Doc.Sentences[0]
		if at := s.bracketedMedium(draft.Range{First: int(first.First), End: int(first.End)}); at > 0 {
			s.d.DatelineAt = draft.Range{First: int(first.First), End: at}
			return
		}
	}
	s.eachTop(func(first, end int) bool {
		at := s.behindDay(first)
		if at >= end {
			return false
		}
		n := s.nameAt[at]
		if n < 0 || s.found[n].place < 0 {
			return false
		}
		line, ok := s.datelineAt(first, end, s.d.Places[s.found[n].place].Kind == claim.PlaceCity)
		if ok {
			s.setDateline(&s.found[n], line)
		}
		return ok
	})
}

// datelineRange is the dateline as far as it can be told before it is known what its name means, or what stands in its stead
// and names a medium, but no place; empty without any.
func (s *search) datelineRange() (line draft.Range) {
	s.eachTop(func(first, end int) (ok bool) {
		line, ok = s.datelineAt(first, end, true)
		return ok
	})
	if line.Len() == 0 {
		line = s.mediumLine()
	}
	return line
}

// mediumLine is a line that opens the text as a dateline does, with no place in it: "CLANDESTINE, 3 March (Radio Marr) --". Empty without any.
func (s *search) mediumLine() draft.Range {
	if len(s.d.Doc.Sentences) == 0 {
		return draft.Range{}
	}
	sentence := s.d.Doc.Sentences[0]
	line := draft.Range{First: int(sentence.First), End: int(sentence.End)}
	if at := s.bracketedMedium(line); at > 0 {
		return draft.Range{First: line.First, End: at}
	}
	if line.Len() == 0 || line.Len() > datelineTokens || !isDash(s.d.Token(line.End-1).Form) || !isShouted(s.d.Token(line.First).Form) {
		return draft.Range{}
	}
	for i := line.First; i < line.End; i++ {
		if s.d.Token(i).Form == "(" {
			return line
		}
	}
	return draft.Range{}
}

// bracketedMedium is the token behind the dash of a medium in brackets with which the text begins: "(Vale Press) – The government …". 0 where there is none.
func (s *search) bracketedMedium(line draft.Range) int {
	if s.d.Token(line.First).Form != "(" {
		return 0
	}
	for i := line.First + 1; i+2 < min(line.End, line.First+longestMedium); i++ {
		if s.d.Token(i).Form == ")" {
			if isDash(s.d.Token(i+1).Form) && i > line.First+1 {
				return i + 2
			}
			return 0
		}
		if s.d.Token(i).UPOS != language.PROPN && s.d.Token(i).UPOS != language.NOUN && s.d.Token(i).UPOS != language.ADJ {
			return 0
		}
	}
	return 0
}

// longestMedium is how many tokens a medium in brackets at the head of a text may have.
const longestMedium = 8

// eachTop gives the head of each line that may have a dateline to look, until it finds one.
func (s *search) eachTop(look func(first, end int) bool) {
	doc := s.d.Doc
	for n, sentence := range doc.Sentences {
		if n >= datelineSentences {
			return
		}
		first, end := int(sentence.First), min(int(sentence.End), int(sentence.First)+datelineTokens)
		if first >= end || n >= datelineTop && !isShouted(s.d.Token(first).Form) {
			continue // below the head of a press release, only one in capitals
		}
		if look(first, end) {
			return
		}
	}
}

// How far into the text, and into a line, a dateline is looked for.
const (
	datelineTop       = 4
	datelineSentences = 14
	datelineTokens    = 16
)

// datelineAt reads a dateline at token first: the name of a place, then at most dates,
// brackets and further places up to a dash or, behind a city's name or one in capitals, a colon before end.
func (s *search) datelineAt(first, end int, city bool) (line draft.Range, ok bool) {
	start := first
	if first = s.behindDay(first); first >= end || s.nameAt[first] < 0 {
		return line, false
	}
	f := &s.found[s.nameAt[first]]
	if f.first != first || f.kind != claim.NamePlace {
		return line, false
	}
	stop := f.end
	bracket, dated, credited := false, false, false
	for ; stop < end; stop++ {
		t := s.d.Token(stop)
		dated = dated || s.inTime(stop, stop+1)
		switch {
		case isDash(t.Form) && !bracket || t.Form == "|" || t.Form == ":" && (isShouted(f.text) || first == 0 && city):
			return draft.Range{First: start, End: stop + 1}, true
		case t.Form == "(":
			bracket = true
		case t.Form == ")":
			bracket, credited = false, isShouted(s.d.Token(stop-1).Form) && len(s.d.Token(stop-1).Form) > 2
		case bracket, t.XPOS == language.TagComma, t.Form == "/", t.UPOS == language.NUM, isFigure(t.Form), s.nameAt[stop] >= 0, s.inTime(stop, stop+1), t.Form == ".":
		default:
			return line, false
		}
	}
	// a line of its own: "DELVAR, Karsenia (March 5, 2031)"
	alone := end < first+datelineTokens && !bracket && (isShouted(f.text) || first == 0) &&
		(s.d.Token(end-1).Form == ")" && (dated || credited || isShouted(f.text)) || end > first+3 && s.d.Token(end-1).Form == "." && s.d.Token(end-2).Form == "/")
	return draft.Range{First: start, End: end}, alone
}

// behindDay is the token behind the day and the comma or bracket that open a dateline, or first itself: "March 3, Oslo —", "March 3, 2031 (OSLO) –".
func (s *search) behindDay(first int) int {
	for _, t := range s.d.Times {
		if t.First == first && t.Start != "" && t.End < len(s.d.Doc.Tokens) && (s.d.Token(t.End).XPOS == language.TagComma || s.d.Token(t.End).Form == "(") {
			return t.End + 1
		}
	}
	return first
}

func isDash(form string) bool {
	switch form {
	case "-", "–", "—", "--", "―":
		return true
	}
	return false
}

// isFigure tells whether a token begins with a digit: "89", that a tagger may take for a name.
func isFigure(form string) bool { return form != "" && form[0] >= '0' && form[0] <= '9' }

// isShouted tells whether a name is set in capitals.
func isShouted(name string) bool {
	for _, r := range name {
		if r >= 'a' && r <= 'z' {
			return false
		}
	}
	return true
}

// setDateline writes the dateline that the tokens of line make, its place first.
func (s *search) setDateline(f *found, line draft.Range) {
	place, stop := f.place, line.End
	if t := s.d.Token(line.End - 1); isDash(t.Form) || t.Form == ":" {
		stop--
	}
	span := s.d.Span(line.First, stop)
	dateline := &claim.Dateline{Place: &place, Span: &span}
	for _, t := range s.d.Times {
		if t.First >= line.First && t.End <= stop && t.Start != "" {
			dateline.Day = t.Start
			break
		}
	}
	s.d.Places[place].Literal = true
	s.d.Dateline, s.d.DatelineAt = dateline, line
}

// readAgency reads the news agency credited by the report's page, in the dateline's
// brackets or in a short last line of the text: "(Reuters) —", "— AFP".
func (s *search) readAgency() {
	if s.d.Agency = s.d.Report.Agency; s.d.Agency != "" {
		if o, ok := s.base.Outlet(s.d.Agency); ok {
			s.d.Agency = o.Name
		}
		return
	}
	if n := len(s.d.Doc.Sentences); n > 0 {
		last := s.d.Doc.Sentences[n-1]
		if last.End-last.First <= creditTokens {
			s.creditIn(int(last.First), int(last.End))
		}
	}
	s.creditIn(s.d.DatelineAt.First, s.d.DatelineAt.End)
}

// creditTokens is how long a last line may be that is no more than a credit.
const creditTokens = 6

// creditIn takes an agency named among the tokens [first, end) for the one credited.
func (s *search) creditIn(first, end int) {
	for i := first; i < end; i++ {
		if n := s.nameAt[i]; n >= 0 {
			if o, ok := s.base.Outlet(s.found[n].text); ok && o.Agency {
				s.d.Agency = o.Name
				return
			}
		}
	}
}
