package account

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/parley-desk/parley/claim"
)

// Version says which version of which report a record is of.
type Version struct {
	Report    string // identity of the report: its address, else outlet and id
	Number    int    // of the version, counted from 1
	Available string // when it could be known: ISO 8601 day or time in UTC
}

// Contribution is what one version of a report gives to the views: its claims
// with their words and places at hand, and what tells its origin. It is made
// once, when the report has been read, and does not depend on any case.
type Contribution struct {
	Version
	Outlet, Agency, Title, URL string
	Published                  string
	SHA256                     string
	Source                     string   // id of the source that led to it
	Sketch                     []uint64 // of the text, for likeness: see sketch
	Quotes                     []uint64 // of its longer direct quotations
	Actors                     []claim.Actor
	Places                     []Spot // places it names, each once
	Agreements                 []Mention
	Victims                    []string // names of private people who were harmed, not to be printed
	Rows                       []Row
}

// Row is a claim with what a view needs of its report.
type Row struct {
	claim.Claim
	Nth   int      // among claims of this kind on this span
	Words string   // of the span
	At    Spot     // of Place
	Venue Spot     // a meeting's venue, the place of a status's subject
	Scene []string // stems of the longer words of its sentence, of what incidents are made of
}

// Mention is an agreement that a report names, with the words that date it.
type Mention struct {
	Name  string
	Span  claim.Span // of Words
	Words string
}

// Spot is a place as views compare it; the zero Spot is a place not said.
type Spot struct {
	Name      string               `json:"name,omitempty"`
	Country   string               `json:"country,omitempty"`
	Admin1    string               `json:"admin1,omitempty"`
	Admin2    string               `json:"admin2,omitempty"`
	Kind      claim.PlaceKind      `json:"kind,omitempty"`
	Precision claim.PlacePrecision `json:"precision,omitempty"`
	Basis     claim.PlaceBasis     `json:"basis,omitempty"`
	Lat       float64              `json:"lat,omitempty"` // degrees, WGS 84; with Lon 0 both are unknown
	Lon       float64              `json:"lon,omitempty"`
}

// Said tells whether there is a place at all.
func (s Spot) Said() bool { return s.Name != "" }

// Contribute makes the contribution of a report and its record. They must
// belong together: the spans of the record point into the report.
func Contribute(v Version, report *claim.Report, record *claim.Record) *Contribution {
	c := &Contribution{Version: v, Outlet: record.Report.Outlet, Agency: record.Report.Agency, Title: record.Report.Title, URL: record.Report.URL,
		Published: record.Report.Published, SHA256: record.Report.SHA256, Source: report.Source, Sketch: sketch(report.Text), Actors: record.Actors}
	text, title := claim.NewText(report.Text), claim.NewText(report.Title)
	type spot struct {
		kind claim.Kind
		in   string
		span claim.Span
	}
	seen := map[spot]int{}
	phrases := phrasesIn(text, title, record)
	for i := range record.Claims {
		one := record.Claims[i]
		if len(one.By) == 0 && one.Kind != claim.KindStatement {
			one.By = spoken(record, &one)
		}
		one.By = phrased(one.By, phrases)
		row := Row{Claim: one, Words: cut(text, title, one.In, one.Span), At: spotOf(record, one.Place)}
		row.Nth = seen[spot{one.Kind, one.In, one.Span}]
		seen[spot{one.Kind, one.In, one.Span}]++
		row.Venue = venueOf(record, one.Body)
		if ofIncident(&one) {
			row.Scene = stemsOf(cut(text, title, one.In, one.Sentence))
		}
		c.Rows = append(c.Rows, row)
		c.Quotes = append(c.Quotes, quoteHashes(text, &one)...)
	}
	c.Quotes = sortedHashes(c.Quotes)
	c.Places = spotsOf(record)
	c.Agreements = agreementsIn(text, record)
	c.Victims = victimsOf(record)
	return c
}

// Of gives the contribution with the claims of the kinds given alone; itself where none is.
func (c *Contribution) Of(kinds []claim.Kind) *Contribution {
	if len(kinds) == 0 {
		return c
	}
	some := *c
	some.Rows = nil
	for i := range c.Rows {
		if slices.Contains(kinds, c.Rows[i].Kind) {
			some.Rows = append(some.Rows, c.Rows[i])
		}
	}
	return &some
}

// phrasesIn gives the whole phrase for a source, by the span of its head: where
// a record says "official", the text has "an official at a hospital".
func phrasesIn(text, title *claim.Text, record *claim.Record) map[claim.Span]string {
	all := map[claim.Span]string{}
	for i := range record.Claims {
		s, ok := record.Claims[i].Body.(*claim.Statement)
		if !ok || s.Speaker == nil || s.Speaker.Span == nil || len(s.SpeakerSpan) == 0 {
			continue
		}
		var words []string
		for _, span := range s.SpeakerSpan {
			words = append(words, cut(text, title, record.Claims[i].In, span))
		}
		if phrase := strings.Join(words, " "); len(phrase) <= phraseLength {
			all[*s.Speaker.Span] = phrase
		}
	}
	return all
}

// phraseLength bounds the words that name a source in a table, in bytes.
const phraseLength = 120

// spoken is through whom a claim stands that the record gives to the report's
// own voice although it lies within what somebody says: the innermost such statement's.
func spoken(record *claim.Record, c *claim.Claim) []claim.Ref {
	var best *claim.Claim
	for i := range record.Claims {
		o := &record.Claims[i]
		s, ok := o.Body.(*claim.Statement)
		if !ok || s.Speaker == nil || o.In != c.In || !slices.ContainsFunc(s.ContentSpans, func(span claim.Span) bool { return span.Covers(c.Span) }) {
			continue
		}
		if best == nil || best.Span.Len() > o.Span.Len() {
			best = o
		}
	}
	if best == nil {
		return nil
	}
	return append(slices.Clone(best.By), *best.Body.(*claim.Statement).Speaker)
}

// phrased puts whole phrases in place of heads, in a copy.
func phrased(refs []claim.Ref, phrases map[claim.Span]string) []claim.Ref {
	fresh := slices.Clone(refs)
	for i := range fresh {
		if fresh[i].Span != nil {
			fresh[i].Text = cmp.Or(phrases[*fresh[i].Span], fresh[i].Text)
		}
	}
	return fresh
}

func cut(text, title *claim.Text, in string, span claim.Span) string {
	if in == "title" {
		text = title
	}
	words, _ := text.Cut(span) // a span outside the text has no words: the record's own check tells
	return strings.Join(strings.Fields(words), " ")
}

func spotOf(record *claim.Record, where *claim.Where) Spot {
	if where == nil || where.Place < 0 || where.Place >= len(record.Places) {
		return Spot{}
	}
	s := mentioned(&record.Places[where.Place])
	s.Basis = where.Basis
	return s
}

// mentioned is the place of a mention.
func mentioned(p *claim.Place) Spot {
	s := Spot{Name: cmp.Or(p.Name, p.Text), Country: p.Country, Admin1: p.Admin1, Admin2: p.Admin2, Kind: p.Kind, Precision: p.Precision}
	if p.Lat != nil && p.Lon != nil {
		s.Lat, s.Lon = *p.Lat, *p.Lon
	}
	return s
}

func venueOf(record *claim.Record, body claim.Body) Spot {
	switch b := body.(type) {
	case *claim.Meeting:
		return spotOf(record, b.Venue)
	case *claim.Status:
		if b.Subject.Place != nil {
			return spotOf(record, &claim.Where{Place: *b.Subject.Place, Basis: claim.PlaceStated})
		}
	}
	return Spot{}
}

// victimsOf are the names of private people who were harmed, in all their forms.
func victimsOf(record *claim.Record) []string {
	return record.NamesOfVictims(bystanders(record))
}

// dateWords is how many code points after an agreement's name its date may end.
const dateWords = 24

// agreementsIn lists the agreements that a report names, with what follows in
// the same breath: "the accord of 2021".
func agreementsIn(text *claim.Text, record *claim.Record) []Mention {
	var all []Mention
	for _, n := range record.Names {
		if n.Kind != claim.NameAgreement {
			continue
		}
		span := claim.Span{Start: n.Span.Start, End: min(n.Span.End+dateWords, text.Len())}
		words, _ := text.Cut(span)
		rest := words[min(len(n.Text), len(words)):]
		words = words[:len(words)-len(rest)] + dating(rest)
		span.End = span.Start + utf8.RuneCountInString(words)
		all = append(all, Mention{n.Text, span, words})
	}
	return all
}

// dating cuts what follows a name to where a year ends, in the same clause;
// empty where there is none.
func dating(rest string) string {
	if stop := strings.IndexAny(rest, ".;,:\n()"); stop >= 0 {
		rest = rest[:stop]
	}
	year := yearIn(rest)
	if year == "" {
		return ""
	}
	return rest[:strings.Index(rest, year)+len(year)]
}

// spotsOf lists the places that a record names, each once, in order of name.
func spotsOf(record *claim.Record) []Spot {
	var all []Spot
	for i := range record.Places {
		all = append(all, mentioned(&record.Places[i]))
	}
	slices.SortFunc(all, compareSpots)
	return slices.CompactFunc(all, func(a, b Spot) bool { return compareSpots(a, b) == 0 })
}

func compareSpots(a, b Spot) int {
	return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Country, b.Country), cmp.Compare(a.Admin1, b.Admin1), cmp.Compare(a.Kind, b.Kind))
}

// day is the day on which the version could be known.
func (v Version) day() string { return v.Available[:min(len(v.Available), len("2006-01-02"))] }
