package account

// gathering collects citations of many claims, to be put in order once.
type gathering struct{ list []Cite }

func (g *gathering) add(i Item)     { g.list = append(g.list, i.Cite()) }
func (g *gathering) addAll(c Cites) { g.list = append(g.list, c.list...) }
func (g *gathering) cites() Cites {
	if len(g.list) == 0 {
		return Cites{}
	}
	return Cited(g.list[0], g.list[1:]...)
}

// wordings finds tellings of much the same words among those of one key (who
// said it, in what form). Only the latest are compared: what was said long
// before in like words was said again.
type wordings struct {
	of    map[string][]wording
	exact map[string]int
}

type wording struct {
	at    int
	words []string
}

// recentWordings is how many earlier tellings of a key are compared.
const recentWordings = 40

func newWordings() *wordings { return &wordings{map[string][]wording{}, map[string]int{}} }

// find gives the number of the telling under a key in much the same words that
// passes the test; -1 where there is none.
func (w *wordings) find(key, text string, fits func(int) bool) int {
	if at, ok := w.exact[key+"\x00"+text]; ok && fits(at) {
		return at
	}
	words := plainWords(text)
	list := w.of[key]
	for i := len(list) - 1; i >= max(0, len(list)-recentWordings); i-- {
		if fits(list[i].at) && shareOf(words, list[i].words) >= sameWordsShare {
			return list[i].at
		}
	}
	return -1
}

func (w *wordings) put(key, text string, at int) {
	w.of[key] = append(w.of[key], wording{at, plainWords(text)})
	w.exact[key+"\x00"+text] = at
}
