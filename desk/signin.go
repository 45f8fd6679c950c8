package desk

import (
	"net/http"

	"github.com/parley-desk/parley/access"
)

// signInPage is what the page of signing in shows.
type signInPage struct {
	frame
	Name, Next, Elsewhere, Wrong string
}

// mostSignIn bounds the form, in bytes.
const mostSignIn = 16 << 10

func signInRoutes() []route {
	return []route{
		{"GET /sign-in", func(d *Desk, w http.ResponseWriter, r *http.Request) error {
			return d.askSignIn(w, r, http.StatusOK, "")
		}},
		{"POST /sign-in", (*Desk).signIn},
		{"GET /sign-in/elsewhere", func(d *Desk, w http.ResponseWriter, r *http.Request) error {
			if d.gate == nil {
				return notFound("Nobody signs in here.")
			}
			return d.gate.Depart(w, r, r.FormValue("next"))
		}},
		{"GET /sign-in/return", (*Desk).returned},
		{"POST /sign-out", (*Desk).signOut},
	}
}

// askSignIn shows the form.
func (d *Desk) askSignIn(w http.ResponseWriter, r *http.Request, status int, wrong string) error {
	if d.gate == nil || !d.gate.Demands() {
		return notFound("Nobody signs in here: this desk answers to this machine alone.")
	}
	page := signInPage{frame{Theme: themeOf(r), Title: "Sign in", Path: r.URL.Path}, r.PostFormValue("name"), access.Onward(r.FormValue("next")), d.gate.Elsewhere(), wrong}
	out, err := d.looks.render("signin", page)
	if err != nil {
		return err
	}
	send(w, r, status, out)
	return nil
}

func (d *Desk) signIn(w http.ResponseWriter, r *http.Request) error {
	if d.gate == nil || !d.gate.Demands() {
		return d.askSignIn(w, r, http.StatusOK, "")
	}
	r.Body = http.MaxBytesReader(w, r.Body, mostSignIn)
	err := d.gate.SignIn(w, r, r.PostFormValue("name"), r.PostFormValue("password"))
	switch status := access.Status(err); {
	case status != 0:
		return d.askSignIn(w, r, status, capital(err.Error())+".")
	case err != nil:
		return err
	}
	http.Redirect(w, r, access.Onward(r.FormValue("next")), http.StatusSeeOther)
	return nil
}

// returned takes in who signed in elsewhere.
func (d *Desk) returned(w http.ResponseWriter, r *http.Request) error {
	if d.gate == nil || !d.gate.Demands() {
		return d.askSignIn(w, r, http.StatusOK, "")
	}
	next, err := d.gate.Return(w, r)
	switch status := access.Status(err); {
	case status != 0:
		return d.askSignIn(w, r, status, capital(err.Error())+".")
	case err != nil:
		return err
	}
	http.Redirect(w, r, next, http.StatusSeeOther)
	return nil
}

func (d *Desk) signOut(w http.ResponseWriter, r *http.Request) error {
	if d.gate != nil {
		if err := d.gate.SignOut(w, r); err != nil {
			return err
		}
	}
	http.Redirect(w, r, "/", http.StatusSeeOther)
	return nil
}
