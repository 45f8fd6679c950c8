package ledger

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"github.com/parley-desk/parley/claim"
)

// Search says what is looked for.
type Search struct {
	Words string     // all of which are there, in any form; "in quotation marks" side by side
	Case  string     // id; empty: all reports
	Kind  claim.Kind // only in the words of claims of a kind; empty: in whole reports
	Since time.Time  // what became available then or later
	AsOf  time.Time  // what was available then
	Limit int        // hits at most; 0: 20
}

// Hit is one report that was found.
type Hit struct {
	Identity  string     `json:"identity"`
	ID        string     `json:"id"`
	Outlet    string     `json:"outlet,omitempty"`
	Title     Snippet    `json:"title"`
	Published string     `json:"published,omitempty"`
	Available string     `json:"available"` // RFC 3339
	Score     float64    `json:"score"`     // the higher the better; comparable within one search only
	Snippet   Snippet    `json:"snippet"`
	Claims    []ClaimHit `json:"claims"` // that hold the words, the first few
	Victims   []string   `json:"-"`      // names of private people who were harmed, not to be shown unasked
}

// ClaimHit is one claim that was found.
type ClaimHit struct {
	ID   string     `json:"id"`
	Kind claim.Kind `json:"kind"`
	Snippet
}

// Snippet is a stretch of text with the words that were looked for.
type Snippet struct {
	Text  string   `json:"text"`
	Start int      `json:"start"` // where it begins in the whole, in code points
	Marks [][2]int `json:"marks"` // [start, end) of each word found, in code points of Text
}

// claimsShown bounds the claims of one hit.
const claimsShown = 5

// Found is what a search found.
type Found struct {
	Hits []Hit
	// Latest is 0 where all reports that have the words were ranked. Where more have
	// them than are ranked, it is how many were: the latest.
	Latest int
}

// Search finds reports by their words, the best first: see score. Where very many
// have them, the latest of these are ranked, at least as many as are asked for. What
// is found, and in which order, is the same in every store. Words of which nothing is
// left to look for find nothing.
func (l *Ledger) Search(ctx context.Context, s Search) (Found, error) {
	found := Found{Hits: []Hit{}}
	phrases := phrasesOf(s.Words)
	if len(phrases) == 0 {
		return found, nil
	}
	s.Limit = cmp.Or(s.Limit, 20)
	err := l.patiently(ctx, "search", func() (err error) {
		found, err = (&seeking{l.reading(), l.store.search(), s, newMatcher(phrases)}).find(ctx)
		return err
	})
	return found, err
}

// phrasesOf cuts a search into phrases of stems; most are one word.
func phrasesOf(words string) (phrases [][]string) {
	for i, part := range strings.Split(words, `"`) {
		found := strings.Fields(stems(part))
		if i%2 == 1 && len(found) > 0 { // between quotation marks
			phrases = append(phrases, found)
			continue
		}
		for _, w := range found {
			phrases = append(phrases, []string{w})
		}
	}
	return phrases[:min(len(phrases), mostPhrases)]
}

// mostPhrases bounds a search.
const mostPhrases = 32

// hit shows a report that was found, with the words in it.
func (m *matcher) hit(c *contender, packed []byte, kind claim.Kind) (Hit, error) {
	record, err := (&Entry{record: packed}).Record()
	if err != nil {
		return Hit{}, err
	}
	r := &c.report
	return Hit{Identity: c.identity, ID: r.ID, Outlet: r.Outlet, Published: r.Published, Available: time.Unix(c.available, 0).UTC().Format(time.RFC3339), Score: c.score,
		Title: m.whole(r.Title), Snippet: m.snippet(r.Text), Claims: m.claims(r, record, kind), Victims: record.NamesOfVictims(nil)}, nil
}

// claims finds the claims that hold the words: those that hold most of them.
func (m *matcher) claims(report *claim.Report, record *claim.Record, kind claim.Kind) []ClaimHit {
	text, title := claim.NewText(report.Text), claim.NewText(report.Title)
	most, found := 1, []ClaimHit{}
	for i := range record.Claims {
		c := &record.Claims[i]
		words, ok := within(c.In, text, title).Cut(c.Span)
		if !ok || kind != "" && c.Kind != kind {
			continue
		}
		switch n := m.distinct(words); {
		case n < most:
			continue
		case n > most:
			most, found = n, found[:0]
		}
		if len(found) < claimsShown {
			at := m.whole(words)
			at.Start = c.Span.Start
			found = append(found, ClaimHit{ID: c.ID, Kind: c.Kind, Snippet: at})
		}
	}
	return slices.Clip(found)
}
