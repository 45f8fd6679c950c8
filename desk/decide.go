package desk

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/parley-desk/parley/access"
	"github.com/parley-desk/parley/casebook"
	"github.com/parley-desk/parley/claim"
)

// mostForm bounds a form that decides something, in bytes.
const mostForm = 1 << 20

// usualReasons stand where a form gives none: with keys one decides faster than one types.
var usualReasons = map[claim.DecisionKind]string{
	claim.DecideAccept: "as the text has it", claim.DecideReject: "the text does not say so", claim.DecideCorrect: "the text reads otherwise",
	claim.DecideMerge: "one incident", claim.DecideSplit: "different incidents", claim.DecideUndo: "taken back", claim.DecideAdd: "the reader missed it",
}

// needed is what somebody must be allowed, to decide so.
func needed(kind claim.DecisionKind) access.Action {
	switch kind {
	case claim.DecideSide, claim.DecideGrade, claim.DecideInclude, claim.DecideExclude:
		return access.Settle
	}
	return access.Review
}

// serveDecide keeps a decision of a form: all that parley decide knows. Fields:
// kind, claim (each REPORT#CLAIM, of REPORT its key or identity), reason; set or
// set.FIELD; claim_kind, words, start, title, report; actor, side, outlet, grade,
// score, undo, private; back, where to go. It answers with a way back, or, asked
// for JSON, with the decision and what it changed.
func (d *Desk) serveDecide(w http.ResponseWriter, r *http.Request) error {
	r.Body = http.MaxBytesReader(w, r.Body, mostForm)
	if err := r.ParseForm(); err != nil {
		return badRequest("Send the form again, with less in it.", "The form cannot be read: %v", err)
	}
	before, err := d.newVisit(r, &page{slug: "review"})
	if err != nil {
		return err
	}
	decision, err := d.decide(r, before)
	if err != nil {
		return err
	}
	if err := d.shelf.wait(r.Context(), before.Case.ID); err != nil {
		return err
	}
	after, err := d.newVisit(r, &page{slug: "review"})
	if err != nil {
		return err
	}
	if strings.Contains(r.Header.Get("Accept"), "application/json") {
		w.Header().Set("Content-Type", "application/json")
		return json.NewEncoder(w).Encode(map[string]any{"decision": decision, "changes": d.effect(before, after)})
	}
	d.told.begin(d, before, after, decision.ID)
	http.Redirect(w, r, backWith(r.PostFormValue("back"), pathOf(before.Case.ID, "review"), decision.ID), http.StatusSeeOther)
	return nil
}

// backWith is where to go after a decision, which is named there.
func backWith(back, otherwise, decision string) string {
	u, err := url.Parse(within(cmp.Or(back, otherwise)))
	if err != nil {
		u = &url.URL{Path: otherwise}
	}
	q := u.Query()
	q.Set("did", decision)
	u.RawQuery = q.Encode()
	return u.String()
}

// decide keeps what a form wishes, where the person may.
func (d *Desk) decide(r *http.Request, v *visit) (*claim.Decision, error) {
	wish, err := d.wishOf(r, v)
	if err != nil {
		return nil, err
	}
	if err := d.mayDecide(r, v, &wish); err != nil {
		return nil, err
	}
	draft, err := casebook.Draft(r.Context(), d.Ledger, wish)
	if refusal := (*casebook.Refused)(nil); errors.As(err, &refusal) {
		return nil, badRequest("Go back and give what is missing.", "%s.", capital(refusal.Error()))
	}
	if err != nil {
		return nil, err
	}
	if err := d.record(r.Context(), "decide "+string(draft.Kind), v.Case.ID, draft.ID+" "+aboutDecision(draft)); err != nil {
		return nil, err // what cannot be audited is not done
	}
	return draft, d.Ledger.Decide(r.Context(), *draft)
}

// mayDecide holds a wish to what the person may.
func (d *Desk) mayDecide(r *http.Request, v *visit, w *casebook.Wish) error {
	need := needed(w.Kind)
	if w.Private {
		need = access.SeePrivate
	}
	if err := d.allow(r, need, v.Case.ID); err != nil {
		return err
	}
	if w.Kind != claim.DecideUndo {
		return nil
	}
	i := slices.IndexFunc(v.stock.Decisions, func(o claim.Decision) bool { return o.ID == w.Undo })
	if i < 0 {
		return badRequest("Load the page again: somebody else may have been faster.", "This case has no decision %q.", w.Undo)
	}
	if was := &v.stock.Decisions[i]; was.Author != w.Author || needed(was.Kind) == access.Settle {
		return d.allow(r, access.Settle, v.Case.ID)
	}
	return nil
}

// wishOf reads a form.
func (d *Desk) wishOf(r *http.Request, v *visit) (casebook.Wish, error) {
	form := r.PostForm
	kind := claim.DecisionKind(form.Get("kind"))
	w := casebook.Wish{Kind: kind, Case: v.Case.ID, Author: d.personOf(r).Name, At: d.now(), Reason: cmp.Or(strings.TrimSpace(form.Get("reason")), usualReasons[kind]),
		ClaimKind: form.Get("claim_kind"), Words: strings.ReplaceAll(form.Get("words"), "\r\n", "\n"), Title: form.Get("title") != "", Report: v.identityIn(form.Get("report")),
		Actor: form.Get("actor"), Side: form.Get("side"), Outlet: form.Get("outlet"), Grade: form.Get("grade"), Score: form.Get("score"), Undo: form.Get("undo"), Private: form.Get("private") != ""}
	for _, name := range slices.Concat(form["of"], form["claim"]) {
		if name == "" {
			continue
		}
		at := strings.LastIndexByte(name, '#')
		if at < 0 {
			return w, badRequest("Go back and choose it again.", "%q is no claim.", name)
		}
		w.Claims = append(w.Claims, v.identityIn(name[:at])+name[at:])
	}
	var err error
	switch kind {
	case claim.DecideCorrect:
		w.Set, err = v.corrected(r.Context(), form, w.Claims)
	case claim.DecideAdd:
		if w.Set, err = setOf(form, nil); err == nil {
			w.Set, err = v.placed(r.Context(), &w, form)
		}
	}
	return w, err
}

// identityIn gives the identity of a report by its key; what is no key stays.
func (v *visit) identityIn(name string) string {
	if identity, ok := v.identityOf(name); ok {
		return identity
	}
	return name
}

// corrected makes the fields of a correction of what a form has otherwise than the claim.
func (v *visit) corrected(ctx context.Context, form url.Values, claims []string) (string, error) {
	if len(claims) != 1 {
		return "", badRequest("Go back and choose one.", "A correction is of one claim, not of %d.", len(claims))
	}
	at := strings.LastIndexByte(claims[0], '#')
	reading, err := v.reading(ctx, claims[0][:at], 0)
	if err != nil {
		return "", err
	}
	c := reading.claim(claims[0][at+1:])
	if c == nil {
		return "", badRequest("Load the page again.", "The report has no such claim.")
	}
	set, err := setOf(form, &c.Claim)
	if err == nil && set == "{}" {
		return "", badRequest("Go back and change a field, or accept the claim as it is.", "Nothing was corrected.")
	}
	return set, err
}

// placed settles which of the places where the words stand is meant, by the
// code points before them, and gives the claim's fields those that every claim of its kind must have.
func (v *visit) placed(ctx context.Context, w *casebook.Wish, form url.Values) (string, error) {
	reading, err := v.reading(ctx, w.Report, 0)
	if err != nil {
		return "", err
	}
	text := reading.Report.Text
	if w.Title {
		text = reading.Report.Title
	}
	if start, err := strconv.Atoi(form.Get("start")); err == nil {
		before, ok := claim.NewText(text).Cut(claim.Span{Start: 0, End: start})
		if ok {
			w.Nth = strings.Count(before, w.Words)
		}
	}
	return addedFields(w.Set, w, form)
}

// addedFields adds to the fields of a new claim those of the form.
func addedFields(set string, w *casebook.Wish, form url.Values) (string, error) {
	fields := map[string]any{}
	if err := json.Unmarshal([]byte(set), &fields); err != nil {
		return "", err
	}
	body := claim.NewBody(claim.Kind(w.ClaimKind))
	if body == nil {
		return set, nil // Draft says what is wrong with it
	}
	for _, i := range inputsOf(&claim.Claim{Kind: claim.Kind(w.ClaimKind), Body: body}) {
		if said := form.Get("set." + i.Name); said != "" {
			value, err := i.read(said)
			if err != nil {
				return "", err
			}
			fields[i.Name] = value
		}
	}
	complete(fields, w)
	data, err := json.Marshal(fields)
	return string(data), err
}

// complete fills what follows from what was given.
func complete(fields map[string]any, w *casebook.Wish) {
	standard := func(name string, value any) {
		if _, given := fields[name]; !given {
			fields[name] = value
		}
	}
	switch claim.Kind(w.ClaimKind) {
	case claim.KindFigure:
		if value, ok := fields["value"]; ok {
			standard("low", value)
			standard("high", value)
		}
	case claim.KindStatement:
		standard("form", claim.Indirect)
		standard("manner", claim.Said)
		standard("act", claim.ActState)
	case claim.KindCommitment:
		standard("content", w.Words)
	case claim.KindStatus:
		standard("subject", map[string]any{"text": w.Words})
	case claim.KindStake:
		standard("holder", map[string]any{"text": w.Words})
	}
}

// aboutDecision says in a line what a decision is about: for the audit log.
func aboutDecision(d *claim.Decision) string {
	parts := []string{}
	for _, a := range d.Of {
		parts = append(parts, a.Report+"#"+string(a.Kind)+"-"+strconv.Itoa(a.Span.Start)+"-"+strconv.Itoa(a.Span.End))
	}
	for _, s := range []string{d.Report, d.Actor, d.Side, d.Outlet, d.Grade, d.Undo} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, ", ")
}

func holdsID(all []claim.Decision, id string) bool {
	return slices.ContainsFunc(claim.Inforce(all), func(d claim.Decision) bool { return d.ID == id })
}
