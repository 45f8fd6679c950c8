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

// Search finds reports by their words, the best first: by bm25 in SQLite, by
// ts_rank in PostgreSQL. Both find the same, in an order that may differ. Words
// of which nothing is left to look for find nothing.
func (l *Ledger) Search(ctx context.Context, s Search) ([]Hit, error) {
	phrases := phrasesOf(s.Words)
	if len(phrases) == 0 {
		return []Hit{}, nil
	}
	hits := []Hit{}
	err := l.patiently(ctx, "search", func() error {
		hits = hits[:0]
		query, values := s.sql(l.store.search(), phrases)
		return l.reading().each(ctx, func(scan func(...any) error) error {
			hit, err := scanHit(scan, s.Kind, phrases)
			hits = append(hits, hit)
			return err
		}, query, values...)
	})
	return hits, err
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

// sql words a search: the rows of words first, then what they belong to.
func (s Search) sql(in searching, phrases [][]string) (string, []any) {
	query := in.query(phrases)
	w := wording{}
	if in.ranked {
		w.values = append(w.values, query)
	}
	w.values = append(w.values, query, kindNumber(s.Kind))
	member := ""
	if s.Case != "" {
		member = " JOIN member m ON m.version = v.id AND m.belongs = 1 AND m.case_name = ?"
		w.values = append(w.values, s.Case)
	}
	w.when(!s.Since.IsZero(), "v.available >= ?", s.Since.Unix())
	w.when(!s.AsOf.IsZero(), "v.available <= ?", s.AsOf.Unix())
	w.latest(s.AsOf)
	w.values = append(w.values, cmp.Or(s.Limit, 20))
	return "SELECT f.score, r.identity, v.available, d.body, g.record FROM (SELECT rowid, " + in.rank + " AS score FROM words WHERE " + in.match + " AND rowid % 16 = ?) f" +
		" JOIN version v ON v.id = f.rowid / 16 JOIN report r ON r.id = v.report JOIN document d ON d.version = v.id JOIN reading g ON g.seq = v.reading" + member + w.where() +
		" ORDER BY f.score, v.available DESC, r.identity LIMIT ?", w.values
}

// scanHit reads one hit and finds the words in it again.
func scanHit(scan func(...any) error, kind claim.Kind, phrases [][]string) (Hit, error) {
	var h Hit
	var available int64
	e := &Entry{}
	if err := scan(&h.Score, &h.Identity, &available, &e.document, &e.record); err != nil {
		return h, err
	}
	report, err := e.Report()
	if err != nil {
		return h, err
	}
	record, err := e.Record()
	if err != nil {
		return h, err
	}
	m := matcher{phrases}
	h.Score, h.ID, h.Outlet, h.Published, h.Available = -h.Score, report.ID, report.Outlet, report.Published, time.Unix(available, 0).UTC().Format(time.RFC3339)
	h.Title, h.Snippet = m.whole(report.Title), m.snippet(report.Text)
	h.Claims, h.Victims = m.claims(&report, record, kind), record.NamesOfVictims(nil)
	return h, nil
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
