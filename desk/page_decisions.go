package desk

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/parley-desk/parley/access"
	"github.com/parley-desk/parley/account"
	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/ledger"
)

// decisionsPage is all that analysts decided in the case, the latest first.
type decisionsPage struct {
	Kinds, Authors choice
	Lines          []decisionLine
	Pager          pager
}

// decisionLine is a decision with whether it holds.
type decisionLine struct {
	claim.Decision
	Holds bool
}

const decisionsOfPage = 60

func showDecisions(v *visit) (any, error) {
	held := map[string]bool{}
	for _, d := range claim.Inforce(v.stock.Decisions) {
		held[d.ID] = true
	}
	var lines []decisionLine
	for _, d := range slices.Backward(v.stock.Decisions) {
		lines = append(lines, decisionLine{d, held[d.ID] || d.Kind == claim.DecideUndo})
	}
	p := &decisionsPage{}
	p.Kinds, lines = choose(v, "kind", "Kind", lines, func(l decisionLine) []string { return []string{string(l.Kind)} }, itself)
	p.Authors, lines = choose(v, "author", "By", lines, func(l decisionLine) []string { return []string{l.Author} }, func(s string) string { return s })
	p.Lines, p.Pager = paged(v, lines, decisionsOfPage)
	return p, nil
}

// AnchorLink is where the words of a decision stand.
func (v *visit) AnchorLink(a claim.Anchor) string {
	return v.Words(account.Cite{Report: a.Report, Claim: string(a.Kind) + "-" + strconv.Itoa(a.Span.Start) + "-" + strconv.Itoa(a.Span.End)})
}

// TitleOf is the headline of a report of the case, else its identity.
func (v *visit) TitleOf(identity string) string {
	titles := once(v.edition, "titles", func() map[string]string {
		of := map[string]string{}
		for _, c := range v.Reports() {
			of[c.Report] = c.Title
		}
		return of
	})
	return cmp.Or(titles[identity], identity)
}

// Undone says which decision was taken back.
func (v *visit) Undone(id string) string {
	i := slices.IndexFunc(v.stock.Decisions, func(d claim.Decision) bool { return d.ID == id })
	if i < 0 {
		return "a decision that is no longer there"
	}
	d := &v.stock.Decisions[i]
	return "the " + string(d.Kind) + " by " + d.Author + " of " + shortDay(d.At)
}

// auditPage is the audit log of the case.
type auditPage struct {
	Lines     []ledger.AuditLine
	Who, What string
	Next      string
}

const auditOfPage = 100

func showAudit(v *visit) (any, error) {
	if err := v.desk.allow(v.req, access.Arrange, v.Case.ID); err != nil {
		return nil, err
	}
	p := &auditPage{Who: v.req.FormValue("who"), What: v.req.FormValue("what")}
	before, _ := strconv.ParseInt(v.req.FormValue("before"), 10, 64) // what is no number is the beginning
	var err error
	p.Lines, err = v.desk.Ledger.AuditLines(v.req.Context(), ledger.AuditQuery{Case: v.Case.ID, Who: p.Who, What: p.What, Before: max(before, 0), Limit: auditOfPage})
	if len(p.Lines) == auditOfPage {
		p.Next = v.with("before", strconv.FormatInt(p.Lines[auditOfPage-1].N, 10))
	}
	return p, err
}
