package incident

import (
	"strings"

	"github.com/parley-desk/parley/language"
)

// arm finds the weapon of an act: its subject ("rockets hit"), a word before a
// noun ("drone strike"), what it was done with ("with knives", "using chlorine"), the object fired.
func (r *reading) arm(h *happening) {
	r.disarm(h)
	if h.weapon < 0 && h.object >= 0 && h.sense.mode != "destroy" && r.classesOf(h.object)&weapon != 0 { // tanks destroyed are no means
		h.weapon = h.object
	}
	if h.weapon < 0 {
		h.weapon = r.tool(h.trigger, 2)
	}
	if h.weapon < 0 {
		h.weapon = r.means(h)
	}
	for _, p := range append([]int{h.clause}, h.results...) {
		if h.weapon < 0 && p != h.trigger {
			h.weapon = r.tool(p, 2)
		}
	}
	if top := r.d.Head(h.trigger); h.weapon < 0 && top >= 0 && len(h.actors) == 0 && isBodily(h.sense) {
		switch r.d.Rel(h.trigger) {
		case language.AclRelcl, language.Ccomp: // "the rockets whose fire killed", "exchanges that killed"
			if s := r.d.Child(top, language.Nsubj, language.Compound); s >= 0 && r.classesOf(s)&weapon != 0 {
				h.weapon = s
			}
		}
	}
}

// means is the weapon that an act was done with where the tree hung it lower: on the verb that only carries the act ("the attack,
// carried out with bombs"), or on who was attacked or where ("attacked the embassy in Delvar with explosives"). -1 where there is none.
func (r *reading) means(h *happening) int {
	if h.sense.kind != "ASSAULT" {
		return -1
	}
	for _, v := range r.carriers(h.trigger) {
		if w := r.tool(v, 0); w >= 0 {
			return w
		}
	}
	for _, n := range h.recipients {
		if set := r.classesOf(n); n > h.trigger && (set&person == 0 || set&r.words.is("structure", "base", "vehicle", "territory") != 0) { // "a man with a gun" has it himself
			if w := r.withTool(n, 2); w >= 0 {
				return w
			}
		}
	}
	return -1
}

// withTool is the weapon that "with" hangs on nominal n or on a place under it, -1 where it hangs none.
func (r *reading) withTool(n, depth int) int {
	for c := range r.d.Children(n) {
		if r.d.Rel(c) != language.Nmod || c < n {
			continue
		}
		if caseOf(r, c) == "with" && r.classesOf(c)&weapon != 0 && r.words.armament(r.classesOf(c)) != nil {
			return c
		}
		if depth > 1 && r.placeAt(c) >= 0 {
			if w := r.withTool(c, depth-1); w >= 0 {
				return w
			}
		}
	}
	return -1
}

// tool is the weapon that hangs on word p as a modifier or by a preposition of means, a few compounds deep; -1 where none does.
func (r *reading) tool(p, depth int) int {
	best, rank := -1, 0
	held, before := weapon|r.words.class["hand"], weapon|r.words.is("hand", "tool")
	for c := range r.d.Children(p) {
		if !r.isTool(c) {
			continue
		}
		if r.d.Rel(c) == language.Compound && depth > 0 { // "suicide bombing attacks"
			if deep := r.tool(c, depth-1); deep >= 0 {
				if a := r.words.armament(r.classesOf(deep)); a.rank > rank {
					best, rank = deep, a.rank
				}
			}
		}
		armed := held
		switch r.d.Rel(c) {
		case language.Compound, language.Amod, language.NmodDesc:
			armed = before
		}
		if set := r.classesOf(c); set&armed != 0 {
			if a := r.words.armament(set); a != nil && a.rank > rank {
				best, rank = c, a.rank
			}
		}
	}
	return best
}

// isTool tells whether word c stands to its head as what it was done with.
func (r *reading) isTool(c int) bool {
	switch r.d.Rel(c) {
	case language.Compound, language.Amod, language.NmodDesc, language.Advmod:
		return r.d.Token(r.d.Head(c)).UPOS == language.NOUN || r.d.Rel(c) == language.Compound
	case language.Obl, language.Nmod, language.OblAgent:
		switch caseOf(r, c) {
		case "with", "by", "using", "in", "from", "of", "through", "via":
			return true
		}
	case language.Obj:
		return r.d.Token(r.d.Head(c)).Lemma == "use"
	}
	return false
}

// armament is what the weapon of an act makes of it, nil where it has none that is known.
func (r *reading) armament(h *happening) *armament {
	if h.weapon < 0 {
		return nil
	}
	set := r.classesOf(h.weapon)
	if set&r.words.class["teargas"] != 0 {
		set = r.words.class["teargas"] // "rounds of tear gas" are no shots
	}
	return r.words.armament(set | r.sorts(h.weapon, 2))
}

// sorts are the classes of the words before nominal n that say of what sort it is, down to a depth: "suicide truck bomb".
func (r *reading) sorts(n, depth int) (set classes) {
	for c := range r.d.Children(n) {
		if rel := r.d.Rel(c); rel != language.Compound && rel != language.Amod {
			continue
		}
		set |= r.classesOf(c) &^ person
		if depth > 1 {
			set |= r.sorts(c, depth-1)
		}
	}
	return set
}

// mode is PLOVER's mode of an act: that of its sense, unless the weapon says more of how.
func (r *reading) mode(h *happening) string {
	if h.sense.kind != "ASSAULT" {
		return h.sense.mode
	}
	a := r.armament(h)
	if a == nil {
		return h.sense.mode
	}
	switch h.sense.mode {
	case "", "firearms", "explosives", "heavy-weapons", "aerial", "beat":
		if a.rank >= modeRank(h.sense.mode) {
			return a.mode
		}
	case "destroy": // "destroyed by a bomb"; fire and hands leave it as it is
		if a.acled != nil && a.name != "chemical" {
			return a.mode
		}
	}
	return h.sense.mode
}

// modeRank is the rank of the weapons that a mode speaks of.
func modeRank(mode string) int {
	rank := 0
	for _, a := range armaments {
		if a.mode == mode {
			rank = max(rank, a.rank)
		}
	}
	return rank
}

// weaponText names the weapon of an act in the report's words, empty where it names none.
func (r *reading) weaponText(h *happening) string {
	if h.weapon < 0 {
		return ""
	}
	first, end := h.weapon, h.weapon+1
	for c := range r.d.Children(h.weapon) {
		if r.d.Rel(c) == language.Compound && c < first && r.classesOf(c)&person == 0 {
			first = c
		}
	}
	return strings.Join(strings.Fields(r.d.Words(first, end)), " ")
}
