package account

// gathering collects citations of many claims, to be put in order once.
type gathering struct{ list []Cite }

func (g *gathering) add(i Item)     { g.list = append(g.list, i.Cite()) }
func (g *gathering) addAll(c Cites) { g.list = append(g.list, c.list...) }

// cites puts them in order; the gathering is used up.
func (g *gathering) cites() Cites {
	if len(g.list) == 0 {
		return Cites{}
	}
	return ordered(g.list)
}
