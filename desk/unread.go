package desk

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/parley-desk/parley/ledger"
)

// unreadLines remember, up to an append of the ledger, what is said of what could not be read.
type unreadLines struct {
	mu  sync.Mutex
	seq int64
	of  map[string]string
}

// mostUnreadLines bounds the lines that are remembered: of days that nobody asks for again they are let go.
const mostUnreadLines = 128

// Unread counts what came, could have been of the case, and could not be read: "3 reports
// could not be read (language 2, scan 1)"; "" where nothing was.
func (v *visit) Unread() (string, error) {
	ctx := v.req.Context()
	seq, err := v.desk.news.latest(ctx)
	if err != nil {
		return "", err
	}
	kept, key := &v.desk.unread, fmt.Sprint(v.Case.ID, "\x00", v.AsOf, "\x00", v.whole())
	kept.mu.Lock()
	defer kept.mu.Unlock()
	if kept.seq != seq || len(kept.of) >= mostUnreadLines {
		kept.seq, kept.of = seq, map[string]string{}
	}
	line, ok := kept.of[key]
	if !ok {
		all, err := v.unreadEntries(ctx, "")
		if err != nil {
			return "", err
		}
		line = unreadLine(all)
		kept.of[key] = line
	}
	return line, nil
}

// unreadEntries are what could have been of the case and could not be read, as the reader may see it.
func (v *visit) unreadEntries(ctx context.Context, words string) ([]ledger.UnreadEntry, error) {
	q := ledger.UnreadQuery{Case: v.Case.ID, Words: words}
	if v.AsOf != "" {
		q.AsOf, _ = ledger.Moment(v.AsOf)
	}
	all, err := v.desk.Ledger.Unread(ctx, q)
	whole := v.whole()
	return slices.DeleteFunc(all, func(e ledger.UnreadEntry) bool { return !whole && v.stock.Private.Holds("", e.Followed) }), err
}

func unreadLine(all []ledger.UnreadEntry) string {
	if len(all) == 0 {
		return ""
	}
	var why []string
	for _, r := range ledger.UnreadBy(all) {
		why = append(why, ledger.ReasonWords(r.Code)+" "+thousands(r.Count))
	}
	return capital(count(len(all), "report", "reports")) + " could not be read (" + strings.Join(why, ", ") + ")"
}

// alsoUnread is what a page that tells of what is unread hangs on besides its address.
func alsoUnread(also func(*visit) string) func(*visit) string {
	return func(v *visit) string {
		line, _ := v.Unread() // the page itself says what is wrong
		return also(v) + "\n" + line
	}
}
