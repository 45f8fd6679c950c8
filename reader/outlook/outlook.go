// Package outlook reads what is expected to come, and what third parties have
// at stake: projections and stakes.
package outlook

import (
	"cmp"
	"slices"
	"strings"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/knowledge"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/clause"
	"github.com/parley-desk/parley/reader/draft"
	"github.com/parley-desk/parley/reader/lexicon"
	"github.com/parley-desk/parley/reader/scene"
)

// stage is what all drafts share. Read-only: safe for many goroutines.
type stage struct {
	grammar                                                                 *clause.Grammar
	foresee, modal, would, likely, risk, expected, known, condition, chance lexicon.Section
	business, stake, watch, gain, exposed, interest                         lexicon.Section
	scene                                                                   *scene.Words
	heads                                                                   []string
}

var sections = []string{"foresee", "modal", "would", "likely", "risk", "expected", "known", "condition", "horizon", "chance",
	"business", "watch", "stake", "gain", "exposed", "interest"}

// New loads the lexicons and makes the stage.
func New(lex *lexicon.Set, _ *knowledge.Base) (draft.Stage, error) {
	grammar, err := clause.New(lex)
	if err != nil {
		return draft.Stage{}, err
	}
	words, err := scene.Load(lex)
	if err != nil {
		return draft.Stage{}, err
	}
	t, err := lex.Table("outlook", lexicon.Schema{Sections: sections,
		Flags: []string{"harm", "modal", "negative", "thing", "effect", "interest", "may", "ahead"}})
	if err != nil {
		return draft.Stage{}, err
	}
	s := &stage{
		grammar: grammar, foresee: t.Section("foresee"), modal: t.Section("modal"), would: t.Section("would"), likely: t.Section("likely"),
		risk: t.Section("risk"), expected: t.Section("expected"), known: t.Section("known"), condition: t.Section("condition"),
		chance: t.Section("chance"), business: t.Section("business"), watch: t.Section("watch"), stake: t.Section("stake"),
		gain: t.Section("gain"), exposed: t.Section("exposed"), interest: t.Section("interest"), heads: triggers(t), scene: words,
	}
	return draft.Stage{
		Name:     "outlook",
		Reads:    []draft.Layer{draft.Trees, draft.Numbers, draft.Times, draft.Actors, draft.Statements},
		Gives:    []draft.Layer{draft.Layer(claim.KindStake), draft.Layer(claim.KindProjection)},
		Triggers: s.heads,
		Run:      s.run,
	}, nil
}

// triggers are the lemmas at which a sentence is worth its parse.
func triggers(t *lexicon.Table) []string {
	var out []string
	for i := range t.Entries {
		switch e := &t.Entries[i]; e.Section {
		case "foresee", "modal", "likely", "risk", "chance", "watch", "stake", "exposed":
			if !e.Has("modal") {
				out = append(out, e.Words[0])
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// reading is one draft being read, a sentence at a time.
type reading struct {
	*stage
	d          *draft.Draft
	first, end int   // the sentence at hand
	statements []int // all statements by the heads of their cues; those before the sentence are cut off
	parties    map[string]bool
	told       []draft.Range // contents of projections of the sentence
}

func (s *stage) run(d *draft.Draft) {
	r := &reading{stage: s, d: d, parties: parties(d), statements: d.StatementsByHead()}
	conflict := s.scene.Conflict(d) // elsewhere whoever gains and loses is no third party
	for i := range d.Doc.Sentences {
		sentence := &d.Doc.Sentences[i]
		if !sentence.Parsed {
			continue
		}
		r.first, r.end, r.told = int(sentence.First), int(sentence.End), r.told[:0]
		for len(r.statements) > 0 && d.Statements[r.statements[0]].Head < r.first {
			r.statements = r.statements[1:]
		}
		r.projections()
		if conflict {
			r.stakes()
		}
	}
}

// parties are the two sides that the report names most: states by their code,
// groups of no state by their id. Third parties are all others.
func parties(d *draft.Draft) map[string]bool {
	count := map[string]int{}
	for i := range d.Doc.Tokens {
		if ref, ok := d.Refs[i]; ok {
			if a := d.Actor(ref.Actor); a != nil && a.Kind != claim.ActorOrganization {
				count[side(a)]++
			}
		}
	}
	sides := make([]string, 0, len(count))
	for s := range count {
		sides = append(sides, s)
	}
	slices.SortFunc(sides, func(a, b string) int { return cmp.Or(count[b]-count[a], strings.Compare(a, b)) })
	top := map[string]bool{}
	for _, s := range sides[:min(2, len(sides))] {
		top[s] = true
	}
	return top
}

// side is the country of an actor, its id where it has none.
func side(a *claim.Actor) string {
	if a.Country != "" {
		return a.Country
	}
	return a.ID
}

// lemma is the lemma of token i.
func (r *reading) lemma(i int) string { return r.d.Token(i).Lemma }

// word is the lower-case form of token i, "" outside the sentence.
func (r *reading) word(i int) string {
	if i < r.first || i >= r.end {
		return ""
	}
	return r.d.Token(i).Lower
}

// trimmed leaves out the punctuation at both ends of [first, end).
func (r *reading) trimmed(first, end int) (int, int) {
	first, end = max(first, r.first), min(end, r.end)
	for first < end && r.d.Token(first).UPOS == language.PUNCT {
		first++
	}
	for first < end && r.d.Token(end-1).UPOS == language.PUNCT {
		end--
	}
	return first, end
}

// quote makes words of the tokens [first, end), nil where there are none.
func (r *reading) quote(first, end int) *claim.Words {
	if first, end = r.trimmed(first, end); first >= end {
		return nil
	}
	span := r.d.Span(first, end)
	return &claim.Words{Text: strings.Join(strings.Fields(r.d.Words(first, end)), " "), Span: &span}
}
