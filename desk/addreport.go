package desk

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"mime"
	"net/http"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/parley-desk/parley/access"
	"github.com/parley-desk/parley/article"
	"github.com/parley-desk/parley/casebook"
	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/ledger"
)

// Intake is how reports are read that people add on a page.
type Intake struct {
	// Read makes a report and its record of a document; its errors say what is wrong with it. Nil: nothing can be added.
	Read func(context.Context, *claim.Document) (*claim.Report, *claim.Record, error)
	// Fetch gets the document at an address, as politely as any source is asked; nil: no links are taken.
	Fetch func(ctx context.Context, address string) (*claim.Document, error)
}

// mostUpload bounds what is handed in at once, in bytes.
const mostUpload = 32 << 20

// addPage is the form in which a report is added.
type addPage struct {
	frame
	Case                                 *claim.Case
	Links                                bool
	Wrong                                string
	Heading, Outlet, Address, Day, Words string
}

func addRoutes() []route {
	return []route{
		{"GET /c/{case}/add", func(d *Desk, w http.ResponseWriter, r *http.Request) error {
			return d.askReport(w, r, http.StatusOK, "")
		}},
		{"POST /c/{case}/add", (*Desk).takeReport},
	}
}

// askReport shows the form, with what was typed.
func (d *Desk) askReport(w http.ResponseWriter, r *http.Request, status int, wrong string) error {
	if err := d.allow(r, access.AddReport, r.PathValue("case")); err != nil {
		return err
	}
	c, err := d.Ledger.Case(r.Context(), r.PathValue("case"))
	if err != nil {
		return err
	}
	if d.Intake.Read == nil {
		return notFound("This desk takes no reports: hand them in with parley ingest.")
	}
	f := r.PostFormValue
	out, err := d.looks.render("addreport", addPage{frame{Theme: themeOf(r), Title: "Add a report", Path: r.URL.Path}, c, d.Intake.Fetch != nil, wrong, f("title"), f("outlet"), f("address"), f("published"), f("text")})
	if err != nil {
		return err
	}
	send(w, r, status, out)
	return nil
}

// takeReport reads what was pasted, uploaded or linked, keeps it, and shows it.
func (d *Desk) takeReport(w http.ResponseWriter, r *http.Request) error {
	id := r.PathValue("case")
	if err := d.allow(r, access.AddReport, id); err != nil {
		return err
	}
	if d.Intake.Read == nil {
		return notFound("This desk takes no reports: hand them in with parley ingest.")
	}
	r.Body = http.MaxBytesReader(w, r.Body, mostUpload)
	if err := r.ParseMultipartForm(mostUpload / 4); err != nil && !errors.Is(err, http.ErrNotMultipart) {
		return badRequest("Hand in one report at a time; many at once with parley ingest.", "The form cannot be read, or holds more than %d MB.", mostUpload>>20)
	}
	if r.MultipartForm != nil {
		defer func() { _ = r.MultipartForm.RemoveAll() }()
	}
	document, err := d.documentOf(r)
	if err != nil {
		return d.refuseReport(w, r, err)
	}
	report, record, err := d.Intake.Read(r.Context(), document)
	if err != nil {
		return d.refuseReport(w, r, err)
	}
	if err := d.keepReport(r, id, report, record); err != nil {
		return err
	}
	http.Redirect(w, r, pathOf(id, "r/"+reportKey(report.Identity())), http.StatusSeeOther)
	return nil
}

// refuseReport says why a report cannot be taken, beside what was typed. What is no
// fault of the document is a fault of the page.
func (d *Desk) refuseReport(w http.ResponseWriter, r *http.Request, err error) error {
	if ledger.CodeOf(err) != "" || errors.Is(err, context.Canceled) {
		return err
	}
	return d.askReport(w, r, http.StatusUnprocessableEntity, capital(err.Error()))
}

// documentOf makes a document of what was handed in: a file, a link or a text.
func (d *Desk) documentOf(r *http.Request) (*claim.Document, error) {
	item := claim.Item{Title: oneLine(r, "title"), Outlet: oneLine(r, "outlet"), Published: oneLine(r, "published"), URL: oneLine(r, "address")}
	if err := checkItem(&item); err != nil {
		return nil, err
	}
	if file, head, err := r.FormFile("file"); err == nil {
		defer func() { _ = file.Close() }()
		body, err := io.ReadAll(file)
		if err != nil {
			return nil, err
		}
		return d.handedIn(item, body, mime.TypeByExtension(filepath.Ext(head.Filename))), nil
	}
	if text := r.FormValue("text"); strings.TrimSpace(text) != "" {
		return d.handedIn(item, []byte(strings.ReplaceAll(text, "\r\n", "\n")), "text/plain; charset=utf-8"), nil
	}
	link := oneLine(r, "link")
	switch {
	case link == "":
		return nil, errors.New("nothing was handed in: paste a text, choose a file or give a link")
	case d.Intake.Fetch == nil:
		return nil, errors.New("this desk fetches no links: paste the text, or upload the page")
	}
	return d.Intake.Fetch(r.Context(), link)
}

func oneLine(r *http.Request, name string) string {
	return strings.Join(strings.Fields(r.FormValue(name)), " ")
}

// checkItem holds what was typed beside a report to what it must be.
func checkItem(item *claim.Item) error {
	if item.Published != "" {
		iso, ok := article.Moment(item.Published)
		if !ok {
			return errors.New("the day of publication cannot be read: write it as 2025-11-01, or leave it empty where it is not known")
		}
		item.Published = iso
	}
	if item.URL != "" {
		u, err := url.Parse(item.URL)
		if err != nil || u.Host == "" || !slices.Contains([]string{"http", "https"}, u.Scheme) {
			return errors.New("the address of the report is no web address: write it as https://…, or leave it empty")
		}
	}
	return nil
}

// handedIn is a document of somebody's hand. Without an address it is named by its content.
func (d *Desk) handedIn(item claim.Item, body []byte, media string) *claim.Document {
	sum := sha256.Sum256(body)
	hash := hex.EncodeToString(sum[:])
	if item.ID = "by-hand-" + hash[:16]; item.URL != "" {
		item.ID = ""
	}
	return &claim.Document{URL: item.URL, Fetched: d.now().Format(time.RFC3339), Type: media, SHA256: hash, Item: item, Body: body}
}

// keepReport keeps a report and sees to it that it belongs to the case.
func (d *Desk) keepReport(r *http.Request, id string, report *claim.Report, record *claim.Record) error {
	ctx := r.Context()
	private := r.FormValue("private") != ""
	if private {
		if err := d.allow(r, access.SeePrivate, id); err != nil {
			return err
		}
	}
	leaf, err := d.Ledger.Prepare(*report, record)
	if err != nil {
		return err
	}
	if err := d.record(ctx, "add report", id, report.Identity()); err != nil {
		return err
	}
	if private { // before it is there: it is never in the open
		if err := d.includes(r, id, report.Identity(), true); err != nil {
			return err
		}
	}
	if _, err := d.Ledger.Append(ctx, []*ledger.Leaf{leaf}); err != nil {
		return err
	}
	if !private {
		if err := d.belongs(r, id, report.Identity()); err != nil {
			return err
		}
	}
	return d.shelf.wait(ctx, id)
}

// belongs includes a report in the case by decision, where the case's own words do not.
func (d *Desk) belongs(r *http.Request, id, identity string) error {
	for _, err := range d.Ledger.Entries(r.Context(), ledger.Query{Case: id, Only: []string{identity}}) {
		return err
	}
	return d.includes(r, id, identity, false)
}

func (d *Desk) includes(r *http.Request, id, identity string, private bool) error {
	decision := casebook.Named(claim.Decision{Case: id, Kind: claim.DecideInclude, Author: d.personOf(r).Name, At: d.now().Format(time.RFC3339),
		Reason: "added by hand", Report: identity, Private: private})
	return d.Ledger.Decide(r.Context(), decision)
}
