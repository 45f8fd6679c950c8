package audit

import (
	"cmp"
	"slices"
	"strings"

	"github.com/parley-desk/parley/claim"
)

// Score is how a reader does on audited reports.
type Score struct {
	Reports  int          `json:"reports"`
	Complete int          `json:"complete"` // of them those in which what was missed is labelled: recall is measured there
	Kinds    []KindScore  `json:"kinds"`
	Fields   []FieldScore `json:"fields"`
}

// KindScore is of the claims of one kind; kind "all" is of all.
type KindScore struct {
	Kind   claim.Kind `json:"kind"`
	Right  int        `json:"right"`
	Wrong  int        `json:"wrong"`
	New    int        `json:"new"`    // printed where nobody has judged: neither right nor wrong
	Wanted int        `json:"wanted"` // right and missed claims in complete reports
	Found  int        `json:"found"`  // of them
}

// Precision is the share of judged claims that is right; ok is false where none was judged.
func (k *KindScore) Precision() (p float64, ok bool) {
	return float64(k.Right) / float64(max(k.Right+k.Wrong, 1)), k.Right+k.Wrong > 0
}

// Recall is the share of wanted claims that was found; ok is false where no report is complete.
func (k *KindScore) Recall() (r float64, ok bool) {
	return float64(k.Found) / float64(max(k.Wanted, 1)), k.Wanted > 0
}

// FieldScore is of one field of the right claims of a kind.
type FieldScore struct {
	Kind  claim.Kind `json:"kind"`
	Field string     `json:"field"`
	Right int        `json:"right"`
	Wrong int        `json:"wrong"`
}

// AllKinds stands for the claims of all kinds.
const AllKinds claim.Kind = "all"

// Summary is how the reader did whose records were audited.
func Summary(rows []Row) Score {
	t := newTally()
	for i := range rows {
		t.report(&rows[i])
		for k := range rows[i].Labels {
			l := &rows[i].Labels[k]
			if l.Verdict != IsMissed {
				t.judged(l.Kind, l.Verdict == IsRight)
			}
			if l.Verdict != IsWrong && rows[i].Complete {
				t.wanted(l.Kind, l.Verdict == IsRight)
			}
			for _, f := range l.Fields {
				t.field(l.Kind, f.Name, f.Right)
			}
		}
	}
	return t.score()
}

// Measure is how a reader does on audited reports; records are its, by the id of the report.
// A claim answers the label of its kind whose words it shares most of; one that
// answers none is new. A field is right where it says what the auditor called right or said it should be.
func Measure(rows []Row, records map[string]*claim.Record) Score {
	t := newTally()
	for i := range rows {
		row := &rows[i]
		t.report(row)
		answers := map[int]*claim.Claim{}
		if r := records[row.ID]; r != nil {
			answers = answersTo(row, r, t)
			text := NewText(&claim.Report{Text: row.Text, Title: row.Title})
			for k, c := range answers {
				t.fields(&row.Labels[k], Fields(r, c, text))
			}
		}
		for k := range row.Labels {
			if l := &row.Labels[k]; l.Verdict != IsWrong && row.Complete {
				t.wanted(l.Kind, answers[k] != nil)
			}
		}
	}
	return t.score()
}

// answersTo gives each label the claim that answers it, one to one, the best pairs first, and counts right, wrong and new ones.
func answersTo(row *Row, r *claim.Record, t *tally) map[int]*claim.Claim {
	type pair struct {
		label, claim int
		alike        float64
	}
	var pairs []pair
	for k := range row.Labels {
		for i := range r.Claims {
			if a := alike(&row.Labels[k], &r.Claims[i]); a > 0 {
				pairs = append(pairs, pair{k, i, a})
			}
		}
	}
	slices.SortStableFunc(pairs, func(a, b pair) int { return cmp.Compare(b.alike, a.alike) })
	answers, taken := map[int]*claim.Claim{}, map[int]bool{}
	for _, p := range pairs {
		if answers[p.label] == nil && !taken[p.claim] {
			answers[p.label], taken[p.claim] = &r.Claims[p.claim], true
			t.judged(row.Labels[p.label].Kind, row.Labels[p.label].Verdict != IsWrong)
		}
	}
	for i := range r.Claims {
		if !taken[i] {
			t.kind(r.Claims[i].Kind).New++
			t.kind(AllKinds).New++
		}
	}
	return answers
}

// alike is the share of code points that a label and a claim of its kind share, 0 for others; the same id makes it surest.
func alike(l *Label, c *claim.Claim) float64 {
	if l.Kind != c.Kind || l.In != c.In {
		return 0
	}
	both := min(l.Span.End, c.Span.End) - max(l.Span.Start, c.Span.Start)
	if both <= 0 {
		return 0
	}
	share := float64(both) / float64(l.Span.Len()+c.Span.Len()-both)
	if l.Claim == c.ID {
		share++
	}
	return share
}

// tally adds a score up.
type tally struct {
	reports, complete int
	kinds             map[claim.Kind]*KindScore
	byField           map[[2]string]*FieldScore
}

func newTally() *tally {
	return &tally{kinds: map[claim.Kind]*KindScore{}, byField: map[[2]string]*FieldScore{}}
}

func (t *tally) report(r *Row) {
	t.reports++
	if r.Complete {
		t.complete++
	}
}

func (t *tally) kind(k claim.Kind) *KindScore {
	if t.kinds[k] == nil {
		t.kinds[k] = &KindScore{Kind: k}
	}
	return t.kinds[k]
}

func (t *tally) judged(k claim.Kind, right bool) {
	for _, s := range []*KindScore{t.kind(k), t.kind(AllKinds)} {
		if right {
			s.Right++
		} else {
			s.Wrong++
		}
	}
}

func (t *tally) wanted(k claim.Kind, found bool) {
	for _, s := range []*KindScore{t.kind(k), t.kind(AllKinds)} {
		s.Wanted++
		if found {
			s.Found++
		}
	}
}

func (t *tally) field(k claim.Kind, name string, right bool) {
	at := [2]string{string(k), name}
	if t.byField[at] == nil {
		t.byField[at] = &FieldScore{Kind: k, Field: name}
	}
	if right {
		t.byField[at].Right++
	} else {
		t.byField[at].Wrong++
	}
}

// fields compares what a claim says now with its label. Of a wrong field of which nobody said what it
// should be, only the old value is known to be wrong.
func (t *tally) fields(l *Label, now []Field) {
	said := map[string]string{}
	for _, f := range now {
		said[f.Name] = f.Value
	}
	for _, g := range l.Fields {
		switch {
		case g.Right:
			t.field(l.Kind, g.Name, said[g.Name] == g.Value)
		case g.Should != "":
			t.field(l.Kind, g.Name, means(said[g.Name], g.Should))
		case said[g.Name] == g.Value:
			t.field(l.Kind, g.Name, false)
		}
	}
}

// means tells whether a value is what an auditor typed: the whole of it, the words
// of a participant or the id of its actor.
func means(value, typed string) bool {
	words, id, _ := strings.Cut(value, " [")
	for _, part := range []string{value, words, strings.TrimSuffix(id, "]")} {
		if part != "" && strings.EqualFold(part, typed) {
			return true
		}
	}
	return false
}

// score lists the kinds in the contract's order, all first, and the fields of each by name.
func (t *tally) score() Score {
	s := Score{Reports: t.reports, Complete: t.complete, Kinds: []KindScore{}, Fields: []FieldScore{}}
	for _, k := range append([]claim.Kind{AllKinds}, claim.Kinds...) {
		if t.kinds[k] != nil {
			s.Kinds = append(s.Kinds, *t.kinds[k])
		}
	}
	for _, f := range t.byField {
		s.Fields = append(s.Fields, *f)
	}
	slices.SortFunc(s.Fields, func(a, b FieldScore) int {
		return cmp.Or(slices.Index(claim.Kinds, a.Kind)-slices.Index(claim.Kinds, b.Kind), strings.Compare(a.Field, b.Field))
	})
	return s
}
