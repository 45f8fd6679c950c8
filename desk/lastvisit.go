package desk

import (
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/parley-desk/parley/account"
)

const (
	seenCookie = "parley_seen"
	// visitGap is how long a reader is away until the next look counts as another visit.
	visitGap = 30 * time.Minute
)

// seen tells when the reader's last visit of a case ended, zero where there was
// none, and remembers this one.
func (d *Desk) seen(w http.ResponseWriter, r *http.Request, id string) time.Time {
	now := d.now()
	before, latest := readSeen(r)
	if now.Sub(latest) > visitGap {
		before = latest
	}
	value := fmt.Sprintf("%d.%d", before.Unix(), now.Unix())
	if before.IsZero() {
		value = fmt.Sprintf("0.%d", now.Unix())
	}
	http.SetCookie(w, &http.Cookie{Name: seenCookie, Value: value, Path: "/c/" + url.PathEscape(id) + "/", MaxAge: 400 * 24 * 3600, SameSite: http.SameSiteLaxMode, HttpOnly: true})
	return before
}

// readSeen reads the cookie: the end of the last visit, and the latest look. What
// is no time counts as never.
func readSeen(r *http.Request) (before, latest time.Time) {
	c, err := r.Cookie(seenCookie)
	if err != nil {
		return before, latest
	}
	first, second, _ := strings.Cut(c.Value, ".")
	return unix(first), unix(second)
}

func unix(s string) time.Time {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n <= 0 {
		return time.Time{}
	}
	return time.Unix(n, 0).UTC()
}

// missed counts the reports and decisions that came after the reader's last visit.
func (v *visit) missed() (reports, decisions int) {
	if v.LastVisit.IsZero() {
		return 0, 0
	}
	for _, stored := range v.stock.Stored {
		if stored.After(v.LastVisit) {
			reports++
		}
	}
	for _, d := range v.stock.Decisions {
		if at, err := time.Parse(time.RFC3339, d.At); err == nil && at.After(v.LastVisit) {
			decisions++
		}
	}
	return reports, decisions
}

// alsoMissed is what the overview hangs on besides its address.
func alsoMissed(v *visit) string {
	reports, decisions := v.missed()
	return fmt.Sprint(reports, decisions)
}

// sinceLastVisit gives the changes since the reader's last visit.
func (v *visit) sinceLastVisit(reports, decisions int) *account.Changes {
	return once(v.edition, fmt.Sprintf("changes since %d and %d %s", reports, decisions, v.Rule), func() *account.Changes {
		return v.Book().ChangesSince(v.stock.Before(v.LastVisit, v.AsOf, v.Rule), v.desk.known())
	})
}
