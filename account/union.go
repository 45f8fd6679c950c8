package account

// union is a disjoint-set forest over the indexes of a list (Tarjan 1975). The
// root of a set is its smallest index, so that the result does not depend on
// the order of joining.
type union []int

func newUnion(n int) union {
	u := make(union, n)
	for i := range u {
		u[i] = i
	}
	return u
}

func (u union) root(i int) int {
	for u[i] != i {
		u[i] = u[u[i]]
		i = u[i]
	}
	return i
}

func (u union) join(i, j int) {
	i, j = u.root(i), u.root(j)
	u[max(i, j)] = min(i, j)
}

// groups gives the sets, in order of their first items.
func (u union) groups(items []Item) [][]Item {
	var all [][]Item
	at := map[int]int{}
	for i, it := range items {
		r := u.root(i)
		if _, ok := at[r]; !ok {
			at[r] = len(all)
			all = append(all, nil)
		}
		all[at[r]] = append(all[at[r]], it)
	}
	return all
}
