package claim

import (
	"encoding/json"
	"fmt"
)

// Report is one report as it comes in: what the reader reads.
type Report struct {
	ID        string   `json:"id"`
	URL       string   `json:"url,omitempty"`
	Outlet    string   `json:"outlet,omitempty"`
	Title     string   `json:"title,omitempty"`
	Authors   []string `json:"authors,omitempty"`
	Published string   `json:"published,omitempty"` // ISO 8601 day or time; empty where unknown
	Updated   string   `json:"updated,omitempty"`
	Fetched   string   `json:"fetched,omitempty"` // when it came to us, where that is known; it counts where the report does not say when it was published
	Text      string   `json:"text"`

	// What its page says besides; empty where it does not.
	Standfirst  string    `json:"standfirst,omitempty"`  // the summary below the headline; where the page shows it, it opens the text too
	Language    string    `json:"language,omitempty"`    // ISO 639-1; empty where nobody can tell
	Agency      string    `json:"agency,omitempty"`      // news agency that the page credits for the story
	Canonical   string    `json:"canonical,omitempty"`   // address that the page calls its own
	Corrections []string  `json:"corrections,omitempty"` // corrections and editor's notes: no part of the text
	DateBasis   DateBasis `json:"date_basis,omitempty"`  // how Published was told
	Parts       []Part    `json:"parts,omitempty"`       // of the text; none where all of it is body
	Source      string    `json:"source,omitempty"`      // id of the source that led to it
}

// Record is what the reader makes of one report. Places, names and claims point
// at each other by index or id; every span points into the report's text.
type Record struct {
	Record int     `json:"record"` // version of the contract: 1
	Reader Reader  `json:"reader"`
	ID     string  `json:"id"`
	Report Header  `json:"report"`
	Names  []Name  `json:"names"`
	Times  []Time  `json:"times"`
	Places []Place `json:"places"`
	Actors []Actor `json:"actors"`
	Claims []Claim `json:"claims"`

	// What the headline names, and the times that it tells: their spans point into the title.
	TitleNames []Name `json:"title_names,omitempty"`
	TitleTimes []Time `json:"title_times,omitempty"`
}

// Version is the version of the record contract that this package speaks.
const Version = 1

// Reader names the program that made a record.
type Reader struct {
	Name    string `json:"name"`
	Version string `json:"version"`
	Engine  string `json:"engine"`
}

// Header is what a record keeps of its report besides the text.
type Header struct {
	URL       string    `json:"url,omitempty"`
	Outlet    string    `json:"outlet,omitempty"`
	Agency    string    `json:"agency,omitempty"`
	Title     string    `json:"title,omitempty"`
	Authors   []string  `json:"authors,omitempty"`
	Published string    `json:"published,omitempty"`
	Updated   string    `json:"updated,omitempty"`
	Dateline  *Dateline `json:"dateline,omitempty"`
	Language  string    `json:"language"`
	SHA256    string    `json:"sha256"` // of the UTF-8 text, hexadecimal
	Length    int       `json:"length"` // code points
}

// Dateline is where and when a report says that it was written.
type Dateline struct {
	Place *int   `json:"place,omitempty"` // index into places
	Day   string `json:"day,omitempty"`   // ISO 8601 day
	Span  *Span  `json:"span,omitempty"`
}

// Name is one mention of a name.
type Name struct {
	Span   Span     `json:"span"`
	Text   string   `json:"text"`
	Kind   NameKind `json:"kind"`
	Ref    any      `json:"ref,omitempty"` // actor id (string) or place index (int)
	Victim bool     `json:"victim,omitempty"`
}

// UnmarshalJSON reads a name, its ref as a string or an int.
func (n *Name) UnmarshalJSON(data []byte) error {
	type plain Name // without methods, lest it recurse
	if err := json.Unmarshal(data, (*plain)(n)); err != nil {
		return err
	}
	switch ref := n.Ref.(type) {
	case nil, string:
	case float64:
		if ref != float64(int(ref)) {
			return fmt.Errorf("claim: the place index %v of a name is not whole", ref)
		}
		n.Ref = int(ref)
	default:
		return fmt.Errorf("claim: the ref of a name is an actor's id or a place's index, not %v", ref)
	}
	return nil
}

// Time is one time expression, as TIMEX3 annotates it.
type Time struct {
	Span  Span      `json:"span"`
	Text  string    `json:"text"`
	Type  TimeType  `json:"type"`
	Value string    `json:"value"`
	Start string    `json:"start,omitempty"` // ISO 8601 day, inclusive
	End   string    `json:"end,omitempty"`   // ISO 8601 day, inclusive
	Basis TimeBasis `json:"basis,omitempty"`
}

// Place is one mention of a place.
type Place struct {
	Span      Span           `json:"span"`
	Text      string         `json:"text"`
	Name      string         `json:"name,omitempty"`
	Country   string         `json:"country,omitempty"` // ISO 3166-1 alpha-3
	Admin1    string         `json:"admin1,omitempty"`
	Admin2    string         `json:"admin2,omitempty"`
	GeoNames  int            `json:"geonames,omitempty"`
	Lat       *float64       `json:"lat,omitempty"` // degrees, WGS 84
	Lon       *float64       `json:"lon,omitempty"`
	Kind      PlaceKind      `json:"kind,omitempty"`
	Precision PlacePrecision `json:"precision,omitempty"`
	Literal   bool           `json:"literal"` // false where the place stands for its government
	In        string         `json:"in,omitempty"`
}

// Actor is one participant of the record; many names may refer to it.
type Actor struct {
	ID       string    `json:"id"`
	Name     string    `json:"name"`
	Kind     ActorKind `json:"kind"`
	Country  string    `json:"country,omitempty"`
	Sector   string    `json:"sector,omitempty"` // PLOVER sector
	Office   string    `json:"office,omitempty"`
	Known    string    `json:"office_known,omitempty"` // year, month or day in which the office was last known to be held, where the report is of a later day or of none
	SideOf   string    `json:"side_of,omitempty"`
	Mentions []int     `json:"mentions,omitempty"` // indexes into names
}

// Ref names a participant where a claim needs one.
type Ref struct {
	Actor string `json:"actor,omitempty"` // id of an actor of the record
	Text  string `json:"text"`
	Span  *Span  `json:"span,omitempty"`
	Cue   *Span  `json:"cue,omitempty"`   // in by[]: the words that attribute
	Venue string `json:"venue,omitempty"` // in by[]: where it was said
	Role  string `json:"role,omitempty"`  // in roles[]: mediator, host, …
}

// When is a time of something: both days inclusive.
type When struct {
	Start     string    `json:"start,omitempty"`
	End       string    `json:"end,omitempty"`
	Precision Precision `json:"precision,omitempty"`
	Basis     TimeBasis `json:"basis,omitempty"`
	Span      *Span     `json:"span,omitempty"`
}

// Where is a place of something.
type Where struct {
	Place int        `json:"place"` // index into places
	Basis PlaceBasis `json:"basis"`
}

// Words is a stretch of text that a claim quotes as one of its parts.
type Words struct {
	Text  string `json:"text"`
	Span  *Span  `json:"span,omitempty"`
	ID    string `json:"id,omitempty"`    // of an agreement that knowledge holds
	Place *int   `json:"place,omitempty"` // index into places, of a status's subject
}

// Link ties a claim to an earlier or wider one.
type Link struct {
	Claim string `json:"claim"`
	How   How    `json:"how"`
}
