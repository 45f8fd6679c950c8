package claim

import "encoding/json"

// DecisionKind is what an analyst decides.
type DecisionKind string

// The kinds of decisions.
const (
	DecideAccept  DecisionKind = "accept"  // the reader's claim is in the text as it is read
	DecideReject  DecisionKind = "reject"  // it is not in the text
	DecideCorrect DecisionKind = "correct" // it is, with other fields
	DecideAdd     DecisionKind = "add"     // the reader missed it
	DecideMerge   DecisionKind = "merge"   // these tell of one incident
	DecideSplit   DecisionKind = "split"   // these tell of several
	DecideSide    DecisionKind = "side"    // an actor stands on a side
	DecideGrade   DecisionKind = "grade"   // a source's reliability
	DecideScore   DecisionKind = "score"   // how far a commitment is kept
	DecideNote    DecisionKind = "note"
	DecideInclude DecisionKind = "include" // a report belongs to the case
	DecideExclude DecisionKind = "exclude"
	DecideUndo    DecisionKind = "undo" // takes an earlier decision back, an undoing too
)

// DecisionKinds are the kinds of decisions.
var DecisionKinds = []DecisionKind{DecideAccept, DecideReject, DecideCorrect, DecideAdd, DecideMerge, DecideSplit, DecideSide, DecideGrade,
	DecideScore, DecideNote, DecideInclude, DecideExclude, DecideUndo}

// Decision is what an analyst decided, why and when. Decisions are only ever
// added: one that was wrong is undone by another. A decision tells what the
// words say, which does not depend on when one looks: it holds for every as-of.
type Decision struct {
	ID     string       `json:"id"` // unique among all decisions
	Case   string       `json:"case,omitempty"`
	Kind   DecisionKind `json:"kind"`
	Author string       `json:"author"`
	At     string       `json:"at"`     // RFC 3339, when it was taken
	Reason string       `json:"reason"` // of a note: the note

	Of     []Anchor        `json:"of,omitempty"`     // the claims it is about; of an added one, where it stands
	Set    json.RawMessage `json:"set,omitempty"`    // correct: the fields of the claim that read otherwise, null to take one away
	Claim  *Claim          `json:"claim,omitempty"`  // add: the claim; its place, if any, is Place
	Place  *Place          `json:"place,omitempty"`  // add, correct: the place mention, where it is none of the record's
	Report string          `json:"report,omitempty"` // include, exclude: the report's identity
	Actor  string          `json:"actor,omitempty"`  // side: whose; grade: of which actor
	Side   string          `json:"side,omitempty"`   // side: of whom; empty takes a side away
	Outlet string          `json:"outlet,omitempty"` // grade: of which outlet
	Grade  string          `json:"grade,omitempty"`  // Admiralty code: A to F, 1 to 6, as "B2"
	Score  *int            `json:"score,omitempty"`  // Peace Accords Matrix: 0 not begun, 1 minimal, 2 intermediate, 3 full
	Undo   string          `json:"undo,omitempty"`   // undo: the decision's id

	// Private keeps a note, or an included report, within the private layer of its case.
	Private bool `json:"private,omitempty"`
}

// Anchor finds a claim again, whoever reads the text: by report, text, kind and
// span, and by its words where the report got another text.
type Anchor struct {
	Report string `json:"report"` // identity of the report
	SHA256 string `json:"sha256"` // of the text that the span counts in
	Kind   Kind   `json:"kind"`
	In     string `json:"in,omitempty"` // "title" where the span points into the title
	Span   Span   `json:"span"`
	Nth    int    `json:"nth,omitempty"` // among claims of this kind on this span, counted from 0
	Words  string `json:"words"`
}

// Inforce gives the decisions that hold: neither undone nor undoing, in order
// of their time and then id. An undoing that is itself undone undoes nothing.
// The order of the input does not matter; an undoing of what is not there is idle.
func Inforce(all []Decision) []Decision {
	sorted := sortedDecisions(all)
	undone := map[string]bool{}
	for i := len(sorted) - 1; i >= 0; i-- { // the latest first: whether it holds is known before what it undoes
		if d := &sorted[i]; d.Kind == DecideUndo && !undone[d.ID] {
			undone[d.Undo] = true
		}
	}
	held := sorted[:0]
	for _, d := range sorted {
		if d.Kind != DecideUndo && !undone[d.ID] {
			held = append(held, d)
		}
	}
	return held
}
