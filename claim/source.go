package claim

// SourceKind is how a source lists what it has.
type SourceKind string

// The kinds of sources. A source whose kind is empty is looked at, and shows it by what it answers.
const (
	SourceFeed    SourceKind = "feed"    // RSS, Atom, JSON Feed
	SourceSitemap SourceKind = "sitemap" // news sitemap or an index of such
	SourceIndex   SourceKind = "index"   // a page whose links are reports; Links says which
	SourcePage    SourceKind = "page"    // one page, looked at again and again
	SourceFolder  SourceKind = "folder"  // files on this machine
	SourceMail    SourceKind = "mail"    // mbox or eml
	SourceArchive SourceKind = "archive" // WARC or WACZ
	SourceList    SourceKind = "list"    // addresses, one a line, or a GDELT article list
)

// SourceKinds are all kinds of sources.
var SourceKinds = []SourceKind{SourceFeed, SourceSitemap, SourceIndex, SourcePage, SourceFolder, SourceMail, SourceArchive, SourceList}

// Source is where reports come from, as its user names it. Its id is its own in the ledger.
type Source struct {
	ID      string     `json:"id"`
	Kind    SourceKind `json:"kind,omitempty"`
	Address string     `json:"address"`           // http(s) address, or a path on this machine
	Title   string     `json:"title,omitempty"`   // as people call it
	Outlet  string     `json:"outlet,omitempty"`  // overrides what pages and knowledge/ say
	Links   string     `json:"links,omitempty"`   // regular expression that addresses of reports match; empty: all that look like reports
	Every   int        `json:"every,omitempty"`   // minutes between two looks; 0: as often as it changes, 5 to 60
	Limit   int        `json:"limit,omitempty"`   // items taken at one look, the newest first; 0: a default
	Private bool       `json:"private,omitempty"` // its reports stay within the private layer of the case
	Paused  bool       `json:"paused,omitempty"`
}

// Item is a report as a list of a source names it, before anybody fetched it.
type Item struct {
	URL       string   `json:"url"` // absolute, http(s) or file
	ID        string   `json:"id,omitempty"`
	Title     string   `json:"title,omitempty"`
	Authors   []string `json:"authors,omitempty"`
	Outlet    string   `json:"outlet,omitempty"`
	Language  string   `json:"language,omitempty"`
	Published string   `json:"published,omitempty"` // ISO 8601, as far as it could be read
	Updated   string   `json:"updated,omitempty"`
	Content   string   `json:"content,omitempty"` // HTML that the list itself carries; the page counts for more
	PartOf    string   `json:"part_of,omitempty"` // address of the first page of an article in parts, where this is a later one
}

// Document is what was fetched from an address, byte for byte, before anybody read it.
type Document struct {
	Source  string `json:"source"`            // id of the source that led to it; empty: handed in by hand
	URL     string `json:"url"`               // as asked for
	Final   string `json:"final,omitempty"`   // where redirects led, if elsewhere
	Fetched string `json:"fetched"`           // RFC 3339, UTC
	Status  int    `json:"status,omitempty"`  // of HTTP; 0 for files; 404 and 410 tell that a page is gone
	Type    string `json:"type,omitempty"`    // media type with parameters, as the server says
	Headers string `json:"headers,omitempty"` // status line and header fields of the answer, as they came; empty for files
	SHA256  string `json:"sha256"`            // of Body, hexadecimal
	Item    Item   `json:"item,omitzero"`     // what the list said of it
	Body    []byte `json:"-"`
}

// SourceState is where following a source stands.
type SourceState struct {
	Source       string `json:"source"`
	Looked       string `json:"looked,omitempty"` // the last look, RFC 3339
	Next         string `json:"next,omitempty"`   // not before then
	Good         string `json:"good,omitempty"`   // the last look that went well; the shelf notes it
	Changed      string `json:"changed,omitempty"`
	Every        int    `json:"every,omitempty"` // seconds between looks that its changes suggest
	ETag         string `json:"etag,omitempty"`
	LastModified string `json:"last_modified,omitempty"`
	Hub          string `json:"hub,omitempty"`      // WebSub
	Failures     int    `json:"failures,omitempty"` // looks in a row that failed
	Code         string `json:"code,omitempty"`     // why the last look failed
	Message      string `json:"message,omitempty"`  // the same for people: what is wrong and what to do
	Items        int    `json:"items,omitempty"`    // that the last good look listed
	Taken        int64  `json:"taken,omitempty"`    // documents kept since the beginning
}
