package clause

import (
	"strings"
	"testing"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/reader/draft"
	"github.com/parley-desk/parley/reader/draft/drafttest"
	"github.com/parley-desk/parley/reader/lexicon"
)

func newGrammar(t testing.TB) *Grammar {
	t.Helper()
	lex, err := lexicon.Open("en", "")
	if err != nil {
		t.Fatal(err)
	}
	g, err := New(lex)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

const (
	notAttacked = `The/the/DET/DT/2/det rebels/rebel/NOUN/NNS/5/nsubj did/do/AUX/VBD/5/aux not/not/PART/RB/5/advmod attack/attack/VERB/VB/0/root the/the/DET/DT/7/det town/town/NOUN/NN/5/obj on/on/ADP/IN/9/case Friday/Friday/PROPN/NNP/5/obl ././PUNCT/./5/punct`
	noneKilled  = `No/no/DET/DT/2/det soldiers/soldier/NOUN/NNS/4/nsubj:pass were/be/AUX/VBD/4/aux:pass killed/kill/VERB/VBN/0/root by/by/ADP/IN/7/case the/the/DET/DT/7/det militia/militia/NOUN/NN/4/obl:agent ././PUNCT/./4/punct`
	failed      = `The/the/DET/DT/2/det army/army/NOUN/NN/3/nsubj failed/fail/VERB/VBD/0/root to/to/PART/TO/5/mark stop/stop/VERB/VB/3/xcomp the/the/DET/DT/7/det attack/attack/NOUN/NN/5/obj ././PUNCT/./3/punct`
	denied      = `The/the/DET/DT/2/det minister/minister/NOUN/NN/3/nsubj denied/deny/VERB/VBD/0/root shelling/shell/VERB/VBG/3/xcomp the/the/DET/DT/6/det village/village/NOUN/NN/4/obj ././PUNCT/./3/punct`
	allegedly   = `Rebels/rebel/NOUN/NNS/3/nsubj allegedly/allegedly/ADV/RB/3/advmod burned/burn/VERB/VBD/0/root two/two/NUM/CD/5/nummod houses/house/NOUN/NNS/3/obj near/near/ADP/IN/7/case Goma/Goma/PROPN/NNP/3/obl ././PUNCT/./3/punct`
	condition   = `The/the/DET/DT/2/det truce/truce/NOUN/NN/4/nsubj will/will/AUX/MD/4/aux hold/hold/VERB/VB/0/root if/if/SCONJ/IN/8/mark both/both/DET/DT/7/det sides/side/NOUN/NNS/8/nsubj withdraw/withdraw/VERB/VBP/4/advcl ././PUNCT/./4/punct`
	could       = `The/the/DET/DT/2/det strike/strike/NOUN/NN/4/nsubj could/could/AUX/MD/4/aux harm/harm/VERB/VB/0/root civilians/civilian/NOUN/NNS/4/obj ././PUNCT/./4/punct`
	plans       = `The/the/DET/DT/2/det army/army/NOUN/NN/3/nsubj plans/plan/VERB/VBZ/0/root to/to/PART/TO/5/mark attack/attack/VERB/VB/3/xcomp the/the/DET/DT/7/det town/town/NOUN/NN/5/obj ././PUNCT/./3/punct`
	who         = `The/the/DET/DT/2/det officer/officer/NOUN/NN/7/nsubj who/who/PRON/WP/4/nsubj led/lead/VERB/VBD/2/acl:relcl the/the/DET/DT/6/det raid/raid/NOUN/NN/4/obj fled/flee/VERB/VBD/0/root on/on/ADP/IN/9/case Monday/Monday/PROPN/NNP/7/obl ././PUNCT/./7/punct`
	forcing     = `Shells/shell/NOUN/NNS/2/nsubj hit/hit/VERB/VBD/0/root the/the/DET/DT/4/det market/market/NOUN/NN/2/obj ,/,/PUNCT/,/6/punct forcing/force/VERB/VBG/2/advcl families/family/NOUN/NNS/6/obj to/to/PART/TO/9/mark flee/flee/VERB/VB/6/xcomp ././PUNCT/./2/punct`
	hadSeized   = `The/the/DET/DT/2/det rebels/rebel/NOUN/NNS/4/nsubj had/have/AUX/VBD/4/aux seized/seize/VERB/VBN/0/root the/the/DET/DT/6/det town/town/NOUN/NN/4/obj in/in/ADP/IN/8/case 2021/2021/NUM/CD/4/obl ././PUNCT/./4/punct`
	killingOf   = `The/the/DET/DT/2/det killing/killing/NOUN/NN/8/nsubj of/of/ADP/IN/5/case two/two/NUM/CD/5/nummod farmers/farmer/NOUN/NNS/2/nmod by/by/ADP/IN/7/case gunmen/gunman/NOUN/NNS/2/nmod angered/anger/VERB/VBD/0/root villagers/villager/NOUN/NNS/8/obj ././PUNCT/./8/punct`
	shared      = `Gunmen/gunman/NOUN/NNS/2/nsubj attacked/attack/VERB/VBD/0/root the/the/DET/DT/4/det camp/camp/NOUN/NN/2/obj and/and/CCONJ/CC/6/cc burned/burn/VERB/VBD/2/conj the/the/DET/DT/8/det tents/tent/NOUN/NNS/6/obj ././PUNCT/./2/punct`
	urged       = `The/the/DET/DT/2/det army/army/NOUN/NN/3/nsubj urged/urge/VERB/VBD/0/root the/the/DET/DT/5/det rebels/rebel/NOUN/NNS/3/obj to/to/PART/TO/7/mark leave/leave/VERB/VB/3/xcomp the/the/DET/DT/9/det town/town/NOUN/NN/7/obj ././PUNCT/./3/punct`
	arrested    = `The/the/DET/DT/2/det men/man/NOUN/NNS/8/nsubj:pass arrested/arrest/VERB/VBN/2/acl by/by/ADP/IN/6/case the/the/DET/DT/6/det police/police/NOUN/NN/3/obl:agent were/be/AUX/VBD/8/aux:pass freed/free/VERB/VBN/0/root ././PUNCT/./8/punct`
	shelledIt   = `The/the/DET/DT/2/det town/town/NOUN/NN/7/nsubj that/that/PRON/WDT/6/obj the/the/DET/DT/5/det army/army/NOUN/NN/6/nsubj shelled/shell/VERB/VBD/2/acl:relcl lies/lie/VERB/VBZ/0/root in/in/ADP/IN/10/case the/the/DET/DT/10/det north/north/NOUN/NN/7/obl ././PUNCT/./7/punct`
	whether     = `It/it/PRON/PRP/4/expl was/be/AUX/VBD/4/cop not/not/PART/RB/4/advmod clear/clear/ADJ/JJ/0/root whether/whether/SCONJ/IN/8/mark anybody/anybody/PRON/NN/8/nsubj was/be/AUX/VBD/8/cop hurt/hurt/ADJ/JJ/4/advcl ././PUNCT/./4/punct`
	charged     = `Villagers/villager/NOUN/NNS/2/nsubj accused/accuse/VERB/VBD/0/root soldiers/soldier/NOUN/NNS/2/obj of/of/SCONJ/IN/5/mark firing/fire/VERB/VBG/3/acl at/at/ADP/IN/7/case houses/house/NOUN/NNS/5/obl ././PUNCT/./2/punct`
	butLater    = `Mora/Mora/PROPN/NNP/2/nsubj announced/announce/VERB/VBD/0/root a/a/DET/DT/4/det truce/truce/NOUN/NN/2/obj ,/,/PUNCT/,/9/punct but/but/CCONJ/CC/9/cc rebels/rebel/NOUN/NNS/9/obl later/later/ADV/RB/9/advmod denied/deny/VERB/VBD/2/conj it/it/PRON/PRP/9/obj ././PUNCT/./2/punct`
	noneSince   = `There/there/PRON/EX/2/expl were/be/VERB/VBD/0/root no/no/DET/DT/4/det clashes/clash/NOUN/NNS/2/nsubj since/since/SCONJ/IN/9/mark the/the/DET/DT/7/det truce/truce/NOUN/NN/9/nsubj:pass was/be/AUX/VBD/9/aux:pass agreed/agree/VERB/VBN/4/acl ././PUNCT/./2/punct`
	setTo       = `Iran/Iran/PROPN/NNP/3/nsubj:pass is/be/AUX/VBZ/3/aux:pass set/set/VERB/VBN/0/root to/to/PART/TO/5/mark resume/resume/VERB/VB/3/xcomp talks/talk/NOUN/NNS/5/obj ././PUNCT/./3/punct`
)

func TestMood(t *testing.T) {
	t.Parallel()
	g := newGrammar(t)
	for _, c := range []struct {
		name, tree, predicate string
		want                  Mood
	}{
		{"plain", shared, "attacked", Mood{claim.Positive, claim.Asserted, claim.Past, false}},
		{"not", notAttacked, "attack", Mood{claim.Negative, claim.Asserted, claim.Past, false}},
		{"no subject", noneKilled, "killed", Mood{claim.Negative, claim.Asserted, claim.Past, false}},
		{"failed to", failed, "stop", Mood{claim.Negative, claim.Asserted, claim.Past, false}},
		{"denied doing", denied, "shelling", Mood{claim.Negative, claim.Asserted, claim.Past, false}},
		{"to deny is no denial of denying", denied, "denied", Mood{claim.Positive, claim.Asserted, claim.Past, false}},
		{"allegedly", allegedly, "burned", Mood{claim.Positive, claim.Alleged, claim.Past, false}},
		{"will if", condition, "hold", Mood{claim.Positive, claim.Conditional, claim.Future, false}},
		{"the condition itself", condition, "withdraw", Mood{claim.Positive, claim.Conditional, claim.Ongoing, false}},
		{"could", could, "harm", Mood{claim.Positive, claim.Hypothetical, claim.Future, false}},
		{"plans to", plans, "attack", Mood{claim.Positive, claim.Asserted, claim.Future, false}},
		{"participle", forcing, "forcing", Mood{claim.Positive, claim.Asserted, claim.Past, false}},
		{"noun", killingOf, "killing", Mood{claim.Positive, claim.Asserted, claim.Past, false}},
		{"a question told", whether, "hurt", Mood{claim.Positive, claim.Hypothetical, claim.Past, false}},
		{"no such thing since", noneSince, "agreed", Mood{claim.Positive, claim.Asserted, claim.Past, false}},
		{"set to", setTo, "resume", Mood{claim.Positive, claim.Asserted, claim.Future, false}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			d := drafttest.Plant(t, c.tree)
			if got := g.Mood(d, drafttest.At(t, d, c.predicate, 0)); got != c.want {
				t.Errorf("%q: got %+v, want %+v", d.Doc.Text, got, c.want)
			}
		})
	}
}

func TestRoles(t *testing.T) {
	t.Parallel()
	g := newGrammar(t)
	for _, c := range []struct{ name, tree, predicate, agents, patients string }{
		{"active", shared, "attacked", "Gunmen", "camp"},
		{"shared subject", shared, "burned", "Gunmen", "tents"},
		{"passive", noneKilled, "killed", "militia", "soldiers"},
		{"reduced relative", arrested, "arrested", "police", "men"},
		{"relative subject", who, "led", "officer", "raid"},
		{"relative object", shelledIt, "shelled", "army", "town"},
		{"participle", forcing, "forcing", "Shells", "families"},
		{"object control", forcing, "flee", "families", ""},
		{"object control of urging", urged, "leave", "rebels", "town"},
		{"subject control", failed, "stop", "army", "attack"},
		{"what the accused did", charged, "firing", "soldiers", ""},
		{"own subject, parsed amiss", butLater, "denied", "rebels", "it"},
		{"noun of action", killingOf, "killing", "gunmen", "farmers"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			d := drafttest.Plant(t, c.tree)
			r := g.Roles(d, drafttest.At(t, d, c.predicate, 0))
			if got := forms(d, r.Agents); got != c.agents {
				t.Errorf("agents of %s: %q, want %q", c.predicate, got, c.agents)
			}
			if got := forms(d, r.Patients); got != c.patients {
				t.Errorf("patients of %s: %q, want %q", c.predicate, got, c.patients)
			}
		})
	}
}

func forms(d *draft.Draft, tokens []int) string {
	var out []string
	for _, i := range tokens {
		out = append(out, d.Token(i).Form)
	}
	return strings.Join(out, " ")
}

func TestTime(t *testing.T) {
	t.Parallel()
	g := newGrammar(t)
	for _, c := range []struct{ name, tree, date, predicate, want string }{
		{"of its verb", notAttacked, "Friday", "attack", "2025-11-07"},
		{"of the main verb", who, "Monday", "fled", "2025-11-07"},
		{"not of the relative clause", who, "Monday", "led", ""},
		{"of a noun by its verb", notAttacked, "Friday", "town", "2025-11-07"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			d := drafttest.Plant(t, c.tree)
			at := drafttest.At(t, d, c.date, 0)
			d.Times = []draft.Time{{
				Time:  claim.Time{Span: d.Span(at, at+1), Type: claim.TypeDate, Start: "2025-11-07", End: "2025-11-07", Basis: claim.BasisRelative},
				First: at, End: at + 1, Precision: claim.PrecisionDay,
			}}
			got := ""
			if w := g.Time(d, drafttest.At(t, d, c.predicate, 0)); w != nil {
				got = w.Start
			}
			if got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestHistory(t *testing.T) {
	t.Parallel()
	g := newGrammar(t)
	d := drafttest.Plant(t, hadSeized)
	at := drafttest.At(t, d, "2021", 0)
	d.Times = []draft.Time{{Time: claim.Time{Span: d.Span(at, at+1), Type: claim.TypeDate, Start: "2021-01-01", End: "2021-12-31", Basis: claim.BasisStated}, First: at, End: at + 1}}
	var c claim.Claim
	g.Fill(d, drafttest.At(t, d, "seized", 0), &c)
	if !c.Background || c.Tense != claim.Past || c.Time == nil {
		t.Errorf("got %+v", c)
	}
}

func TestPlace(t *testing.T) {
	t.Parallel()
	g := newGrammar(t)
	d := drafttest.Plant(t, allegedly)
	at := drafttest.At(t, d, "Goma", 0)
	d.Places = []claim.Place{{Text: "Goma", Kind: claim.PlaceCity, Literal: true}}
	d.PlaceAt = []draft.Range{{First: at, End: at + 1}}
	if w := g.Place(d, drafttest.At(t, d, "burned", 0)); w == nil || w.Place != 0 || w.Basis != claim.PlaceStated {
		t.Errorf("got %+v", w)
	}
	d.Places[0].Literal = false
	if w := g.Place(d, drafttest.At(t, d, "burned", 0)); w != nil {
		t.Errorf("a power is no place: %+v", w)
	}
}

func TestChain(t *testing.T) {
	t.Parallel()
	d := drafttest.Plant(t, shared)
	d.Within = make([]int32, len(d.Doc.Tokens))
	for i := range d.Within {
		d.Within[i] = 1
	}
	d.Statements = []draft.Statement{
		{Speaker: &claim.Ref{Actor: "org:a", Text: "A"}, Cue: []draft.Range{{First: 0, End: 1}}, Parent: -1},
		{Speaker: &claim.Ref{Actor: "person:b", Text: "B"}, Cue: []draft.Range{{First: 1, End: 2}}, Venue: "Radio C", Parent: 0},
	}
	got := By(d, 2)
	if len(got) != 2 || got[0].Actor != "org:a" || got[1].Actor != "person:b" || got[1].Venue != "Radio C" || got[1].Cue == nil {
		t.Errorf("got %+v", got)
	}
	d.Statements[0].Parent = 1 // a circle must end
	if got := By(d, 2); len(got) > maxNested {
		t.Errorf("a chain of %d", len(got))
	}
}
