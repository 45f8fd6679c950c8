package desk

import (
	"cmp"
	"errors"
	"net/http"
	"strings"

	"github.com/parley-desk/parley/access"
	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/claim/casefile"
	"github.com/parley-desk/parley/ledger"
)

// caseForm is the form in which a case is made or changed.
type caseForm struct {
	frame
	Case   *claim.Case // that is changed; nil: a new one
	YAML   string
	Faults []caseFault
	Draft  caseDraft
}

// caseFault is what is wrong with a case file, with the line it names.
type caseFault struct {
	casefile.Fault
	Source string
}

// caseDraft is the short form of a new case.
type caseDraft struct{ ID, Title, From, A, AName, B, BName, Places string }

func caseRoutes() []route {
	return []route{
		{"GET /new-case", func(d *Desk, w http.ResponseWriter, r *http.Request) error { return d.askCase(w, r, nil) }},
		{"POST /new-case", func(d *Desk, w http.ResponseWriter, r *http.Request) error { return d.takeCase(w, r, nil) }},
		{"GET /c/{case}/edit", func(d *Desk, w http.ResponseWriter, r *http.Request) error { return d.ofCase(w, r, d.askCase) }},
		{"POST /c/{case}/edit", func(d *Desk, w http.ResponseWriter, r *http.Request) error { return d.ofCase(w, r, d.takeCase) }},
	}
}

// ofCase does something with a case that who asks may change.
func (d *Desk) ofCase(w http.ResponseWriter, r *http.Request, do func(http.ResponseWriter, *http.Request, *claim.Case) error) error {
	if err := d.allow(r, access.Arrange, r.PathValue("case")); err != nil {
		return err
	}
	c, err := d.Ledger.Case(r.Context(), r.PathValue("case"))
	if err != nil {
		return err
	}
	return do(w, r, c)
}

// askCase shows the form.
func (d *Desk) askCase(w http.ResponseWriter, r *http.Request, was *claim.Case) error {
	p := &caseForm{Case: was}
	if was == nil {
		if err := d.allow(r, access.Administer, ""); err != nil {
			return err
		}
		return d.showCaseForm(w, r, http.StatusOK, p)
	}
	data, err := casefile.Write(was)
	p.YAML = string(data)
	if err != nil {
		return err
	}
	return d.showCaseForm(w, r, http.StatusOK, p)
}

func (d *Desk) showCaseForm(w http.ResponseWriter, r *http.Request, status int, p *caseForm) error {
	p.frame = frame{Theme: themeOf(r), Title: "New case", Path: r.URL.Path}
	if p.Case != nil {
		p.Title = "The case file of " + p.Case.Title
	}
	out, err := d.looks.render("newcase", p)
	if err != nil {
		return err
	}
	send(w, r, status, out)
	return nil
}

// takeCase makes a case file of the short form, or keeps the one that was written.
func (d *Desk) takeCase(w http.ResponseWriter, r *http.Request, was *claim.Case) error {
	if was == nil {
		if err := d.allow(r, access.Administer, ""); err != nil {
			return err
		}
	}
	r.Body = http.MaxBytesReader(w, r.Body, 3*casefile.MaxBytes) // of a form, letters may take three bytes each
	if err := r.ParseForm(); err != nil {
		return badRequest("Give less at once.", "The form cannot be read: %v", err)
	}
	if r.PostFormValue("draft") != "" {
		return d.draftCase(w, r)
	}
	text := strings.ReplaceAll(r.PostFormValue("yaml"), "\r\n", "\n")
	c, err := casefile.Parse("case.yaml", []byte(text))
	if err == nil {
		err = d.fits(r, c, was)
	}
	var faults casefile.Faults
	if errors.As(err, &faults) {
		return d.showCaseForm(w, r, http.StatusUnprocessableEntity, &caseForm{Case: was, YAML: text, Faults: withLines(faults, text)})
	}
	if err != nil {
		return err
	}
	what := "case new"
	if was != nil {
		what = "case edit"
	}
	if err := d.record(r.Context(), what, c.ID, c.Title); err != nil {
		return err
	}
	if err := d.Ledger.SetCase(r.Context(), c); err != nil {
		return err
	}
	if err := d.shelf.wait(r.Context(), c.ID); err != nil {
		return err
	}
	http.Redirect(w, r, pathOf(c.ID, ""), http.StatusSeeOther)
	return nil
}

// fits makes sure that a new case is new, and that a changed one stays itself.
func (d *Desk) fits(r *http.Request, c, was *claim.Case) error {
	wrong := func(what string) error { return casefile.Faults{{File: "case.yaml", Field: "id", What: what}} }
	if was != nil {
		if c.ID != was.ID {
			return wrong("stays " + was.ID + ": make a new case for another")
		}
		return nil
	}
	switch _, err := d.Ledger.Case(r.Context(), c.ID); {
	case err == nil:
		return wrong("is taken: there is a case " + c.ID + " already")
	case ledger.CodeOf(err) != ledger.Missing:
		return err
	}
	return nil
}

// withLines adds to faults the lines that they name.
func withLines(faults casefile.Faults, text string) []caseFault {
	lines := strings.Split(text, "\n")
	var all []caseFault
	for _, f := range faults {
		one := caseFault{Fault: f}
		if f.Line > 0 && f.Line <= len(lines) {
			one.Source = strings.TrimRight(lines[f.Line-1], " \t\r")
		}
		all = append(all, one)
	}
	return all
}

// longestID bounds the id of a case that is made of its title, in letters.
const longestID = 48

// idOf makes the id of a case of its title.
func idOf(title string) string {
	slug := claim.Slug(title)
	if len(slug) > longestID {
		slug = slug[:longestID]
		if at := strings.LastIndexByte(slug, '-'); at > 0 {
			slug = slug[:at]
		}
	}
	return slug
}

// actorID is the id of who is called so: that of the tables of knowledge, else the one that the
// reader gives to an organization which no table has.
func (d *Desk) actorID(name, from string) string {
	on, _ := parsed(from) // of what is no day, whoever is called so at any time
	if base := d.tables(); base != nil {
		if a, ok := base.Actor(name, on); ok {
			return a.ID
		}
		if iso, ok := base.Nation(name); ok {
			return iso
		}
	}
	return "org:" + claim.Slug(name)
}

// draftCase writes a case file of the short form, to be completed.
func (d *Desk) draftCase(w http.ResponseWriter, r *http.Request) error {
	f := r.PostFormValue
	draft := caseDraft{f("id"), f("title"), f("from"), f("a"), f("aname"), f("b"), f("bname"), f("places")}
	c := &claim.Case{Title: strings.TrimSpace(draft.Title), Window: claim.Window{From: strings.TrimSpace(draft.From)}}
	c.ID = cmp.Or(strings.TrimSpace(draft.ID), idOf(c.Title))
	for _, party := range [][2]string{{draft.A, draft.AName}, {draft.B, draft.BName}} {
		id, name := strings.TrimSpace(party[0]), strings.TrimSpace(party[1])
		if id != "" || name != "" {
			c.Parties = append(c.Parties, claim.Party{ID: cmp.Or(id, d.actorID(name, c.Window.From)), Name: cmp.Or(name, id)})
		}
	}
	for line := range strings.Lines(draft.Places) {
		if name := strings.TrimSpace(line); name != "" {
			c.Places = append(c.Places, claim.CasePlace{Name: name})
		}
	}
	p := &caseForm{Draft: draft}
	data, err := casefile.Write(c)
	if err != nil {
		return err
	}
	p.YAML = string(data)
	if _, err := casefile.Parse("case.yaml", data); err != nil {
		var faults casefile.Faults
		if !errors.As(err, &faults) {
			return err
		}
		p.Faults = withLines(faults, p.YAML)
	}
	return d.showCaseForm(w, r, http.StatusOK, p)
}
