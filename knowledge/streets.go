package knowledge

import "strings"

// asStreet is the name of a mention as that of a street where the words behind it say that it is one, alone or with others:
// "San Diego Street", "San Diego and Arturo Prat streets". Else it is the name as it stands.
func (r *resolver) asStreet(name string, m Mention) string {
	if m.End <= m.Start || m.End >= len(r.context.Text) {
		return name
	}
	before := ""
	if words := strings.Fields(r.context.Text[max(0, m.Start-8):m.Start]); len(words) > 0 {
		before = strings.ToLower(words[len(words)-1])
	}
	way := r.wayBehind(r.context.Text[m.End:min(len(r.context.Text), m.End+streetReach)], before == "and" || before == "or")
	if way == "" || before == "a" || before == "an" { // "a Bogota street" is one of its many
		return name
	}
	return name + " " + way
}

// streetReach is how many bytes behind a name the word may stand that makes it and others streets.
const streetReach = 60

// wayBehind is the word for streets that the words behind a mention lead to: at once, or behind other names that "and" or "or" joins
// to it. Empty where they lead to none.
func (r *resolver) wayBehind(rest string, listed bool) string {
	alone := true
	for rest = leading(rest); rest != ""; rest = leading(rest) {
		end := max(1, wordEnd(rest))
		word := strings.ToLower(rest[:end])
		switch one := strings.TrimSuffix(word, "s"); {
		case r.b.ways[word] && one == word: // "Alameda Street", not "a street"
			if alone && rest[0] < 'a' {
				return one
			}
			return ""
		case r.b.ways[word]: // "Alameda and San Diego streets", not "the streets of"
			if listed {
				return one
			}
			return ""
		case word == "and", word == "or", word == ",":
			listed = true
		case alone, rest[0] < 'A' || rest[0] > 'Z':
			return ""
		}
		alone, rest = false, rest[end:]
	}
	return ""
}

// leading cuts the white space at the head of a text, but no end of a sentence.
func leading(text string) string { return strings.TrimLeft(text, " \n\r\t") }
