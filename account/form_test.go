package account_test

import (
	"crypto/sha256"
	"encoding/hex"
	"testing"

	"github.com/parley-desk/parley/account"
	"github.com/parley-desk/parley/claim"
)

// What is kept of contributions is believed as long as their form is the same. Who changes what
// Contribute makes of a record, or how that is laid out, raises account.Form and writes the new sum down;
// who only changed these words, or how tests plant claims, writes down the sum.
func TestTheFormSaysHowContributionsAreMade(t *testing.T) {
	t.Parallel()
	const form, want = 5, "569ddc21c6109e6a"
	p := plant(t, "f", "2031-03-04", "Hill Times", "SELBY (Example Agency) - \"Nobody will cross the river before the truce is signed by both,\" the minister of the Upper Valley said. Ana Orr, a teacher, was killed at the Ford on Monday.")
	p.record.Names = append(p.record.Names, claim.Name{Span: p.span("Ana Orr"), Text: "Ana Orr", Kind: claim.NamePerson, Victim: true})
	p.killed("Ana Orr, a teacher, was killed", 1, claim.Civilian, "AAA", on("2031-03-03"), at("Ford", "AAA", claim.PlaceCrossing))
	sum := sha256.Sum256(account.AppendSheaf(nil, contributions(p)))
	if got := hex.EncodeToString(sum[:8]); account.Form != form || got != want {
		t.Errorf("contributions of form %d have the sum %s; written down are %d and %s", account.Form, got, form, want)
	}
}
