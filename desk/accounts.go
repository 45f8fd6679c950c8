package desk

import (
	"maps"
	"net/http"
	"slices"

	"github.com/parley-desk/parley/access"
	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/ledger"
)

// accountsPage is who may sign in, for administrators, and one's own password for everybody.
type accountsPage struct {
	frame
	Me     *access.Person
	Own    bool // the person has a password here
	Lines  []accountLine
	Cases  []claim.Case
	Roles  []access.Role
	Wrong  string
	Said   string
	Secret string // a password that was just made, shown this once
	Of     string // whose
}

// accountLine is an account as it is listed.
type accountLine struct {
	ledger.Account
	Closed    bool
	Elsewhere bool // signs in at the issuer
	Me        bool
	In        []roleLine
}

// roleLine is a role in a case, or in every case where Case is empty.
type roleLine struct{ Case, Title, Role string }

func accountRoutes() []route {
	return []route{
		{"GET /accounts", func(d *Desk, w http.ResponseWriter, r *http.Request) error {
			return d.showAccounts(w, r, http.StatusOK, &accountsPage{})
		}},
		{"POST /accounts", (*Desk).changeAccount},
		{"POST /accounts/password", (*Desk).changePassword},
	}
}

// showAccounts shows the page, with what was just done.
func (d *Desk) showAccounts(w http.ResponseWriter, r *http.Request, status int, p *accountsPage) error {
	if d.gate == nil || !d.gate.Demands() {
		return notFound("Nobody signs in here: this desk answers to this machine alone.")
	}
	p.frame = frame{Theme: themeOf(r), Title: "Accounts", Path: "/accounts"}
	p.Me, p.Roles = access.Of(r.Context()), access.Roles
	me, err := d.Ledger.Account(r.Context(), p.Me.Name)
	if err != nil {
		return err
	}
	p.Own = access.HasPassword(me)
	if d.allow(r, access.Administer, "") == nil {
		if err := p.list(d, r); err != nil {
			return err
		}
	}
	out, err := d.looks.render("accounts", p)
	if err != nil {
		return err
	}
	send(w, r, status, out)
	return nil
}

// list gathers the accounts and the cases.
func (p *accountsPage) list(d *Desk, r *http.Request) (err error) {
	if p.Cases, err = d.Ledger.Cases(r.Context()); err != nil {
		return err
	}
	titles := map[string]string{"": "every case"}
	for _, c := range p.Cases {
		titles[c.ID] = c.Title
	}
	all, err := d.Ledger.Accounts(r.Context())
	for _, a := range all {
		line := accountLine{Account: a, Closed: access.Disabled(&a), Elsewhere: a.Subject != "" || !access.HasPassword(&a), Me: a.Name == p.Me.Name}
		for _, id := range slices.Sorted(maps.Keys(a.Roles)) {
			title := titles[id]
			if title == "" {
				title = id + " (no longer there)"
			}
			line.In = append(line.In, roleLine{id, title, a.Roles[id]})
		}
		p.Lines = append(p.Lines, line)
	}
	return err
}

// changeAccount does to an account what a form of an administrator asks for.
func (d *Desk) changeAccount(w http.ResponseWriter, r *http.Request) error {
	r.Body = http.MaxBytesReader(w, r.Body, mostSignIn)
	if d.gate == nil || !d.gate.Demands() {
		return d.showAccounts(w, r, http.StatusOK, nil)
	}
	if err := d.allow(r, access.Administer, ""); err != nil {
		return err
	}
	p := &accountsPage{}
	err := d.changed(r, p)
	switch status := access.Status(err); {
	case status != 0:
		p.Wrong = capital(err.Error()) + "."
		return d.showAccounts(w, r, status, p)
	case ledger.CodeOf(err) == ledger.Missing:
		return notFound("There is no such account, or no such case.")
	case err != nil:
		return err
	}
	return d.showAccounts(w, r, http.StatusOK, p)
}

// changed does what is asked for and says so on the page. Nobody takes from themselves what would lock everybody out.
func (d *Desk) changed(r *http.Request, p *accountsPage) error {
	do, name := r.PostFormValue("do"), r.PostFormValue("name")
	self := name == access.Of(r.Context()).Name
	if self && slices.Contains([]string{"close", "remove", "demote"}, do) {
		return badRequest("Ask another administrator.", "Nobody closes, removes or demotes the account that they signed in with.")
	}
	deed := deeds[do]
	if deed == nil {
		return badRequest("Load the page again.", "Nothing is known of %q.", do)
	}
	if err := d.record(r.Context(), "account "+do, r.PostFormValue("case"), name+" "+r.PostFormValue("role")); err != nil {
		return err // first: nothing is done of which the audit could not be told
	}
	said, err := deed(d, r, p, d.gate.Accounts(), name)
	p.Said = said
	return err
}

// deeds are what an administrator does to accounts, by the value of the form's button. Each says what it did.
var deeds = map[string]func(d *Desk, r *http.Request, p *accountsPage, all access.Accounts, name string) (string, error){
	"add": addAccount,
	"role": func(d *Desk, r *http.Request, _ *accountsPage, all access.Accounts, name string) (string, error) {
		role, in := access.Role(""), r.PostFormValue("case")
		if said := r.PostFormValue("role"); said != "" {
			var err error
			if role, err = access.RoleOf(said); err != nil {
				return "", err
			}
		}
		if in != "" && role != "" {
			if _, err := d.Ledger.Case(r.Context(), in); err != nil {
				return "", err
			}
		}
		return "The role of " + name + " counts from the next page on.", all.SetRole(r.Context(), name, in, role)
	},
	"password": func(_ *Desk, r *http.Request, p *accountsPage, all access.Accounts, name string) (string, error) {
		secret, err := all.NewSecret()
		if err != nil {
			return "", err
		}
		if err := all.SetPassword(r.Context(), name, secret); err != nil {
			return "", err
		}
		p.Secret, p.Of = secret, name
		return name + " has a new password; its sessions have ended.", nil
	},
	"close": func(_ *Desk, r *http.Request, _ *accountsPage, all access.Accounts, name string) (string, error) {
		return name + " may sign in no longer; its sessions have ended.", all.SetDisabled(r.Context(), name, true)
	},
	"open": func(_ *Desk, r *http.Request, _ *accountsPage, all access.Accounts, name string) (string, error) {
		return name + " may sign in again, with the password of before.", all.SetDisabled(r.Context(), name, false)
	},
	"promote": func(_ *Desk, r *http.Request, _ *accountsPage, all access.Accounts, name string) (string, error) {
		return name + " is an administrator.", all.SetAdmin(r.Context(), name, true)
	},
	"demote": func(_ *Desk, r *http.Request, _ *accountsPage, all access.Accounts, name string) (string, error) {
		return name + " is no administrator any more.", all.SetAdmin(r.Context(), name, false)
	},
	"remove": func(_ *Desk, r *http.Request, _ *accountsPage, all access.Accounts, name string) (string, error) {
		return name + " is removed; what was decided under the name stays.", all.Remove(r.Context(), name)
	},
}

// addAccount makes an account with a password that is shown once, or one that signs in elsewhere.
func addAccount(d *Desk, r *http.Request, p *accountsPage, all access.Accounts, name string) (string, error) {
	roles := map[string]access.Role{}
	if said := r.PostFormValue("role"); said != "" {
		role, err := access.RoleOf(said)
		if err != nil {
			return "", err
		}
		if id := r.PostFormValue("case"); id != "" {
			if _, err := d.Ledger.Case(r.Context(), id); err != nil {
				return "", err
			}
		}
		roles[r.PostFormValue("case")] = role
	}
	secret := ""
	if r.PostFormValue("elsewhere") == "" {
		var err error
		if secret, err = all.NewSecret(); err != nil {
			return "", err
		}
	}
	if err := all.Add(r.Context(), name, secret, r.PostFormValue("admin") != "", roles); err != nil {
		return "", err
	}
	p.Secret, p.Of = secret, name
	return name + " may sign in.", nil
}

// changePassword gives the person who asks another password.
func (d *Desk) changePassword(w http.ResponseWriter, r *http.Request) error {
	r.Body = http.MaxBytesReader(w, r.Body, mostSignIn)
	if d.gate == nil || !d.gate.Demands() {
		return d.showAccounts(w, r, http.StatusOK, nil)
	}
	err := d.gate.ChangePassword(w, r, r.PostFormValue("old"), r.PostFormValue("new"))
	switch status := access.Status(err); {
	case status != 0:
		return d.showAccounts(w, r, status, &accountsPage{Wrong: capital(err.Error()) + "."})
	case err != nil:
		return err
	}
	http.Redirect(w, r, "/sign-in?next=/", http.StatusSeeOther)
	return nil
}
