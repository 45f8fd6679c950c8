package account_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/parley-desk/parley/account"
	"github.com/parley-desk/parley/claim"
)

// kept is what a ledger has of a case of many reports.
func kept(b *testing.B, reports int) ([]account.Version, [][]byte) {
	var versions []account.Version
	var data [][]byte
	for n := range reports {
		p := manyClaims(b, n)
		versions = append(versions, p.v)
		data = append(data, p.contribution().Append(nil))
	}
	return versions, data
}

// manyClaims plants a report of about thirty claims: as many as the reader makes of one.
func manyClaims(t testing.TB, n int) *planted {
	day := time.Date(2031, 3, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, n%120).Format(time.DateOnly)
	text := ""
	for i := range 15 {
		text += fmt.Sprintf("Fire number %d at post %d killed %d people on the day, official %d of the valley said; ", n, i, n%17+i, n%101)
	}
	p := plant(t, fmt.Sprintf("https://example.org/%d", n), day, fmt.Sprintf("Outlet %d", n%50), text)
	for i := range 5 {
		count := float64(n%17 + i)
		words := fmt.Sprintf("post %d killed %d people", i, n%17+i)
		place := at(fmt.Sprintf("Post %d", (n+i)%200), "AAA", claim.PlaceVillage)
		event := p.attack(words, "firearms", on(day), place, by("AAA"))
		p.killed(words, count, claim.Civilian, "AAA", on(day), place, by("AAA"), linked(claim.PartOf, event))
	}
	for i := range 15 {
		p.says(fmt.Sprintf("official %d of the valley said", n%101), "AAA", claim.ActState, "border", on(day))
		p.record.Claims[len(p.record.Claims)-1].ID += fmt.Sprint(i)
	}
	p.claim("the valley", &claim.Ceasefire{State: claim.TruceInEffect}, claim.KindCeasefire, by("BBB"))
	p.claim("the day", &claim.Meeting{Round: n % 3}, claim.KindMeeting)
	return p
}

// BenchmarkCase5000 answers each view of a case of 5,000 reports from what the ledger keeps.
func BenchmarkCase5000(b *testing.B) {
	versions, data := kept(b, 5000)
	size := 0
	for _, d := range data {
		size += len(d)
	}
	b.ReportMetric(float64(size)/float64(len(data)), "bytes/report")
	for _, v := range []struct {
		name  string
		kinds []claim.Kind
		of    func(*account.Book) account.View
	}{
		{"toll", []claim.Kind{claim.KindEvent, claim.KindFigure}, func(b *account.Book) account.View { return b.Toll() }},
		{"talks", []claim.Kind{claim.KindMeeting, claim.KindCommitment}, func(b *account.Book) account.View { return b.Talks() }},
		{"truce", []claim.Kind{claim.KindCeasefire, claim.KindCommitment, claim.KindProjection, claim.KindStatement, claim.KindBreach}, func(b *account.Book) account.View { return b.Truce() }},
		{"positions", []claim.Kind{claim.KindStatement}, func(b *account.Book) account.View { return b.Positions() }},
	} {
		b.Run(v.name, func(b *testing.B) {
			for b.Loop() {
				all := make([]*account.Contribution, len(data))
				for i := range data {
					c, err := account.Decode(versions[i], data[i], v.kinds...)
					if err != nil {
						b.Fatal(err)
					}
					all[i] = c
				}
				v.of(account.Open(valleys(), all, nil, "", ""))
			}
		})
	}
}
