package attribution

import (
	"cmp"
	"slices"

	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/draft"
)

// nest says for each attribution within the content of which other its cue
// stands (the innermost), -1 where in none, and puts the outer before the inner:
// the attributions are ordered by it.
func nest(d *draft.Draft, found []attribution) []int {
	for i := range found {
		closeBracket(d, &found[i])
	}
	slices.SortStableFunc(found, func(a, b attribution) int {
		return cmp.Or(cmp.Compare(start(&a), start(&b)), cmp.Compare(size(&b), size(&a)), cmp.Compare(a.head, b.head))
	})
	d.Within = make([]int32, len(d.Doc.Tokens))
	for i := range d.Within {
		d.Within[i] = -1
	}
	order := make([]int, len(found))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return size(&found[b]) - size(&found[a]) })
	parents := make([]int, len(found))
	for _, i := range order { // the wider first, so that the narrower overwrite them
		parents[i] = int(d.Within[found[i].head])
		for _, r := range found[i].content {
			for t := r.First; t < r.End; t++ {
				d.Within[t] = int32(i)
			}
		}
	}
	byHead := map[int]int{}
	for i := range found {
		byHead[found[i].head] = i
	}
	for i := range found {
		if k, ok := byHead[found[i].outer]; ok && k != i {
			parents[i] = k
			lay(d, &found[i], k, i)
		}
	}
	for i := range found {
		trail(d, &found[i], i, byHead)
	}
	for i := range parents { // a chain must not run in a circle
		for p, steps := parents[i], 0; p >= 0; p, steps = parents[p], steps+1 {
			if p == i || steps > len(parents) {
				parents[i] = -1
				break
			}
		}
	}
	return parents
}

// closeBracket lets what is said begin where its sentence does, where it was taken to begin behind a bracket that was opened in it: "Shelling by the Northern
// Guard (NG) killed nine, medics said".
func closeBracket(d *draft.Draft, a *attribution) {
	if len(a.content) == 0 {
		return
	}
	at := &a.content[0]
	first := int(d.Doc.Sentences[d.Doc.SentenceOf(at.First)].First)
	if at.First == first || at.First > a.head || d.Token(at.First).Form != ")" && (d.Token(at.First-1).Form != "(" || at.First+1 >= at.End || d.Token(at.First+1).Form != ")") {
		return
	}
	for k := at.First - 1; k >= first; k-- {
		if slices.ContainsFunc(a.source, func(r draft.Range) bool { return r.Holds(k) }) {
			return
		}
	}
	at.First = first
}

// size is how many tokens what is said has.
func size(a *attribution) int {
	n := 0
	for _, r := range a.content {
		n += r.Len()
	}
	return n
}

// trail takes for part of what is said in attribution i the participle right behind its words that tells what came of it and has no subject but that of
// a verb within them: "said that guards had fired on the camp, | wounding two". A cue there is the speaker's or the report's.
func trail(d *draft.Draft, a *attribution, i int, cues map[int]int) {
	if len(a.content) == 0 {
		return
	}
	comma := a.content[len(a.content)-1].End
	if d.Token(comma-1).XPOS == language.TagComma {
		comma-- // taken to end with its comma
	}
	if comma+1 >= len(d.Doc.Tokens) || d.Token(comma).XPOS != language.TagComma || d.Within[comma+1] == int32(i) {
		return
	}
	own := d.Within[comma+1]
	for v := comma + 1; v < len(d.Doc.Tokens) && v <= comma+maxBefore; v++ {
		_, isCue := cues[v]
		if d.Token(v).XPOS != language.TagVBG || d.Rel(v) != language.Advcl || isCue {
			if d.Token(v).UPOS == language.ADV {
				continue // "instantly killing"
			}
			return
		}
		h := d.Head(v)
		if h < 0 || h > comma || d.Within[h] != int32(i) || d.Child(v, language.Nsubj, language.NsubjPass) >= 0 {
			return
		}
		first, end := d.Subtree(v)
		for t := max(first, comma); t < end; t++ {
			if d.Within[t] == own {
				d.Within[t] = int32(i)
			}
		}
		return
	}
}

// maxBefore is how many adverbs may stand between a comma and the participle behind it.
const maxBefore = 3

// lay gives the tokens of a citation's words, which are another's too, to the inner of the two.
func lay(d *draft.Draft, a *attribution, outer, inner int) {
	for _, r := range a.content {
		for t := r.First; t < r.End; t++ {
			if d.Within[t] == int32(outer) {
				d.Within[t] = int32(inner)
			}
		}
	}
}
