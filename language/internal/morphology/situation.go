package morphology

import "strings"

// situation sums up what of the tree around a word its features depend on:
// the subject that a finite verb agrees with, the auxiliaries of a participle,
// the relation of a pronoun. It is "" where the tags alone decide, "?" where
// the sentence has not been parsed.
func situation(s []Word, i int) string {
	w := &s[i]
	if w.Rel == "_" {
		return "?"
	}
	switch w.XPOS {
	case "VBD", "VBP":
		return agreement(s, i)
	case "VB":
		return command(s, i, 0)
	case "VBN":
		return voice(s, i, 0)
	case "VBG":
		return gerund(s, i)
	case "PRP":
		return plain(w.Rel)
	case "WP", "WRB", "WDT":
		return wh(s, i)
	}
	if child(s, i, "fixed") >= 0 {
		return "fixed"
	}
	return ""
}

func plain(rel string) string {
	rel, _, _ = strings.Cut(rel, ":")
	return rel
}

// reach is how far from its head a dependent is looked for, so that the time
// for a sentence of any length stays linear.
const reach = 100

// child gives the first dependent of word i with a relation, its subtypes included, or -1.
func child(s []Word, i int, rel string) int {
	for j := max(i-reach, 0); j < min(i+reach, len(s)); j++ {
		if s[j].Head == i && (s[j].Rel == rel || plain(s[j].Rel) == rel) {
			return j
		}
	}
	return -1
}

// agreement describes the subject of a finite verb.
func agreement(s []Word, i int) string {
	subject := subjectOf(s, i, 0)
	if subject < 0 {
		return "none " + plain(s[i].Rel)
	}
	if n := &s[subject]; n.XPOS == "WDT" || n.XPOS == "WP" || n.Lower == "that" {
		if verb := n.Head; verb >= 0 && strings.HasPrefix(s[verb].Rel, "acl") && s[verb].Head >= 0 {
			subject = s[verb].Head
		}
	}
	return number(s, subject)
}

// number describes a subject as far as a verb agrees with it.
func number(s []Word, i int) string {
	if child(s, i, "conj") >= 0 && s[i].XPOS != "PRP" {
		return "plural"
	}
	switch n := &s[i]; n.XPOS {
	case "PRP":
		return n.Lower
	case "NNS", "NNPS":
		return "plural"
	case "DT":
		if n.Lower == "these" || n.Lower == "those" || n.Lower == "all" || n.Lower == "some" || n.Lower == "both" {
			return "plural"
		}
	case "CD":
		if n.Lower != "one" && n.Lower != "1" {
			return "plural"
		}
	}
	return "singular"
}

// subjectOf finds the subject of a verb: its own, for an auxiliary that of its
// main verb, for a coordinated verb without one that of the first.
func subjectOf(s []Word, i, steps int) int {
	if j := child(s, i, "nsubj"); j >= 0 {
		return j
	}
	if j := child(s, i, "expl"); j >= 0 {
		return j
	}
	head := s[i].Head
	if head < 0 || steps > 20 {
		return -1
	}
	switch plain(s[i].Rel) {
	case "aux", "cop", "conj":
		return subjectOf(s, head, steps+1)
	}
	if strings.HasPrefix(s[i].Rel, "acl") {
		return head
	}
	return -1
}

// command tells what distinguishes an imperative from an infinitive.
func command(s []Word, i, steps int) string {
	marks := plain(s[i].Rel)
	for _, rel := range []string{"mark", "aux", "nsubj"} {
		if child(s, i, rel) >= 0 {
			marks += "+" + rel
		}
	}
	if marks == "conj" && s[i].Head >= 0 && s[s[i].Head].XPOS == "VB" && steps < 10 {
		return "conj " + strings.TrimPrefix(command(s, s[i].Head, steps+1), "conj ")
	}
	if marks == "aux" && s[i].Head >= 0 {
		return marks + " " + s[s[i].Head].XPOS
	}
	return marks
}

// voice tells passive participles from those of the perfect.
func voice(s []Word, i, steps int) string {
	if child(s, i, "aux:pass") >= 0 {
		return "pass"
	}
	for j := max(i-reach, 0); j < i; j++ {
		if s[j].Head == i && plain(s[j].Rel) == "aux" {
			switch s[j].Lower {
			case "have", "has", "had", "'ve", "having", "'d", "'s":
				return "perfect"
			}
		}
	}
	if s[i].Rel == "conj" && s[i].Head >= 0 && s[s[i].Head].XPOS == "VBN" && steps < 10 {
		return voice(s, s[i].Head, steps+1)
	}
	return s[i].Rel
}

// gerund tells what distinguishes a gerund from a participle.
func gerund(s []Word, i int) string {
	marks := s[i].Rel
	for _, rel := range []string{"aux", "mark", "case", "det", "fixed"} {
		if child(s, i, rel) >= 0 {
			marks += "+" + rel
		}
	}
	if s[i].Rel == "conj" && s[i].Head >= 0 {
		marks += " " + s[s[i].Head].Rel
	}
	return marks
}

// wh tells relative from interrogative words.
func wh(s []Word, i int) string {
	clause := i
	for steps := 0; clause >= 0 && steps < 20; steps++ {
		switch s[clause].Rel {
		case "acl:relcl", "advcl:relcl", "ccomp", "csubj", "root", "parataxis", "advcl", "xcomp":
			relative := "-"
			if child(s, i, "acl") >= 0 {
				relative = "+"
			}
			return relative + plain(s[i].Rel) + " " + s[clause].Rel
		}
		clause = s[clause].Head
	}
	return plain(s[i].Rel)
}
