package incident

import (
	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/reader/lexicon"
)

// armament is what a class of weapons makes of an assault.
type armament struct {
	name  string
	mode  string // PLOVER's
	acled *claim.ACLED
	rank  int // of two weapons named, the one with the higher rank says what kind of act it was
}

// armaments are the classes of the lexicon "weapons" in PLOVER's and ACLED's
// terms. Crowd control, stones and petrol bombs depend on who faces whom: see subType.
var armaments = []armament{
	{name: "shot", mode: "firearms", rank: 1},
	{name: "blade", mode: "primitive", rank: 2},
	{name: "stone", mode: "primitive", rank: 1},
	{name: "petrolbomb", mode: "primitive", rank: 2},
	{name: "teargas", mode: "crowd-control", rank: 2},
	{name: "aircraft", mode: "aerial", rank: 5},
	{name: "shell", mode: "heavy-weapons", rank: 4},
	{name: "missile", mode: "heavy-weapons", rank: 4},
	{name: "bomb", mode: "explosives", rank: 3},
	{name: "mine", mode: "explosives", rank: 3},
	{name: "grenade", mode: "explosives", rank: 4},
	{name: "drone", mode: "drone", rank: 6},
	{name: "suicidevest", mode: "suicide-attack", rank: 7},
	{name: "chemical", mode: "unconventional", rank: 8},
}

// armedACLED is the sub-type that ACLED's codebook gives to the use of each class.
var armedACLED = map[string]string{
	"aircraft": "air-drone-strike", "drone": "air-drone-strike", "shell": "shelling-artillery-missile-attack", "missile": "shelling-artillery-missile-attack",
	"bomb": "remote-explosive-landmine-ied", "mine": "remote-explosive-landmine-ied", "grenade": "grenade", "suicidevest": "suicide-bomb",
	"chemical": "chemical-weapon",
}

func (v *vocabulary) loadWeapons(lex *lexicon.Set) error {
	t, err := lex.Table("weapons", lexicon.Schema{Sections: weaponClasses, Flags: []string{"tool", "hand"}})
	if err != nil {
		return err
	}
	tool, hand := v.bit("tool"), v.bit("hand")
	for i := range t.Entries {
		e := &t.Entries[i]
		set := v.bit(e.Section) | weapon
		switch {
		case e.Has("tool"):
			set = v.bit(e.Section) | tool
		case e.Has("hand"):
			set = v.bit(e.Section) | hand
		}
		v.enter(e, set, nil)
	}
	for i := range armaments {
		a := &armaments[i]
		v.weapons[v.bit(a.name)] = &armament{name: a.name, mode: a.mode, rank: a.rank, acled: acledBySlug(armedACLED[a.name])}
	}
	return nil
}

// armament is what the weapon of a set of classes is, nil for none: of several the one of highest rank.
func (v *vocabulary) armament(set classes) (best *armament) {
	for i := range armaments {
		a := v.weapons[v.class[armaments[i].name]]
		if set&v.class[a.name] != 0 && (best == nil || a.rank > best.rank) {
			best = a
		}
	}
	return best
}
