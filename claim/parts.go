package claim

// PartKind is what a stretch of a report's text is besides running text.
type PartKind string

// The kinds of parts.
const (
	PartHeadline   PartKind = "headline"   // a heading within the text; the report's own headline is its title
	PartStandfirst PartKind = "standfirst" // the summary below the headline
	PartBody       PartKind = "body"
	PartCaption    PartKind = "caption" // words below a picture; captions stand at the end of the text
	PartEntry      PartKind = "entry"   // one entry of a liveblog, which may hold other parts
	PartTable      PartKind = "table"   // a line for each row, " | " between its cells
	PartEmbed      PartKind = "embed"   // a post or letter of somebody else's, set into the page
	PartPage       PartKind = "page"    // what stands on a page of a printed report; a page may have several parts
)

// PartKinds are all kinds of parts.
var PartKinds = []PartKind{PartHeadline, PartStandfirst, PartBody, PartCaption, PartEntry, PartTable, PartEmbed, PartPage}

// Part is a stretch of a report's text with what it is. Parts come in the order
// in which they begin, a part that holds others before them. A report without
// parts is body from end to end.
type Part struct {
	Kind PartKind `json:"kind"`
	Span Span     `json:"span"`           // code points of the report's text
	Time string   `json:"time,omitempty"` // of an entry: ISO 8601 day or time
	Page int      `json:"page,omitempty"` // of a page: its number, counted from 1
}

// DateBasis is how the day of a report's publication was told.
type DateBasis string

// The bases of dates, the surest first.
const (
	DatedLinked  DateBasis = "json-ld" // schema.org's data in the page
	DatedMeta    DateBasis = "meta"    // the page's <meta>
	DatedElement DateBasis = "time"    // a <time> element
	DatedFeed    DateBasis = "feed"    // the list that led to the page
	DatedAddress DateBasis = "url"     // a day in the page's address
	DatedText    DateBasis = "text"    // a day in its visible words
)
