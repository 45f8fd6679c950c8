package desk_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"
	"github.com/google/go-cmp/cmp"

	"github.com/parley-desk/parley/access"
	"github.com/parley-desk/parley/article"
	"github.com/parley-desk/parley/casebook"
	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/desk"
	"github.com/parley-desk/parley/ledger"
)

// at is when the tests' desks decide.
var at = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

// cheap is a cost of passwords for tests.
var cheap = access.Cost{Time: 1, Memory: 64, Threads: 1}

const password = "four plain test words"

// guardedRoom is a desk that demands sign-in, with the sample case and an account
// of each role, named by it.
func guardedRoom(t testing.TB, more ...reading) *room {
	t.Helper()
	l, err := ledger.Open(t.Context(), "sqlite:"+filepath.Join(t.TempDir(), "ledger.db"), casebook.Options(ledger.Options{Create: true}))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	now := func() time.Time { return at }
	d, err := desk.New(desk.Options{Ledger: l, Known: casebook.Known, Now: now, Access: &access.Options{Demand: true, Now: now, Cost: cheap, SignIns: access.Pace{Burst: 100, Every: time.Second}, Posts: access.Pace{Burst: 1000, Every: time.Second}}, Intake: testIntake()})
	if err != nil {
		t.Fatal(err)
	}
	r := &room{t, l, d}
	all, err := sampleReadings()
	if err != nil {
		t.Fatal(err)
	}
	r.keep(append(more, all...)...)
	if err := l.SetCase(t.Context(), sampleCase(t)); err != nil {
		t.Fatal(err)
	}
	for _, role := range access.Roles {
		if err := (access.Accounts{Ledger: l, Cost: cheap}).Add(t.Context(), string(role), password, false, map[string]access.Role{"pak-afg-2025": role}); err != nil {
			t.Fatal(err)
		}
	}
	if err := (access.Accounts{Ledger: l, Cost: cheap}).Add(t.Context(), "admin", password, true, nil); err != nil {
		t.Fatal(err)
	}
	return r
}

// testIntake reads what is handed in, and fetches one page.
func testIntake() desk.Intake {
	return desk.Intake{
		Read: func(_ context.Context, d *claim.Document) (*claim.Report, *claim.Record, error) {
			report, err := article.Read(d)
			if err != nil {
				return nil, nil, err
			}
			reader, err := theReader()
			if err != nil {
				return nil, nil, err
			}
			record, err := reader.Read(*report)
			return report, record, err
		},
		Fetch: func(_ context.Context, address string) (*claim.Document, error) {
			if address != "https://wire.example/talks" {
				return nil, errors.New("the address does not answer: look at it in a browser")
			}
			body := []byte("<html><head><title>Talks at the Ford</title></head><body><article><h1>Talks at the Ford</h1><p>Pakistan and Afghanistan held talks in Istanbul on 6 November 2025, officials said.</p><p>Three soldiers were killed at Spin Boldak, the army said.</p></article></body></html>")
			return &claim.Document{URL: address, Fetched: "2026-03-01T12:00:00Z", Status: 200, Type: "text/html; charset=utf-8", Body: body}, nil
		},
	}
}

// visitor is a browser of somebody who signed in.
type visitor struct {
	*room
	cookies []*http.Cookie
}

func (r *room) as(name string) *visitor {
	r.t.Helper()
	v := &visitor{room: r}
	w := v.post("/sign-in", url.Values{"name": {name}, "password": {password}, "next": {"/c/pak-afg-2025/"}})
	if w.Code != http.StatusSeeOther {
		r.t.Fatalf("%s cannot sign in: %d %s", name, w.Code, w.Body)
	}
	v.cookies = w.Result().Cookies()
	return v
}

func (v *visitor) send(method, address, media string, body io.Reader) *httptest.ResponseRecorder {
	req := httptest.NewRequest(method, address, body)
	if media != "" {
		req.Header.Set("Content-Type", media)
	}
	for _, c := range v.cookies {
		req.AddCookie(c)
	}
	w := httptest.NewRecorder()
	v.desk.ServeHTTP(w, req)
	return w
}

func (v *visitor) post(address string, form url.Values) *httptest.ResponseRecorder {
	return v.send(http.MethodPost, address, "application/x-www-form-urlencoded", strings.NewReader(form.Encode()))
}

func (v *visitor) look(address string) (int, *goquery.Document) {
	v.t.Helper()
	w := v.send(http.MethodGet, address, "", nil)
	doc, err := goquery.NewDocumentFromReader(w.Body)
	if err != nil {
		v.t.Fatal(err)
	}
	return w.Code, doc
}

// decided are the decisions of the case, in their order.
func (r *room) decided() []claim.Decision {
	r.t.Helper()
	all, err := r.ledger.Decisions(r.t.Context(), "pak-afg-2025", 0)
	if err != nil {
		r.t.Fatal(err)
	}
	return all
}

// aClaim is the first claim of a kind that reports of the sample case have, with its report; n leaves out the first n reports.
func aClaim(t testing.TB, kind claim.Kind, n int) (reading, claim.Claim) {
	t.Helper()
	all, err := sampleReadings()
	if err != nil {
		t.Fatal(err)
	}
	for _, one := range all {
		for _, c := range one.record.Claims {
			if c.Kind == kind && c.In == "" {
				if n--; n < 0 {
					return one, c
				}
				break
			}
		}
	}
	t.Fatalf("the sample case has no such %s", kind)
	return reading{}, claim.Claim{}
}

// Roles, routes and what they answer.
func TestRoutesOfTheDeskByRole(t *testing.T) {
	t.Parallel()
	r := guardedRoom(t)
	one, c := aClaim(t, claim.KindFigure, 0)
	key := desk.ReportKey(one.report.Identity())
	accept := url.Values{"kind": {"accept"}, "claim": {key + "#" + c.ID}}
	for _, route := range []struct {
		address string
		form    url.Values
		want    [4]int // reader, analyst, editor, admin
	}{
		{home, nil, [4]int{200, 200, 200, 200}},
		{home + "reports", nil, [4]int{200, 200, 200, 200}},
		{home + "r/" + key, nil, [4]int{200, 200, 200, 200}},
		{home + "review", nil, [4]int{200, 200, 200, 200}},
		{home + "decisions", nil, [4]int{200, 200, 200, 200}},
		{home + "audit", nil, [4]int{403, 403, 200, 200}},
		{home + "add", nil, [4]int{403, 200, 200, 200}},
		{home + "edit", nil, [4]int{403, 403, 200, 200}},
		{"/new-case", nil, [4]int{403, 403, 403, 200}},
		{home + "decide", accept, [4]int{403, 303, 303, 303}},
		{home + "decide", url.Values{"kind": {"grade"}, "grade": {"B2"}, "outlet": {"Dawn"}, "reason": {"x"}}, [4]int{403, 403, 303, 303}},
		{home + "decide", url.Values{"kind": {"note"}, "report": {key}, "reason": {"x"}, "private": {"1"}}, [4]int{403, 303, 303, 303}},
		{home + "edit", url.Values{"yaml": {"id: x"}}, [4]int{403, 403, 422, 422}},
		{home + "add", url.Values{"text": {""}}, [4]int{403, 422, 422, 422}},
		{"/new-case", url.Values{"yaml": {"id: x"}}, [4]int{403, 403, 403, 422}},
		{home + "decide", url.Values{"kind": {"exclude"}, "report": {one.report.Identity()}, "reason": {"x"}}, [4]int{403, 403, 303, 303}},
		{"/c/other/", nil, [4]int{403, 403, 403, 404}},
	} {
		for i, name := range []string{"reader", "analyst", "editor", "admin"} {
			v := r.as(name)
			var w *httptest.ResponseRecorder
			if route.form == nil {
				w = v.send(http.MethodGet, route.address, "", nil)
			} else {
				w = v.post(route.address, route.form)
			}
			if w.Code != route.want[i] {
				t.Errorf("%s %v by %s: %d, want %d", route.address, route.form, name, w.Code, route.want[i])
			}
		}
	}
	nobody := &visitor{room: r}
	for address, want := range map[string]int{home: 303, "/": 303, "/sign-in": 200, "/assets/css/desk.css": 200, "/live?case=pak-afg-2025&seq=0": 303} {
		if w := nobody.send(http.MethodGet, address, "", nil); w.Code != want {
			t.Errorf("%s by nobody: %d, want %d", address, w.Code, want)
		}
	}
	if w := nobody.post(home+"decide", accept); w.Code != 401 {
		t.Errorf("nobody decides: %d", w.Code)
	}
}

// What the page decides is what parley decide keeps of the same wish.
func TestAPageDecidesAsTheCommandDoes(t *testing.T) {
	t.Parallel()
	page, command := withSample(t), withSample(t)
	one, figure := aClaim(t, claim.KindFigure, 0)
	two, event := aClaim(t, claim.KindEvent, 0)
	three, other := aClaim(t, claim.KindEvent, 1)
	four, pledge := aClaim(t, claim.KindCommitment, 0)
	name := func(r reading, c claim.Claim) string { return r.report.Identity() + "#" + c.ID }
	key := func(r reading, c claim.Claim) string { return desk.ReportKey(r.report.Identity()) + "#" + c.ID }
	words := strings.Fields(one.report.Text)[:4]
	for _, c := range []struct {
		form url.Values
		wish casebook.Wish
	}{
		{url.Values{"kind": {"accept"}, "claim": {key(one, figure)}}, casebook.Wish{Kind: "accept", Claims: []string{name(one, figure)}, Reason: "as the text has it"}},
		{url.Values{"kind": {"reject"}, "claim": {key(two, event)}, "reason": {"no"}}, casebook.Wish{Kind: "reject", Claims: []string{name(two, event)}, Reason: "no"}},
		{url.Values{"kind": {"correct"}, "claim": {key(one, figure)}, "set.certainty": {"alleged"}, "set": {`{"background": true}`}, "reason": {"why"}}, casebook.Wish{Kind: "correct", Claims: []string{name(one, figure)}, Set: `{"certainty":"alleged","background":true}`, Reason: "why"}},
		{url.Values{"kind": {"merge"}, "of": {key(two, event), key(three, other)}}, casebook.Wish{Kind: "merge", Claims: []string{name(two, event), name(three, other)}, Reason: "one incident"}},
		{url.Values{"kind": {"split"}, "claim": {name(two, event), name(three, other)}}, casebook.Wish{Kind: "split", Claims: []string{name(two, event), name(three, other)}, Reason: "different incidents"}},
		{url.Values{"kind": {"score"}, "claim": {key(four, pledge)}, "score": {"2"}, "reason": {"half"}}, casebook.Wish{Kind: "score", Claims: []string{name(four, pledge)}, Score: "2", Reason: "half"}},
		{url.Values{"kind": {"note"}, "claim": {key(one, figure)}, "reason": {"call the hospital"}, "private": {"1"}}, casebook.Wish{Kind: "note", Claims: []string{name(one, figure)}, Reason: "call the hospital", Private: true}},
		{url.Values{"kind": {"side"}, "actor": {"ZZZ.guard"}, "side": {"PAK"}, "reason": {"theirs"}}, casebook.Wish{Kind: "side", Actor: "ZZZ.guard", Side: "PAK", Reason: "theirs"}},
		{url.Values{"kind": {"grade"}, "outlet": {one.report.Outlet}, "grade": {"C3"}, "reason": {"state organ"}}, casebook.Wish{Kind: "grade", Outlet: one.report.Outlet, Grade: "C3", Reason: "state organ"}},
		{url.Values{"kind": {"exclude"}, "report": {desk.ReportKey(three.report.Identity())}, "reason": {"elsewhere"}}, casebook.Wish{Kind: "exclude", Report: three.report.Identity(), Reason: "elsewhere"}},
		{url.Values{"kind": {"add"}, "report": {desk.ReportKey(one.report.Identity())}, "claim_kind": {"figure"}, "words": {strings.Join(words, " ")}, "start": {"0"}, "set.measure": {"killed"}, "set.value": {"4"}, "reason": {"missed"}},
			casebook.Wish{Kind: "add", Report: one.report.Identity(), ClaimKind: "figure", Words: strings.Join(words, " "), Set: `{"measure":"killed","value":4,"low":4,"high":4}`, Reason: "missed"}},
	} {
		c.wish.Case, c.wish.Author, c.wish.At = "pak-afg-2025", "analyst", at
		if _, err := casebook.Decide(t.Context(), command.ledger, c.wish); err != nil {
			t.Fatalf("%v: %v", c.form, err)
		}
		w := (&visitor{room: page}).post(home+"decide", c.form)
		all := page.decided()
		if w.Code != http.StatusSeeOther || len(all) == 0 {
			t.Fatalf("%v: %d %s", c.form, w.Code, w.Body)
		}
		if diff := cmp.Diff(command.decided()[len(all)-1], all[len(all)-1]); diff != "" {
			t.Errorf("%v: the page decided otherwise (-command +page):\n%s", c.form, diff)
		}
	}
}

func TestWhatCannotBeDecided(t *testing.T) {
	t.Parallel()
	r := withSample(t)
	one, figure := aClaim(t, claim.KindFigure, 0)
	name := desk.ReportKey(one.report.Identity()) + "#" + figure.ID
	for _, form := range []url.Values{
		{}, {"kind": {"crown"}}, {"kind": {"reject"}}, {"kind": {"reject"}, "claim": {"nothing"}}, {"kind": {"reject"}, "claim": {"none#figure-1-2"}}, {"kind": {"accept"}, "claim": {name + "9"}},
		{"kind": {"correct"}, "claim": {name}}, {"kind": {"correct"}, "claim": {name}, "set.value": {"many"}}, {"kind": {"correct"}, "claim": {name}, "set.value": {"NaN"}}, {"kind": {"correct"}, "claim": {name}, "set": {"{"}},
		{"kind": {"correct"}, "claim": {name}, "set": {`{"span":[0,1]}`}}, {"kind": {"correct"}, "claim": {name}, "set.certainty": {"sure"}}, {"kind": {"merge"}, "claim": {name}}, {"kind": {"undo"}, "undo": {"none"}},
		{"kind": {"add"}, "report": {desk.ReportKey(one.report.Identity())}, "claim_kind": {"figure"}, "words": {"these words stand nowhere"}}, {"kind": {"grade"}, "grade": {"Z9"}, "outlet": {"x"}, "reason": {"x"}}, {"kind": {"note"}, "claim": {name}},
	} {
		if w := (&visitor{room: r}).post(home+"decide", form); w.Code != http.StatusBadRequest {
			t.Errorf("%v: status %d", form, w.Code)
		}
	}
	if n := len(r.decided()); n != 0 {
		t.Errorf("%d decisions were kept", n)
	}
}

// The queue: what is decided leaves it, undoing brings it back, its effect is told, and a second coder is not told.
func TestReviewing(t *testing.T) {
	t.Parallel()
	r := guardedRoom(t)
	mira, odo := r.as("analyst"), r.as("editor")
	_, doc := mira.look(home + "review")
	form := doc.Find("form.one-key")
	name := form.Find("[name=claim]").AttrOr("value", "")
	for _, key := range []string{"a", "j", "?"} {
		if doc.Find(`[data-key="`+key+`"]`).Length() == 0 {
			t.Errorf("nothing is pressed by %q", key)
		}
	}
	for _, key := range []string{"r", "c", "n"} {
		if doc.Find(`details[data-open="`+key+`"]`).Length() == 0 {
			t.Errorf("nothing is opened by %q", key)
		}
	}
	w := mira.post(home+"decide", url.Values{"kind": {"reject"}, "claim": {name}, "reason": {"the number counts something else"}, "back": {home + "review"}})
	next := w.Header().Get("Location")
	if w.Code != http.StatusSeeOther || !strings.HasPrefix(next, home+"review?did=") {
		t.Fatalf("%d to %q: %s", w.Code, next, w.Body)
	}
	_, after := mira.look(next)
	if after.Find(".did").Length() != 1 || after.Find("form.one-key [name=claim]").AttrOr("value", "") == name {
		t.Errorf("the claim is still at hand: %s", after.Find(".did").Text())
	}
	if _, second := odo.look(home + "review?second=1"); second.Find("form.one-key [name=claim]").AttrOr("value", "") != name || second.Find(".history, .badge.bad.rejected, .claim-card.rejected").Length() > 0 {
		t.Errorf("the second coder is not asked, or is told: %q", second.Find(".at-hand").Text())
	}
	undo := after.Find(".did form")
	w = mira.post(home+"decide", url.Values{"kind": {"undo"}, "undo": {undo.Find("[name=undo]").AttrOr("value", "")}, "back": {home + "review"}})
	if _, again := mira.look(w.Header().Get("Location")); again.Find("form.one-key [name=claim]").AttrOr("value", "") != name {
		t.Error("undone, the claim is not at hand again")
	}
	lines, err := r.ledger.AuditLines(t.Context(), ledger.AuditQuery{What: "decide"})
	if err != nil || len(lines) != 2 || lines[0].Who != "analyst" || lines[0].What != "decide undo" || lines[1].What != "decide reject" || lines[1].Case != "pak-afg-2025" {
		t.Errorf("audit: %+v %v", lines, err)
	}
}

// What somebody else decided an analyst may not take back; an editor may.
func TestOthersDecisionsAreTheEditors(t *testing.T) {
	t.Parallel()
	r := guardedRoom(t)
	one, figure := aClaim(t, claim.KindFigure, 0)
	if w := r.as("editor").post(home+"decide", url.Values{"kind": {"reject"}, "claim": {one.report.Identity() + "#" + figure.ID}}); w.Code != 303 {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	undo := url.Values{"kind": {"undo"}, "undo": {r.decided()[0].ID}}
	if w := r.as("analyst").post(home+"decide", undo); w.Code != http.StatusForbidden {
		t.Errorf("the analyst takes it back: %d", w.Code)
	}
	if w := r.as("admin").post(home+"decide", undo); w.Code != 303 {
		t.Errorf("the administrator does not: %d", w.Code)
	}
}

func TestDecidingTellsItsEffect(t *testing.T) {
	t.Parallel()
	r := withSample(t)
	one, _ := aClaim(t, claim.KindFigure, 0)
	var said struct {
		Changes []struct{ View, Of, Field, Was, Now string }
	}
	req := httptest.NewRequest(http.MethodPost, home+"decide", strings.NewReader(url.Values{"kind": {"exclude"}, "report": {one.report.Identity()}, "reason": {"a test"}}.Encode()))
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	req.Header.Set("Accept", "application/json")
	w := httptest.NewRecorder()
	r.desk.ServeHTTP(w, req)
	if err := json.Unmarshal(w.Body.Bytes(), &said); err != nil || len(said.Changes) == 0 {
		t.Errorf("%v %s", err, w.Body)
	}
}

// The reader shows the text as it is, marks each claim on its words, and leads from one to the next.
func TestTheReader(t *testing.T) {
	t.Parallel()
	r := withSample(t)
	all, err := sampleReadings()
	if err != nil {
		t.Fatal(err)
	}
	for _, one := range all {
		key := desk.ReportKey(one.report.Identity())
		doc := r.page(home + "r/" + key)
		if doc.Find(".versions").Length() > 0 {
			continue
		}
		var got []string
		doc.Find("[data-text=text] > p").Each(func(_ int, p *goquery.Selection) { got = append(got, p.Text()) })
		var want []string
		for line := range strings.SplitSeq(one.report.Text, "\n") {
			if strings.TrimSpace(line) != "" {
				want = append(want, line)
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: the text is not as it was:\n%s", one.report.ID, diff)
		}
		if n := doc.Find(".claims li").Length(); n != len(one.record.Claims) {
			t.Errorf("%s: %d claims are listed of %d", one.report.ID, n, len(one.record.Claims))
		}
	}
	one := all[0]
	for _, c := range one.record.Claims {
		doc := r.page(home + "r/" + desk.ReportKey(one.report.Identity()) + "?claim=" + url.QueryEscape(c.ID))
		text := claim.NewText(one.report.Text)
		if c.In == "title" {
			text = claim.NewText(one.report.Title)
		}
		words, _ := text.Cut(c.Span)
		if got := squeezed(doc.Find(".mk.on").Text()); got != squeezed(words) {
			t.Errorf("%s: marked is %q, its words are %q", c.ID, got, words)
		}
		if !strings.Contains(doc.Find(".claim-card").Text(), c.Rule) {
			t.Errorf("%s: the card does not name its rule", c.ID)
		}
	}
}

func TestVersionsAreCompared(t *testing.T) {
	t.Parallel()
	r := withSample(t)
	all, err := sampleReadings()
	if err != nil {
		t.Fatal(err)
	}
	compared := 0
	for _, one := range all {
		address := home + "r/" + desk.ReportKey(one.report.Identity())
		if r.page(address).Find(".versions").Length() == 0 {
			continue
		}
		doc := r.page(address + "?v=2&compare=1")
		if doc.Find(".diff ins").Length() == 0 || doc.Find(".diff > p").Length() == 0 {
			t.Errorf("%s: nothing is new, or nothing the same", one.report.ID)
		}
		compared++
	}
	if compared == 0 {
		t.Error("no report of the sample case has two versions: nothing was tried")
	}
	for _, bad := range []string{"?v=9", "?v=x", "?v=0"} {
		one, _ := aClaim(t, claim.KindFigure, 0)
		if code, _ := r.get(home + "r/" + desk.ReportKey(one.report.Identity()) + bad); code != 404 && code != 400 {
			t.Errorf("%s: status %d", bad, code)
		}
	}
	if code, _ := r.get(home + "r/none"); code != 404 {
		t.Errorf("no report: status %d", code)
	}
}

// Hostile reports are text where reports are read and decided upon.
func TestHostileReportsInTheReader(t *testing.T) {
	t.Parallel()
	r := setup(t)
	hostile := hostileReadings(t)
	r.keep(hostile...)
	if err := r.ledger.SetCase(t.Context(), sampleCase(t)); err != nil {
		t.Fatal(err)
	}
	var addresses []string
	for _, one := range hostile[:8] {
		addresses = append(addresses, home+"r/"+desk.ReportKey(one.report.Identity()))
		for _, c := range one.record.Claims[:min(2, len(one.record.Claims))] {
			name := one.report.Identity() + "#" + c.ID
			w := (&visitor{room: r}).post(home+"decide", url.Values{"kind": {"note"}, "claim": {name}, "reason": {"<script>alert(1)</script>\u202e{{.}}"}})
			if w.Code != http.StatusSeeOther {
				t.Errorf("a note on %.60q: %d", name, w.Code)
			}
			addresses = append(addresses, home+"r/"+desk.ReportKey(one.report.Identity())+"?claim="+url.QueryEscape(c.ID), w.Header().Get("Location"))
		}
	}
	addresses = append(addresses, home+"decisions", home+"review", home+"audit", home+"reports?q=killed", home+"people?who=PAK", home+"sources", home+"edit")
	for _, address := range addresses {
		w := r.ask(http.MethodGet, address)
		doc, err := goquery.NewDocumentFromReader(w.Body)
		if err != nil || w.Code != http.StatusOK {
			t.Errorf("%.120s: %d %v", address, w.Code, err)
			continue
		}
		harmless(t, address, doc)
	}
}

// secret is a report that is marked private, with a number that stands nowhere else.
// The private layer is shown to who has a role for it, and in no table, brief or export.
// Names of private people who were harmed are shown when an analyst asks, and that is kept.
// Open pages are told that reports came, without being asked again.
