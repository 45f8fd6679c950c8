package language

import (
	"strings"
	"testing"
)

var engine, loadError = Load()

// sentenceOf lays words out as a document of one sentence.
func sentenceOf(words string) *Doc {
	d := &Doc{Text: words}
	at := 0
	for _, form := range strings.Fields(words) {
		start := at + strings.Index(words[at:], form)
		at = start + len(form)
		d.Tokens = append(d.Tokens, Token{Start: int32(start), End: int32(at), Form: form, Lower: lowerForm(form), Head: Unparsed, SpaceAfter: true})
	}
	d.Sentences = []Sentence{{End: int32(len(d.Tokens))}}
	return d
}

func parsed(t *testing.T, words string) *Doc {
	t.Helper()
	if loadError != nil {
		t.Fatal(loadError)
	}
	d, w := sentenceOf(words), engine.NewWorker()
	w.Tag(d, 0)
	w.Parse(d, 0)
	return d
}

func TestParseFindsPlainStructure(t *testing.T) {
	t.Parallel()
	cases := []struct{ words, dependent, head, rel string }{
		{"The ministry said that two soldiers were killed on Friday .", "soldiers", "killed", "nsubj:pass"},
		{"The ministry said that two soldiers were killed on Friday .", "killed", "said", "ccomp"},
		{"Mediators from Norway met the delegations in the capital .", "Norway", "Mediators", "nmod"},
		{"The rebels , who control the north , rejected the offer .", "control", "rebels", "acl:relcl"},
		// Looked at twice, for want of a verb: docs/decisions/0022.
		{"Recent data from Colombia 's police shows rebel violence displaced 4,000 people .", "data", "shows", "nsubj"},
		{"A short burst of fire across the river killed five people and wounded six on Thursday , an official at a hospital told reporters .", "burst", "killed", "nsubj"},
		{"A short burst of fire across the river killed five people and wounded six on Thursday , an official at a hospital told reporters .", "six", "wounded", "obj"},
		{"Police imposed curfew in several parts of the city .", "curfew", "imposed", "obj"},
		{"The patrol detained multiple suspected insurgents for further questioning .", "insurgents", "detained", "obj"},
		{"The force found a weapons cache and detained one man .", "cache", "found", "obj"},
		{"A bomber killed 12 people outside a court in Delvar and wounded 36 .", "36", "wounded", "obj"},
		// A gerund of a deed with who did it or how before it.
		{"A youth was killed in police firing near the station .", "police", "firing", "compound"},
		{"Two boys died in heavy cross-border shelling on Monday .", "shelling", "died", "obl"},
		{"The crowd fled with one soldier firing at the gate .", "soldier", "firing", "nsubj"},
		// Telling, not told: a day between the verb and what it tells, or the teller at the end.
		{"Afghan media outlets reported on Monday that substantial progress had been made .", "outlets", "reported", "nsubj"},
		{"Afghan media outlets reported on Monday that substantial progress had been made .", "made", "reported", "ccomp"},
		{"The ministry confirmed late Thursday that talks would resume .", "resume", "confirmed", "ccomp"},
		{"The talks would resume , the ministry announced on Thursday .", "resume", "announced", "ccomp"},
		{"They signed a deal , the fourth agreement reported by Qatar .", "reported", "agreement", "acl"},
		{"The plan announced on Thursday that would end the war was rejected .", "announced", "plan", "acl"},
		{"THE ARMY SAID THAT THREE SOLDIERS WERE KILLED IN THE ATTACK .", "SOLDIERS", "KILLED", "nsubj:pass"},
	}
	for _, c := range cases {
		d := parsed(t, c.words)
		found := false
		for _, tok := range d.Tokens {
			if tok.Form == c.dependent && tok.Head >= 0 && d.Tokens[tok.Head].Form == c.head && tok.Rel.String() == c.rel {
				found = true
			}
		}
		if !found {
			t.Errorf("%q: %s should depend on %s as %s, got %s", c.words, c.dependent, c.head, c.rel, describe(d))
		}
	}
}

func describe(d *Doc) string {
	var b strings.Builder
	for _, t := range d.Tokens {
		head := "ROOT"
		if t.Head >= 0 {
			head = d.Tokens[t.Head].Form
		}
		b.WriteString(t.Form + "/" + t.UPOS.String() + "/" + t.XPOS.String() + " ←" + t.Rel.String() + " " + head + "; ")
	}
	return b.String()
}

func TestEveryTreeHasOneRootAndNoCycle(t *testing.T) {
	t.Parallel()
	for _, words := range []string{"a", "( ( ( )", ", , , ,", "said said said said said", strings.Repeat("and ", 300)} {
		d := parsed(t, words)
		roots := 0
		for i, tok := range d.Tokens {
			if tok.Head == Root {
				roots++
				if tok.Rel != RootRel {
					t.Errorf("%.20q: the root's relation is %s", words, tok.Rel)
				}
			}
			if top := climb(d, i); top < 0 {
				t.Fatalf("%.20q: token %d is in a cycle", words, i)
			}
		}
		if roots != 1 {
			t.Errorf("%.20q: %d roots", words, roots)
		}
	}
}

func climb(d *Doc, i int) int {
	for range d.Tokens {
		if d.Tokens[i].Head < 0 {
			return i
		}
		i = int(d.Tokens[i].Head)
	}
	return -1
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := Load(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkTagAndParse(b *testing.B) {
	d := sentenceOf("Officials in the capital said on Friday that at least four soldiers had been killed and a dozen wounded when gunmen attacked their convoy near the border , hours before delegates from both sides were to meet in Doha .")
	w := engine.NewWorker()
	for b.Loop() {
		w.Tag(d, 0)
		w.Parse(d, 0)
	}
	b.ReportMetric(float64(len(d.Tokens)*b.N)/b.Elapsed().Seconds(), "words/s")
}
