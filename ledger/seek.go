package ledger

import (
	"cmp"
	"context"
	"errors"
	"math"
	"runtime"
	"slices"
	"sync"

	"github.com/parley-desk/parley/claim"
)

// seeking is one search under way. The database finds which versions have the words,
// which costs little, however many they are. It does not rank them: that it would read
// again where each word stands in each, and rank otherwise than another database.
type seeking struct {
	conn
	in searching
	Search
	*matcher
}

// contender is a report that has the words.
type contender struct {
	version, reading, available int64
	identity                    string
	report                      claim.Report
	tally
	score float64
}

// mostRanked is how many of the latest reports that have the words are ranked, where no
// more are asked for: their texts are read for it.
const mostRanked = 500

func (s *seeking) find(ctx context.Context) (Found, error) {
	versions, more, err := s.latestVersions(ctx, max(mostRanked, s.Limit))
	if err != nil {
		return Found{}, err
	}
	all, err := s.contenders(ctx, versions)
	if err != nil {
		return Found{}, err
	}
	best := ranked(all)
	hits, err := s.hits(ctx, best[:min(len(best), s.Limit)])
	found := Found{Hits: hits}
	if more {
		found.Latest = len(all)
	}
	return found, err
}

// oversight is how many versions are asked for besides those that are wanted, in times
// of these: some are not the version of their report that counts.
const oversight = 2

// latestVersions are the latest n versions that have the words and count; more tells that
// there are others. Whether a version counts is looked up for few: it is dearer than to find it.
func (s *seeking) latestVersions(ctx context.Context, n int) (latest []int64, more bool, err error) {
	for ask := oversight * n; ; ask *= 8 {
		found, err := s.versions(ctx, ask)
		if err != nil {
			return nil, false, err
		}
		count, err := s.counting(ctx, found)
		if err != nil {
			return nil, false, err
		}
		latest = slices.DeleteFunc(slices.Clone(found), func(v int64) bool { return !count[v] })
		if len(latest) > n || len(found) < ask {
			return latest[:min(n, len(latest))], len(latest) > n, nil
		}
	}
}

// versions are the latest n versions that have the words, counting or not. Those of one
// moment are in the order of what they say, which is the same in every store.
func (s *seeking) versions(ctx context.Context, n int) (all []int64, err error) {
	w := wording{values: []any{s.in.query(s.phrases), kindNumber(s.Kind)}}
	w.when(true, "v.id = f.rowid / 16")
	from := "(SELECT rowid FROM words WHERE " + s.in.match + " AND rowid % 16 = ?) f CROSS JOIN version v" // CROSS: SQLite begins with the words
	if s.Case != "" {
		from = from[:len(from)-len("version v")] + "member m CROSS JOIN version v"
		w.when(true, "m.case_name = ? AND m.version = f.rowid / 16 AND m.belongs = 1", s.Case)
	}
	w.when(!s.Since.IsZero(), "v.available >= ?", s.Since.Unix())
	w.when(!s.AsOf.IsZero(), "v.available <= ?", s.AsOf.Unix())
	err = s.each(ctx, func(scan func(...any) error) error {
		var version int64
		err := scan(&version)
		all = append(all, version)
		return err
	}, "SELECT v.id FROM "+from+w.where()+" ORDER BY v.available DESC, v.hash LIMIT ?", append(w.values, n)...)
	return all, err
}

// counting tells which of some versions are those of their reports that count.
func (s *seeking) counting(ctx context.Context, versions []int64) (map[int64]bool, error) {
	count := make(map[int64]bool, len(versions))
	err := inChunks(anys(versions), func(some []any) error {
		w := wording{}
		w.when(true, "v.id IN ("+marks(len(some))+")", some...)
		w.latest(s.AsOf)
		return s.each(ctx, func(scan func(...any) error) error {
			var version int64
			err := scan(&version)
			count[version] = true
			return err
		}, "SELECT v.id FROM version v"+w.where(), w.values...)
	})
	return count, err
}

// readAtOnce is how many texts one query reads.
const readAtOnce = 64

// contenders reads versions, on all cores, and counts the words in them.
func (s *seeking) contenders(ctx context.Context, versions []int64) ([]*contender, error) {
	chunks := slices.Collect(slices.Chunk(versions, readAtOnce))
	found := make([][]*contender, len(chunks))
	err := onAllCores(len(chunks), func(n int) (err error) {
		found[n], err = s.read(ctx, chunks[n])
		return err
	})
	return slices.Concat(found...), err
}

func (s *seeking) read(ctx context.Context, versions []int64) (all []*contender, err error) {
	err = s.each(ctx, func(scan func(...any) error) error {
		c, e := &contender{}, &Entry{}
		err := scan(&c.version, &c.reading, &c.available, &c.identity, &e.document)
		if err == nil {
			c.report, err = e.Report()
		}
		if err == nil {
			c.tally = s.tally(&c.report)
			all = append(all, c)
		}
		return err
	}, "SELECT v.id, v.reading, v.available, r.identity, d.body FROM version v JOIN report r ON r.id = v.report JOIN document d ON d.version = v.id WHERE v.id IN ("+marks(len(versions))+")", anys(versions)...)
	return all, err
}

// hits shows the best, on all cores, in their order.
func (s *seeking) hits(ctx context.Context, best []*contender) ([]Hit, error) {
	hits := make([]Hit, len(best))
	return hits, onAllCores(len(best), func(n int) (err error) {
		var record []byte
		if err = s.row(ctx, "SELECT record FROM reading WHERE seq = ?", best[n].reading).Scan(&record); err == nil {
			hits[n], err = s.hit(best[n], record, s.Kind)
		}
		return err
	})
}

// onAllCores does n things, and gives the errors of all.
func onAllCores(n int, do func(int) error) error {
	errs := make([]error, n)
	var working sync.WaitGroup
	cores := min(n, runtime.GOMAXPROCS(0))
	for core := range cores {
		working.Go(func() {
			for i := core; i < n; i += cores {
				errs[i] = do(i)
			}
		})
	}
	working.Wait()
	return errors.Join(errs...)
}

// tally is how often a report has each phrase, and how many words it has.
type tally struct {
	times  []float64
	length float64
}

// titleTimes is how many times in the text a phrase in the headline is worth.
const titleTimes = 3

func (m *matcher) tally(r *claim.Report) tally {
	t := tally{times: make([]float64, len(m.phrases))}
	for _, part := range []struct {
		text  string
		worth float64
	}{{r.Title, titleTimes}, {r.Text, 1}} {
		found, length := m.count(part.text)
		t.length += float64(length)
		for _, f := range found {
			t.times[f.phrase] += part.worth
		}
	}
	return t
}

// The usual constants of BM25 (S. Robertson, H. Zaragoza, "The Probabilistic Relevance
// Framework: BM25 and Beyond", 2009): how soon one more time adds little, and how much
// a long text counts against its words.
const (
	saturation = 1.2
	lengthness = 0.75
)

// score is the BM25 of a tally among reports of a mean length. How rare a word is in
// all reports is left out: all that is ranked has all the words, so that it would weigh
// little, and each report that came would move it.
func (t tally) score(mean float64) (score float64) {
	long := 1 - lengthness
	if mean > 0 {
		long += lengthness * t.length / mean
	}
	for _, n := range t.times {
		score += n * (saturation + 1) / (n + saturation*long)
	}
	return math.Round(score*scoreSteps) / scoreSteps
}

// scoreSteps is how finely scores are told apart, so that machines which round
// otherwise do not.
const scoreSteps = 10_000

// ranked puts contenders in order, the best first; of those that are as good, the latest.
func ranked(all []*contender) []*contender {
	total := 0.0
	for _, c := range all {
		total += c.length
	}
	for _, c := range all {
		c.score = c.tally.score(total / float64(len(all)))
	}
	slices.SortFunc(all, func(a, b *contender) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(b.available, a.available), cmp.Compare(a.identity, b.identity))
	})
	return all
}
