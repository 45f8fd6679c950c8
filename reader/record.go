package reader

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"unicode/utf8"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/reader/draft"
)

// Name, Version and Engine name this reader in its records.
const (
	Name    = "parley"
	Version = "0.1"
	Engine  = "rules"
)

// record makes the record of a draft that all stages have been over.
func record(d *draft.Draft) *claim.Record {
	closeQuotes(d)
	order(d.Claims)
	markVictims(d)
	return &claim.Record{
		Record: claim.Version,
		Reader: claim.Reader{Name: Name, Version: Version, Engine: Engine},
		ID:     d.Report.ID,
		Report: header(d),
		Names:  filled(d.Names),
		Times:  timesOf(d.Times),
		Places: filled(d.Places),
		Actors: filled(d.Actors),
		Claims: filled(d.Claims),

		TitleNames: d.TitleNames,
		TitleTimes: timesOf(d.TitleTimes),
	}
}

// header is what the record keeps of the report besides its text.
func header(d *draft.Draft) claim.Header {
	sum := sha256.Sum256([]byte(d.Report.Text))
	return claim.Header{
		URL: d.Report.URL, Outlet: d.Report.Outlet, Agency: d.Agency, Title: d.Report.Title, Authors: d.Report.Authors,
		Published: d.Report.Published, Updated: d.Report.Updated, Dateline: d.Dateline,
		Language: "en", SHA256: hex.EncodeToString(sum[:]), Length: utf8.RuneCountInString(d.Report.Text),
	}
}

func timesOf(times []draft.Time) []claim.Time {
	list := make([]claim.Time, len(times))
	for i, t := range times {
		list[i] = t.Time
	}
	return list
}

// order sorts claims by where they stand, wider ones first, then by the order of kinds.
func order(claims []claim.Claim) {
	rank := func(k claim.Kind) int { return slices.Index(claim.Kinds, k) }
	slices.SortStableFunc(claims, func(a, b claim.Claim) int {
		return cmp.Or(cmp.Compare(a.In, b.In), a.Span.Start-b.Span.Start, b.Span.End-a.Span.End, rank(a.Kind)-rank(b.Kind))
	})
}

// filled makes a list that JSON writes as [] where there is nothing in it.
func filled[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
