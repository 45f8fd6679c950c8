package incident

import (
	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
)

// memberDepth is through how many nominals it is looked whose men somebody is: "a group of rebels of the front".
const memberDepth = 2

// memberOf is the armed force or group whose men nominal n are, or that is called so: "members of the armed forces", "army
// troops", "a group of rebels belonging to the front", "the guerrilla organisation Northern Front". Empty where none is named with them.
func (r *reading) memberOf(n, depth int) string {
	t := r.d.Token(n)
	if t.UPOS != language.NOUN && t.UPOS != language.PROPN || r.classesOf(n)&person == 0 || r.numberAt(n) != nil {
		return ""
	}
	for c := range r.d.Children(n) {
		switch r.d.Rel(c) {
		case language.Nmod, language.Obl:
			if cs := caseOf(r, c); cs != "of" && cs != "from" {
				continue
			}
			if id := r.manned(n, c); id != "" {
				return id
			}
			if depth > 0 && r.d.Token(c).XPOS == language.TagNNS {
				if id := r.memberOf(c, depth-1); id != "" {
					return id
				}
			}
		case language.Acl, language.AclRelcl:
			if id := r.belonging(n, c); id != "" {
				return id
			}
		case language.Compound, language.NmodPoss, language.Amod, language.NmodDesc, language.Appos, language.Flat:
			if id := r.manned(n, c); id != "" {
				return id
			}
		}
	}
	return r.calledBehind(n)
}

// manned is the armed force or group that token c names, or any other body whose members nominal n are; empty where it names none.
func (r *reading) manned(n, c int) string {
	a := r.actor(r.d.Refs[c])
	if a == nil || a.Kind == claim.ActorPerson || a.Kind == claim.ActorUnnamed {
		return ""
	}
	if isArmed(a.Sector) || a.Kind == claim.ActorOrganization && (a.Sector == "" || a.Sector == "PTY") && r.d.Token(n).Lemma == "member" && r.isHot() { // "met members of Congress" was a meeting of people
		return a.ID
	}
	return ""
}

// belonging is the group to which a participle behind nominal n says that they belong: "belonging to the front".
func (r *reading) belonging(n, c int) string {
	if r.d.Token(c).Lemma != "belong" {
		return ""
	}
	for k := range r.d.Children(c) {
		if rel := r.d.Rel(k); rel == language.Obl || rel == language.Obj || rel == language.Nmod {
			if id := r.manned(n, k); id != "" {
				return id
			}
		}
	}
	return ""
}

// calledBehind is the group whose name stands right behind the noun for a group at token n, wherever the tree hung it: "the
// guerrilla organisation Northern Front", "the group called Northern Front". Empty where no name of one does.
func (r *reading) calledBehind(n int) string {
	if h := r.words.people[r.d.Token(n).Lemma]; h == nil || !h.group {
		return ""
	}
	end := int(r.d.Doc.Sentences[r.d.Doc.SentenceOf(n)].End)
	for i := n + 1; i < min(end, n+farName); i++ {
		if at := r.nameAt(i); at >= 0 {
			if r.d.NameAt[at].Holds(n) {
				return "" // the noun is a word of the name
			}
			id, _ := r.d.Names[at].Ref.(string)
			a := r.actor(claim.Ref{Actor: id})
			if a == nil || a.Kind != claim.ActorArmedGroup && a.Kind != claim.ActorOrganization {
				return ""
			}
			return id
		}
		if t := r.d.Token(i); t.UPOS != language.PUNCT && t.UPOS != language.DET && t.Lemma != "call" && t.Lemma != "name" || t.XPOS == language.TagComma {
			return ""
		}
	}
	return ""
}

// farName is within how many tokens behind the noun for a group its name begins.
const farName = 5
