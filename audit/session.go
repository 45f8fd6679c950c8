package audit

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"

	"github.com/parley-desk/parley/claim"
)

// Reading is a report beside the record that was made of it.
type Reading struct {
	Report claim.Report
	Record *claim.Record
}

// mode is what keys mean at the moment.
type mode int

const (
	judging mode = iota
	mending      // the value that a field should have is being typed
	picking      // the kind of a missed claim is being picked
	quoting      // the words of a missed claim are being typed
	helping
)

// Session is an audit under way. It takes keys and shows a screen; what is decided
// goes through Keep before it holds.
type Session struct {
	readings []Reading
	texts    []*Text
	hashes   []string
	items    []item
	entries  []Entry
	d        *decisions
	keep     func(Entry) error

	at      int // index in items
	field   int // index in the claim's fields, -1 for the claim as a whole
	mode    mode
	typed   []rune
	kind    claim.Kind // of the missed claim that is being added
	message string
	over    bool
}

// item is one claim to judge; claim is -1 in a report without claims, so that it too can be shown.
type item struct{ reading, claim int }

// NewSession starts an audit of readings, or goes on with one of which entries
// were kept: at the first claim that is not decided. keep stores each entry before it holds.
func NewSession(readings []Reading, entries []Entry, keep func(Entry) error) *Session {
	s := &Session{readings: readings, entries: entries, keep: keep, field: -1, d: replay(entries)}
	for i := range readings {
		s.texts = append(s.texts, NewText(&readings[i].Report))
		sum := sha256.Sum256([]byte(readings[i].Report.Text))
		s.hashes = append(s.hashes, hex.EncodeToString(sum[:]))
		for c := range readings[i].Record.Claims {
			s.items = append(s.items, item{i, c})
		}
		if len(readings[i].Record.Claims) == 0 {
			s.items = append(s.items, item{i, -1})
		}
	}
	s.toNextOpen(0)
	return s
}

// Over tells whether the audit was ended.
func (s *Session) Over() bool { return s.over }

func (s *Session) reading() *Reading { return &s.readings[s.items[s.at].reading] }

// claim is the claim at hand, nil in a report without claims.
func (s *Session) claim() *claim.Claim {
	if i := s.items[s.at].claim; i >= 0 {
		return &s.reading().Record.Claims[i]
	}
	return nil
}

func (s *Session) text() *Text { return s.texts[s.items[s.at].reading] }

// fields are those of the claim at hand.
func (s *Session) fields() []Field {
	if s.claim() == nil {
		return nil
	}
	return Fields(s.reading().Record, s.claim(), s.text())
}

// judgement is what holds of an item, nil where it is not judged. A claim that
// says something else than when it was judged is not: a newer reader read it anew.
func (s *Session) judgement(i int) *Judgement {
	it := s.items[i]
	if it.claim < 0 {
		return nil
	}
	r := &s.readings[it.reading]
	c := &r.Record.Claims[it.claim]
	j := s.d.judged[[2]string{r.Report.ID, c.ID}]
	if j == nil || !slices.Equal(j.Said, Fields(r.Record, c, s.texts[it.reading])) {
		return nil
	}
	return j
}

// decided tells whether nothing is left to say of an item.
func (s *Session) decided(i int) bool {
	it := s.items[i]
	id := s.readings[it.reading].Report.ID
	if it.claim < 0 {
		return s.d.done[id]
	}
	return s.judgement(i) != nil || s.d.passed[[2]string{id, s.readings[it.reading].Record.Claims[it.claim].ID}]
}

// do keeps an entry and lets it hold.
func (s *Session) do(e Entry) bool {
	r := s.reading()
	e.Report, e.SHA256 = r.Report.ID, s.hashes[s.items[s.at].reading]
	if err := s.keep(e); err != nil {
		s.message = "not kept: " + err.Error()
		return false
	}
	s.entries = append(s.entries, e)
	if e.Do == Undone {
		s.d = replay(s.entries)
	} else {
		s.d.deeds = append(s.d.deeds, e)
		s.d.apply(e)
	}
	return true
}

// onClaim is an entry about the claim at hand.
func (s *Session) onClaim(do Deed) Entry {
	c := s.claim()
	span := c.Span
	return Entry{Do: do, Claim: c.ID, Kind: c.Kind, In: c.In, Span: &span, Words: s.text().Quote(c.In, c.Span), Said: s.fields()}
}

// judge says that the claim at hand is right or wrong and goes on.
func (s *Session) judge(do Deed) {
	if s.claim() == nil {
		s.message = "no claim to judge here: a adds one that was missed, d says that none was"
		return
	}
	if s.do(s.onClaim(do)) {
		s.forward()
	}
}

// forward goes to the next claim of the report that is not decided. When there is none it
// stays until somebody says that nothing else was missed, and then goes on to the next report.
func (s *Session) forward() {
	here := s.items[s.at].reading
	for n := range s.items {
		if k := (s.at + 1 + n) % len(s.items); s.items[k].reading == here && !s.decided(k) {
			s.move(k)
			return
		}
	}
	switch {
	case !s.d.done[s.reading().Report.ID]:
		s.message = "all claims here are decided: a adds one that was missed, d: no other was missed, on to the next report"
	case !s.toNextOpen(s.at + 1):
		s.message = "everything is decided: q quits"
	}
}

// toNextOpen goes to the first item from i on, round to the beginning, that is not decided.
func (s *Session) toNextOpen(i int) bool {
	for n := range s.items {
		if k := (i + n) % len(s.items); !s.decided(k) {
			s.move(k)
			return true
		}
	}
	return false
}

// move goes to an item.
func (s *Session) move(i int) {
	s.at, s.field = min(max(i, 0), len(s.items)-1), -1
}

// undo takes the last deed back and goes to where it was done.
func (s *Session) undo() {
	if len(s.d.deeds) == 0 {
		s.message = "nothing to undo"
		return
	}
	last := s.d.deeds[len(s.d.deeds)-1]
	if !s.do(Entry{Do: Undone}) {
		return
	}
	s.message = "undone: " + string(last.Do)
	for i, it := range s.items {
		r := &s.readings[it.reading]
		if r.Report.ID == last.Report && (last.Claim == "" || it.claim >= 0 && r.Record.Claims[it.claim].ID == last.Claim) {
			s.move(i)
			return
		}
	}
}

// mend says what the chosen field should be; an empty value says only that it is wrong.
func (s *Session) mend(value string) {
	e := s.onClaim(Mended)
	e.Field, e.Value = s.fields()[s.field].Name, value
	s.do(e)
}

// toggle says that the chosen field is wrong, or right after all.
func (s *Session) toggle() {
	name := s.fields()[s.field].Name
	if j := s.judgement(s.at); j != nil {
		if _, wrong := j.Should[name]; wrong {
			e := s.onClaim(Forgot)
			e.Field = name
			s.do(e)
			return
		}
	}
	s.mend("")
}

// add adds a claim that was missed, by its words.
func (s *Session) add(words string) {
	near, in := claim.Span{}, ""
	if c := s.claim(); c != nil {
		near, in = c.Sentence, c.In
	}
	span, ok := s.text().Find(in, words, near)
	if !ok && in != "" {
		in = ""
		span, ok = s.text().Find(in, words, near)
	}
	if !ok {
		s.message = "the report does not say “" + words + "”: type the words as they stand in it"
		return
	}
	if s.do(Entry{Do: Missed, Kind: s.kind, In: in, Span: &span, Words: s.text().Quote(in, span)}) {
		s.message = "added: a missed " + string(s.kind)
	}
}
