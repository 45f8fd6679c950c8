package ledger

import (
	"fmt"
	"math/bits"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"
)

// Pairs of Porter's own paper, step by step, and of the news.
func TestStem(t *testing.T) {
	t.Parallel()
	for word, want := range map[string]string{
		"caresses": "caress", "ponies": "poni", "ties": "ti", "caress": "caress", "cats": "cat",
		"feed": "feed", "agreed": "agre", "plastered": "plaster", "bled": "bled", "motoring": "motor", "sing": "sing",
		"conflated": "conflat", "troubled": "troubl", "sized": "size", "hopping": "hop", "tanned": "tan", "falling": "fall", "hissing": "hiss", "fizzed": "fizz", "failing": "fail", "filing": "file",
		"happy": "happi", "sky": "sky", "relational": "relat", "conditional": "condit", "rational": "ration", "digitizer": "digit", "operator": "oper", "decisiveness": "decis", "hopefulness": "hope", "formaliti": "formal",
		"triplicate": "triplic", "formative": "form", "formalize": "formal", "electrical": "electr", "goodness": "good",
		"revival": "reviv", "allowance": "allow", "inference": "infer", "adjustable": "adjust", "replacement": "replac", "adoption": "adopt", "probate": "probat", "rate": "rate", "cease": "ceas", "controll": "control", "roll": "roll",
		"killed": "kill", "killing": "kill", "kills": "kill", "shelling": "shell", "ceasefires": "ceasefir", "ceasefire": "ceasefir", "attacks": "attack", "yyyy": "yyyi", "is": "is", "ta'izz": "ta'izz", "73": "73", "": "",
	} {
		if got := stem(word); got != want {
			t.Errorf("the stem of %q is %q, not %q", word, got, want)
		}
	}
}

// Near-duplicates differ in few bits, other texts in many.
func TestFingerprintsOfNearDuplicates(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	for i := range 300 {
		fmt.Fprintf(&b, "word%d of the report, ", i*i%101)
	}
	text := b.String()
	apart := func(a, b string) int { return bits.OnesCount64(uint64(fingerprint(stems(a)) ^ fingerprint(stems(b)))) }
	if n := apart(text, "By our correspondent. "+text+" (Agency)"); n > 6 {
		t.Errorf("a copy with another beginning and end differs in %d bits", n)
	}
	if n := apart(text, strings.Repeat("The crossing reopened after days of talks about grain and prisoners. ", 40)); n < 16 {
		t.Errorf("another text differs in %d bits only", n)
	}
}

// What PostgreSQL says by SQLSTATE becomes the ledger's own codes, through any wrapping.
func TestPostgresCodes(t *testing.T) {
	t.Parallel()
	s := &postgresStore{address: "postgres://me:secret@db/parley"}
	l := &Ledger{store: s}
	for state, want := range map[string]Code{"53100": NoSpace, "25006": ReadOnly, "42501": ReadOnly, "XX001": Corrupt, "3D000": Missing, "40P01": Busy, "57P01": Unreachable, "08006": Unreachable, "42601": Failed} {
		err := l.fault("append", fmt.Errorf("version: %w", &pgconn.PgError{Code: state, Message: "as the server says"}))
		if CodeOf(err) != want || strings.Contains(err.Error(), "secret") || !strings.Contains(err.Error(), "as the server says") {
			t.Errorf("%s: %v (%s), not %s", state, err, CodeOf(err), want)
		}
	}
}
