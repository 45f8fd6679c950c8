package incident

import "github.com/parley-desk/parley/language"

// left are the words of harm in "leaving eight people dead and several others injured", "with 35 civilians, including
// children, killed": each right behind those whom it befell. They are read in the order of words, for parsers hang them in many ways.
func (r *reading) left(first, end int) []harm {
	var out []harm
	for i := first; i < end; i++ {
		t := r.d.Token(i)
		if !(t.UPOS == language.VERB && t.Lemma == "leave") && t.Lower != "with" {
			continue
		}
		for at := i + 1; at < end; {
			h, next := r.harmedAt(at, end)
			if h == nil {
				h, next = r.harmedTogether(at, end)
			}
			if h == nil {
				break
			}
			out = append(out, *h)
			if at = r.joiner(next, end); at < 0 {
				break
			}
		}
	}
	return out
}

// joiner is the token behind the "and" or comma at token i, -1 where neither is there.
func (r *reading) joiner(i, end int) int {
	if i < end && r.d.Token(i).XPOS == language.TagComma {
		i++
		if i >= end || r.d.Token(i).Lower != "and" {
			return i
		}
	}
	if i < end && r.d.Token(i).Lower == "and" {
		return i + 1
	}
	return -1
}

// harmedAt reads counted people at token i with the word of harm right behind them, and the token behind it: "several
// others injured", "12 dead", "35 civilians, including children, killed". Nil where there are none.
func (r *reading) harmedAt(i, end int) (*harm, int) {
	c, ok := r.chunkAt(i, end)
	if !ok || c.count == nil {
		return nil, 0
	}
	if w := r.words.count.adjectives[r.d.Token(c.head).Lower]; w != nil && w.need == "" { // "12 dead"
		return &harm{w, c.head, []int{c.count.Head}}, c.head + 1
	}
	at := r.behindAside(r.chunkEnd(c.head)+1, end)
	for at < end && r.d.Token(at).UPOS == language.ADV {
		at++
	}
	if at >= end {
		return nil, 0
	}
	if w := r.stateWord(at, end); w != nil {
		return &harm{w, at, []int{c.head}}, at + 1
	}
	return nil, 0
}

// harmedTogether reads several counted people, joined, with one word of harm behind the last: "two soldiers and two women dead".
func (r *reading) harmedTogether(i, end int) (*harm, int) {
	var victims []int
	for range maxTold {
		if h, next := r.harmedAt(i, end); h != nil {
			if len(victims) == 0 || h.at == h.victims[0] {
				return nil, 0
			}
			h.victims = append(victims, h.victims...)
			return h, next
		}
		c, ok := r.chunkAt(i, end)
		if !ok || c.count == nil {
			return nil, 0
		}
		victims = append(victims, c.head)
		if i = r.joiner(r.chunkEnd(c.head)+1, end); i < 0 {
			return nil, 0
		}
	}
	return nil, 0
}

// stateWord is the word of harm that token i is as a state of those before it: an adjective, or a participle without an
// object; nil where it is none.
func (r *reading) stateWord(i, end int) *harmWord {
	t := r.d.Token(i)
	if w := r.words.count.adjectives[t.Lower]; w != nil && w.need == "" {
		if i+1 < end && r.d.Token(i+1).UPOS == language.NOUN {
			return nil // "with two wounded men"
		}
		return w
	}
	if t.XPOS != language.TagVBN {
		return nil
	}
	for _, w := range r.words.count.verbs[t.Lemma] {
		if len(w.rest) == 0 && w.befalls == "obj" && w.need == "" && isFatal(w.measure) {
			return w
		}
	}
	return nil
}

// behindAside is the token behind the aside between commas that begins at token i; i where none does.
func (r *reading) behindAside(i, end int) int {
	if i >= end || r.d.Token(i).XPOS != language.TagComma {
		return i
	}
	for k := i + 1; k < min(end, i+longestChunk); k++ {
		switch t := r.d.Token(k); {
		case t.XPOS == language.TagComma:
			return k + 1
		case t.UPOS == language.VERB && !r.words.count.wholes[t.Lower], t.UPOS == language.AUX:
			return i
		}
	}
	return i
}
