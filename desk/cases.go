package desk

import (
	"net/http"
	"net/url"
	"slices"

	"github.com/parley-desk/parley/access"
	"github.com/parley-desk/parley/claim"
)

// serveCases lists the cases; where there is one alone, it leads there.
func (d *Desk) serveCases(w http.ResponseWriter, r *http.Request) error {
	cases, err := d.Ledger.Cases(r.Context())
	if err != nil {
		return err
	}
	cases = slices.DeleteFunc(cases, func(c claim.Case) bool { return d.allow(r, access.See, c.ID) != nil })
	if len(cases) == 1 && r.FormValue("all") == "" {
		http.Redirect(w, r, "/c/"+url.PathEscape(cases[0].ID)+"/", http.StatusSeeOther)
		return nil
	}
	out, err := d.looks.render("cases", struct {
		frame
		Cases    []claim.Case
		MayAdd   bool
		Accounts bool
	}{frame{Theme: themeOf(r), Title: "Cases", Path: "/"}, cases, d.allow(r, access.Administer, "") == nil, d.gate != nil && d.gate.Demands()})
	if err != nil {
		return err
	}
	send(w, r, http.StatusOK, out)
	return nil
}
