package morphology

import (
	"cmp"
	"slices"
	"strings"

	"github.com/parley-desk/parley/language/internal/lookup"
)

// Sample is a word of a treebank's sentence with what is to be learned of it.
type Sample struct {
	Word
	Lemma, Feats string
	First        bool // in its sentence
}

// Inflection is a form from a dictionary with its base form, both in lower case.
type Inflection struct {
	Form, Lemma, UPOS, XPOS string
	Irregular               bool // listed by the dictionary, not made by rule
}

// irregularWeight is how many words of a treebank a listed irregular form stands up to.
const irregularWeight = 3.5

// Compile learns a model from the sentences of treebanks and the inflections
// of a dictionary, and lays it out as a file for Open.
func Compile(sentences [][]Sample, dictionary []Inflection) []byte {
	scripts := numbering[script]{}
	lemmas := compileLemmas(lemmaTypes(sentences, dictionary), &scripts)
	feats := numbering[string]{}
	forms := compileFeats(sentences, &feats)
	lines := make([]string, len(scripts.all))
	for i, s := range scripts.all {
		lines[i] = string([]byte{'0' + byte(s.base), '0' + byte(s.cut)}) + s.add
	}
	return lookup.Join([]byte(strings.Join(lines, "\n")), []byte(strings.Join(feats.all, "\n")), lookup.Compile(lemmas), lookup.Compile(forms))
}

// numbering numbers values from 1 in the order in which they come.
type numbering[T comparable] struct {
	all    []T
	number map[T]uint16
}

func (n *numbering[T]) of(v T) uint16 {
	if n.number == nil {
		n.number = map[T]uint16{}
	}
	if n.number[v] == 0 {
		n.all = append(n.all, v)
		n.number[v] = uint16(len(n.all))
	}
	return n.number[v]
}

// lemmaType is a form under its tags.
type lemmaType struct {
	group uint32
	lower string
}

// longestCut bounds a script to what fits its one character in the file.
const longestCut = 40

// derive gives the script that makes a lemma of a form.
func derive(form, lower, lemma string) (script, bool) {
	text, b := lower, lowerCase
	if lemma != strings.ToLower(lemma) {
		text, b = form, asWritten
		if title := string(appendCapitalised(nil, form)); common(title, lemma) >= common(form, lemma) {
			text, b = title, capitalised
		}
	}
	n := common(text, lemma)
	s := script{b, len(text) - n, lemma[n:]}
	return s, s.cut <= longestCut && !strings.Contains(s.add, "\n")
}

// general is the script for words that were never seen: an unknown name may
// be an acronym, so that it is left as written.
func (s script) general() script {
	if s.base == capitalised {
		s.base = asWritten
	}
	return s
}

func common(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

// tally weighs the values that were seen of something.
type tally[T comparable] map[T]float64

// best gives the value with the most weight; ties go by order.
func (t tally[T]) best(order func(a, b T) int) (best T, share float64) {
	total, first := 0.0, true
	for v, w := range t {
		total += w
		if first || w > t[best] || w == t[best] && order(v, best) < 0 {
			best, first = v, false
		}
	}
	return best, t[best] / total
}

func orderScripts(a, b script) int {
	return cmp.Or(cmp.Compare(a.cut, b.cut), cmp.Compare(a.add, b.add), cmp.Compare(a.base, b.base))
}

func lemmaTypes(sentences [][]Sample, dictionary []Inflection) map[lemmaType]tally[script] {
	types := map[lemmaType]tally[script]{}
	add := func(t lemmaType, s script, weight float64) {
		if types[t] == nil {
			types[t] = tally[script]{}
		}
		types[t][s] += weight
	}
	for _, sentence := range sentences {
		for _, w := range sentence {
			s, ok := derive(w.Form, w.Lower, w.Lemma)
			if !ok || strings.Contains(w.Feats, "Typo=Yes") || w.Lemma == "_" && w.Form != "_" {
				continue
			}
			add(lemmaType{group(w.UPOS, w.XPOS) + capitalInside(w.Form, w.First), w.Lower}, s, 1)
		}
	}
	for _, d := range dictionary {
		t := lemmaType{group(d.UPOS, d.XPOS), d.Form}
		s, ok := derive(d.Form, d.Form, d.Lemma)
		switch {
		case ok && d.Irregular:
			add(t, s, irregularWeight)
		case ok && types[t] == nil:
			add(t, s, 0.5)
		}
	}
	return types
}

// compileLemmas makes the rules of endings, then the forms that they get wrong.
func compileLemmas(types map[lemmaType]tally[script], scripts *numbering[script]) []lookup.Entry {
	order := func(a, b lemmaType) int { return cmp.Or(cmp.Compare(a.group, b.group), cmp.Compare(a.lower, b.lower)) }
	var forms []lemmaType
	for t := range types {
		forms = append(forms, t)
	}
	slices.SortFunc(forms, order)

	endings := map[lemmaType]tally[script]{}
	for _, t := range forms {
		best, _ := types[t].best(orderScripts)
		for n := 0; n <= min(longestEnding, len(t.lower)); n++ {
			e := lemmaType{t.group, t.lower[len(t.lower)-n:]}
			if endings[e] == nil {
				endings[e] = tally[script]{}
			}
			endings[e][best.general()] += min(types[t][best], 3)
		}
	}
	rules := endingRules(endings)
	var out []lookup.Entry
	for _, e := range slices.SortedFunc(keysOf(rules), order) {
		out = append(out, lookup.Entry{Key: endingKey(e), Number: scripts.of(rules[e])})
	}
	for _, t := range forms {
		best, _ := types[t].best(orderScripts)
		if ruled(rules, t) != best {
			out = append(out, lookup.Entry{Key: key(wholeForm, t.group).Word(t.lower), Number: scripts.of(best)})
		}
	}
	return out
}

func endingKey(e lemmaType) lookup.Hash {
	k := key(ending, e.group)
	for i := len(e.lower) - 1; i >= 0; i-- {
		k = k.With(e.lower[i])
	}
	return k
}

// endingRules keeps the endings whose commonest script differs from what the
// shorter endings say and that are not seen once only.
func endingRules(endings map[lemmaType]tally[script]) map[lemmaType]script {
	rules := map[lemmaType]script{}
	byLength := slices.SortedFunc(keysOf(endings), func(a, b lemmaType) int {
		return cmp.Or(cmp.Compare(len(a.lower), len(b.lower)), cmp.Compare(a.group, b.group), cmp.Compare(a.lower, b.lower))
	})
	for _, e := range byLength {
		best, share := endings[e].best(orderScripts)
		if e.lower == "" {
			rules[e] = best
			continue
		}
		if best != ruled(rules, lemmaType{e.group, e.lower}) && endings[e][best] > 1 && share > 0.5 {
			rules[e] = best
		}
	}
	return rules
}

// ruled gives what the longest ending with a rule says of a form.
func ruled(rules map[lemmaType]script, t lemmaType) script {
	for n := min(longestEnding, len(t.lower)); n >= 0; n-- {
		if s, ok := rules[lemmaType{t.group, t.lower[len(t.lower)-n:]}]; ok {
			return s
		}
	}
	return script{}
}

func keysOf[K comparable, V any](m map[K]V) func(yield func(K) bool) {
	return func(yield func(K) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

// compileFeats keeps, from the widest look-up to the narrowest, what differs
// from what the wider ones say.
func compileFeats(sentences [][]Sample, feats *numbering[string]) []lookup.Entry {
	seen := map[lookup.Hash]tally[string]{}
	wider := map[lookup.Hash][]lookup.Hash{} // the look-ups that come after a key
	var order []lookup.Hash
	var words []Word
	for _, sentence := range sentences {
		words = words[:0]
		for _, w := range sentence {
			words = append(words, w.Word)
		}
		for i, w := range sentence {
			keys := featKeys(words, i)
			for level := len(keys) - 1; level >= 0; level-- {
				if k := keys[level]; seen[k] == nil {
					seen[k], wider[k] = tally[string]{}, slices.Clone(keys[level+1:])
					order = append(order, k)
				}
				seen[keys[level]][w.Feats]++
			}
		}
	}
	slices.SortStableFunc(order, func(a, b lookup.Hash) int { return cmp.Compare(len(wider[a]), len(wider[b])) })
	kept := map[lookup.Hash]string{}
	var out []lookup.Entry
	for _, k := range order {
		best, share := seen[k].best(strings.Compare)
		if known, ok := firstOf(kept, wider[k]); ok && (known == best || seen[k][best] < 2 || share <= 0.5) {
			continue
		}
		kept[k] = best
		out = append(out, lookup.Entry{Key: k, Number: feats.of(best)})
	}
	return out
}

func firstOf(kept map[lookup.Hash]string, keys []lookup.Hash) (string, bool) {
	for _, k := range keys {
		if v, ok := kept[k]; ok {
			return v, true
		}
	}
	return "", false
}
