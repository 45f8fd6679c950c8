package link

import (
	"slices"
	"strings"
	"testing"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/draft"
	"github.com/parley-desk/parley/reader/lexicon"
)

// setting is a draft in the making: a text of words and full stops, and claims on its words.
type setting struct {
	t *testing.T
	d *draft.Draft
}

func setup(t *testing.T, text string) *setting {
	t.Helper()
	doc := &language.Doc{Text: text}
	at, first := 0, 0
	for _, word := range strings.Split(text, " ") {
		doc.Tokens = append(doc.Tokens, language.Token{Start: int32(at), End: int32(at + len(word)), Form: word, Lower: strings.ToLower(word), Head: language.Root})
		at += len(word) + 1
		if word == "." {
			doc.Sentences = append(doc.Sentences, language.Sentence{First: int32(first), End: int32(len(doc.Tokens))})
			first = len(doc.Tokens)
		}
	}
	return &setting{t, draft.New(claim.Report{ID: "test", Text: text}, doc)}
}

// add puts a claim on words of the text.
func (s *setting) add(words string, body claim.Body, change ...func(*claim.Claim)) string {
	s.t.Helper()
	at := strings.Index(s.d.Doc.Text, words)
	if at < 0 {
		s.t.Fatalf("the text does not hold %q", words)
	}
	c := claim.Claim{Span: claim.Span{Start: at, End: at + len(words)}, Polarity: claim.Positive, Certainty: claim.Asserted, Tense: claim.Past, Body: body}
	for _, sentence := range s.d.Doc.Sentences {
		if span := s.d.Span(int(sentence.First), int(sentence.End)); span.Covers(c.Span) {
			c.Sentence = span
		}
	}
	switch b := body.(type) {
	case *claim.Event:
		c.Kind, b.Trigger = claim.KindEvent, c.Span
	case *claim.Figure:
		c.Kind = claim.KindFigure
	case *claim.Statement:
		c.Kind = claim.KindStatement
	case *claim.Commitment:
		c.Kind = claim.KindCommitment
	}
	for _, f := range change {
		f(&c)
	}
	return s.d.Add(c).ID
}

// links spells what a claim is tied to: "repeats event-0-4".
func (s *setting) links(id string) []string {
	var out []string
	for _, l := range s.d.Claim(id).About {
		out = append(out, string(l.How)+" "+l.Claim)
	}
	return out
}

func (s *setting) run() {
	s.t.Helper()
	lex, err := lexicon.Open("en", "")
	if err != nil {
		s.t.Fatal(err)
	}
	stage, err := New(lex, nil)
	if err != nil {
		s.t.Fatal(err)
	}
	stage.Run(s.d)
}

func (s *setting) want(id string, links ...string) {
	s.t.Helper()
	if got := s.links(id); !slices.Equal(got, links) {
		s.t.Errorf("%s: links %q, want %q", id, got, links)
	}
}

// vague is a figure of killed with no more than a lower bound: "several".
func vague(of string, low float64) *claim.Figure {
	return &claim.Figure{Measure: claim.Killed, Low: &low, Of: of}
}

func people(of string, n float64) *claim.Figure {
	return &claim.Figure{Measure: claim.Killed, Value: &n, Low: &n, High: &n, Of: of, StatusOf: claim.Unknown}
}

func by(ids ...string) (refs []claim.Ref) {
	for _, id := range ids {
		refs = append(refs, claim.Ref{Actor: id, Text: id})
	}
	return refs
}

func on(day string) func(*claim.Claim) {
	return func(c *claim.Claim) {
		c.Time = &claim.When{Start: day, End: day, Precision: claim.PrecisionDay, Basis: claim.BasisStated}
	}
}

func TestAnEventToldAgainRepeatsItsFirstTellingAndBorrowsItsDay(t *testing.T) {
	t.Parallel()
	s := setup(t, "Ruvania shelled Selby . Guns shelled the mill again . The shelling stopped .")
	shelling := func() *claim.Event { return &claim.Event{Type: "ASSAULT", Mode: "heavy-weapons", Actors: by("XRU")} }
	first := s.add("shelled Selby", shelling(), on("2031-03-06"))
	second := s.add("shelled the mill", shelling())
	third := s.add("shelling", &claim.Event{Type: "ASSAULT", Mode: "heavy-weapons"})
	s.run()
	s.want(first)
	s.want(second, "repeats "+first)
	s.want(third, "repeats "+first)
	if w := s.d.Claim(second).Time; w == nil || w.Start != "2031-03-06" || w.Basis != claim.BasisInferred {
		t.Errorf("the second telling has the time %+v, want the first's, inferred", w)
	}
}

func TestEventsOfOtherDaysOrPartiesAreNotRepeated(t *testing.T) {
	t.Parallel()
	s := setup(t, "Ruvania shelled Selby . Ruvania shelled it anew . Rebels shelled it too .")
	a := &claim.Event{Type: "ASSAULT", Mode: "heavy-weapons", Actors: by("XRU")}
	b, c := *a, *a
	c.Actors = by("XKA.nvf")
	s.add("shelled Selby", a, on("2031-03-06"))
	second := s.add("shelled it anew", &b, on("2031-03-09"))
	third := s.add("shelled it too", &c)
	s.run()
	s.want(second)
	s.want(third)
}

func TestFiguresToldAgain(t *testing.T) {
	t.Parallel()
	s := setup(t, "Nine villagers died . The nine villagers were buried . Nine others died later . A commander died . The man was hit .")
	first := s.add("Nine villagers died", people("villagers", 9))
	second := s.add("nine villagers were", people("villagers", 9))
	third := s.add("Nine others died", people("others", 9))
	one := s.add("A commander died", people("commander", 1))
	he := s.add("The man was hit", people("man", 1))
	s.run()
	s.want(first)
	s.want(second, "repeats "+first)
	s.want(third)
	s.want(one)
	s.want(he, "repeats "+one)
}

func TestAVagueNumberPointsToTheExactOne(t *testing.T) {
	t.Parallel()
	s := setup(t, "Several rebels died . Eight rebels died . Numerous rebels died . In a separate raid several rebels died .")
	several := s.add("Several rebels", vague("rebels", 3))
	eight := s.add("Eight rebels", people("rebels", 8))
	numerous := s.add("Numerous rebels", vague("rebels", 4))
	elsewhere := s.add("several rebels", vague("rebels", 3))
	s.run()
	s.want(several, "part_of "+eight)
	s.want(eight)
	s.want(numerous, "repeats "+eight)
	s.want(elsewhere)
}

func TestSinglePersonsWithinANumber(t *testing.T) {
	t.Parallel()
	s := setup(t, "Two rebels died . A rebel was shot . He fell . A rebel was stabbed . Elsewhere a rebel was hanged .")
	two := s.add("Two rebels", people("rebels", 2))
	first := s.add("A rebel was shot", people("rebel", 1))
	he := s.add("He fell", people("he", 1))
	stabbed := s.add("A rebel was stabbed", people("rebel", 1))
	hanged := s.add("a rebel was hanged", people("rebel", 1))
	s.run()
	s.want(hanged)
	s.want(two)
	s.want(first, "part_of "+two)
	s.want(he, "repeats "+first)
	s.want(stabbed, "repeats "+first)
}

func TestNumbersThatMakeUpALaterOneAreItsParts(t *testing.T) {
	t.Parallel()
	s := setup(t, "A commander and two guards died . The three men were buried .")
	one := s.add("A commander", people("commander", 1))
	two := s.add("two guards", people("guards", 2))
	all := s.add("three men were buried", people("men", 3))
	s.run()
	s.want(one, "part_of "+all)
	s.want(two, "part_of "+all)
	s.want(all)
}

func TestADenialPointsToTheCharge(t *testing.T) {
	t.Parallel()
	s := setup(t, "Karsenia accused Ruvania . Ruvania denied it . Ruvania did not shell Selby .")
	speaker := func(id string) *claim.Ref { return &claim.Ref{Actor: id, Text: id} }
	charge := s.add("Karsenia accused Ruvania", &claim.Statement{Speaker: speaker("XKA"), Act: claim.ActAccuse, Target: by("XRU")})
	denial := s.add("Ruvania denied it", &claim.Statement{Speaker: speaker("XRU"), Act: claim.ActDeny})
	shelled := s.add("accused Ruvania", &claim.Event{Type: "ASSAULT", Actors: by("XRU")})
	not := s.add("not shell Selby", &claim.Event{Type: "ASSAULT", Actors: by("XRU")}, func(c *claim.Claim) {
		c.Polarity, c.By = claim.Negative, by("XRU")
	})
	s.run()
	s.want(denial, "denies "+charge)
	s.want(not, "denies "+shelled)
}

// Who denies one thing denies no other, and a demand is rejected, not denied.
func TestADenialTakesUpWhatItSpeaksOf(t *testing.T) {
	t.Parallel()
	s := setup(t, "Karsenia accused Ruvania of mining . Ruvania denied closing . Ruvania denied mining .")
	for i := range s.d.Doc.Tokens {
		if strings.HasSuffix(s.d.Doc.Tokens[i].Form, "ing") {
			s.d.Doc.Tokens[i].UPOS, s.d.Doc.Tokens[i].Lemma = language.VERB, strings.TrimSuffix(s.d.Doc.Tokens[i].Form, "ing")
		}
	}
	said := func(words, content string, of string, act claim.Act, target ...claim.Ref) string {
		at := strings.Index(s.d.Doc.Text, words) + strings.Index(words, content)
		return s.add(words, &claim.Statement{Speaker: &claim.Ref{Actor: of, Text: of}, Act: act, Target: target, ContentSpans: []claim.Span{{Start: at, End: at + len(content)}}})
	}
	charge := said("Karsenia accused Ruvania of mining", "mining", "XKA", claim.ActAccuse, by("XRU")...)
	other := said("Ruvania denied closing", "closing", "XRU", claim.ActDeny)
	denial := said("Ruvania denied mining", "mining", "XRU", claim.ActDeny)
	s.run()
	s.want(other)
	s.want(denial, "denies "+charge)
}

func TestKindsOnTheSameWordsPointToTheFirstInTheContractsOrder(t *testing.T) {
	t.Parallel()
	s := setup(t, "Ruvania will withdraw its guns .")
	event := s.add("will withdraw its guns", &claim.Event{Type: "RETREAT"})
	pledge := s.add("Ruvania will withdraw its guns", &claim.Commitment{Form: claim.FormPledge})
	s.run()
	s.want(event, "same_words "+pledge)
	s.want(pledge)
}

func TestAPromiseIsMadeToThoseWhomItsActBefalls(t *testing.T) {
	t.Parallel()
	s := setup(t, "Ruvania agreed to free the miners . Karsenia agreed that Ruvania freed miners .")
	speaker := func(id string) *claim.Ref { return &claim.Ref{Actor: id, Text: id} }
	promise := s.add("Ruvania agreed to free the miners", &claim.Statement{Speaker: speaker("XRU"), Act: claim.ActAgree})
	other := s.add("Karsenia agreed that Ruvania freed miners", &claim.Statement{Speaker: speaker("XKA"), Act: claim.ActAgree})
	for _, id := range []string{promise, other} {
		c := s.d.Claim(id)
		c.Body.(*claim.Statement).ContentSpans = []claim.Span{c.Span}
	}
	miners := []claim.Ref{{Text: "the miners"}}
	future := func(c *claim.Claim) { c.Tense = claim.Future }
	s.add("free the miners", &claim.Event{Type: "RETREAT", Actors: by("XRU"), Recipients: miners}, future)
	s.add("freed miners", &claim.Event{Type: "RETREAT", Actors: by("XRU"), Recipients: miners})
	s.run()
	if got := s.d.Claim(promise).Body.(*claim.Statement).Target; len(got) != 1 || got[0].Text != "the miners" {
		t.Errorf("the promise has the targets %v, want the miners", got)
	}
	if got := s.d.Claim(other).Body.(*claim.Statement).Target; got != nil {
		t.Errorf("what another did gives the targets %v, want none", got)
	}
}

func TestTheAttackHasTheModeOfTheDeedItPointsBackTo(t *testing.T) {
	t.Parallel()
	s := setup(t, "A bomb exploded . The attack shook Selby . The attacks went on . Another attack failed .")
	s.add("exploded", &claim.Event{Type: "ASSAULT", Mode: "explosives"}, on("2031-03-06"))
	nouns := map[string]string{"attack": "explosives", "attacks": "", "attack failed": ""}
	ids := map[string]string{}
	for word := range nouns {
		ids[word] = s.add(word, &claim.Event{Type: "ASSAULT"}, on("2031-03-06"))
	}
	for i := range s.d.Doc.Tokens {
		switch tok := &s.d.Doc.Tokens[i]; tok.Lower {
		case "attack":
			tok.Lemma, tok.XPOS, tok.UPOS = "attack", language.TagNN, language.NOUN
		case "attacks":
			tok.Lemma, tok.XPOS, tok.UPOS = "attack", language.TagNNS, language.NOUN
		}
	}
	s.run()
	for word, want := range nouns {
		if got := s.d.Claim(ids[word]).Body.(*claim.Event).Mode; got != want {
			t.Errorf("%q has the mode %q, want %q", word, got, want)
		}
	}
}
