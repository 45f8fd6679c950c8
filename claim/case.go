package claim

// Case is what an analyst follows: a conflict and its talks over a time. It is
// written before a report is read, and decides nothing that reports dispute:
// what it says of rounds and truce is where a view starts from.
type Case struct {
	ID           string       `json:"id"`
	Title        string       `json:"title"`
	Sample       bool         `json:"sample,omitempty"` // made up to try Parley on
	Note         string       `json:"note,omitempty"`
	Window       Window       `json:"window"`
	Parties      []Party      `json:"parties"`
	ThirdParties []ThirdParty `json:"third_parties,omitempty"`
	Mediators    []Mediator   `json:"mediators,omitempty"`
	Places       []CasePlace  `json:"places,omitempty"`
	Issues       []Issue      `json:"issues,omitempty"`
	Process      Process      `json:"process,omitzero"`
	Truce        []TruceLine  `json:"truce,omitempty"`
	Rules        Rules        `json:"rules,omitzero"`
	Sources      []Source     `json:"sources,omitempty"` // followed for the case
}

// Window is the time of a case: days of what happened, both inclusive. Reports
// of it may come later.
type Window struct {
	From string `json:"from"`
	To   string `json:"to,omitempty"` // empty: the case is open
}

// Holds tells whether a stretch of days [start, end] touches the window. An
// empty day is unknown and never outside.
func (w Window) Holds(start, end string) bool {
	return (end == "" || w.From == "" || end >= w.From) && (start == "" || w.To == "" || start <= w.To)
}

// Party is one side of the conflict.
type Party struct {
	ID       string   `json:"id"` // actor id
	Name     string   `json:"name"`
	Speakers []string `json:"speakers,omitempty"` // who speaks for it, as people call them
	Also     []string `json:"also,omitempty"`     // ids of other actors that stand on this side
}

// ThirdParty has a part in the case and is no side of it.
type ThirdParty struct {
	ID   string   `json:"id"`
	Name string   `json:"name"`
	Why  string   `json:"why,omitempty"`
	Also []string `json:"also,omitempty"`
}

// Mediator helps the parties to talk.
type Mediator struct {
	ID    string   `json:"id"`
	Name  string   `json:"name"`
	Roles []string `json:"roles,omitempty"`
	Since string   `json:"since,omitempty"`
	Until string   `json:"until,omitempty"`
}

// CasePlace is a place of the case, with the names of what lies in it.
type CasePlace struct {
	Name    string    `json:"name"`
	Country string    `json:"country,omitempty"` // ISO 3166-1 alpha-3
	Admin1  string    `json:"admin1,omitempty"`
	Kind    PlaceKind `json:"kind,omitempty"`
	Also    []string  `json:"also,omitempty"`
}

// Process is the talks of a case, as the analyst counts their rounds.
type Process struct {
	Name   string  `json:"name,omitempty"`
	Rounds []Round `json:"rounds,omitempty"`
}

// Round is one round of the talks, or a track beside them where it has no number.
type Round struct {
	Round   int     `json:"round,omitempty"`
	Venue   string  `json:"venue"`
	From    string  `json:"from"`
	To      string  `json:"to,omitempty"`
	Outcome Outcome `json:"outcome,omitempty"`
	Note    string  `json:"note,omitempty"`
}

// TruceLine is a step of the truce by somebody's account.
type TruceLine struct {
	Day   string     `json:"day"`
	State TruceState `json:"state"`
	For   string     `json:"for,omitempty"`   // how long, in words
	Until string     `json:"until,omitempty"` // a day, or until what, in words
	By    string     `json:"by,omitempty"`    // by whose word
}

// Rules are how the case's views choose where nobody says otherwise.
type Rules struct {
	Toll      TollRule `json:"toll,omitempty"`
	Hierarchy []string `json:"hierarchy,omitempty"` // actors and outlets, the first believed first
}

// TollRule names how one number is chosen among many.
type TollRule string

// The rules of the toll; docs/codebook-views.md has an example of each.
const (
	TollRange          TollRule = "range"
	TollLowestReliable TollRule = "lowest-reliable"
	TollMajority       TollRule = "majority"
	TollLatest         TollRule = "latest"
	TollHierarchy      TollRule = "hierarchy"
	TollTwoSources     TollRule = "two-sources"
)

// TollRules are the rules of the toll, the default first.
var TollRules = []TollRule{TollRange, TollLowestReliable, TollMajority, TollLatest, TollHierarchy, TollTwoSources}
