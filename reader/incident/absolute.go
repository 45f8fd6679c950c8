package incident

import "github.com/parley-desk/parley/language"

// absolute is whom participle p befell in a clause of circumstance that "with" opens: the nominal between the two. "with at least
// 44 people killed and half a million displaced" has a passive, whatever the parser made of what comes after. -1 where there is none.
func (r *reading) absolute(p int) int {
	if x := r.d.Token(p).XPOS; x != language.TagVBN && x != language.TagVBD {
		return -1
	}
	with := r.d.Child(p, language.Mark, language.Case)
	if with < 0 || with > p || r.d.Token(with).Lower != "with" {
		return -1
	}
	if n := r.d.Child(p, language.Nsubj, language.NsubjPass); n > with && n < p {
		return n
	}
	return -1
}

// conjunctsBefore are a nominal and those coordinated with it that stand before token p.
func conjunctsBefore(r *reading, n, p int) []int {
	var out []int
	for _, c := range conjuncts(r, n) {
		if c < p {
			out = append(out, c)
		}
	}
	return out
}
