package article

import (
	"strings"
)

// agencyIn is the news agency that a byline or credit names and nothing else:
// "Reuters", "By The Associated Press", "AFP/dpa". It is the first where there are several.
func agencyIn(line string) string {
	line = strings.Trim(cleaned(line), "()[]{}/.–—-*:| ")
	if len(line) > 80 {
		return ""
	}
	for _, before := range []string{"by ", "source: ", "source : ", "sources: ", "with inputs from ", "with input from ", "credit: ", "via ", "agencies/"} {
		if len(line) > len(before) && strings.EqualFold(line[:len(before)], before) {
			line = line[len(before):]
		}
	}
	if name := agencyCalled(line); name != "" {
		return name
	}
	for _, separator := range []string{"/", ",", " and ", " & ", "-", "|"} {
		parts := strings.Split(line, separator)
		if len(parts) < 2 {
			continue
		}
		for _, part := range parts {
			if name := agencyCalled(strings.Trim(part, "() ")); name != "" {
				return name
			}
		}
	}
	return ""
}

// agencyCalled is the agency of a name, whatever its case unless it is an
// abbreviation: "MAP" is one, a map is not.
func agencyCalled(name string) string {
	if len(name) > 4 && strings.EqualFold(name[:4], "the ") {
		name = name[4:]
	}
	if found := agencies()[name]; found != "" {
		return found
	}
	return agencies()[strings.ToLower(name)]
}

// datelineHead is how far into the first paragraph a dateline's brackets stand.
const datelineHead = 90

// agencyInDateline is the agency in the brackets of a dateline: "OSTREL, March 5 (Reuters) - ".
func agencyInDateline(paragraph string) string {
	head := paragraph[:min(len(paragraph), datelineHead)]
	open := strings.IndexAny(head, "(/")
	if open < 0 {
		return ""
	}
	end := strings.IndexAny(head[open+1:], ")/")
	if end < 0 || end > 50 {
		return ""
	}
	inside, rest := head[open+1:open+1+end], strings.TrimLeft(head[open+end+2:], " ")
	if !strings.HasPrefix(rest, "-") && !strings.HasPrefix(rest, "–") && !strings.HasPrefix(rest, "—") && !strings.HasPrefix(rest, "―") && rest != "" &&
		!strings.HasPrefix(rest, ".") && !strings.HasPrefix(rest, ":") && open > 60 {
		return ""
	}
	return agencyIn(inside)
}

// creditAtEnd cuts the credit off a text's last line: "… officials said. — AFP", "(Reuters)".
// rest is the line without it, empty where it is nothing but credit.
func creditAtEnd(line string) (rest, agency string) {
	if len(line) < 120 {
		if name := agencyIn(line); name != "" {
			return "", name
		}
	}
	for _, mark := range []string{" — ", " – ", " - ", "—", "(", " /"} {
		at := strings.LastIndex(line, mark)
		if at <= 0 || len(line)-at > 50 {
			continue
		}
		before := strings.TrimRight(line[:at], " ")
		if name := agencyIn(line[at+len(mark):]); name != "" && strings.ContainsAny(before[max(0, len(before)-3):], ".!?”\"’)") {
			return before, name
		}
	}
	return line, ""
}

// isDeskCredit tells a last line that says who worked on the report:
// "Reporting by A. Writer in Ostrel; Editing by B. Writer", "(With inputs from agencies)".
func isDeskCredit(line string) bool {
	line = strings.ToLower(strings.TrimLeft(line, "(*[—–- "))
	if len(line) > 400 {
		return false
	}
	for _, begins := range []string{"reporting by", "additional reporting by", "editing by", "writing by", "edited by", "compiled by", "with inputs from", "with input from", "with agency", "with additional reporting", "with reporting by", "reported by", "written by", "(reporting by", "source: ", "photo by", "photos by", "translated by", "this story was produced by", "contributed to this report"} {
		if strings.HasPrefix(line, begins) {
			return true
		}
	}
	return len(line) < 200 && strings.HasSuffix(strings.TrimRight(line, ". )"), "contributed to this report")
}

// agencyInCredit is the agency that such a line names after its verb.
func agencyInCredit(line string) string {
	for _, word := range []string{"from ", "by ", "ource: "} {
		if _, after, found := strings.Cut(line, word); found {
			if name := agencyIn(after); name != "" {
				return name
			}
		}
	}
	return ""
}
