package incident

import (
	"slices"
	"strings"
	"testing"

	"github.com/parley-desk/parley/claim"
)

var (
	ruvania = claim.Actor{ID: "XRU", Name: "Ruvania", Kind: claim.ActorState, Country: "XRU"}
	front   = claim.Actor{ID: "XKA.nvf", Name: "Northern Vanguard Front", Kind: claim.ActorArmedGroup, Country: "XKA"}
	city    = claim.Place{Kind: claim.PlaceCity, Literal: true}
)

// cases are sentences about invented countries (docs/codebook.md) with what is told in them.
var cases = []struct {
	name   string
	trees  sentence
	actors actors
	places map[string]claim.Place
	want   []string
}{
	{
		name: "an act of a nation told by a noun, with its harm",
		trees: `Ruvanian Ruvanian ADJ JJ 2 amod
shelling shelling NOUN NN 3 nsubj
killed kill VERB VBD 0 root
at at ADP IN 6 case
least least ADJ JJS 4 fixed
five five NUM CD 7 nummod
civilians civilian NOUN NNS 3 obj
in in ADP IN 9 case
Selby Selby PROPN NNP 3 obl`,
		actors: actors{"Ruvanian": ruvania}, places: map[string]claim.Place{"Selby": city},
		want: []string{
			"ASSAULT heavy-weapons / Shelling/artillery/missile attack: [Ruvanian] > [at least five civilians]",
			"killed 5 5 -: civilians, civilian, by Ruvanian",
		},
	},
	{
		name: "harm told by a participle belongs to the act before it",
		trees: `Gunmen gunman NOUN NNS 2 nsubj
attacked attack VERB VBD 0 root
a a DET DT 4 det
market market NOUN NN 2 obj
, , PUNCT , 6 punct
killing kill VERB VBG 2 advcl
three three NUM CD 8 nummod
women woman NOUN NNS 6 obj
and and CCONJ CC 11 cc
a a DET DT 11 det
policeman policeman NOUN NN 8 conj`,
		want: []string{
			"ASSAULT / Attack: [Gunmen] > [a market, three women, a policeman]",
			"killed 3 3 3: women, civilian, female adult, by Gunmen",
			"killed 1 1 1: policeman, police, male, by Gunmen",
		},
	},
	{
		name: "a verb that only carries its noun",
		trees: `Ruvania Ruvania PROPN NNP 2 nsubj
launched launch VERB VBD 0 root
air air NOUN NN 4 compound
strikes strike NOUN NNS 2 obj
on on ADP IN 7 case
rebel rebel NOUN NN 7 compound
positions position NOUN NNS 4 nmod`,
		actors: actors{"Ruvania": ruvania},
		want:   []string{"ASSAULT aerial / Air/drone strike: [Ruvania] > [rebel positions] with air"},
	},
	{
		name: "fighting both ways, told by its outbreak",
		trees: `Clashes clash NOUN NNS 2 nsubj
erupted erupt VERB VBD 0 root
between between ADP IN 4 case
soldiers soldier NOUN NNS 1 nmod
and and CCONJ CC 7 cc
the the DET DT 7 det
Front Front PROPN NNP 4 conj`,
		actors: actors{"Front": front},
		want:   []string{"ASSAULT / Armed clash: [soldiers, Front] > []"},
	},
	{
		name: "harm told before the occasion",
		trees: `Two two NUM CD 2 nummod
soldiers soldier NOUN NNS 4 nsubj:pass
were be AUX VBD 4 aux:pass
killed kill VERB VBN 0 root
when when ADV WRB 8 mark
a a DET DT 7 det
mine mine NOUN NN 8 nsubj
exploded explode VERB VBD 4 advcl`,
		want: []string{
			"ASSAULT explosives / Remote explosive/landmine/IED: [] > [Two soldiers] with mine",
			"killed 2 2 2: soldiers, soldier",
		},
	},
	{
		name: "a count that borrows its people from the one before",
		trees: `50 50 NUM CD 2 nummod
villagers villager NOUN NNS 3 nsubj:pass
killed kill VERB VBN 0 root
and and CCONJ CC 6 cc
447 447 NUM CD 6 nsubj
wounded wound VERB VBN 3 conj`,
		want: []string{
			"ASSAULT / Attack: [] > [50 villagers]",
			"killed 50 50 50: villagers, civilian",
			"injured 447 447 447: villagers, civilian",
		},
	},
	{
		name: "parts among a number",
		trees: `Police police NOUN NNS 2 nsubj
detained detain VERB VBD 0 root
twelve twelve NUM CD 4 nummod
people people NOUN NNS 2 obj
, , PUNCT , 8 punct
including include VERB VBG 8 case
two two NUM CD 8 nummod
journalists journalist NOUN NNS 4 nmod`,
		want: []string{
			"COERCE arrest / Arrests: [Police] > [twelve people]",
			"captured 12 12 12: people, unknown, by Police",
			"captured 2 2 2: journalists, journalist, by Police, part_of",
		},
	},
	{
		name: "what was taken decides between arrest, seizure and conquest",
		trees: `Troops troop NOUN NNS 2 nsubj
seized seize VERB VBD 0 root
forty forty NUM CD 4 nummod
rifles rifle NOUN NNS 2 obj

Rebels rebel NOUN NNS 2 nsubj
seized seize VERB VBD 0 root
the the DET DT 4 det
town town NOUN NN 2 obj`,
		want: []string{
			"COERCE seize / Disrupted weapons use: [Troops] > [] with rifles",
			"weapons 40 40 40: rifles, ",
			"ASSAULT / Non-state actor overtakes territory: [Rebels] > [the town]",
		},
	},
	{
		name: "a future act, and one that did not happen",
		trees: `Ruvania Ruvania PROPN NNP 3 nsubj
will will AUX MD 3 aux
withdraw withdraw VERB VB 0 root
its its PRON PRP$ 5 nmod:poss
troops troop NOUN NNS 3 obj

The the DET DT 2 det
police police NOUN NNS 5 nsubj
did do AUX VBD 5 aux
not not PART RB 5 advmod
arrest arrest VERB VB 0 root
the the DET DT 7 det
protesters protester NOUN NNS 5 obj`,
		actors: actors{"Ruvania": ruvania},
		want: []string{
			"RETREAT withdraw future: [Ruvania] > [its troops]",
			"COERCE arrest / Protest with intervention not: [The police] > [the protesters]",
		},
	},
	{
		name: "nature kills without an event or a figure of conflict",
		trees: `An a DET DT 2 det
earthquake earthquake NOUN NN 3 nsubj
killed kill VERB VBD 0 root
nine nine NUM CD 5 nummod
people people NOUN NNS 3 obj`,
	},
	{
		name: "sport and trade attack and strike without an event",
		trees: `The the DET DT 2 det
striker striker NOUN NN 3 nsubj
attacked attack VERB VBD 0 root
the the DET DT 5 det
defence defence NOUN NN 3 obj
and and CCONJ CC 7 cc
hit hit VERB VBD 3 conj
the the DET DT 9 det
post post NOUN NN 7 obj

The the DET DT 2 det
firm firm NOUN NN 3 nsubj
launched launch VERB VBD 0 root
an a DET DT 5 det
offensive offensive NOUN NN 3 obj
in in ADP IN 8 case
the the DET DT 8 det
market market NOUN NN 5 nmod`,
	},
	{
		name: "a toll that rises",
		trees: `The the DET DT 3 det
death death NOUN NN 3 compound
toll toll NOUN NN 4 nsubj
rose rise VERB VBD 0 root
to to ADP IN 6 case
17 17 NUM CD 4 obl`,
		want: []string{"killed 17 17 17: , "},
	},
}

func TestTold(t *testing.T) {
	t.Parallel()
	for _, c := range cases {
		t.Run(strings.ReplaceAll(c.name, " ", "-"), func(t *testing.T) {
			t.Parallel()
			d := read(t, c.trees, c.actors, c.places)
			if got := told(d); !slices.Equal(got, c.want) {
				t.Errorf("%s\ngot  %s\nwant %s", d.Doc.Text, strings.Join(got, "\n     "), strings.Join(c.want, "\n     "))
			}
		})
	}
}

func TestAnActThatIsSaidToHaveBroughtAboutAnotherIsItsCause(t *testing.T) {
	t.Parallel()
	d := read(t, `The the DET DT 2 det
shelling shelling NOUN NN 3 nsubj
sparked spark VERB VBD 0 root
protests protest NOUN NNS 3 obj
in in ADP IN 6 case
Selby Selby PROPN NNP 4 nmod

Rebels rebel NOUN NNS 2 nsubj
ambushed ambush VERB VBD 0 root
a a DET DT 4 det
patrol patrol NOUN NN 2 obj
in in ADP IN 6 case
retaliation retaliation NOUN NN 2 obl
for for ADP IN 9 case
the the DET DT 9 det
shelling shelling NOUN NN 6 nmod`, nil, map[string]claim.Place{"Selby": city})
	var links []string
	for _, c := range d.Claims {
		for _, l := range c.About {
			links = append(links, d.Doc.Text[c.Body.(*claim.Event).Trigger.Start:c.Body.(*claim.Event).Trigger.End]+" "+string(l.How))
		}
	}
	if want := []string{"protests caused_by", "ambushed response_to"}; !slices.Equal(links, want) {
		t.Errorf("links %q, want %q; told %q", links, want, told(d))
	}
}

// BenchmarkStage reads all sentences of the table as one report, over and over.
func BenchmarkStage(b *testing.B) {
	run, err := stages()
	if err != nil {
		b.Fatal(err)
	}
	var trees strings.Builder
	for range 20 {
		for _, c := range cases {
			trees.WriteString(string(c.trees) + "\n\n")
		}
	}
	d := plant(b, sentence(trees.String()))
	run[0].Run(d)
	b.ReportAllocs()
	for b.Loop() {
		d.Claims = d.Claims[:0]
		run[1].Run(d)
	}
	b.ReportMetric(float64(len(d.Doc.Tokens)*b.N)/b.Elapsed().Seconds(), "words/s")
}
