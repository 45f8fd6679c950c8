package ledger

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"time"
)

// Account is somebody who may sign in to the ledger's pages. What a role
// allows is none of the ledger's business.
type Account struct {
	Name     string            `json:"name"`
	Password string            `json:"-"`                 // argon2id as a PHC string; empty: signs in elsewhere
	Subject  string            `json:"subject,omitempty"` // issuer and subject of OpenID Connect
	Admin    bool              `json:"admin,omitempty"`
	Roles    map[string]string `json:"roles"` // by case; under "" those of every case
	Created  time.Time         `json:"created"`
}

// Session is a browser that somebody has signed in from.
type Session struct {
	Hash    []byte // SHA-256 of the token that the browser holds
	Account string
	Began   time.Time
	Seen    time.Time
}

// AuditLine is one thing that was done, or tried.
type AuditLine struct {
	N     int64     `json:"n"`
	At    time.Time `json:"at"`
	Who   string    `json:"who"`            // name of the account; what was typed, where that is none
	From  string    `json:"from"`           // network address
	What  string    `json:"what"`           // such as sign-in or decide reject
	Case  string    `json:"case,omitempty"` // empty: of no case
	About string    `json:"about,omitempty"`
}

// AuditQuery says which lines of the audit log are wanted, the latest first.
type AuditQuery struct {
	Case   string // empty: of all
	Who    string
	What   string // how it begins
	Before int64  // only lines with a smaller number; 0: all
	Limit  int    // 0: 100
}

const accountColumns = "SELECT name, password, subject, admin, roles, created FROM account"

// Accounts gives all accounts in order of their names.
func (l *Ledger) Accounts(ctx context.Context) ([]Account, error) {
	return l.accounts(ctx, accountColumns+" ORDER BY name")
}

// Account gives the account of a name. Where there is none the error's code is Missing.
func (l *Ledger) Account(ctx context.Context, name string) (*Account, error) {
	return l.account(ctx, accountColumns+" WHERE name = ?", name)
}

// AccountOf gives the account that is bound to an issuer and subject. Where
// there is none the error's code is Missing.
func (l *Ledger) AccountOf(ctx context.Context, subject string) (*Account, error) {
	return l.account(ctx, accountColumns+" WHERE subject = ?", subject)
}

func (l *Ledger) account(ctx context.Context, query, value string) (*Account, error) {
	found, err := l.accounts(ctx, query, value)
	switch {
	case err != nil:
		return nil, err
	case len(found) == 0:
		return nil, fault(Missing, nil, "there is no account %q: parley account list shows those there are", value)
	}
	return &found[0], nil
}

func (l *Ledger) accounts(ctx context.Context, query string, values ...any) (all []Account, err error) {
	err = l.patiently(ctx, "read accounts", func() error {
		all = nil
		return l.reading().each(ctx, func(scan func(...any) error) error {
			a, err := scanAccount(scan)
			all = append(all, a)
			return err
		}, query, values...)
	})
	return all, err
}

func scanAccount(scan func(...any) error) (a Account, err error) {
	var subject sql.NullString
	var roles string
	var created int64
	if err := scan(&a.Name, &a.Password, &subject, &a.Admin, &roles, &created); err != nil {
		return a, err
	}
	a.Subject, a.Created = subject.String, time.UnixMicro(created).UTC()
	return a, json.Unmarshal([]byte(roles), &a.Roles)
}

// SetAccount keeps an account, a new one or a changed one. Created is set by
// the ledger. A subject belongs to one account.
func (l *Ledger) SetAccount(ctx context.Context, a Account) error {
	roles, err := json.Marshal(a.Roles)
	if err != nil {
		return err
	}
	if a.Roles == nil {
		roles = []byte("{}")
	}
	admin, stamp := 0, l.stamp()
	if a.Admin {
		admin = 1
	}
	return l.change(ctx, "keep an account", func(tx conn, _ func(int) (int64, error)) error {
		return tx.exec(ctx, `INSERT INTO account (name, password, subject, admin, roles, created) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (name)
			DO UPDATE SET password = excluded.password, subject = excluded.subject, admin = excluded.admin, roles = excluded.roles`,
			a.Name, a.Password, sql.NullString{String: a.Subject, Valid: a.Subject != ""}, admin, string(roles), stamp)
	})
}

// DropAccount removes an account and ends its sessions. What it did stays in
// the audit log, and its decisions in their cases.
func (l *Ledger) DropAccount(ctx context.Context, name string) error {
	return l.change(ctx, "drop an account", func(tx conn, _ func(int) (int64, error)) error {
		if err := tx.exec(ctx, "DELETE FROM account_session WHERE account = ?", name); err != nil {
			return err
		}
		return tx.exec(ctx, "DELETE FROM account WHERE name = ?", name)
	})
}

// KeepSession keeps a session, or when it was seen last.
func (l *Ledger) KeepSession(ctx context.Context, s Session) error {
	return l.change(ctx, "keep a session", func(tx conn, _ func(int) (int64, error)) error {
		return tx.exec(ctx, "INSERT INTO account_session (hash, account, began, seen) VALUES (?, ?, ?, ?) ON CONFLICT (hash) DO UPDATE SET seen = excluded.seen",
			s.Hash, s.Account, s.Began.UnixMicro(), s.Seen.UnixMicro())
	})
}

// SessionOf gives the session of a token's hash with its account. Where there
// is none ok is false.
func (l *Ledger) SessionOf(ctx context.Context, hash []byte) (s Session, a Account, ok bool, err error) {
	var began, seen int64
	err = l.patiently(ctx, "look up a session", func() error {
		return l.reading().row(ctx, "SELECT account, began, seen FROM account_session WHERE hash = ?", hash).Scan(&s.Account, &began, &seen)
	})
	if errors.Is(err, sql.ErrNoRows) {
		return s, a, false, nil
	}
	if err != nil {
		return s, a, false, err
	}
	s.Hash, s.Began, s.Seen = hash, time.UnixMicro(began).UTC(), time.UnixMicro(seen).UTC()
	found, err := l.Account(ctx, s.Account)
	if CodeOf(err) == Missing { // dropped between the two looks
		return s, a, false, nil
	}
	if err != nil {
		return s, a, false, err
	}
	return s, *found, true, nil
}

// EndSession ends a session. One that is not there is ended.
func (l *Ledger) EndSession(ctx context.Context, hash []byte) error {
	return l.change(ctx, "end a session", func(tx conn, _ func(int) (int64, error)) error {
		return tx.exec(ctx, "DELETE FROM account_session WHERE hash = ?", hash)
	})
}

// EndSessions ends all sessions of an account, or with an empty name all that
// were not seen since a time or began before one.
func (l *Ledger) EndSessions(ctx context.Context, account string, seen, began time.Time) error {
	return l.change(ctx, "end sessions", func(tx conn, _ func(int) (int64, error)) error {
		if account != "" {
			return tx.exec(ctx, "DELETE FROM account_session WHERE account = ?", account)
		}
		return tx.exec(ctx, "DELETE FROM account_session WHERE seen < ? OR began < ?", seen.UnixMicro(), began.UnixMicro())
	})
}

// Audit adds a line to the audit log, and waits until it is on disk. Its number
// and time are the ledger's. The database itself refuses to change or delete one.
func (l *Ledger) Audit(ctx context.Context, a AuditLine) error {
	stamp := l.stamp()
	return l.change(ctx, "audit", func(tx conn, _ func(int) (int64, error)) error {
		return tx.exec(ctx, "INSERT INTO audit_line (at, who, origin, what, case_name, about) VALUES (?, ?, ?, ?, ?, ?)",
			stamp, plainText(a.Who), a.From, a.What, a.Case, plainText(a.About))
	})
}

// AuditLines gives lines of the audit log, the latest first.
func (l *Ledger) AuditLines(ctx context.Context, q AuditQuery) (all []AuditLine, err error) {
	w := wording{}
	w.when(q.Case != "", "case_name = ?", q.Case)
	w.when(q.Who != "", "who = ?", q.Who)
	w.when(q.What != "", "substr(what, 1, length(?)) = ?", q.What, q.What)
	w.when(q.Before > 0, "n < ?", q.Before)
	limit := q.Limit
	if limit <= 0 {
		limit = 100
	}
	err = l.patiently(ctx, "read the audit log", func() error {
		all = nil
		return l.reading().each(ctx, func(scan func(...any) error) error {
			var a AuditLine
			var at int64
			err := scan(&a.N, &at, &a.Who, &a.From, &a.What, &a.Case, &a.About)
			a.At = time.UnixMicro(at).UTC()
			all = append(all, a)
			return err
		}, "SELECT n, at, who, origin, what, case_name, about FROM audit_line"+w.where()+" ORDER BY n DESC LIMIT ?", append(w.values, limit)...)
	})
	return all, err
}
