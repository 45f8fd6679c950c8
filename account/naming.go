package account

import "strings"

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

// standsIn tells whether a word stands for somebody who was named before it.
func standsIn(word string) bool {
	switch strings.ToLower(word) {
	case "he", "she", "it", "they", "we", "i", "you", "him", "her", "them", "us", "me", "his", "hers", "its", "their", "theirs", "our",
		"who", "whom", "which", "this", "that", "these", "those", "himself", "herself", "itself", "themselves":
		return true
	}
	return false
}
