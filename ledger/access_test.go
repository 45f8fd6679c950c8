package ledger_test

import (
	"testing"
	"time"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/ledger"
)

func TestAccountsAndSessions(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		l, ctx := open(t, address), t.Context()
		if _, err := l.Account(ctx, "mira"); ledger.CodeOf(err) != ledger.Missing {
			t.Errorf("an account that is not there: %v", err)
		}
		mira := ledger.Account{Name: "mira", Password: "$p", Roles: map[string]string{"": "reader", "x": "editor"}}
		odo := ledger.Account{Name: "Odo", Subject: "https://issuer 1", Admin: true}
		for _, a := range []ledger.Account{odo, mira} {
			if err := l.SetAccount(ctx, a); err != nil {
				t.Fatal(err)
			}
		}
		mira.Created, odo.Created, odo.Roles = noon, noon, map[string]string{}
		all, err := l.Accounts(ctx)
		if err != nil {
			t.Fatal(err)
		}
		same(t, "accounts", all, []ledger.Account{odo, mira})
		if a, err := l.AccountOf(ctx, odo.Subject); err != nil || a.Name != "Odo" {
			t.Errorf("%+v %v", a, err)
		}
		twin := ledger.Account{Name: "twin", Subject: odo.Subject}
		if err := l.SetAccount(ctx, twin); err == nil {
			t.Error("two accounts have one subject")
		}
		s := ledger.Session{Hash: []byte{1, 2}, Account: "mira", Began: noon, Seen: noon}
		for _, at := range []time.Time{noon, noon.Add(time.Hour)} {
			if s.Seen = at; l.KeepSession(ctx, s) != nil {
				t.Fatal("a session is not kept")
			}
		}
		if got, a, ok, err := l.SessionOf(ctx, s.Hash); err != nil || !ok || a.Name != "mira" || !got.Seen.Equal(s.Seen) || !got.Began.Equal(noon) {
			t.Errorf("%+v %+v %v %v", got, a, ok, err)
		}
		if err := l.DropAccount(ctx, "mira"); err != nil {
			t.Fatal(err)
		}
		if _, _, ok, err := l.SessionOf(ctx, s.Hash); ok || err != nil {
			t.Errorf("the session outlasts its account: %v", err)
		}
	})
}

// The audit log is only ever added to: the database itself refuses.
func TestTheAuditLogStays(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		l, ctx := open(t, address), t.Context()
		for _, what := range []string{"sign-in", "decide reject", "decide undo"} {
			if err := l.Audit(ctx, ledger.AuditLine{Who: "mira\x00", From: "::1", What: what, Case: "x", About: "'); DROP TABLE audit_line; --"}); err != nil {
				t.Fatal(err)
			}
		}
		db := rawDatabase(t, address)
		for _, spoil := range []string{"UPDATE audit_line SET who = 'nobody'", "DELETE FROM audit_line"} {
			if _, err := db.ExecContext(ctx, spoil); err == nil {
				t.Errorf("%s went through", spoil)
			}
		}
		lines, err := l.AuditLines(ctx, ledger.AuditQuery{Case: "x", What: "decide", Limit: 1})
		if err != nil || len(lines) != 1 || lines[0].What != "decide undo" || lines[0].Who != "mira\uFFFD" || !lines[0].At.Equal(noon) {
			t.Fatalf("%+v %v", lines, err)
		}
		lines, err = l.AuditLines(ctx, ledger.AuditQuery{Before: lines[0].N})
		if err != nil || len(lines) != 2 || lines[1].What != "sign-in" {
			t.Errorf("%+v %v", lines, err)
		}
		clean(t, l)
	})
}

// Letting go of a private source, or of its line in a case file, publishes nothing.
func TestPrivateSourcesStayPrivate(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		l, ctx := open(t, address), t.Context()
		c := valley()
		for _, step := range []struct {
			do   func() error
			want []string
		}{
			{func() error { return nil }, []string{}},
			{func() error {
				return l.SetSource(ctx, claim.Source{ID: "field", Address: "https://a.example/feed", Private: true})
			}, []string{"field"}},
			{func() error { return l.SetSource(ctx, claim.Source{ID: "wire", Address: "https://b.example/feed"}) }, []string{"field"}},
			{func() error { return l.RemoveSource(ctx, "field") }, []string{"field"}},
			{func() error { return l.SetSource(ctx, claim.Source{ID: "field", Address: "https://a.example/feed"}) }, []string{}},
			{func() error {
				c.Sources = []claim.Source{{ID: "cable", Address: "https://c.example/feed", Private: true}}
				return l.SetCase(ctx, c)
			}, []string{"cable", "valley-cable"}},
			{func() error { c.Sources = nil; return l.SetCase(ctx, c) }, []string{"cable", "valley-cable"}},
		} {
			if err := step.do(); err != nil {
				t.Fatal(err)
			}
			got, err := l.PrivateSources(ctx)
			if err != nil {
				t.Fatal(err)
			}
			same(t, "private", got, step.want)
		}
	})
}
