package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"time"

	"charm.land/lipgloss/v2"

	"github.com/parley-desk/parley/ledger"
)

// teller prints a line for each document that came to something, for people or
// for programs. What came to nothing new is not told.
type teller struct {
	console console
	json    bool
	mu      sync.Mutex
}

// tell prints one.
func (t *teller) tell(one told) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.json {
		line, _ := json.Marshal(one)                   // strings and numbers
		_, _ = t.console.out.Write(append(line, '\n')) // whoever read them has gone; the work goes on
		return
	}
	if one.Result == resultUnchanged {
		return
	}
	_, _ = fmt.Fprintln(t.console.out, one.line(t.console.terminal().Width))
}

// line is one line for people: when, who, what, and what came of it.
func (one *told) line(width int) string {
	clock := one.At
	if at, err := time.Parse(time.RFC3339, one.At); err == nil {
		clock = at.Local().Format(time.TimeOnly)
	}
	result := count(one.Claims, "claim", "")
	switch {
	case one.Result == resultUnread:
		result = "unread: " + ledger.ReasonWords(string(one.Code))
	case one.Result == resultVersion:
		result += ", another version"
	}
	head := fmt.Sprintf("%s  %-10s  %s: ", clock, day(one.Published), inLine(cmp.Or(one.Outlet, one.Source)))
	title := inLine(cmp.Or(one.Title, one.URL))
	if width == 0 {
		width = plainWidth
	}
	if room := width - lipgloss.Width(head) - lipgloss.Width(result) - gap; lipgloss.Width(title) > room {
		title = cutTo(title, max(room, leastColumn))
	}
	return head + title + strings.Repeat(" ", gap) + result
}

// inLine keeps a text of a page from moving the cursor: no control characters, one line.
func inLine(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r <= ' ' || r >= 0x7f && r < 0xa0 || r == '\u2028' || r == '\u2029' }), " ")
}

// cutTo cuts a text to a width of the terminal.
func cutTo(s string, width int) string {
	runes := []rune(s)
	for len(runes) > 0 && lipgloss.Width(string(runes)) > width-1 {
		runes = runes[:len(runes)-1]
	}
	return strings.TrimRight(string(runes), " ") + "…"
}

// day is the day of a moment.
func day(moment string) string {
	return moment[:min(len(moment), len(time.DateOnly))]
}

// note prints a line on standard error.
func (t *teller) note(format string, values ...any) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.console.complain(format, values...)
}
