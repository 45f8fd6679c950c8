package account

// phrase is a wording cut into its words, by their numbers.
type phrase struct {
	ids   []int32
	sieve uint64 // of which a bit is set for each word: words that it lacks are not in the phrase
}

// phrase cuts words for a book.
func (b *Book) phrase(text string) phrase {
	p := phrase{ids: b.memories.phrases.take(plainWords(text))}
	for _, id := range p.ids {
		p.sieve |= 1 << (id & 63)
	}
	return p
}

// like tells whether two phrases are of much the same words: whether of the words of
// the shorter one the longer one has so large a share (as shareOf counts them).
func (p *phrase) like(o *phrase, share float64) bool {
	x, y := p, o
	if len(x.ids) > len(y.ids) {
		x, y = y, x
	}
	return len(x.ids) > 0 && enough(x.mayShare(y), x, share) && enough(x.shared(y), x, share)
}

func enough(n int, of *phrase, share float64) bool { return float64(n)/float64(len(of.ids)) >= share }

// mayShare is how many of its words another phrase can have at most.
func (p *phrase) mayShare(o *phrase) (n int) {
	for _, id := range p.ids {
		n += int(o.sieve >> (id & 63) & 1)
	}
	return n
}

// shared is how many of its words another phrase has.
func (p *phrase) shared(o *phrase) (n int) {
	for _, id := range p.ids {
		for _, other := range o.ids {
			if id == other {
				n++
				break
			}
		}
	}
	return n
}

// wordings finds tellings of much the same words among those of one key (who
// said it, in what form). Only the latest are compared: what was said long
// before in like words was said again.
type wordings struct {
	of    map[string][]worded
	exact map[exactWords]int
}

// worded is a telling, by its number, and its words.
type worded struct {
	at int
	phrase
}

type exactWords struct{ key, text string }

// recentWordings is how many earlier tellings of a key are compared.
const recentWordings = 40

func newWordings() *wordings { return &wordings{map[string][]worded{}, map[exactWords]int{}} }

// find gives the number of the telling under a key in much the same words that
// passes the test; -1 where there is none.
func (w *wordings) find(key, text string, p phrase, fits func(int) bool) int {
	if at, ok := w.exact[exactWords{key, text}]; ok && fits(at) {
		return at
	}
	list := w.of[key]
	for i := len(list) - 1; i >= max(0, len(list)-recentWordings); i-- {
		if p.like(&list[i].phrase, sameWordsShare) && fits(list[i].at) {
			return list[i].at
		}
	}
	return -1
}

func (w *wordings) put(key, text string, p phrase, at int) {
	w.of[key] = append(w.of[key], worded{at, p})
	w.exact[exactWords{key, text}] = at
}

// always fits any telling.
func always(int) bool { return true }
