package reader

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/reader/worth"
)

// speech is an invented interview: somebody argues, and names violence in passing.
const speech = `DELVAR, 4 March -- In an interview with our station the leader of the Union of Marr spoke about the coming vote.

"We know what this government is. We remember the murder of our comrades and the raids of those years, and we do not forget the attacks on our unions," he said. "I have said in every town that we want peace, and that we will talk with whoever wants to talk with us. Our people are tired. My own family had to leave, and I understand those who ask us to be patient. We want schools and we want work."

"We shall go to the vote because we believe in it. If they ask me who is to blame for the offensive, I say that we all are. Our proposal is on the table, and I hope that our neighbours read it with care."`

// news is an invented report of what happened.
const news = `DELVAR, 4 March -- Clashes broke out between soldiers and rebels of the Marrow Front near Selby. Residents heard explosions.

Helicopters bombed rebel positions on the river. A police post was attacked and four officers were killed.`

// Of an interview what it alludes to is no incident; of a report of battles every telling is one, battles of soldiers too.
// By rules alone both keep what they tell.
func TestWhatIsWorthEntering(t *testing.T) {
	t.Parallel()
	all, err := New(Options{RulesOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	r := newReader(t)
	if was, is := len(violence(t, all, speech)), len(violence(t, r, speech)); was < 1 || is != 0 {
		t.Errorf("of the interview %d tellings by rules and %d with the model, want some and none", was, is)
	}
	if was, is := len(violence(t, all, news)), len(violence(t, r, news)); was < 4 || is != was {
		t.Errorf("of the report %d tellings by rules and %d with the model, want four or more, and all of them", was, is)
	}
}

// What is told with its day or with whom it harmed stays, also in the midst of argument.
func TestTellingsOfDayOrHarmStay(t *testing.T) {
	t.Parallel()
	r := newReader(t)
	for said, want := range map[string]int{
		"The army killed three farmers in the raid.":    1,
		"On Monday the army attacked the town of Pell.": 1,
		"The general deplored the raids.":               0,
	} {
		text := strings.Replace(speech, "We want schools", "We want peace.\"\n\n"+said+"\n\n\"We want schools", 1)
		if got := violence(t, r, text); len(got) != want {
			t.Errorf("%s\n%d tellings, want %d: %q", said, len(got), want, got)
		}
	}
}

// Harm in dozens is harm as well, though no number is said.
func TestHarmInDozensStays(t *testing.T) {
	t.Parallel()
	said := "The army killed dozens of fighters in the raids"
	got := violence(t, newReader(t), strings.Replace(speech, "We want schools", "We want peace.\"\n\n"+said+".\n\n\"We want schools", 1))
	if !slices.Contains(got, said) {
		t.Errorf("got %q", got)
	}
}

// Links do not point to tellings that went, and the chief event is one of those that stay.
func TestNothingPointsToWhatWent(t *testing.T) {
	t.Parallel()
	record, err := newReader(t).Read(claim.Report{ID: "t", Text: speech + "\n\n" + news, Published: "2031-03-04"})
	if err != nil {
		t.Fatal(err)
	}
	ids, chief := map[string]bool{}, 0
	for i := range record.Claims {
		ids[record.Claims[i].ID] = true
		if e, ok := record.Claims[i].Body.(*claim.Event); ok && e.Main {
			chief++
		}
	}
	for i := range record.Claims {
		for _, l := range record.Claims[i].About {
			if !ids[l.Claim] {
				t.Errorf("%s points to %s, which is not there", record.Claims[i].ID, l.Claim)
			}
		}
	}
	if chief != 1 {
		t.Errorf("%d chief events, want one", chief)
	}
}

// An overlay's weights stand in place of those that are built in; wrong ones are refused with their file.
func TestWeightsOfAnOverlay(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	name := filepath.Join(dir, worth.File)
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		weights string
		want    int
	}{{"# none\n", 4}, {"event\tany\t-9\n", 2}} {
		if err := os.WriteFile(name, []byte(c.weights), 0o644); err != nil {
			t.Fatal(err)
		}
		r, err := New(Options{Overlay: dir})
		if err != nil {
			t.Fatal(err)
		}
		if got := violence(t, r, news); len(got) != c.want {
			t.Errorf("%q: %d tellings, want %d: %q", c.weights, len(got), c.want, got)
		}
	}
	if err := os.WriteFile(name, []byte("event\tany\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := New(Options{Overlay: dir}); err == nil || !strings.Contains(err.Error(), name) || !strings.Contains(err.Error(), "line 1") {
		t.Errorf("wrong weights: %v", err)
	}
}

// violence is what a reader finds told of violence.
func violence(t *testing.T, r *Reader, text string) (out []string) {
	t.Helper()
	record, err := r.Read(claim.Report{ID: "t", Text: text, Published: "2031-03-04"})
	if err != nil {
		t.Fatal(err)
	}
	for i := range record.Claims {
		if e, ok := record.Claims[i].Body.(*claim.Event); ok && e.Type == "ASSAULT" && record.Claims[i].Certainty == claim.Asserted {
			out = append(out, text[record.Claims[i].Span.Start:record.Claims[i].Span.End])
		}
	}
	return out
}
