package brief

import (
	"strings"
	"time"

	"github.com/parley-desk/parley/account"
	"github.com/parley-desk/parley/claim"
)

// open tells what is not known or not agreed. What nobody says cannot be cited:
// it is told by the words that it would answer.
func (w *writer) open(known account.Agreements) Section {
	return section("open", "Not known, not agreed", "Nothing in the record is contradicted or left open.",
		Part{"Reports that do not agree", w.findings(known)}, Part{"Heard from one side alone", w.silences()}, Part{"Without an answer", w.unanswered()})
}

func (w *writer) findings(known account.Agreements) []Sentence {
	var out []Sentence
	for _, f := range w.book.Findings(known).Lines {
		out = append(out, w.say(f.Cites, "%s: %s.", capital(f.Kind), strings.TrimRight(w.named(f.Text), ".")))
	}
	return out
}

// named puts names for the ids of the case's actors and incidents, and days as people write them.
func (w *writer) named(text string) string {
	words := strings.Fields(text)
	for i, word := range words {
		id := strings.Trim(word, ",;:()")
		name := short(w.names[id])
		if _, isDay := parsed(id); isDay && name == "" && len(id) == len(time.DateOnly) {
			name = day(id)
		}
		if name != "" {
			words[i] = strings.Replace(word, id, name, 1)
		}
	}
	return strings.Join(words, " ")
}

// silences are the issues on which one party speaks and another does not.
func (w *writer) silences() []Sentence {
	var out []Sentence
	for _, i := range w.book.Positions().Issues {
		var silent []string
		var cites account.Cites
		var heard []string
		for _, s := range i.Sides {
			if len(s.Words) == 0 {
				silent = append(silent, short(s.Name))
				continue
			}
			heard = append(heard, short(s.Name))
			cites = cites.With(s.Words[0].Cites)
		}
		if len(silent) > 0 && len(heard) > 0 {
			out = append(out, w.say(cites, "On %s only %s is heard; what %s holds is not in the record.", Issue(i.Issue), list(heard), list(silent)))
		}
	}
	return out
}

// unanswered are demands and offers to which no answer is known.
func (w *writer) unanswered() []Sentence {
	var out []Sentence
	for _, l := range w.book.Commitments().Lines {
		if (l.Form == claim.FormDemand || l.Form == claim.FormOffer) && len(l.Answers) == 0 && len(l.To) > 0 && l.From != "" {
			out = append(out, w.say(l.Cites, "No answer of %s to what %s asked or offered is known: %s.", some(w.voicesOf(l.To), 2), w.voice(l.From), quoted(l.Content)))
		}
	}
	return latest(out, mostOwed)
}
