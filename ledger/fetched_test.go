package ledger_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/parley-desk/parley/ledger"
)

// An archive carries when versions were first fetched, also what came after their reports.
func TestArchivesCarryWhenVersionsWereFetched(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		l := open(t, address)
		keep(t, l, silently(t, "noon", "2031-03-05T12:00:00Z"), silently(t, "evening", "2031-03-05T20:00:00Z"), silently(t, "unknown", ""))
		keep(t, l, silently(t, "evening", "2031-03-05T09:00:00Z"), silently(t, "unknown", "2031-03-05T10:00:00Z"))
		want := []string{"evening", "unknown", "noon"}
		same(t, "versions", ids(t, l, ledger.Query{Every: true}), want)
		var archive bytes.Buffer
		if _, err := l.Backup(t.Context(), &archive); err != nil {
			t.Fatal(err)
		}
		other := open(t, stores["sqlite"](t))
		if _, err := other.Restore(t.Context(), &archive); err != nil {
			t.Fatal(err)
		}
		same(t, "restored", ids(t, other, ledger.Query{Every: true}), want)
		same(t, "digest", clean(t, other), clean(t, l))
	})
}

// What cannot be true of a version's fetching is seen.
func TestVerifySeesAFetchingThatCannotBe(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		l := open(t, address)
		keep(t, l, silently(t, "noon", "2031-03-05T12:00:00Z"), storyOf(t, 2))
		clean(t, l)
		for _, spoil := range []string{"fetched = fetched + 1 WHERE fetched > 0", "fetched = 0", "dated = 0"} {
			keep(t, l, silently(t, "noon", "2031-03-05T12:00:00Z"))
			tamper(t, address, "UPDATE version SET "+spoil)
			if v, err := l.Verify(t.Context(), nil); err != nil || v.Clean || !strings.Contains(v.Problems[0], "beside the report") {
				t.Errorf("%s: %+v %v", spoil, v, err)
			}
		}
	})
}
