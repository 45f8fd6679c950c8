package ledger

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/json"
	"maps"
	"slices"
	"time"

	"github.com/parley-desk/parley/claim"
)

// Refusal is a document that could not become a record, and why.
type Refusal struct {
	Name     string `json:"name"`   // the report's id
	Source   string `json:"source"` // file and line, or address
	Code     string `json:"code"`
	Message  string `json:"message"`
	Document []byte `json:"document,omitempty"` // as it came; of what was fetched the report, as far as it could be made
	Unread

	key []byte // its hash, where it comes from the ledger
}

// Unread is what is known of a document that was fetched and cannot be read yet.
type Unread struct {
	URL       string `json:"url,omitempty"`      // as asked for: the latest refusal of an address takes the place of those before
	Followed  string `json:"followed,omitempty"` // id of the source that led to it
	Outlet    string `json:"outlet,omitempty"`
	Title     string `json:"title,omitempty"`
	Language  string `json:"language,omitempty"`
	Published string `json:"published,omitempty"`
}

// Refuse makes a leaf of a document that could not be read.
func (l *Ledger) Refuse(r Refusal) *Leaf {
	f := &Leaf{refusal: &r, hash: r.hash(), available: l.options.Now().Unix()}
	if at, ok := Moment(r.Published); ok {
		f.available = at.Unix()
	}
	var report claim.Report
	_ = json.Unmarshal(r.Document, &report) // of what never was a report, the title alone is found
	f.words[0] = stems(cmp.Or(r.Title, report.Title) + "\n" + report.Text)
	return f
}

// hash tells refused documents apart: of what was fetched there is one an address and reason.
func (r *Refusal) hash() []byte {
	parts := []string{r.Name, r.Code, string(r.Document)}
	if r.URL != "" {
		parts = []string{r.URL, r.Code, r.Published, r.Title}
	}
	h := sha256.New()
	for _, part := range parts {
		_, _ = h.Write([]byte(part + "\x00"))
	}
	return h.Sum(nil)[:hashLength]
}

// unreadWords is the row of a refused document's words among those of its number.
const unreadWords = wordRows - 1

// refuse keeps what could not be read.
func (b *binding) refuse(ctx context.Context, leaves []*Leaf) (Counts, error) {
	there, err := b.refusedAlready(ctx, leaves)
	if err != nil {
		return Counts{}, err
	}
	var rows, words [][]any
	for _, f := range leaves {
		if there[string(f.hash)] {
			continue
		}
		there[string(f.hash)] = true
		r, seq := f.refusal, b.next()
		if err := b.forgive(ctx, addressOf(r.URL)); err != nil {
			return Counts{}, err
		}
		about, err := json.Marshal(&r.Unread)
		if err != nil {
			return Counts{}, err
		}
		rows = append(rows, []any{f.hash, seq, plainText(r.Name), plainText(r.Source), r.Code, plainText(r.Message), pack(r.Document),
			cmp.Or(f.stamp, b.stamp), addressOf(r.URL), plainText(string(about)), f.available})
		if f.words[0] != "" {
			words = append(words, []any{wordRow(seq, unreadWords), f.words[0]})
		}
	}
	if err := b.insert(ctx, "refused", "hash, seq, name, source, code, message, document, stored, address, about, available", marks(11), "ON CONFLICT DO NOTHING", rows); err != nil {
		return Counts{}, err
	}
	return Counts{Refused: len(leaves)}, b.insert(ctx, "words", "rowid, stems", "?, "+b.store.search().vector, "", words)
}

// refusedAlready tells by their hashes which of some are refused already.
func (b *binding) refusedAlready(ctx context.Context, leaves []*Leaf) (map[string]bool, error) {
	hashes := make([]any, len(leaves))
	for i, f := range leaves {
		hashes[i] = f.hash
	}
	there := map[string]bool{}
	return there, inChunks(hashes, func(some []any) error {
		return b.each(ctx, func(scan func(...any) error) error {
			var hash []byte
			err := scan(&hash)
			there[string(hash)] = true
			return err
		}, "SELECT hash FROM refused WHERE hash IN ("+marks(len(some))+")", some...)
	})
}

// forgive takes what was refused of an address from the refused.
func (b *binding) forgive(ctx context.Context, address string) error {
	if address == "" {
		return nil
	}
	return b.forget(ctx, "address = ?", address)
}

// forget takes refusals away with the words that they are found by.
func (b *binding) forget(ctx context.Context, where string, value any) error {
	var seqs []int64
	err := b.each(ctx, func(scan func(...any) error) error {
		var seq int64
		err := scan(&seq)
		seqs = append(seqs, seq)
		return err
	}, "SELECT seq FROM refused WHERE "+where, value)
	if err != nil || len(seqs) == 0 {
		return err
	}
	for _, seq := range seqs {
		if err := b.exec(ctx, "DELETE FROM words WHERE rowid = ?", wordRow(seq, unreadWords)); err != nil {
			return err
		}
	}
	return b.exec(ctx, "DELETE FROM refused WHERE "+where, value)
}

// cure takes what was refused once and is a report now from the refused.
func (b *binding) cure(ctx context.Context, fresh []bound) error {
	for _, f := range fresh {
		if f.cures != nil {
			if err := b.forget(ctx, "hash = ?", f.cures); err != nil {
				return err
			}
		}
		for _, address := range slices.Compact([]string{plainText(f.identity), f.from}) {
			if err := b.forgive(ctx, address); err != nil {
				return err
			}
		}
	}
	return nil
}

// From names the address that a report was fetched from, which may not be its
// own: what was refused there before is read with it.
func (f *Leaf) From(address string) *Leaf {
	f.from = addressOf(address)
	return f
}

// UnreadQuery says which of what could not be read is wanted.
type UnreadQuery struct {
	Case  string    // id: what its reports could have been: of its time, and of no other case's sources; empty: all
	AsOf  time.Time // what was available then; zero: all
	Words string    // all of which it has, in any form; empty: any
	Code  string    // why; empty: any
}

// UnreadEntry is a document that could not be read, as it is listed.
type UnreadEntry struct {
	Name      string `json:"name"`
	Source    string `json:"source"` // file and line, or address
	Code      string `json:"code"`
	Message   string `json:"message"`
	Available string `json:"available"` // RFC 3339
	Stored    string `json:"stored"`
	Unread
}

// Unread lists what could not be read, the latest first.
func (l *Ledger) Unread(ctx context.Context, q UnreadQuery) (list []UnreadEntry, err error) {
	wanted, err := l.unreadOfCase(ctx, q.Case)
	if err != nil {
		return nil, err
	}
	err = l.patiently(ctx, "list what is unread", func() error {
		list = []UnreadEntry{}
		query, values := q.sql(l.store.search())
		return l.reading().each(ctx, func(scan func(...any) error) error {
			e, err := scanUnread(scan)
			if err == nil && wanted(&e) {
				list = append(list, e)
			}
			return err
		}, query, values...)
	})
	return list, err
}

func (q UnreadQuery) sql(in searching) (string, []any) {
	from, w := "refused r", wording{}
	if phrases := phrasesOf(q.Words); len(phrases) > 0 {
		from += " JOIN (SELECT rowid FROM words WHERE " + in.match + " AND rowid % 16 = ?) f ON r.seq = f.rowid / 16"
		w.values = append(w.values, in.query(phrases), unreadWords)
	}
	w.when(!q.AsOf.IsZero(), "r.available <= ?", q.AsOf.Unix())
	w.when(q.Code != "", "r.code = ?", q.Code)
	return "SELECT r.name, r.source, r.code, r.message, r.available, r.stored, r.about FROM " + from + w.where() + " ORDER BY r.available DESC, r.seq DESC", w.values
}

func scanUnread(scan func(...any) error) (e UnreadEntry, err error) {
	var available, stored int64
	var about string
	if err := scan(&e.Name, &e.Source, &e.Code, &e.Message, &available, &stored, &about); err != nil {
		return e, err
	}
	e.Available, e.Stored = time.Unix(available, 0).UTC().Format(time.RFC3339), time.UnixMicro(stored).UTC().Format(time.RFC3339)
	if err := json.Unmarshal([]byte(about), &e.Unread); err != nil {
		return e, fault(Corrupt, err, "ledger: something stored cannot be read: %v", err)
	}
	return e, nil
}

// unreadOfCase tells what could have been of a case: what came in its time, and
// not from a source that only another case names. Nobody read it, so that
// nobody knows more.
func (l *Ledger) unreadOfCase(ctx context.Context, id string) (func(*UnreadEntry) bool, error) {
	if id == "" {
		return func(*UnreadEntry) bool { return true }, nil
	}
	c, err := l.Case(ctx, id)
	if err != nil {
		return nil, err
	}
	followed, err := l.Followed(ctx)
	if err != nil {
		return nil, err
	}
	others := map[string]bool{}
	for _, s := range followed {
		others[s.ID] = s.Case != "" && s.Case != id && !slices.ContainsFunc(c.Sources, func(own claim.Source) bool { return own.Address == s.Address })
	}
	return func(e *UnreadEntry) bool {
		day := e.Available[:len(time.DateOnly)]
		return !others[e.Followed] && c.Window.Holds(day, day)
	}, nil
}

// UnreadBy counts by reason what could not be read.
func UnreadBy(list []UnreadEntry) []ByReason {
	counts := map[string]int{}
	for i := range list {
		counts[list[i].Code]++
	}
	all := make([]ByReason, 0, len(counts))
	for _, code := range slices.Sorted(maps.Keys(counts)) {
		all = append(all, ByReason{code, counts[code]})
	}
	slices.SortStableFunc(all, func(a, b ByReason) int { return b.Count - a.Count })
	return all
}

// ByReason is how many documents could not be read for one reason.
type ByReason struct {
	Code  string `json:"code"`
	Count int    `json:"count"`
}
