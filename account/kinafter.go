package account

// kinAfterChange is kin where that is known of other reports of which most are the same,
// wherever some came or went between them. With whom a report is kin hangs on the first of
// those before it that have one of its shingles: it is found out again where one of these
// went, or was crowded out by one that came; else whoever came is held against it alone.
func kinAfterChange(reports, earlier []*Contribution, known []kinship) []kinship {
	if shingleWidth(len(reports)) != shingleWidth(len(earlier)) {
		return kin(reports, nil)
	}
	was, now := placesOf(earlier), placesOf(reports)
	left, came := leftCrowds(earlier, now), newNewcomers(reports, was)
	all, asked := make([]kinship, len(reports)), []int(nil)
	for i, c := range reports {
		with, meets := came.meet(i, c)
		n, had := was[c]
		if !had || left.touch(c) {
			asked = append(asked, i)
			continue
		}
		if known[n].reason != "" {
			at, here := now[earlier[known[n].with]]
			if !here || meets && came.out[at] {
				asked = append(asked, i)
				continue
			}
			all[i] = kinship{at, known[n].reason}
		}
		if with.reason != "" && (all[i].reason == "" || with.with < all[i].with) {
			all[i] = with
		}
	}
	kinOfThese(reports, asked, all)
	return all
}

func placesOf(reports []*Contribution) map[*Contribution]int {
	places := make(map[*Contribution]int, len(reports))
	for i, c := range reports {
		places[c] = i
	}
	return places
}

// shingleSet is a set of shortened shingles.
type shingleSet struct {
	of    map[uint64]bool
	sieve sieve
	width int
}

// shinglesOf are the shingles of those reports that are not among others.
func shinglesOf(reports []*Contribution, others map[*Contribution]int) *shingleSet {
	s := &shingleSet{of: map[uint64]bool{}, width: shingleWidth(len(reports))}
	for _, c := range reports {
		if _, there := others[c]; !there {
			for _, h := range c.Sketch {
				s.of[h>>s.width] = true
			}
		}
	}
	if len(s.of) > 0 {
		s.sieve = newSieve(s.of)
	}
	return s
}

// has tells whether a shingle, shortened, is of the set.
func (s *shingleSet) has(short uint64) bool { return s.sieve.may(short) && s.of[short] }

// touch tells whether a report has one of the shingles.
func (s *shingleSet) touch(c *Contribution) bool {
	if len(s.of) == 0 {
		return false
	}
	for _, h := range c.Sketch {
		if s.has(h >> s.width) {
			return true
		}
	}
	return false
}

// leftCrowds are the shingles of a crowd of which one of the first has gone: another one is
// looked at in its place.
func leftCrowds(earlier []*Contribution, now map[*Contribution]int) *shingleSet {
	own := shinglesOf(earlier, now)
	if len(own.of) == 0 {
		return own
	}
	met, left := map[uint64]int{}, map[uint64]bool{}
	for _, c := range earlier {
		_, here := now[c]
		for _, h := range c.Sketch {
			if short := h >> own.width; own.has(short) {
				left[short] = left[short] || !here && met[short] < crowd
				met[short]++
			}
		}
	}
	for short := range own.of {
		own.of[short] = left[short] && met[short] > crowd
	}
	return own
}

// newcomers are reports that came, held against those behind them, which are met in order.
type newcomers struct {
	reports []*Contribution
	was     map[*Contribution]int
	own     *shingleSet
	met     map[uint64]*shingleMet
	out     map[int]bool // reports that were crowded out of a shingle
	shares  map[int]int  // of the report that is met: with whom that came it has how many shingles in common
}

// shingleMet is what was met of a shingle so far.
type shingleMet struct {
	reports, fresh int   // of which so many came
	came           []int // those among the first
}

func newNewcomers(reports []*Contribution, was map[*Contribution]int) *newcomers {
	return &newcomers{reports: reports, was: was, own: shinglesOf(reports, was), met: map[uint64]*shingleMet{}, out: map[int]bool{}, shares: map[int]int{}}
}

// meet gives the first of those who came with whom the next report is kin, as far as it
// was before; meets tells whether it has a shingle of any.
func (n *newcomers) meet(i int, c *Contribution) (with kinship, meets bool) {
	if len(n.own.of) == 0 {
		return with, false
	}
	_, had := n.was[c]
	clear(n.shares)
	for _, h := range c.Sketch {
		short := h >> n.own.width
		if !n.own.has(short) {
			continue
		}
		meets = true
		n.note(short, i, had)
	}
	for j, shared := range n.shares {
		if with.reason != "" && j > with.with {
			continue
		}
		if reason := sameOrigin(c, n.reports[j], shared); reason != "" {
			with = kinship{j, reason}
		}
	}
	return with, meets
}

// note notes that a report has a shingle: who came before it and has it too, and whether it was crowded out.
func (n *newcomers) note(short uint64, i int, had bool) {
	m := n.met[short]
	if m == nil {
		m = &shingleMet{}
		n.met[short] = m
	}
	for _, j := range m.came {
		n.shares[j]++
	}
	switch {
	case !had:
		if m.fresh++; m.reports < crowd {
			m.came = append(m.came, i)
		}
	case m.reports >= crowd && m.reports-m.fresh < crowd:
		n.out[i] = true
	}
	m.reports++
}
