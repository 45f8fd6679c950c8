package sheet

import (
	"strings"

	"github.com/parley-desk/parley/claim"
)

// several are the first words of a phrase that names more than one.
var several = map[string]bool{"both": true, "two": true, "three": true, "four": true, "five": true, "several": true, "many": true, "some": true, "most": true, "all": true, "few": true, "they": true, "we": true, "these": true, "those": true, "others": true}

// beyond are the words behind the noun that a phrase is about: "officials in the north".
var beyond = map[string]bool{"in": true, "of": true, "from": true, "at": true, "on": true, "for": true, "with": true, "near": true, "who": true, "that": true, "close": true, "there": true, "briefed": true, "familiar": true}

// isPlural tells whether a participant is more than one in the words of the report:
// "officials in the north", "both sides", "A and B". What has a name of its own is one.
func (k *maker) isPlural(r *claim.Ref) bool {
	if r == nil {
		return false
	}
	if a := k.actors[r.Actor]; a != nil && a.Kind != claim.ActorUnnamed && a.Name != "" {
		return a.Kind == claim.ActorPeople && strings.HasSuffix(a.Name, "s")
	}
	words := strings.Fields(strings.ToLower(oneLine(r.Text)))
	if len(words) == 0 {
		return false
	}
	if several[words[0]] {
		return true
	}
	noun := words[0]
	for _, w := range words[1:] {
		if w == "and" {
			return true
		}
		if beyond[w] || strings.HasSuffix(noun, ",") {
			break
		}
		noun = w
	}
	return endsPlural(strings.TrimSuffix(noun, ","))
}

// endsPlural tells whether a noun has the ending of a plural, or is one without.
func endsPlural(noun string) bool {
	switch noun {
	case "people", "police", "men", "women", "children":
		return true
	}
	return strings.HasSuffix(noun, "s") && !strings.HasSuffix(noun, "ss") && !strings.HasSuffix(noun, "us") && !strings.HasSuffix(noun, "is") && !strings.HasSuffix(noun, "'s") && !strings.HasSuffix(noun, "’s")
}

// agreeing is a verb of the sheet as its subject wants it: "says", but of several "say".
func agreeing(verb string, plural bool) string {
	if !plural {
		return verb
	}
	first, rest, found := strings.Cut(verb, " ")
	if stem, ok := strings.CutSuffix(first, "ies"); ok {
		first = stem + "y"
	} else {
		first = strings.TrimSuffix(first, "s")
	}
	if found {
		return first + " " + rest
	}
	return first
}
