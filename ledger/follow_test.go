package ledger_test

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/ledger"
)

// documentOf is an answer of a server, so many minutes after noon.
func documentOf(url, body string, minutes int) *claim.Document {
	sum := sha256.Sum256([]byte(body))
	return &claim.Document{Source: "wire", URL: url, Fetched: noon.Add(time.Duration(minutes) * time.Minute).Format(time.RFC3339), Status: 200, Type: "text/html; charset=utf-8",
		Headers: "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Encoding: gzip\r\n", SHA256: hex.EncodeToString(sum[:]), Item: claim.Item{URL: url, Title: "Talks"}, Body: []byte(body)}
}

func keepAll(t testing.TB, l *ledger.Ledger, docs ...*claim.Document) {
	t.Helper()
	if err := l.Keep(t.Context(), claim.SourceState{Source: "wire", ETag: `"a"`}, docs); err != nil {
		t.Fatal(err)
	}
}

// claimAll takes all tasks that are due.
func claimAll(t testing.TB, l *ledger.Ledger) []ledger.Task {
	t.Helper()
	tasks, err := l.ClaimTasks(t.Context(), 100, time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	return tasks
}

func sources(t *testing.T, l *ledger.Ledger) {
	a := claim.Source{ID: "wire", Address: "https://wire.example/feed"}
	b := claim.Source{ID: "paper", Address: "https://paper.example/", Kind: claim.SourceIndex, Links: "/news/"}
	for _, s := range []claim.Source{a, b, a} {
		if err := l.SetSource(t.Context(), s); err != nil {
			t.Fatal(err)
		}
	}
	digest := clean(t, l)
	a.Paused = true
	if err := l.SetSource(t.Context(), a); err != nil {
		t.Fatal(err)
	}
	got, err := l.Sources(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	same(t, "sources", got, []claim.Source{b, a})
	if clean(t, l) == digest {
		t.Error("another wording, and the same digest")
	}
	if err := l.RemoveSource(t.Context(), "wire"); err != nil {
		t.Fatal(err)
	}
	if err := l.RemoveSource(t.Context(), "wire"); ledger.CodeOf(err) != ledger.Missing {
		t.Errorf("removed twice: %v", err)
	}
	if err := l.SetSource(t.Context(), claim.Source{ID: "no address"}); err == nil {
		t.Error("a source that breaks its rules was kept")
	}
	if got, err = l.Sources(t.Context(), ""); err != nil || len(got) != 1 {
		t.Errorf("%+v %v", got, err)
	}
}

func sourcesOfCases(t *testing.T, l *ledger.Ledger) {
	own, other := valley(), valley()
	own.Sources = []claim.Source{{ID: "wire", Address: "https://wire.example/feed"}, {ID: "paper", Address: "https://paper.example/feed"}}
	other.ID, other.Sources = "hills", []claim.Source{{ID: "wire", Address: "https://hills.example/feed"}, {ID: "paper", Address: "https://paper.example/feed"}}
	for _, c := range []*claim.Case{own, other} {
		if err := l.SetCase(t.Context(), c); err != nil {
			t.Fatal(err)
		}
	}
	if err := l.SetSource(t.Context(), claim.Source{ID: "all", Address: "https://all.example/feed"}); err != nil {
		t.Fatal(err)
	}
	for id, want := range map[string][]string{"": {"all", "paper", "valley-wire", "wire"}, "hills": {"all", "paper", "wire"}, "valley": {"all", "valley-wire"}} {
		list, err := l.Sources(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, s := range list {
			got = append(got, s.ID)
		}
		same(t, "sources of "+id, got, want)
	}
	if err := l.RemoveSource(t.Context(), "paper"); err == nil || !strings.Contains(err.Error(), "parley case edit") {
		t.Errorf("a case's source was removed: %v", err)
	}
}

func keeping(t *testing.T, l *ledger.Ledger) {
	first, second := documentOf("https://wire.example/1#top", "<p>Talks.", 0), documentOf("https://wire.example/2", "<p>Talks.", 1)
	second.Headers, second.Status = "", 0 // a file
	for range 2 {
		keepAll(t, l, first, second)
	}
	tasks := claimAll(t, l)
	if len(tasks) != 2 {
		t.Fatalf("tasks: %+v", tasks)
	}
	for i, want := range []*claim.Document{first, second} {
		got, err := l.Document(t.Context(), tasks[i].ID)
		if err != nil {
			t.Fatal(err)
		}
		same(t, "document", got, want)
	}
	again := documentOf("https://wire.example/1", "<p>Talks.", 60)
	changed := documentOf("https://wire.example/1", "<p>No talks.", 90)
	unchanged := documentOf("https://wire.example/1", "", 360)
	unchanged.Status = 304
	keepAll(t, l, again, changed, unchanged)
	if tasks := claimAll(t, l); len(tasks) != 1 {
		t.Errorf("of a page that was looked at three times more and changed once: %+v", tasks)
	}
	got, err := l.Fetched(t.Context(), "https://wire.example/1")
	if err != nil || string(got.Body) != "<p>No talks." || got.Status != 304 {
		t.Errorf("the latest: %+v %v", got, err)
	}
	state, err := l.Recall(t.Context(), "wire")
	if err != nil {
		t.Fatal(err)
	}
	same(t, "state", state, claim.SourceState{Source: "wire", ETag: `"a"`, Taken: 3})
	if s, err := l.Status(t.Context()); err != nil || s.Pages != 2 || s.Documents != 2 || s.Gone != 0 {
		t.Errorf("%+v %v", s, err)
	}
	if v, err := l.Verify(t.Context(), nil); err != nil || !v.Clean || v.Documents != 2 {
		t.Errorf("%+v %v", v, err)
	}
	if state, err := l.Recall(t.Context(), "nobody"); err != nil || state != (claim.SourceState{Source: "nobody"}) {
		t.Errorf("%+v %v", state, err)
	}
}

// freshness: the ledger's clock stands at noon.
func freshness(t *testing.T, l *ledger.Ledger) {
	fetched := func(name string, minutes ...int) claim.Item {
		url := "https://wire.example/" + name
		for _, m := range minutes {
			d := documentOf(url, name+fmt.Sprint(m), m)
			d.Item.Updated = "2031-04-01T08:00:00Z"
			keepAll(t, l, d)
		}
		return claim.Item{URL: url}
	}
	updated := func(i claim.Item, at string) claim.Item {
		i.Updated = at
		return i
	}
	old := fetched("old", -90)
	old.Published = "2031-03-01"
	items := map[string]claim.Item{
		"never":             fetched("never"),
		"just now":          fetched("just now", -59),
		"an hour":           fetched("an hour", -60),
		"twice":             fetched("twice", -90, -20),
		"twice in a while":  fetched("twice in a while", -361, -300),
		"a day":             fetched("a day", -24*60, -300),
		"all looks":         fetched("all looks", -50*60, -49*60, -44*60, -25*60),
		"missed":            fetched("missed", -50*60),
		"old when it came":  old,
		"listed as updated": updated(fetched("listed as updated", -5), "2031-04-01T08:00:01Z"),
		"listed as before":  updated(fetched("listed as before", -5), "2031-04-01T10:00:00+02:00"),
		"listed as earlier": updated(fetched("listed as earlier", -5), "2031-03-31"),
	}
	due := []string{"a day", "an hour", "listed as updated", "missed", "never", "twice in a while"}
	var list []claim.Item
	for _, i := range items {
		list = append(list, i, i)
	}
	fresh, err := l.Fresh(t.Context(), "wire", list)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, i := range fresh {
		got = append(got, strings.TrimPrefix(i.URL, "https://wire.example/"))
	}
	slices.Sort(got)
	same(t, "due", got, due)
	if fresh, err = l.Fresh(t.Context(), "wire", nil); err != nil {
		t.Fatal(err)
	}
	got = nil
	for _, i := range fresh {
		got = append(got, i.Title+" "+strings.TrimPrefix(i.URL, "https://wire.example/"))
	}
	slices.Sort(got)
	same(t, "due where the list is as it was", got, []string{"Talks a day", "Talks an hour", "Talks missed", "Talks old", "Talks twice in a while"})
	if fresh, err = l.Fresh(t.Context(), "another", nil); err != nil || len(fresh) != 0 {
		t.Errorf("of another source: %v %v", fresh, err)
	}
}

func goneness(t *testing.T, l *ledger.Ledger) {
	gone := func(url string, minutes int) *claim.Document {
		d := documentOf(url, "Not found", minutes)
		d.Status = 404
		return d
	}
	keepAll(t, l, documentOf("https://wire.example/1", "<p>Talks.", 0), gone("https://wire.example/2", 0))
	if n := len(claimAll(t, l)); n != 2 {
		t.Errorf("%d tasks: a page that was never there is told too", n)
	}
	keepAll(t, l, gone("https://wire.example/1", 60), gone("https://wire.example/2", 60))
	if n := len(claimAll(t, l)); n != 0 {
		t.Errorf("%d tasks for pages that are gone", n)
	}
	if s, err := l.Status(t.Context()); err != nil || s.Gone != 2 {
		t.Errorf("%+v %v", s, err)
	}
	keepAll(t, l, documentOf("https://wire.example/1", "<p>Talks.", 90))
	if s, err := l.Status(t.Context()); err != nil || s.Gone != 1 {
		t.Errorf("%+v %v", s, err)
	}
	clean(t, l)
}

func untrueDocuments(t *testing.T, l *ledger.Ledger) {
	for name, edit := range map[string]func(*claim.Document){
		"another hash": func(d *claim.Document) { d.SHA256 = strings.Repeat("0", 64) },
		"no hash":      func(d *claim.Document) { d.SHA256 = "../../etc" },
		"no time":      func(d *claim.Document) { d.Fetched = "today" },
	} {
		good, bad := documentOf("https://wire.example/1", "Talks.", 0), documentOf("https://wire.example/2", "Talks!", 0)
		edit(bad)
		if err := l.Keep(t.Context(), claim.SourceState{Source: "wire"}, []*claim.Document{good, bad}); err == nil {
			t.Errorf("%s: kept", name)
		}
	}
	if err := l.Keep(t.Context(), claim.SourceState{}, nil); err == nil {
		t.Error("of no source: kept")
	}
	if n := len(claimAll(t, l)); n != 0 {
		t.Errorf("%d tasks of what was not kept", n)
	}
	odd := documentOf("https://wire.example/\x00\xff", "\x00\xff\r\n\r\nWARC/1.1", 0)
	odd.Headers = "HTTP/1.1 200 OK\nX: \xff\x00\n\nWARC-Type: resource\n"
	keepAll(t, l, odd)
	if got, err := l.Document(t.Context(), claimAll(t, l)[0].ID); err != nil || string(got.Body) != string(odd.Body) {
		t.Errorf("an odd document: %+v %v", got, err)
	}
	clean(t, l)
}

func claiming(t *testing.T, l *ledger.Ledger) {
	const n, takers = 60, 6
	var docs []*claim.Document
	for i := range n {
		docs = append(docs, documentOf(fmt.Sprintf("https://wire.example/%d", i), fmt.Sprint("Talks ", i), 0))
	}
	keepAll(t, l, docs...)
	var mu sync.Mutex
	var taken []int64
	var taking sync.WaitGroup
	for range takers {
		taking.Go(func() {
			for {
				tasks, err := l.ClaimTasks(t.Context(), 7, time.Minute)
				if err != nil {
					t.Error(err)
					return
				}
				mu.Lock()
				for _, k := range tasks {
					taken = append(taken, k.ID)
				}
				all := len(taken) >= n
				mu.Unlock()
				if all || len(tasks) == 0 {
					return
				}
			}
		})
	}
	taking.Wait()
	for _, k := range claimAll(t, l) { // of those that left early while another held the last
		taken = append(taken, k.ID)
	}
	slices.Sort(taken)
	if len(taken) != n || len(slices.Compact(taken)) != n {
		t.Errorf("%d tasks were taken of %d, some of them twice", len(taken), n)
	}
	for _, id := range taken {
		if err := l.SettleTasks(t.Context(), ledger.Outcome{ID: id}, ledger.Outcome{ID: id}); err != nil {
			t.Fatal(err)
		}
	}
	if d, err := l.Depth(t.Context()); err != nil || d.Open != 0 || d.Dead != 0 {
		t.Errorf("%+v %v", d, err)
	}
}

func failing(t *testing.T, l *ledger.Ledger) {
	keepAll(t, l, documentOf("https://wire.example/1", "One.", 0), documentOf("https://wire.example/2", "Two.", 0), documentOf("https://wire.example/3", "Three.", 0))
	tasks := claimAll(t, l)
	if err := l.SettleTasks(t.Context(), ledger.Outcome{ID: tasks[0].ID, Reason: "the model is away", Again: time.Nanosecond}, ledger.Outcome{ID: tasks[1].ID, Reason: "it is hopeless"}); err != nil {
		t.Fatal(err)
	}
	d, err := l.Depth(t.Context())
	if err != nil || d.Open != 2 || d.Again != 1 || d.Dead != 1 || len(d.Why) != 2 || !d.Why[0].Dead || d.Why[0].URL != "https://wire.example/2" || d.Why[1].Reason != "the model is away" || !d.Oldest.Equal(noon) {
		t.Errorf("%+v %v", d, err)
	}
	same(t, "tried again", claimAll(t, l), []ledger.Task{{ID: tasks[0].ID, Try: 2}})
	open, err := l.HoldTasks(t.Context(), []int64{tasks[0].ID, tasks[1].ID, 99}, -time.Second)
	if err != nil || !slices.Equal(open, []ledger.Task{{ID: tasks[0].ID, Try: 2}}) {
		t.Errorf("held: %v %v", open, err)
	}
	for try := 3; ; try++ { // whoever takes it dies
		got, err := l.ClaimTasks(t.Context(), 1, -time.Second)
		if err != nil {
			t.Fatal(err)
		}
		if len(got) == 0 {
			break
		}
		if got[0].Try != try || try > 100 {
			t.Fatalf("%+v", got)
		}
	}
	if d, err := l.Depth(t.Context()); err != nil || d.Dead != 2 || d.Open != 1 {
		t.Errorf("%+v %v", d, err)
	}
	if n, err := l.Revive(t.Context()); err != nil || n != 2 {
		t.Errorf("%d %v", n, err)
	}
	if got := claimAll(t, l); len(got) != 2 || got[0].Try != 1 {
		t.Errorf("revived: %+v", got)
	}
}

// offering: what is offered is taken by whoever hears of it, and tried only then.
func offering(t *testing.T, l *ledger.Ledger) {
	keepAll(t, l, documentOf("https://wire.example/1", "One.", 0), documentOf("https://wire.example/2", "Two.", 0))
	offered, err := l.OfferTasks(t.Context(), 9, time.Minute)
	if err != nil || len(offered) != 2 || offered[0].Try != 0 {
		t.Fatalf("%+v %v", offered, err)
	}
	if more := claimAll(t, l); len(more) != 0 {
		t.Errorf("offered, and taken by another: %+v", more)
	}
	if err := l.SettleTasks(t.Context(), ledger.Outcome{ID: offered[1].ID}); err != nil {
		t.Fatal(err)
	}
	taken, err := l.TakeTasks(t.Context(), []int64{offered[0].ID, offered[1].ID}, time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "taken", taken, []ledger.Task{{ID: offered[0].ID, Try: 1}})
	if err := l.SettleTasks(t.Context(), ledger.Outcome{ID: taken[0].ID, Back: true}); err != nil {
		t.Fatal(err)
	}
	same(t, "given back", claimAll(t, l), []ledger.Task{{ID: offered[0].ID, Try: 1}})
}

// refusalOf is a page that could not be read.
func refusalOf(n int, code string) ledger.Refusal {
	url := fmt.Sprintf("https://wire.example/%d", n)
	return ledger.Refusal{Name: url, Source: url, Code: code, Message: "it cannot be read yet", Document: fmt.Appendf(nil, `{"id":"a","text":"Гүлдер %d Selby"}`, n),
		Unread: ledger.Unread{URL: url, Followed: "wire", Outlet: "Example Wire", Title: "Гүлдер", Language: "kk", Published: fmt.Sprintf("2031-03-%02d", n)}}
}

func refuse(t testing.TB, l *ledger.Ledger, all ...ledger.Refusal) {
	t.Helper()
	var leaves []*ledger.Leaf
	for _, r := range all {
		leaves = append(leaves, l.Refuse(r))
	}
	if _, err := l.Append(t.Context(), leaves); err != nil {
		t.Fatal(err)
	}
}

// unreadNames lists what a query gives, by the days.
func unreadNames(t testing.TB, l *ledger.Ledger, q ledger.UnreadQuery) []string {
	t.Helper()
	list, err := l.Unread(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	days := []string{}
	for _, e := range list {
		days = append(days, e.Available[8:10]+" "+e.Code)
	}
	return days
}

func unread(t *testing.T, l *ledger.Ledger) {
	other := valley()
	other.ID, other.Sources = "hills", []claim.Source{{ID: "hill-wire", Address: "https://hills.example/feed"}}
	for _, c := range []*claim.Case{valley(), other} {
		if err := l.SetCase(t.Context(), c); err != nil {
			t.Fatal(err)
		}
	}
	alien, early := refusalOf(3, "scan"), refusalOf(9, "language")
	alien.Followed, early.Published = "hill-wire", "2030-01-01"
	refuse(t, l, refusalOf(1, "language"), refusalOf(2, "scan"), alien, early)
	refuse(t, l, refusalOf(1, "language"))
	refuse(t, l, refusalOf(2, "paywall")) // another look: it takes the place of the first
	day, _ := ledger.Moment("2031-03-01")
	for _, c := range []struct {
		ask  ledger.UnreadQuery
		want []string
	}{
		{ledger.UnreadQuery{}, []string{"03 scan", "02 paywall", "01 language", "01 language"}},
		{ledger.UnreadQuery{Case: "valley"}, []string{"02 paywall", "01 language"}},
		{ledger.UnreadQuery{Case: "hills"}, []string{"03 scan", "02 paywall", "01 language"}},
		{ledger.UnreadQuery{Case: "valley", AsOf: day}, []string{"01 language"}},
		{ledger.UnreadQuery{Code: "scan"}, []string{"03 scan"}},
		{ledger.UnreadQuery{Words: "SELBY гүлдер"}, []string{"03 scan", "02 paywall", "01 language", "01 language"}},
		{ledger.UnreadQuery{Words: "selby 2"}, []string{"02 paywall"}},
		{ledger.UnreadQuery{Words: "tanks"}, []string{}},
	} {
		same(t, fmt.Sprintf("%+v", c.ask), unreadNames(t, l, c.ask), c.want)
	}
	list, err := l.Unread(t.Context(), ledger.UnreadQuery{Case: "valley"})
	if err != nil {
		t.Fatal(err)
	}
	same(t, "by reason", ledger.UnreadBy(list), []ledger.ByReason{{Code: "language", Count: 1}, {Code: "paywall", Count: 1}})
	if found, err := l.Search(t.Context(), ledger.Search{Words: "selby"}); err != nil || len(found.Hits) != 0 {
		t.Errorf("what was not read is found among reports: %+v %v", found, err)
	}
	clean(t, l)
}

func cured(t *testing.T, l *ledger.Ledger) {
	refuse(t, l, refusalOf(1, "empty"), refusalOf(2, "empty"), refusalOf(3, "empty"))
	keep(t, l, storyOf(t, 1))
	s := storyOf(t, 7)
	f, err := l.Prepare(s.report, s.record)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := l.Append(t.Context(), []*ledger.Leaf{f.From("https://wire.example/2#a")}); err != nil {
		t.Fatal(err)
	}
	same(t, "unread", unreadNames(t, l, ledger.UnreadQuery{Words: "selby"}), []string{"03 empty"})
	clean(t, l)
}
