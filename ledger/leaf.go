package ledger

import (
	"crypto/sha256"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"github.com/parley-desk/parley/claim"
)

// Leaf is a report ready to be bound into the ledger: packed, hashed and
// indexed, which is most of the work and can be done by many at once.
type Leaf struct {
	report      claim.Report
	record      *claim.Record
	identity    string
	hash        []byte // of what was published
	origin      []byte // of the words alone
	fingerprint int64
	available   int64
	fetched     int64 // Unix microseconds, 0 where that does not matter: see fetchedAt
	subjects    string
	document    []byte
	reading     reading
	words       [wordRows]string // by kind, 0 the report itself
	refusal     *Refusal
	version     int64  // of a new reading: of what
	cures       []byte // the refusal that it ends
	from        string // address that it was fetched from
	stamp       int64  // when it was stored, where that is known already: of an archive
}

// reading is a record packed.
type reading struct {
	reader  string
	claims  int
	record  []byte
	extract []byte
}

// Prepare makes a leaf of a report and its record.
func (l *Ledger) Prepare(report claim.Report, record *claim.Record) (*Leaf, error) {
	f := &Leaf{report: l.dated(report), record: record}
	f.identity, f.hash, f.available = f.report.Identity(), versionHash(&f.report), availableAt(&f.report)
	f.fetched = fetchedAt(&f.report)
	document, err := json.Marshal(&f.report)
	if err != nil {
		return nil, err
	}
	f.document = pack(document)
	f.words[0] = stems(report.Title + "\n" + report.Text)
	f.fingerprint = fingerprint(f.words[0])
	f.origin = originOf(report.Text)
	return f, l.bind(f)
}

// originOf is a hash of a text's words, whatever their case, spacing and endings.
func originOf(text string) []byte {
	h := sha256.New()
	eachWord(text, func(_, _ int, stem string) { _, _ = h.Write([]byte(stem + " ")) })
	return h.Sum(nil)[:hashLength]
}

// dated gives a report without a day of publication the day on which it is stored as that of fetching.
func (l *Ledger) dated(report claim.Report) claim.Report {
	if report.Published == "" && report.Fetched == "" {
		report.Fetched = l.options.Now().UTC().Format(time.DateOnly)
	}
	return report
}

// bind lays out what the record of a leaf is kept as.
func (l *Ledger) bind(f *Leaf) error {
	line, err := f.record.AppendJSON(nil)
	if err != nil {
		return err
	}
	extract, err := l.options.Extract(&f.report, f.record)
	if err != nil {
		return err
	}
	if extract == nil {
		extract = []byte{}
	}
	f.reading = reading{reader: readerName(f.record.Reader), claims: len(f.record.Claims), record: pack(line), extract: extract}
	f.subjects = subjectsOf(f.record)
	f.claimWords()
	return nil
}

// readerName is a reader as it is told from others.
func readerName(r claim.Reader) string {
	return strings.TrimSpace(r.Name + " " + r.Version + " " + r.Engine)
}

// hashLength is as much of a SHA-256 as tells all texts of the world apart.
const hashLength = 16

// versionHash is of what was published: another text, headline, outlet or date
// is another version. The id, the day of fetching and the source that led to it
// are ours, not the report's.
func versionHash(r *claim.Report) []byte {
	said := *r
	said.ID, said.Fetched, said.Source = "", "", ""
	data, _ := json.Marshal(&said) // strings and numbers: cannot fail
	sum := sha256.Sum256(data)
	return sum[:hashLength]
}

// availableAt is when a report could be known: when it was updated or
// published, whichever is later, else fetched. A day counts from its end, so
// that nothing is known too early; a time without a zone is UTC. Unix seconds.
func availableAt(r *claim.Report) int64 {
	published, isPublished := Moment(r.Published)
	updated, isUpdated := Moment(r.Updated)
	fetched, _ := Moment(r.Fetched)
	switch {
	case isUpdated && updated.After(published):
		return updated.Unix()
	case isPublished:
		return published.Unix()
	}
	return fetched.Unix()
}

// moments are the forms of a moment in a report.
var moments = []string{time.RFC3339, "2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02T15:04Z07:00"}

// Moment reads an ISO 8601 day or time: of a day the last second, in UTC.
func Moment(s string) (at time.Time, ok bool) {
	if day, err := time.Parse(time.DateOnly, s); err == nil {
		return day.AddDate(0, 0, 1).Add(-time.Second), true
	}
	for _, form := range moments {
		if at, err := time.Parse(form, s); err == nil {
			return at.UTC(), true
		}
	}
	return time.Time{}, false
}

// subjectsOf lists what a record is about, sorted, between spaces: actors and
// those whose side they are on, and the countries of places as @AFG.
func subjectsOf(r *claim.Record) string {
	seen := map[string]bool{}
	for i := range r.Actors {
		seen[r.Actors[i].ID] = true
		seen[r.Actors[i].SideOf] = true
	}
	for i := range r.Places {
		seen["@"+r.Places[i].Country] = true
	}
	delete(seen, "")
	delete(seen, "@")
	all := make([]string, 0, len(seen))
	for s := range seen {
		all = append(all, strings.ReplaceAll(s, " ", "-"))
	}
	slices.Sort(all)
	return " " + strings.Join(all, " ") + " "
}

// wordRows is how many rows of words a version can have: its own and one a kind.
const wordRows = 16

// kindNumber is the place of a kind in the order of the contract, counted from 1. Stored: never reorder.
func kindNumber(k claim.Kind) int {
	return slices.Index([]claim.Kind{claim.KindStatement, claim.KindMeeting, claim.KindCeasefire, claim.KindCommitment, claim.KindBreach,
		claim.KindEvent, claim.KindFigure, claim.KindStatus, claim.KindStake, claim.KindProjection}, k) + 1
}

// claimWords collects the words of the claims, by kind.
func (f *Leaf) claimWords() {
	for k := 1; k < wordRows; k++ {
		f.words[k] = ""
	}
	text, title := claim.NewText(f.report.Text), claim.NewText(f.report.Title)
	var by [wordRows]strings.Builder
	for i := range f.record.Claims {
		c := &f.record.Claims[i]
		if words, ok := within(c.In, text, title).Cut(c.Span); ok {
			b := &by[kindNumber(c.Kind)]
			b.WriteString(words)
			b.WriteByte('\n')
		}
	}
	for k := 1; k < wordRows; k++ {
		f.words[k] = stems(by[k].String())
	}
}

// within is the text that a claim's spans count in.
func within(in string, text, title *claim.Text) *claim.Text {
	if in == "title" {
		return title
	}
	return text
}
