package claim

import (
	"encoding/json"
	"fmt"
)

// Claim is the row: somebody says that something happened, with these words,
// here. Body holds the fields of its kind.
type Claim struct {
	ID         string    `json:"id"`
	Kind       Kind      `json:"kind"`
	In         string    `json:"in,omitempty"` // "title" where spans point into the title
	Span       Span      `json:"span"`
	Sentence   Span      `json:"sentence"`
	By         []Ref     `json:"by"`
	Polarity   Polarity  `json:"polarity"`
	Certainty  Certainty `json:"certainty"`
	Tense      Tense     `json:"tense"`
	Background bool      `json:"background,omitempty"`
	Time       *When     `json:"time,omitempty"`
	// Place is written as two fields, "place" (the index) and "place_basis": the
	// field's scorers take the index bare.
	Place      *Where  `json:"place,omitempty"`
	About      []Link  `json:"about,omitempty"`
	Confidence float64 `json:"confidence"`
	Rule       string  `json:"rule"`
	// Path is how the rule came to the claim, for --explain: words and relations, never in the record.
	Path string `json:"-"`
	Body Body   `json:"-"`
}

// Body is the part of a claim that its kind owns: one of *Statement, *Event,
// *Figure, *Meeting, *Ceasefire, *Commitment, *Breach, *Status, *Stake, *Projection.
type Body interface {
	kind() Kind
	validate(v *validator, at *path)
	// quotes lists what it quotes of the text: for Check.
	quotes(q *quoter, at *path)
}

// Statement is an attribution of words or thoughts.
type Statement struct {
	Speaker      *Ref    `json:"speaker,omitempty"`
	Speakers     []Ref   `json:"speakers,omitempty"` // all who say it together, the first one included; empty where one says it
	SpeakerSpan  Spans   `json:"speaker_span,omitempty"`
	CueSpan      Spans   `json:"cue_span,omitempty"`
	ContentSpans []Span  `json:"content_spans"`
	Form         Form    `json:"form"`
	Manner       Manner  `json:"manner"`
	Act          Act     `json:"act"`
	Target       []Ref   `json:"target,omitempty"`
	Addressee    []Ref   `json:"addressee,omitempty"`
	Venue        string  `json:"venue,omitempty"`
	Issues       []Issue `json:"issues,omitempty"`
}

// Event is something that is said to have happened, in PLOVER's and ACLED's terms.
type Event struct {
	Type       string   `json:"type,omitempty"` // PLOVER
	Mode       string   `json:"mode,omitempty"` // PLOVER
	ACLED      *ACLED   `json:"acled,omitempty"`
	Main       bool     `json:"main,omitempty"`
	Actors     []Ref    `json:"actors,omitempty"`
	Recipients []Ref    `json:"recipients,omitempty"`
	Trigger    Span     `json:"trigger"`
	Weapon     string   `json:"weapon,omitempty"`
	Figures    []string `json:"figures,omitempty"` // ids of figure claims
}

// ACLED is an event's place in ACLED's typology.
type ACLED struct {
	EventType    string `json:"event_type"`
	SubEventType string `json:"sub_event_type,omitempty"`
}

// Figure is a number that an analyst would put in a table. Value is the number
// said; Low and High are what its wording lets it be.
type Figure struct {
	Measure     Measure  `json:"measure"`
	Value       *float64 `json:"value,omitempty"`
	Low         *float64 `json:"low,omitempty"`
	High        *float64 `json:"high,omitempty"`
	Wording     string   `json:"wording,omitempty"`
	Unit        string   `json:"unit,omitempty"` // ISO 4217 or UCUM
	Of          string   `json:"of,omitempty"`
	StatusOf    StatusOf `json:"status_of,omitempty"`
	NationOf    string   `json:"nation_of,omitempty"` // ISO 3166-1 alpha-3
	Sex         string   `json:"sex,omitempty"`
	Age         string   `json:"age,omitempty"`
	Perpetrator *Ref     `json:"perpetrator,omitempty"`
	Window      *When    `json:"window,omitempty"`
	Cumulative  bool     `json:"cumulative,omitempty"`
}

// Meeting is a session, round or planned round of talks.
type Meeting struct {
	Process string  `json:"process,omitempty"`
	Round   int     `json:"round,omitempty"` // as claimed
	Venue   *Where  `json:"venue,omitempty"`
	Parties []Ref   `json:"parties,omitempty"`
	Roles   []Ref   `json:"roles,omitempty"`
	Outcome Outcome `json:"outcome,omitempty"`
	Next    *When   `json:"next,omitempty"`
	Issues  []Issue `json:"issues,omitempty"`
}

// Ceasefire is what is claimed of a truce.
type Ceasefire struct {
	Parties    []Ref      `json:"parties,omitempty"`
	State      TruceState `json:"state"`
	Declared   *When      `json:"declared,omitempty"`
	Effective  *When      `json:"effective,omitempty"`
	Ends       *When      `json:"ends,omitempty"`
	Conditions []Words    `json:"conditions,omitempty"`
	Mechanism  *Words     `json:"mechanism,omitempty"`
}

// Commitment is what one owes, asks or offers another.
type Commitment struct {
	Form        CommitmentForm `json:"form"`
	From        *Ref           `json:"from,omitempty"`
	To          []Ref          `json:"to,omitempty"`
	Content     string         `json:"content"`
	ContentSpan Span           `json:"content_span"`
	Deadline    *When          `json:"deadline,omitempty"`
	Agreement   *Words         `json:"agreement,omitempty"`
	Issues      []Issue        `json:"issues,omitempty"`
}

// Breach is an alleged breach of a truce, a pledge or an agreement.
type Breach struct {
	Of          *Words `json:"of,omitempty"`
	Accused     []Ref  `json:"accused,omitempty"`
	ContentSpan Span   `json:"content_span"`
}

// Status is the state of a crossing, route, airspace, service or relation.
type Status struct {
	Subject     Words       `json:"subject"`
	SubjectKind SubjectKind `json:"subject_kind"`
	State       RouteState  `json:"state"`
	Since       *When       `json:"since,omitempty"`
	Until       *When       `json:"until,omitempty"`
}

// Stake is a third party's interest.
type Stake struct {
	Holder   Ref    `json:"holder"`
	Interest *Words `json:"interest,omitempty"`
	Channel  *Words `json:"channel,omitempty"`
	Effect   *Words `json:"effect,omitempty"`
}

// Projection is what is expected to come.
type Projection struct {
	Holder      *Ref     `json:"holder,omitempty"`
	ContentSpan Span     `json:"content_span"`
	Horizon     *When    `json:"horizon,omitempty"`
	Probability *float64 `json:"probability,omitempty"`
	If          *Words   `json:"if,omitempty"`
}

func (*Statement) kind() Kind  { return KindStatement }
func (*Event) kind() Kind      { return KindEvent }
func (*Figure) kind() Kind     { return KindFigure }
func (*Meeting) kind() Kind    { return KindMeeting }
func (*Ceasefire) kind() Kind  { return KindCeasefire }
func (*Commitment) kind() Kind { return KindCommitment }
func (*Breach) kind() Kind     { return KindBreach }
func (*Status) kind() Kind     { return KindStatus }
func (*Stake) kind() Kind      { return KindStake }
func (*Projection) kind() Kind { return KindProjection }

// NewBody makes an empty body of a kind, nil for an unknown kind.
func NewBody(k Kind) Body {
	switch k {
	case KindStatement:
		return &Statement{}
	case KindEvent:
		return &Event{}
	case KindFigure:
		return &Figure{}
	case KindMeeting:
		return &Meeting{}
	case KindCeasefire:
		return &Ceasefire{}
	case KindCommitment:
		return &Commitment{}
	case KindBreach:
		return &Breach{}
	case KindStatus:
		return &Status{}
	case KindStake:
		return &Stake{}
	case KindProjection:
		return &Projection{}
	}
	return nil
}

// UnmarshalJSON reads a claim and the fields of its kind.
func (c *Claim) UnmarshalJSON(data []byte) error {
	type plain Claim
	flat := struct {
		*plain
		Place      *int       `json:"place"`
		PlaceBasis PlaceBasis `json:"place_basis"`
	}{plain: (*plain)(c)}
	if err := json.Unmarshal(data, &flat); err != nil {
		return err
	}
	if flat.Place != nil {
		c.Place = &Where{Place: *flat.Place, Basis: flat.PlaceBasis}
	}
	body := NewBody(c.Kind)
	if body == nil {
		return fmt.Errorf("claim: claim %q is of the unknown kind %q", c.ID, c.Kind)
	}
	c.Body = body
	return json.Unmarshal(data, body)
}
