package desk

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/parley-desk/parley/access"
	"github.com/parley-desk/parley/account"
	"github.com/parley-desk/parley/ledger"
)

// guarded puts the gate before the pages, where there is one.
func (d *Desk) guarded() error {
	d.pages = d.mux
	if d.Access == nil {
		return nil
	}
	o := *d.Access
	o.Refuse = d.showFault
	o.Open = append(o.Open, "/assets/")
	gate, err := access.New(d.Ledger, o)
	if err != nil {
		return err
	}
	d.gate, d.pages = gate, gate.Wrap(d.mux)
	return nil
}

// somebody is who asks where no gate stands before the pages.
var somebody = &access.Person{Name: "analyst", Alone: true}

// personOf gives who asks for a page, nil where nobody has signed in.
func (d *Desk) personOf(r *http.Request) *access.Person {
	if d.gate == nil {
		return somebody
	}
	return access.Of(r.Context())
}

// allow says why the person who asks may not do something in a case; nil where they may.
func (d *Desk) allow(r *http.Request, do access.Action, caseID string) error {
	if d.gate == nil {
		return nil
	}
	return access.Allow(r.Context(), do, caseID)
}

// mostAbout bounds what a line of the audit log tells, in letters.
const mostAbout = 500

// record keeps in the audit log what was done: where nobody signs in, as done on this machine.
func (d *Desk) record(ctx context.Context, what, caseID, about string) error {
	if d.gate == nil {
		return d.Ledger.Audit(ctx, ledger.AuditLine{Who: somebody.Name, From: "this machine", What: what, Case: caseID, About: cut(mostAbout, about)})
	}
	return d.gate.Record(ctx, what, caseID, about)
}

// Person is who asks for the page.
func (v *visit) Person() *access.Person { return v.desk.personOf(v.req) }

// May tells whether who asks may do something in the case: for templates.
func (v *visit) May(do access.Action) bool { return v.desk.allow(v.req, do, v.Case.ID) == nil }

// seesPrivate tells whether a page is made with the private layer of its case:
// for who has a role for it, and never where it is written to be handed on.
func (d *Desk) seesPrivate(r *http.Request, p *page) bool {
	export := strings.HasSuffix(r.URL.Path, ".csv") || p == nil || p.slug == "brief"
	return !export && d.allow(r, access.SeePrivate, r.PathValue("case")) == nil
}

// ShowsPrivate tells whether the page is made with a private layer that holds something.
func (v *visit) ShowsPrivate() bool {
	open := once(v.edition, "open", v.stock.Open)
	return len(open.Contributions) < len(v.stock.Contributions) || len(open.Decisions) < len(v.stock.Decisions)
}

// mask blocks out the names of private people who were harmed.
func (e *edition) mask() *account.Mask { return view(e, "mask", (*account.Book).Mask) }

// NamesShown tells whether names are asked for, by who may see them.
func (v *visit) NamesShown() bool {
	return v.req.FormValue("names") == "shown" && v.May(access.SeeNames)
}

// NamesLink is where the names are shown, or hidden again; "" where none is hidden or who asks may not.
func (v *visit) NamesLink() string {
	switch {
	case v.mask().Empty() || !v.May(access.SeeNames):
		return ""
	case v.NamesShown():
		return v.with("names", "")
	}
	return v.with("names", "shown")
}

// masked blocks out names in what a page tells, where they are not asked for by who may see them.
func (v *visit) masked(content []byte) []byte {
	if v.NamesShown() {
		return content
	}
	return v.mask().HTML(content)
}

// maskedJSON blocks out names in what a script is given.
func (v *visit) maskedJSON(what any) (any, error) {
	if v.mask().Empty() || v.NamesShown() {
		return what, nil
	}
	data, err := json.Marshal(what)
	if err != nil {
		return nil, err
	}
	var plain any
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.UseNumber()
	if err := dec.Decode(&plain); err != nil {
		return nil, err
	}
	return v.mask().Value(plain), nil
}

// rights tell what who asks may do, where what a page tells hangs on it.
func rights(v *visit) string {
	return fmt.Sprint(v.May(access.AddReport), v.May(access.Review), v.May(access.Settle), v.May(access.Arrange), v.whole())
}

// recordNames keeps in the audit log who sees names.
func (v *visit) recordNames() error {
	if !v.NamesShown() || v.mask().Empty() {
		return nil
	}
	return v.desk.record(v.req.Context(), "see names", v.Case.ID, v.req.URL.Path)
}

// pathOf is the address of something of a case.
func pathOf(caseID, slug string) string { return "/c/" + url.PathEscape(caseID) + "/" + slug }
