package account

import (
	"strings"

	"github.com/parley-desk/parley/claim"
)

// Called is what a report calls somebody, as lists show it: without the commas and the like
// that its sentence goes on with, and a pronoun that nobody could resolve as what it is.
func Called(told string) string {
	name := strings.TrimRight(told, ",;:–— \t\n\r\u00a0")
	switch {
	case name == "":
		return told
	case standsIn(name):
		return "somebody told of as “" + name + "”"
	}
	return name
}

// classed is what somebody unnamed is called of whom only a pronoun stands there: what they are, as the report says before it.
func classed(a *claim.Actor, pronoun string) string {
	what := a.ID[strings.LastIndexAny(a.ID, ".:")+1:]
	if many := strings.Fields(a.Name); strings.EqualFold(pronoun, "they") && len(many) > 0 {
		what = many[len(many)-1]
	}
	return "the " + strings.ReplaceAll(what, "-", " ") + " (“" + strings.ToLower(pronoun) + "”)"
}

// standsIn tells whether a word stands for somebody who was named before it.
func standsIn(word string) bool {
	if len(word) > len("themselves") {
		return false
	}
	switch strings.ToLower(word) {
	case "he", "she", "it", "they", "we", "i", "you", "him", "her", "them", "us", "me", "his", "hers", "its", "their", "theirs", "our",
		"who", "whom", "which", "this", "that", "these", "those", "himself", "herself", "itself", "themselves":
		return true
	}
	return false
}
