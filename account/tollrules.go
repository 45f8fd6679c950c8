package account

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/parley-desk/parley/claim"
)

// Choice is what a rule makes of the counts of a cell.
type Choice struct {
	Low         float64 `json:"low"`
	High        float64 `json:"high"`
	Open        bool    `json:"open,omitempty"` // somebody says "at least": it may be more
	Provisional bool    `json:"provisional,omitempty"`
	Because     string  `json:"because"`
	Cites       Cites   `json:"cites"`
}

// String gives the choice as people write it.
func (c *Choice) String() string {
	s := number(c.Low)
	if c.High > c.Low {
		s += "–" + number(c.High)
	}
	if c.Open {
		s += "+"
	}
	if c.Provisional {
		s += " (provisional)"
	}
	return s
}

// best is the number that an entry stands for: the one said, else the least its wording allows.
func (e *TollEntry) best() float64 {
	for _, n := range []*float64{e.Value, e.Low, e.High} {
		if n != nil {
			return *n
		}
	}
	return 0
}

// choice applies the book's rule to the counts that stand.
func (b *Book) choice(entries []TollEntry) *Choice {
	var stand []*TollEntry
	for n := range entries {
		if e := &entries[n]; e.Replaced == "" && !e.Denied && !e.Part {
			stand = append(stand, e)
		}
	}
	if len(stand) == 0 {
		return nil
	}
	slices.SortStableFunc(stand, func(x, y *TollEntry) int { return cmp.Compare(x.best(), y.best()) })
	return tollRules[b.Rule](b, stand)
}

// tollRules are the rules by name; the counts come with the lowest first.
var tollRules = map[claim.TollRule]func(*Book, []*TollEntry) *Choice{
	claim.TollRange:          ruleRange,
	claim.TollLowestReliable: ruleLowestReliable,
	claim.TollMajority:       ruleMajority,
	claim.TollLatest:         ruleLatest,
	claim.TollHierarchy:      ruleHierarchy,
	claim.TollTwoSources:     ruleTwoSources,
}

func chosen(because string, entries ...*TollEntry) *Choice {
	c := &Choice{Low: entries[0].best(), High: entries[len(entries)-1].best(), Because: because}
	var from gathering
	for _, e := range entries {
		from.addAll(e.Cites)
		c.Open = c.Open || e.High == nil && e.Low != nil && e.best() == c.High
		if e.Low != nil && e.Value == nil && e.High != nil {
			c.High = max(c.High, *e.High)
		}
	}
	c.Cites = from.cites()
	return c
}

// ruleRange gives the lowest and the highest count, and whose they are.
func ruleRange(_ *Book, all []*TollEntry) *Choice {
	low, high := all[0], all[len(all)-1]
	if low.best() == high.best() {
		return chosen(agree(len(all)), all...)
	}
	return chosen(fmt.Sprintf("lowest %s (%s), highest %s (%s)", low.number(), low.Claimant, high.number(), high.Claimant), all...)
}

func agree(n int) string {
	if n == 1 {
		return "the only count"
	}
	return fmt.Sprintf("%d origins agree", n)
}

// ruleLowestReliable takes the most reliable source, of equals the lower count (UCDP GED codebook).
func ruleLowestReliable(_ *Book, all []*TollEntry) *Choice {
	best := slices.MinFunc(all, func(x, y *TollEntry) int { return cmp.Compare(x.Reliable, y.Reliable) })
	return chosen(fmt.Sprintf("most reliable (%s: %s); of equals the lower", reliabilityLetter(best.Reliable), best.Claimant), best)
}

// ruleMajority takes the count that most origins give, of equals the lower.
func ruleMajority(_ *Book, all []*TollEntry) *Choice {
	var most []*TollEntry
	for n := range all {
		var same []*TollEntry
		for _, e := range all[n:] {
			if e.best() == all[n].best() {
				same = append(same, e)
			}
		}
		if len(same) > len(most) {
			most = same
		}
	}
	return chosen(fmt.Sprintf("said by %d of %d origins; of equals the lower", len(most), len(all)), most...)
}

// ruleLatest takes the count known last, of equals the lower.
func ruleLatest(_ *Book, all []*TollEntry) *Choice {
	last := all[0]
	for _, e := range all {
		if e.Day > last.Day {
			last = e
		}
	}
	return chosen("known last, on "+last.Day+" ("+last.Claimant+")", last)
}

// ruleHierarchy takes the count of whom the case believes first; of those it does not name, the most reliable.
func ruleHierarchy(b *Book, all []*TollEntry) *Choice {
	for _, first := range b.Case.Rules.Hierarchy {
		for _, e := range all {
			if e.Actor == first || e.Side == first || strings.EqualFold(e.Claimant, first) || citesOutlet(e.Cites, first) {
				return chosen(first+" comes first of those who counted", e)
			}
		}
	}
	c := ruleLowestReliable(b, all)
	c.Because = "nobody whom the case ranks counted; " + c.Because
	return c
}

func citesOutlet(c Cites, outlet string) bool {
	return slices.ContainsFunc(c.list, func(one Cite) bool { return strings.EqualFold(one.Outlet, outlet) })
}

// ruleTwoSources takes the highest count on which two independent origins agree; until then the lowest, provisionally.
func ruleTwoSources(_ *Book, all []*TollEntry) *Choice {
	for n := len(all) - 1; n > 0; n-- {
		for m := n - 1; m >= 0; m-- {
			if all[m].best() == all[n].best() && all[m].Origin != all[n].Origin {
				return chosen("two independent origins agree", all[m], all[n])
			}
		}
	}
	c := chosen("no two independent origins agree yet: the lowest", all[0])
	c.Provisional = true
	return c
}

// Reliability of a source where no analyst graded it, in the letters of the
// Admiralty system: B for an organisation that is no party and for a party on
// its own losses, C for outlets and unnamed sources, D for a party on the losses of the other.
const (
	reliableOther = 2
	reliableMedia = 3
	reliableFoe   = 4
)

func reliabilityLetter(n int) string { return string(rune('A' + n - 1)) }

// reliability is 1 (A) to 6 (F).
func (b *Book) reliability(i Item) int {
	actor := claimantActor(i)
	for _, key := range []string{actor, "outlet:" + i.Of.Outlet} {
		if g, ok := b.grades[key]; ok {
			return int(g[0]-'A') + 1
		}
	}
	if side := b.claimantSide(i); b.sides.party[side] {
		harmed := b.population(i.Body.(*claim.Figure)).Side
		if harmed == side || harmed == "" && ownLosses(i) {
			return reliableOther
		}
		return reliableFoe
	}
	if a := actorOf(i.Of, actor); a != nil && a.Kind == claim.ActorOrganization && a.Sector != "JRN" && a.Sector != "" {
		return reliableOther
	}
	return reliableMedia
}

// ownLosses tells whether a count is of the claimant's own people by its words: "its soldiers".
func ownLosses(i Item) bool {
	f := i.Body.(*claim.Figure)
	first, _, _ := strings.Cut(strings.ToLower(f.Of), " ")
	return slices.Contains([]string{"its", "their", "our"}, first)
}

// number writes a count as people do: 1,200; 4.3.
func number(n float64) string {
	s := strconv.FormatFloat(n, 'f', -1, 64)
	whole, rest, _ := strings.Cut(s, ".")
	minus := strings.HasPrefix(whole, "-")
	whole = strings.TrimPrefix(whole, "-")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if rest != "" {
		whole += "." + rest
	}
	if minus {
		return "−" + whole
	}
	return whole
}

// bounds writes what a wording lets a number be.
func bounds(value, low, high *float64, wording string) string {
	switch {
	case value != nil && wording != "":
		return wording + " " + number(*value)
	case value != nil:
		return number(*value)
	case low != nil && high != nil:
		return number(*low) + " to " + number(*high)
	case low != nil && wording != "":
		return wording
	case low != nil:
		return "at least " + number(*low)
	case high != nil:
		return "at most " + number(*high)
	}
	return cmp.Or(wording, "a number not said")
}
