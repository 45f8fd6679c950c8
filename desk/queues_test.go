package desk_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

// However long a queue takes to be made, what was decided has left it at the next look, and comes back when undone.
func TestADecisionLeavesTheQueueOfALargeCaseAtOnce(t *testing.T) {
	t.Parallel()
	r := withSample(t)
	r.slow()
	atHand := func() string { return r.page(home+"review").Find("form.one-key [name=claim]").AttrOr("value", "") }
	seen := map[string]bool{}
	for range 4 {
		name := atHand()
		if name == "" || seen[name] {
			t.Fatalf("%q is at hand, after %v were decided", name, seen)
		}
		seen[name] = true
		if code := r.send(url.Values{"kind": {"accept"}, "claim": {name}}); code != http.StatusSeeOther {
			t.Fatalf("deciding: status %d", code)
		}
	}
	all := r.decided()
	if code := r.send(url.Values{"kind": {"undo"}, "undo": {all[0].ID}}); code != http.StatusSeeOther {
		t.Fatalf("undoing: status %d", code)
	}
	if name := atHand(); !seen[name] {
		t.Errorf("undone, %q is at hand, none of %v", name, seen)
	}
}

// send decides as a form does, and gives the status.
func (r *room) send(form url.Values) int {
	r.t.Helper()
	req := httptest.NewRequest(http.MethodPost, home+"decide", strings.NewReader(form.Encode()))
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	w := httptest.NewRecorder()
	r.desk.ServeHTTP(w, req)
	return w.Code
}

// Whoever reads a page and may review finds the queue made, or in the making: it is the same either way.
func TestTheQueueIsMadeWhileAnotherPageIsRead(t *testing.T) {
	t.Parallel()
	asked, ahead := withSample(t), withSample(t)
	if status, _ := ahead.get(home); status != http.StatusOK {
		t.Fatalf("status %d", status)
	}
	claims := func(r *room) string { return r.page(home + "review").Find("main").Text() }
	if want, got := claims(asked), claims(ahead); want != got {
		t.Errorf("made ahead the queue is %q, else %q", got, want)
	}
}
