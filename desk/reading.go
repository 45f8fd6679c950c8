package desk

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/parley-desk/parley/account"
	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/ledger"
)

// reading is one version of a report with its claims as they are decided on.
type reading struct {
	Identity string
	Key      string
	Number   int // of the version, counted from 1
	Versions []versionLine
	Report   claim.Report
	Record   *claim.Record
	Claims   []*readClaim
	Notes    []claim.Decision // on the report as a whole
	Private  bool

	called func(id string) string // the name of an actor or a country
}

// versionLine is a version of a report as it is listed.
type versionLine struct {
	Number    int
	Available time.Time
	Report    claim.Report
}

// readClaim is a claim with what was decided on it.
type readClaim struct {
	claim.Claim
	Words    string
	Nth      int
	Was      *claim.Claim // as the reader has it, where it was corrected
	Rejected bool
	Accepted bool
	Added    bool             // by an analyst
	History  []claim.Decision // on it, the earliest first, those taken back aside
}

// Name is the claim as decisions name it: REPORT#CLAIM.
func (c *readClaim) Name(of *reading) string { return of.Identity + "#" + c.ID }

// reading opens a version of a report of the case: the one asked for, else the
// last that was known then.
func (v *visit) reading(ctx context.Context, identity string, number int) (*reading, error) {
	r := &reading{Identity: identity, Key: reportKey(identity), called: func(id string) string { return v.Side(id).Short }}
	var entries []*ledger.Entry
	for e, err := range v.desk.Ledger.Entries(ctx, ledger.Query{Case: v.Case.ID, Only: []string{identity}, Every: true, Parts: ledger.WithReport | ledger.WithRecord}) {
		if err != nil {
			return nil, err
		}
		if !account.Known(e.Available.Format(time.RFC3339), v.AsOf) {
			continue
		}
		report, err := e.Report()
		if err != nil {
			return nil, err
		}
		entries = append(entries, e)
		r.Versions = append(r.Versions, versionLine{len(entries), e.Available, report})
	}
	if len(entries) == 0 || number > len(entries) {
		return nil, notFound("The case has no such report, or not this version of it as of that day.")
	}
	r.Number = number
	if number <= 0 {
		r.Number = len(entries)
	}
	r.Report = r.Versions[r.Number-1].Report
	var err error
	if r.Record, err = entries[r.Number-1].Record(); err != nil {
		return nil, err
	}
	r.Private = v.stock.Private.Holds(identity, r.Report.Source)
	r.decide(v.stock.Decisions)
	return r, nil
}

// mostVersions bounds the versions that are listed, mostHistory the notes.
const mostVersions = 30

// Lately are the latest versions, with the first.
func (r *reading) Lately() []versionLine {
	if len(r.Versions) <= mostVersions {
		return r.Versions
	}
	return slices.Concat(r.Versions[:1], r.Versions[len(r.Versions)-mostVersions+1:])
}

// LatelyNoted are the latest decisions on the report as a whole.
func (r *reading) LatelyNoted() []claim.Decision {
	return r.Notes[max(0, len(r.Notes)-mostHistory):]
}

// Changed tells whether there is another version before this one.
func (r *reading) Changed() bool { return r.Number > 1 }

// decide lists the claims as the decisions that hold read them.
func (r *reading) decide(all []claim.Decision) {
	made := account.Contribute(account.Version{Report: r.Identity, Number: r.Number}, &r.Report, r.Record)
	for i := range made.Rows {
		row := &made.Rows[i]
		r.Claims = append(r.Claims, &readClaim{Claim: row.Claim, Words: row.Words, Nth: row.Nth})
	}
	for _, d := range claim.Inforce(all) {
		switch {
		case d.Kind == claim.DecideAdd && len(d.Of) == 1 && d.Of[0].Report == r.Identity && d.Of[0].SHA256 == r.Record.Report.SHA256:
			fresh := &readClaim{Claim: *d.Claim, Words: d.Of[0].Words, Nth: d.Of[0].Nth, Added: true, History: []claim.Decision{d}}
			fresh.ID = "by-" + d.ID
			r.Claims = append(r.Claims, fresh)
		case d.Report == r.Identity:
			r.Notes = append(r.Notes, d)
		}
		for _, a := range d.Of {
			if d.Kind != claim.DecideAdd && a.Report == r.Identity {
				r.apply(d, a)
			}
		}
	}
	slices.SortStableFunc(r.Claims, func(a, b *readClaim) int {
		return cmp.Or(cmp.Compare(b.In, a.In), cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(a.Span.End, b.Span.End), cmp.Compare(a.ID, b.ID))
	})
}

// apply notes a decision on the claim that it is about.
func (r *reading) apply(d claim.Decision, a claim.Anchor) {
	c := r.anchored(a)
	if c == nil {
		return
	}
	c.History = append(c.History, d)
	switch d.Kind {
	case claim.DecideReject:
		c.Rejected, c.Accepted = true, false
	case claim.DecideAccept:
		c.Accepted = !c.Rejected
	case claim.DecideCorrect:
		fresh, err := c.Corrected(d.Set)
		if err != nil {
			return // account lists it as astray
		}
		if c.Was == nil {
			was := c.Claim
			c.Was = &was
		}
		c.Claim, c.Accepted = *fresh, false
	}
}

// anchored finds the claim that an anchor means: see account, which decides the same.
func (r *reading) anchored(a claim.Anchor) *readClaim {
	same := r.Record.Report.SHA256 == a.SHA256
	var found []*readClaim
	for _, c := range r.Claims {
		if c.Kind != a.Kind || c.In != a.In {
			continue
		}
		if same && c.Span == a.Span && c.Nth == a.Nth {
			return c
		}
		if !same && c.Words == a.Words {
			found = append(found, c)
		}
	}
	if len(found) == 1 {
		return found[0]
	}
	return nil
}

// claim finds a claim by its id.
func (r *reading) claim(id string) *readClaim {
	for _, c := range r.Claims {
		if c.ID == id {
			return c
		}
	}
	return nil
}

// Outlet is who published the report.
func (r *reading) Outlet() string {
	return cmp.Or(r.Report.Outlet, r.Record.Report.Outlet, "unknown outlet")
}

// Day is when the version could be known.
func (r *reading) Day() string { return r.Versions[r.Number-1].Available.Format(time.DateOnly) }
