package account

// gazette tells how the places of tellings agree. Each place has a number, so
// that two are compared once.
type gazette struct {
	between [][]closeness
	about   [][]int // places of the same name, near, or in one place of the case
}

func newGazette(m *merger) *gazette {
	number, one := map[Spot]int{}, []*telling(nil)
	for _, t := range m.all {
		n, met := number[t.place]
		if !met {
			n = len(one)
			number[t.place] = n
			one = append(one, t)
		}
		t.spot = n
	}
	g := &gazette{between: make([][]closeness, len(one)), about: make([][]int, len(one))}
	for i, a := range one {
		g.between[i] = make([]closeness, i+1)
		for j, t := range one[:i+1] {
			n, _ := m.nearness(t, a)
			g.between[i][j] = n
			if n >= nearHolds && (n > nearHolds || !isCountry(a.place) && !isCountry(t.place)) {
				g.about[i] = append(g.about[i], j)
				if i != j {
					g.about[j] = append(g.about[j], i)
				}
			}
		}
	}
	return g
}

func isCountry(s Spot) bool { return s.Kind == "country" }

// near says how two places agree.
func (g *gazette) near(a, b int) closeness { return g.between[max(a, b)][min(a, b)] }
