package participants

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
)

// seldom: one named this many times less often than the second party of a report is none of its two sides.
const seldom = 3

// mostMediators: as many words as may stand between one who mediates and the word that says so, in a row of names.
const mostMediators = 6

// isPair tells whether the nominal headed by token i is "both sides", "the two countries".
func (s *search) isPair(i int) bool {
	first := s.runBefore(i)
	for j := max(0, first-1); j < i; j++ {
		if s.both.Has(s.d.Token(j).Lower) {
			return true
		}
	}
	if first == 0 {
		return false
	}
	before := s.d.Token(first - 1)
	return s.both.Has(before.Lower) || (before.Form == "each" || before.Form == "Each") && s.sides.Has(s.d.Token(i).Lemma) // "each side": both of them
}

// areSides tells whether the nominal headed by token i is "the parties", "the warring sides":
// in the plural and definite, with nothing that says whose.
func (s *search) areSides(i int) bool {
	return s.d.Token(i).XPOS == language.TagNNS && s.runBefore(i) == i && s.isDefinite(i) && i+1 < len(s.d.Doc.Tokens) && s.d.Token(i+1).UPOS != language.ADP
}

// readPair ties "both sides" to the two states or groups of which the report speaks most; where it speaks of those of one state ("Karsenia's warring sides"),
// to them from there on.
func (s *search) readPair(i int) {
	if state := s.stateOf(i); state != "" { // "Karsenia's warring sides"
		if pair, _ := s.atHome(state); pair != nil {
			s.home = pair
		}
	}
	sides := s.justNamed(i)
	if len(sides) != 2 || !s.mayFace(sides) || !s.areOfHome(sides) {
		if sides = s.coupled(i); sides == nil || !s.areOfHome(sides) {
			if sides = s.home; sides == nil {
				sides = s.parties()
			}
		}
	}
	if len(sides) < 2 {
		return
	}
	first := s.phraseFirst(i)
	if first > 0 && s.both.Has(s.d.Token(first-1).Lower) {
		first--
	}
	span := s.d.Span(first, i+1)
	for _, id := range sides[:2] {
		s.addState(id)
		s.d.Several[i] = append(s.d.Several[i], claim.Ref{Actor: id, Text: s.d.Words(first, i+1), Span: &span})
	}
}

// areOfHome tells whether two sides are of the one state of whose sides the report has spoken, if it has.
func (s *search) areOfHome(sides []string) bool {
	return s.home == nil || rootOf(sides[0]) == rootOf(s.home[0]) && rootOf(sides[1]) == rootOf(s.home[0])
}

// stateOf is the state whose the sides at token i are said to be, empty where none is named.
func (s *search) stateOf(i int) string {
	for k := range s.d.Children(i) {
		if rel := s.d.Rel(k); k < i && s.nameAt[k] >= 0 && (rel == language.NmodPoss || rel == language.Amod || rel == language.Compound) {
			if state, _ := s.belongs(&s.found[s.nameAt[k]]); state != "" && !strings.Contains(state, ".") && !strings.HasPrefix(state, "org:") {
				return state
			}
		}
	}
	return ""
}

// mayFace tells whether two that were just named may be the two sides of a report: neither is between the sides, nor
// named so seldom beside those of whom the report speaks most that it has no part in their quarrel.
func (s *search) mayFace(sides []string) bool {
	parties := s.parties()
	if len(parties) < 2 {
		return true
	}
	least := s.timesNamed(parties[1])
	for _, id := range sides {
		if s.between()[rootOf(id)] || seldom*s.timesNamed(id) <= least {
			return false
		}
	}
	return true
}

// rootOf is the state of a side within it, else the side.
func rootOf(id string) string {
	root, _, _ := strings.Cut(id, ".")
	return root
}

// timesNamed counts how often a side is named, with what belongs to its state.
func (s *search) timesNamed(id string) (n int) {
	for other, times := range s.counts {
		if rootOf(other) == rootOf(id) {
			n += times
		}
	}
	return n
}

// between are the roots of those who stand between the sides in the report's words: "under Turkish and Qatari
// mediation", "talks hosted by Oman", "a Qatar-brokered truce".
func (s *search) between() map[string]bool {
	if s.middle != nil {
		return s.middle
	}
	s.middle = map[string]bool{}
	for i := range s.found {
		f := &s.found[i]
		if side := s.sideOf(f); side != "" && s.mediates(f) {
			s.middle[rootOf(side)] = true
		}
	}
	return s.middle
}

// mediates tells whether a name hangs on a word of mediation as who does it.
func (s *search) mediates(f *found) bool {
	for i := f.end; i < min(f.end+mostMediators, len(s.d.Doc.Tokens)); i++ { // "Turkish and Qatari mediation", "Qatar-brokered"
		if s.isMediation(i) {
			return !s.isOfBetween(i)
		}
		if t := s.d.Token(i); s.nameAt[i] < 0 && t.UPOS != language.CCONJ && t.Form != "," && t.Form != "-" {
			break
		}
	}
	if !s.d.Doc.Sentences[s.d.Doc.SentenceOf(f.first)].Parsed {
		return false
	}
	i := s.head(f.first, f.end)
	for steps := 0; steps < mostMediators && s.d.Rel(i) == language.Conj && s.d.Head(i) >= 0; steps++ {
		i = s.d.Head(i)
	}
	if c := s.ofCapital(i); c >= 0 { // "hosted by the Solmarkian capital"
		i = c
	}
	switch s.d.Rel(i) {
	case language.Nsubj, language.Amod, language.Compound, language.NmodPoss, language.OblAgent, language.Appos:
		if x := s.wanted(i); x >= 0 && s.isMediation(x) {
			return true // "China has sought to broker a truce"
		}
		return s.d.Head(i) >= 0 && s.isMediation(s.d.Head(i))
	case language.Nmod, language.Obl:
		by := s.d.Child(i, language.Case)
		return s.d.Head(i) >= 0 && s.isMediation(s.d.Head(i)) && by >= 0 && s.doer.Has(s.d.Token(by).Lower)
	}
	return false
}

// wanted is the infinitive of what the subject at token i seeks, offers or agrees to do; -1 where there is none.
func (s *search) wanted(i int) int {
	if h := s.d.Head(i); h >= 0 && s.d.Rel(i) == language.Nsubj {
		return s.d.Child(h, language.Xcomp)
	}
	return -1
}

// isOfBetween tells whether the participle of mediation at token i is of what lies between those named before it, and names who
// mediates behind it: "a truce between Karsenia and Ruvania, brokered by Solmark".
func (s *search) isOfBetween(i int) bool {
	return s.d.Token(i).XPOS == language.TagVBN && (i > 0 && s.d.Token(i-1).XPOS == language.TagComma || i+1 < len(s.d.Doc.Tokens) && s.doer.Has(s.d.Token(i+1).Lower))
}

func (s *search) isMediation(i int) bool {
	return s.middling.Has(strings.ToLower(s.d.Token(i).Lemma)) || s.middling.Has(s.d.Token(i).Lower)
}

// justNamed are the states and groups that the sentence before that of token i names:
// where they are two, "the parties" are those.
func (s *search) justNamed(i int) []string {
	var out []string
	sentence := s.d.Doc.SentenceOf(i)
	for k := len(s.recent) - 1; k >= 0 && s.recent[k].sentence >= sentence-1; k-- {
		m := &s.recent[k]
		if m.sentence == sentence {
			continue
		}
		switch m.kind {
		case claim.ActorState, claim.ActorArmedGroup, claim.ActorGovernment:
			if !slices.Contains(out, m.id) {
				out = append(out, m.id)
			}
		}
	}
	slices.Reverse(out)
	return out
}

// coupled are the two parties that were last named side by side before token i ("the government and the rebels"), nil where
// none were: two within one state are sides too.
func (s *search) coupled(i int) []string {
	for k := len(s.recent) - 1; k > 0; k-- {
		b := &s.recent[k]
		if b.token >= i || s.d.Rel(b.token) != language.Conj || !isParty(b) {
			continue
		}
		for j := k - 1; j >= 0 && s.recent[j].sentence == b.sentence; j-- {
			a := &s.recent[j]
			if isParty(a) && a.id != b.id && s.faces(a) && s.d.Head(b.token) == a.token && !s.between()[rootOf(a.id)] && !s.between()[rootOf(b.id)] && s.alone(a.token, b.token) {
				if sides := []string{a.id, b.id}; s.mayFace(sides) { // not two who are named but once, in passing
					return sides
				}
			}
		}
	}
	return nil
}

// faces tells whether a mention is of one who acts, or between whom and another something is: "including Saudis and Sudanese" tells of no sides.
func (s *search) faces(m *mention) bool {
	if m.subject > 0 {
		return true
	}
	if rel := s.d.Rel(m.token); rel == language.Amod || rel == language.Compound { // "Karsenian and Ruvanian troops clashed"
		if h := s.d.Head(m.token); h >= 0 && (s.d.Rel(h) == language.Nsubj || s.d.Rel(h) == language.NsubjPass) {
			return true
		}
	}
	c := s.d.Child(m.token, language.Case)
	return c >= 0 && (s.d.Token(c).Lower == "between" || s.d.Token(c).Lower == "of")
}

// alone tells whether no third is coordinated with two that are: "Qatar, Egypt and Turkey" are no pair.
func (s *search) alone(a, b int) bool {
	for k := range s.d.Children(a) {
		if s.d.Rel(k) == language.Conj && k != b {
			return false
		}
	}
	return true
}

// isParty tells the mentions that may be a side of a conflict.
func isParty(m *mention) bool {
	return m.kind == claim.ActorState || m.kind == claim.ActorGovernment || m.kind == claim.ActorArmedGroup
}

// parties are the states and groups of the report that are not between the sides, those named most often first; a state and a side within it are one, under the name used more.
func (s *search) parties() []string {
	total, name := map[string]int{}, map[string]string{}
	ids := make([]string, 0, len(s.counts))
	for id := range s.counts {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	for _, id := range ids {
		root := rootOf(id)
		if strings.HasPrefix(id, "org:") {
			continue
		}
		if s.counts[id] > s.counts[name[root]] {
			name[root] = id
		}
		total[root] += s.counts[id]
	}
	roots := make([]string, 0, len(total))
	for root := range total {
		if !s.between()[root] {
			roots = append(roots, root)
		}
	}
	slices.SortFunc(roots, func(a, b string) int { return cmp.Or(total[b]-total[a], cmp.Compare(a, b)) })
	out := make([]string, len(roots))
	for i, root := range roots {
		out[i] = name[root]
	}
	if len(roots) > 0 {
		if pair, least := s.atHome(roots[0]); pair != nil && (len(roots) == 1 || least > total[roots[1]]) {
			out = append(pair, out[1:]...)
		}
	}
	return out
}

// atHome are the two sides of a conflict within one state, and how often the one named less is: the armed group and the other body
// of that state that are named most. Nil where there is but one.
func (s *search) atHome(root string) (pair []string, least int) {
	group, other := "", ""
	for _, id := range slices.Sorted(maps.Keys(s.counts)) {
		if rootOf(id) != root {
			continue
		}
		best := &other
		if k, ok := s.base.ByID(id, s.d.Day); ok && k.Kind == claim.ActorArmedGroup {
			best = &group
		}
		if *best == "" || s.counts[id] > s.counts[*best] {
			*best = id
		}
	}
	if group == "" || other == "" {
		return nil, 0
	}
	if s.counts[other] < s.counts[group] {
		return []string{group, other}, s.counts[other]
	}
	return []string{other, group}, s.counts[group]
}
