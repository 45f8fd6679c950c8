// Package participants finds who and where: the names of the text with what
// knowledge holds of them, the places, the actors, and for every nominal that
// names a participant (a name, an office, "Pakistani officials", "the group",
// "both sides", "he") which actor it is. Nobody is guessed at from nothing: what
// cannot be tied to a name, a nation or a class stays a phrase.
package participants

import (
	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/knowledge"
	"github.com/parley-desk/parley/reader/draft"
	"github.com/parley-desk/parley/reader/lexicon"
)

// finder holds what the stage goes by.
type finder struct {
	base                                                             *knowledge.Base
	office, class, body, group, band, pair, sides, stripe, both      lexicon.Section
	title, scene, linked, man, woman, gentleman, thing, several, via lexicon.Section
	deals, partner, definite, unit, part, squad, container           lexicon.Section
	middling, doer, speech, paper, behindly, foreign, seats, realm   lexicon.Section
	settlement, bearings, outside, creed, locality, judging          lexicon.Section
}

var sections = []string{"office", "class", "body", "group", "band", "pair", "sides", "stripe", "both", "title", "scene", "linked", "man", "woman", "gentleman", "thing", "several", "via", "deals", "partner", "definite", "unit", "part", "squad", "holder", "middling", "doer", "speech", "paper", "behind", "foreign", "seat", "realm", "settlement", "bearing", "outside", "creed", "locality", "judging"}

// New makes the stage.
func New(lex *lexicon.Set, base *knowledge.Base) (draft.Stage, error) {
	t, err := lex.Table("participants", lexicon.Schema{
		Sections: sections,
		Flags:    []string{"place", "any", "before", "cabinet", "outlet"},
		Keys: map[string][]string{
			"sector": claim.Sectors, "class": nil, "name": nil, "kin": nil, "of": nil, "as": {"state", "arm"},
			"kind": append([]string{string(claim.ActorArmedGroup), string(claim.ActorOrganization), string(claim.ActorState)}, unitKinds...),
		},
	})
	if err != nil {
		return draft.Stage{}, err
	}
	f := &finder{
		base: base, office: t.Section("office"), class: t.Section("class"), body: t.Section("body"), group: t.Section("group"), band: t.Section("band"),
		pair: t.Section("pair"), sides: t.Section("sides"), stripe: t.Section("stripe"), both: t.Section("both"), title: t.Section("title"), scene: t.Section("scene"), linked: t.Section("linked"),
		man: t.Section("man"), woman: t.Section("woman"), gentleman: t.Section("gentleman"), thing: t.Section("thing"), several: t.Section("several"), via: t.Section("via"),
		deals: t.Section("deals"), partner: t.Section("partner"), definite: t.Section("definite"), unit: t.Section("unit"), part: t.Section("part"), squad: t.Section("squad"), container: t.Section("holder"), middling: t.Section("middling"), doer: t.Section("doer"), speech: t.Section("speech"), paper: t.Section("paper"), behindly: t.Section("behind"), foreign: t.Section("foreign"), seats: t.Section("seat"), realm: t.Section("realm"), settlement: t.Section("settlement"), bearings: t.Section("bearing"), outside: t.Section("outside"), creed: t.Section("creed"), locality: t.Section("locality"), judging: t.Section("judging"),
	}
	return draft.Stage{
		Name:  "participants",
		Reads: []draft.Layer{draft.Tags, draft.DocNames, draft.Trees, draft.Quotes, draft.Times},
		Gives: []draft.Layer{draft.Names, draft.Places, draft.Actors},
		Run:   func(d *draft.Draft) { f.run(d) },
	}, nil
}

// search is the finding of participants in one draft.
type search struct {
	*finder
	d        *draft.Draft
	found    []found           // names, in order
	nameAt   []int32           // by token: index in found, -1 where none
	quoted   []bool            // by token: within quotation marks
	actors   map[string]int    // id → index in d.Actors
	counts   map[string]int    // state or group → how often it is named in the text
	surnames map[string]string // last word of a full name, lower case → actor id
	surname  map[string]bool   // last words of full names, lower case
	short    map[string]string // abbreviation introduced in brackets → actor id
	recent   []mention
	sexes    map[string]sex  // actor id → what the words beside a person's name say
	only     *string         // see onlyGroup
	land     *string         // see homeland
	middle   map[string]bool // see between
	home     []string        // see readPair: the two sides of whom the report has spoken as of one state's
}

func (f *finder) run(d *draft.Draft) {
	n := len(d.Doc.Tokens)
	s := &search{
		finder: f, d: d, nameAt: make([]int32, n), quoted: make([]bool, n),
		actors: map[string]int{}, counts: map[string]int{}, surnames: map[string]string{}, short: map[string]string{}, sexes: map[string]sex{},
	}
	for i := range s.nameAt {
		s.nameAt[i] = -1
	}
	for _, q := range d.Quotes {
		for i := q.First; i < q.End; i++ {
			s.quoted[i] = true
		}
	}
	s.findNames()
	s.readPeople()
	s.readPlaces()
	s.countParties()
	s.readShort()
	s.readDateline() // whose "the ministry" is hangs on it
	s.walk()
	s.joinArmies()
	s.settle()
	s.readAgency()
}
