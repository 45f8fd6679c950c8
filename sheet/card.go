package sheet

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/claim/proof"
)

// card is a claim made ready to be shown: every text masked, every id a name.
type card struct {
	Claim      *claim.Claim
	Number     string // of a figure: "≥ 73"
	Head       []piece
	Words      string // those that state it, on one line, without quotation marks
	Who        string // whose claim it is, through whom the report has it
	Own        bool   // the report's own voice
	Marks      []string
	When       string
	Where      string
	Facts      []fact
	Links      []link
	Rule, Path string
	Grounds    []string // from which words its participants, numbers, times and places are read
	Confidence string
}

// piece is a part of a card's head; strong ones are the participants.
type piece struct {
	Text   string
	Strong bool
}

// Claimant tells whether Who makes the claim; who stands between a statement's speaker and the report does not.
func (d *card) Claimant() bool { return d.Claim.Kind != claim.KindStatement }

// Quote is the words in quotation marks.
func (d *card) Quote() string { return quoted(d.Words) }

// fact is a further field of a claim with its label. Fine print is for those who check.
type fact struct {
	Label, Value string
	Fine         bool
}

// link ties a card to another.
type link struct {
	How string
	To  int // index into the record's claims
}

// maker makes cards of one sheet.
type maker struct {
	record *claim.Record
	text   words
	title  words
	mask   *mask
	actors map[string]*claim.Actor
	index  map[string]int // claim id → index
	paths  bool
	ground map[string][]proof.Ground // by claim; nil unless they are asked for
}

// newMaker prepares a sheet; its report must have been masked already.
func newMaker(s Sheet, m *mask, o Options) *maker {
	k := &maker{record: s.Record, text: newWords(s.Report.Text), title: newWords(s.Report.Title), mask: m, actors: map[string]*claim.Actor{}, index: map[string]int{}, paths: o.Explain}
	for i := range s.Record.Actors {
		k.actors[s.Record.Actors[i].ID] = &s.Record.Actors[i]
	}
	for i := range s.Record.Claims {
		k.index[s.Record.Claims[i].ID] = i
	}
	if k.paths {
		k.ground = proof.Grounds(s.Record, s.Report.Text)
	}
	return k
}

// in is the text into which a claim's spans point.
func (k *maker) in(c *claim.Claim) *words {
	if c.In == "title" {
		return &k.title
	}
	return &k.text
}

// card makes the card of a claim.
func (k *maker) card(c *claim.Claim) card {
	d := card{
		Claim: c, Words: unquoted(k.in(c).quote(c.Span)), Marks: marks(c), When: when(c.Time), Where: k.where(c.Place),
		Rule: c.Rule, Confidence: fmt.Sprintf("%.2f", c.Confidence),
	}
	d.Who, d.Own = k.who(c)
	if k.paths {
		d.Path = k.mask.text(c.Path)
		for _, g := range k.ground[c.ID] {
			d.Grounds = append(d.Grounds, g.Field+": "+k.mask.text(g.From))
		}
	}
	for _, l := range c.About {
		if to, ok := k.index[l.Claim]; ok {
			d.Links = append(d.Links, link{links[l.How], to})
		}
	}
	k.body(&d, c)
	if d.Number == "" && len(d.Head) > 0 {
		d.Head[0].Text = capital(d.Head[0].Text)
	}
	return d
}

// capital makes the first letter of a head a capital.
func capital(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[size:]
}

// uncapital makes the first letter of a codebook's term a small one; acronyms within it stay.
func uncapital(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToLower(r)) + s[size:]
}

// who says whose claim it is: the innermost of the chain, through the outer ones.
func (k *maker) who(c *claim.Claim) (who string, own bool) {
	if len(c.By) == 0 {
		return "the report itself", true
	}
	names := make([]string, 0, len(c.By))
	for i := len(c.By) - 1; i >= 0; i-- {
		name := k.ref(&c.By[i])
		if c.By[i].Venue != "" {
			name += " (" + k.mask.text(oneLine(c.By[i].Venue)) + ")"
		}
		names = append(names, name)
	}
	return strings.Join(names, ", through "), false
}

// ref names a participant: by the record's name for it, or in the report's words.
func (k *maker) ref(r *claim.Ref) string {
	if r == nil {
		return ""
	}
	text := oneLine(r.Text)
	if a := k.actors[r.Actor]; a != nil && a.Name != "" && a.Kind != claim.ActorUnnamed {
		text = oneLine(a.Name)
	}
	if text == "" {
		text = r.Actor
	}
	return k.mask.text(text)
}

func (k *maker) refs(list []claim.Ref) string {
	var all []string
	seen := map[string]bool{}
	for i := range list {
		if name := k.ref(&list[i]); name != "" && !seen[name] {
			seen[name] = true
			all = append(all, name)
		}
	}
	return and(all)
}

// and lists names as prose does.
func and(names []string) string {
	if n := len(names); n > 1 {
		return strings.Join(names[:n-1], ", ") + " and " + names[n-1]
	}
	return strings.Join(names, "")
}

// speaker is a statement's source as the report words it, unless those words name nobody.
func (k *maker) speaker(c *claim.Claim, s *claim.Statement) string {
	phrase := k.in(c).joined(s.SpeakerSpan)
	if s.Speaker == nil {
		if phrase != "" {
			return phrase
		}
		return "Somebody unnamed"
	}
	name := k.refs(s.Voices())
	if phrase != "" && len(phrase) <= longPhrase && sharesWord(phrase, name) {
		return phrase
	}
	return name
}

// longPhrase is the length in bytes above which a source phrase gives way to the speaker's name.
const longPhrase = 90

// sharesWord tells whether a phrase has a word of a name.
func sharesWord(phrase, name string) bool {
	within := map[string]bool{}
	for _, w := range wordsOf(strings.ToLower(phrase)) {
		within[w] = true
	}
	for _, w := range wordsOf(strings.ToLower(name)) {
		if within[w] {
			return true
		}
	}
	return false
}

// where writes a place with its district and country.
func (k *maker) where(w *claim.Where) string {
	if w == nil || w.Place < 0 || w.Place >= len(k.record.Places) {
		return ""
	}
	p := &k.record.Places[w.Place]
	parts := []string{firstOf(p.Name, oneLine(p.Text))}
	for _, wider := range []string{p.Admin1, p.Country} {
		if wider != "" && wider != parts[len(parts)-1] && !(wider == p.Country && p.Kind == claim.PlaceCountry) {
			parts = append(parts, wider)
		}
	}
	text := strings.Join(parts, ", ")
	switch w.Basis {
	case claim.PlaceInherited:
		text += " (as before)"
	case claim.PlaceDateline:
		text += " (dateline)"
	}
	return k.mask.text(text)
}

func firstOf(candidates ...string) string {
	for _, c := range candidates {
		if c != "" {
			return c
		}
	}
	return ""
}

// say appends plain words to the head, name a participant.
func (d *card) say(text string) {
	if text != "" {
		d.Head = append(d.Head, piece{Text: text})
	}
}

func (d *card) name(text string) {
	if text != "" {
		d.Head = append(d.Head, piece{text, true})
	}
}

func (d *card) fact(label, value string) {
	if value != "" {
		d.Facts = append(d.Facts, fact{Label: label, Value: value})
	}
}

func (d *card) fine(label, value string) {
	if value != "" {
		d.Facts = append(d.Facts, fact{label, value, true})
	}
}
