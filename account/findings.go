package account

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/knowledge"
)

// Findings are what an editor should look at: reports that contradict
// themselves, one another or what is known.
type Findings struct {
	AsOf  string    `json:"as_of,omitempty"`
	Lines []Finding `json:"findings"`
}

// Finding is one of them.
type Finding struct {
	Kind   string `json:"kind"` // one of FindingKinds
	Text   string `json:"text"`
	Report string `json:"report,omitempty"` // where one report is concerned
	Cites  Cites  `json:"cites"`
}

// FindingKinds are the sorts of findings, the gravest first.
var FindingKinds = []string{"attribution", "date", "sum", "number", "withdrawn", "rounds", "who began", "corrected", "decision"}

// Agreements looks up the agreements that bear a name: knowledge.Base does.
type Agreements interface {
	Agreements(name string) []knowledge.Agreement
}

// Findings lists the findings of the case. Without known agreements no date is checked.
func (b *Book) Findings(known Agreements) *Findings {
	if known != nil && !reflect.TypeOf(known).Comparable() {
		return b.makeFindings(known)
	}
	return once(b, viewKey{name: "findings", known: known}, func() *Findings { return b.makeFindings(known) })
}

func (b *Book) makeFindings(known Agreements) *Findings {
	out := &Findings{AsOf: b.AsOf, Lines: []Finding{}}
	for _, c := range slices.Concat(b.past, b.reports) {
		out.Lines = append(out.Lines, b.attributed(c)...)
		if known != nil {
			out.Lines = append(out.Lines, b.agreementDates(c, known)...)
		}
	}
	toll := b.Toll()
	out.Lines = append(out.Lines, sumFindings(toll.Proofs)...)
	out.Lines = append(out.Lines, numberFindings(toll.Groups)...)
	out.Lines = append(out.Lines, b.roundFindings()...)
	out.Lines = append(out.Lines, b.versionFindings()...)
	out.Lines = append(out.Lines, b.beganFindings()...)
	out.Lines = append(out.Lines, b.strayFindings()...)
	slices.SortStableFunc(out.Lines, func(x, y Finding) int {
		return cmp.Or(cmp.Compare(slices.Index(FindingKinds, x.Kind), slices.Index(FindingKinds, y.Kind)), cmp.Compare(x.Cites.list[0].Day, y.Cites.list[0].Day), cmp.Compare(x.Text, y.Text))
	})
	return out
}

// attributed are the attributions of a report, which of one that counts are remembered.
func (b *Book) attributed(c *Contribution) []Finding {
	if b.present[c.Report] != c {
		return b.attributions(c)
	}
	return remember(b, c, itsAttributions, func() []Finding { return b.attributions(c) })
}

// attributions finds a number that one report gives to two sides: the same
// harm, the same population, once by one party's word and once by the other's.
func (b *Book) attributions(c *Contribution) []Finding {
	counts := b.countsOf(c)
	var found []Finding
	for n, x := range counts {
		for _, y := range counts[n+1:] {
			if x.f.Measure != y.f.Measure || x.value != y.value || !x.of.fits(y.of) || sameNation(x, y) {
				continue
			}
			xs, ys := b.voice(x), b.voice(y)
			if xs == "" || ys == "" || xs == ys {
				continue
			}
			found = append(found, Finding{"attribution", fmt.Sprintf("%s %s: by the word of %s in one place (“%s”), of %s in another (“%s”)",
				number(x.value), x.f.Measure, b.partyName(xs), b.given(x), b.partyName(ys), b.given(y)), c.Report, citesOf(x.Item, y.Item)})
		}
	}
	return found
}

// sameNation keeps two armies' equal losses apart: they are two counts, not one given twice.
func sameNation(x, y count) bool {
	return x.f.NationOf != "" && y.f.NationOf != "" && x.f.NationOf != y.f.NationOf
}

// voice is the party by whose word a count stands: as the record has it, else
// as the words for its source say ("an official of the Upper Valley's council").
func (b *Book) voice(c count) string {
	if side := b.claimantSide(c.Item); b.sides.party[side] {
		return side
	}
	if len(c.By) > 0 {
		if side := b.apposed(c.Of, c.By[len(c.By)-1].Text); side != "" {
			return side
		}
	}
	if s := b.statementOf(c.Item); s != nil {
		before, _, _ := strings.Cut(s.Words, c.Words)
		return b.apposed(c.Of, before)
	}
	return ""
}

// apposed finds a party named within the words for a source: "an official of the Taliban administration".
func (b *Book) apposed(c *Contribution, words string) string {
	plain := " " + folded(words) + " "
	for _, p := range b.Case.Parties {
		names := append([]string{p.Name, p.ID}, b.namesOf(c, p.ID)...)
		for _, name := range names {
			if f := folded(name); f != "" && strings.Contains(plain, " "+f+" ") {
				return p.ID
			}
		}
	}
	return ""
}

// namesOf are the names that a report's record has for the actors of a side.
func (b *Book) namesOf(c *Contribution, side string) []string {
	var names []string
	for _, a := range c.Actors {
		if a.Kind != claim.ActorUnnamed && b.sides.side(c, a.ID) == side {
			names = append(names, a.Name)
		}
	}
	return names
}

// statementOf is the innermost statement whose words a claim stands in.
func (b *Book) statementOf(i Item) *Item {
	var best *Item
	for _, o := range b.itemsOf(i.Of) {
		if o.Kind == claim.KindStatement && o.In == i.In && o.Span.Covers(i.Span) && (best == nil || best.Span.Covers(o.Span)) {
			best = &o
		}
	}
	return best
}

func (b *Book) given(c count) string {
	if s := b.statementOf(c.Item); s != nil {
		return s.Words
	}
	return c.Words
}

// agreementDates holds the dates that reports give to agreements against those known.
func (b *Book) agreementDates(c *Contribution, known Agreements) []Finding {
	var found []Finding
	for _, m := range c.Agreements {
		year, all := yearIn(strings.TrimPrefix(m.Words, m.Name)), known.Agreements(m.Name)
		if year != "" && len(all) > 0 && !dated(all, year) {
			cite := Cite{Report: c.Report, Version: c.Number, Outlet: c.Outlet, Day: c.day(), Claim: "agreement", Span: m.Span, Words: m.Words}
			found = append(found, Finding{"date", fmt.Sprintf("“%s”: known of that name: %s", m.Words, datesOf(all)), c.Report, Cited(cite)})
		}
	}
	return found
}

// yearIn is the year that words name, empty where they name none.
func yearIn(words string) string {
	for _, w := range plainWords(words) {
		if len(w) == 4 && w >= "1800" && w < "2200" {
			return w
		}
	}
	return ""
}

func dated(all []knowledge.Agreement, year string) bool {
	return slices.ContainsFunc(all, func(a knowledge.Agreement) bool { return strings.HasPrefix(a.Date, year) })
}

func datesOf(all []knowledge.Agreement) string {
	var words []string
	for _, a := range all {
		if one := a.Name + ", " + a.Date; !slices.Contains(words, one) {
			words = append(words, one)
		}
	}
	return strings.Join(words, "; ")
}

// sumFindings are totals whose parts are another's counts.
func sumFindings(proofs []Proof) []Finding {
	var found []Finding
	for _, p := range proofs {
		if p.NotOwn {
			found = append(found, Finding{"sum", p.Text, "", p.Cites})
		}
	}
	return found
}

// numberFindings are cells in which independent origins give different counts.
func numberFindings(groups []TollGroup) []Finding {
	var found []Finding
	for _, g := range groups {
		for _, c := range g.Cells {
			if text, cites := c.differ(); text != "" && g.Incident != "" {
				found = append(found, Finding{"number", fmt.Sprintf("%s, %s %s: %s", g.Subject, c.Of, c.Harm, text), "", cites})
			}
		}
	}
	return found
}

// differ lists the counts of a cell where origins differ.
func (c *TollCell) differ() (string, Cites) {
	if !slices.ContainsFunc(c.Entries, func(e TollEntry) bool { return e.best() != c.Entries[0].best() }) {
		return "", Cites{}
	}
	var words []string
	var from gathering
	numbers := map[string]bool{}
	for _, e := range c.Entries {
		if e.Replaced != "" || e.Part {
			continue
		}
		numbers[number(e.best())] = true
		words = append(words, e.number()+" ("+e.Claimant+")")
		from.addAll(e.Cites)
	}
	if len(numbers) < 2 {
		return "", Cites{}
	}
	return strings.Join(words, ", "), from.cites()
}

func (b *Book) roundFindings() []Finding {
	var found []Finding
	for _, r := range b.Talks().Rounds {
		if !r.Differ {
			continue
		}
		var cites Cites
		var words []string
		for _, s := range r.Numbered {
			cites = cites.With(s.Cites)
			words = append(words, fmt.Sprintf("round %s (%s)", s.What, strings.Join(outletsOf(s.Cites), ", ")))
		}
		text := fmt.Sprintf("%s, %s: %s", r.Venue, period(r.From, r.To), strings.Join(words, "; "))
		if r.Number > 0 {
			text += fmt.Sprintf("; round %d as the case counts", r.Number)
		}
		found = append(found, Finding{"rounds", text, "", cites})
	}
	return found
}

func outletsOf(c Cites) []string {
	var all []string
	for _, one := range c.list {
		if !slices.Contains(all, one.Outlet) {
			all = append(all, one.Outlet)
		}
	}
	return all
}

// versionFindings are counts that a report's later version no longer has, or attributes otherwise.
func (b *Book) versionFindings() []Finding {
	var found []Finding
	for _, old := range b.past {
		fresh := b.present[old.Report]
		now := b.countsOf(fresh)
		for _, was := range b.countsOf(old) {
			if f, ok := withdrawn(was, now, fresh); ok {
				found = append(found, f)
			}
		}
		if old.SHA256 != fresh.SHA256 {
			found = append(found, Finding{"corrected", fmt.Sprintf("%s changed its text between %s and %s", old.Outlet, old.day(), fresh.day()), old.Report,
				old.cites().With(fresh.cites())})
		}
	}
	return found
}

func withdrawn(was count, now []count, fresh *Contribution) (Finding, bool) {
	for _, n := range now {
		if n.value == was.value && n.f.Measure == was.f.Measure {
			if n.by == was.by {
				return Finding{}, false
			}
			return Finding{"withdrawn", fmt.Sprintf("%s %s: given to %s, since %s to %s", number(was.value), was.f.Measure, was.by, fresh.day(), n.by), fresh.Report, citesOf(was.Item, n.Item)}, true
		}
	}
	return Finding{"withdrawn", fmt.Sprintf("%s %s by %s: no longer in the version of %s", number(was.value), was.f.Measure, was.by, fresh.day()), fresh.Report, was.Cites()}, true
}

// beganFindings are incidents in which each side says that the other fired.
func (b *Book) beganFindings() []Finding {
	type word struct {
		by, of string
		i      Item
	}
	var found []Finding
	for _, in := range b.Incidents() {
		var words []word
		for _, i := range in.items {
			if e, ok := i.Body.(*claim.Event); ok {
				by := b.claimantSide(i)
				for _, a := range e.Actors {
					if of := b.sides.side(i.Of, a.Actor); b.sides.party[by] && b.sides.party[of] && of != by {
						words = append(words, word{by, of, i})
					}
				}
			}
		}
		for n, x := range words {
			at := slices.IndexFunc(words[n+1:], func(y word) bool { return y.by == x.of && y.of == x.by })
			if at >= 0 {
				found = append(found, Finding{"who began", fmt.Sprintf("%s: %s and %s each lay it to the other", in.Title(), b.partyName(x.by), b.partyName(x.of)), "", citesOf(x.i, words[n+1+at].i)})
				break
			}
		}
	}
	return found
}

// strayFindings are decisions whose claim is no longer to be found.
func (b *Book) strayFindings() []Finding {
	var found []Finding
	for _, d := range b.astray {
		a := d.Of[0]
		found = append(found, Finding{"decision", fmt.Sprintf("the decision %s (%s, %s) finds its claim no longer or does not fit it: %s", d.ID, d.Kind, d.Author, d.Reason), a.Report,
			Cited(Cite{Report: a.Report, Claim: string(a.Kind), In: a.In, Span: a.Span, Words: a.Words})})
	}
	return found
}

// Tables shows the findings.
func (f *Findings) Tables() []Table {
	t := Table{Title: "Findings", Columns: []string{"kind", "what"}}
	for _, l := range f.Lines {
		t.Lines = append(t.Lines, NewLine(l.Cites, l.Kind, l.Text))
	}
	return []Table{t}
}
