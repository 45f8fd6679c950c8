package calibration

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/parley-desk/parley/claim"
)

// template is an incident of the key, as far as judges ask.
type template struct {
	Date []struct {
		Start, End string
		Before     bool
	}
	Country, Type []string
	Human         []human
}

// human is a victim of the key, with the names and descriptions by which it may be called.
type human struct{ Any, Effect, Number []string }

// ofMUC: in a report with templates an incident is right where some template has its type, and its day (within three) and
// country as far as both say; a figure of dead or injured who stand in the key where harm and number
// agree. Reports without templates are left out: the key calls old and vague incidents irrelevant, and clashes of soldiers.
func ofMUC(r *reading, key []template) []judgement {
	if len(key) == 0 {
		return nil
	}
	var all []judgement
	event := map[string]*claim.Event{}
	r.events(func(c *claim.Claim, e *claim.Event) {
		if e.Type == "ASSAULT" && live(c) {
			for _, id := range e.Figures {
				event[id] = e
			}
			all = append(all, judgement{c, slices.ContainsFunc(key, func(t template) bool { return r.fits(c, e, &t) })})
		}
	})
	for i := range r.Claims {
		c := &r.Claims[i]
		if f, ok := c.Body.(*claim.Figure); ok && live(c) && effects[f.Measure] != "" {
			if victims := named(key, r.victims(f, event[c.ID])); len(victims) > 0 {
				all = append(all, judgement{c, slices.ContainsFunc(victims, func(h human) bool { return harmed(f, h) })})
			}
		}
	}
	return all
}

var effects = map[claim.Measure]string{claim.Killed: "DEATH", claim.Injured: "INJURY"}

// fits tells whether an incident may be that of a template.
func (r *reading) fits(c *claim.Claim, e *claim.Event, t *template) bool {
	if !slices.ContainsFunc(mucTypes(e), func(kind string) bool { return slices.Contains(t.Type, kind) }) {
		return false
	}
	if c.Place != nil && len(t.Country) > 0 {
		if in := r.Places[c.Place.Place].Country; in != "" && !slices.Contains(t.Country, in) {
			return false
		}
	}
	dated := false
	for _, d := range t.Date {
		if d.Before || c.Time == nil || c.Time.Start == "" {
			continue
		}
		if dated = true; near(c.Time, d.Start, d.End) {
			return true
		}
	}
	return !dated
}

// mucTypes are the types that a mode may have in the key.
func mucTypes(e *claim.Event) []string {
	switch e.Mode {
	case "explosives", "suicide-attack":
		return []string{"BOMBING"}
	case "abduct":
		return []string{"KIDNAPPING"}
	case "destroy":
		return []string{"ARSON", "ATTACK"}
	case "aerial":
		return []string{"ATTACK", "BOMBING"}
	}
	return []string{"ATTACK"}
}

// near tells whether a time lies within three days of a span of days.
func near(w *claim.When, start, end string) bool {
	const reach = 3 * 24 * time.Hour
	a, errA := time.Parse(time.DateOnly, start)
	b, errB := time.Parse(time.DateOnly, end)
	from, errC := time.Parse(time.DateOnly, w.Start[:min(len(w.Start), 10)])
	last := w.End
	if last == "" {
		last = w.Start
	}
	to, errD := time.Parse(time.DateOnly, last[:min(len(last), 10)])
	return errA == nil && errB == nil && errC == nil && errD == nil && from.Sub(b) <= reach && a.Sub(to) <= reach
}

// victims is what a figure counts: by its own words, else whom its event befell.
func (r *reading) victims(f *claim.Figure, e *claim.Event) []string {
	if f.Of != "" {
		return []string{f.Of}
	}
	var out []string
	if e != nil {
		for i := range e.Recipients {
			out = append(out, e.Recipients[i].Text)
			if a := r.actor[e.Recipients[i].Actor]; a != nil {
				out = append(out, a.Name)
			}
		}
	}
	return out
}

// named gives the victims of the key that are called by some of these words.
func named(key []template, words []string) []human {
	var out []human
	for _, t := range key {
		for _, h := range t.Human {
			if slices.ContainsFunc(words, func(w string) bool {
				return slices.ContainsFunc(h.Any, func(name string) bool { return sameHead(w, name) })
			}) {
				out = append(out, h)
			}
		}
	}
	return out
}

// harmed tells whether a figure's harm befell a victim of the key, in the key's number where it has one.
func harmed(f *claim.Figure, h human) bool {
	if !slices.Contains(h.Effect, effects[f.Measure]) {
		return false
	}
	asked := false
	for _, n := range h.Number {
		if v, err := strconv.ParseFloat(digits.ReplaceAllString(n, ""), 64); err == nil {
			if asked = true; f.Value != nil && *f.Value == v {
				return true
			}
		}
	}
	return !asked
}

var (
	digits   = regexp.MustCompile(`\D`)
	brackets = regexp.MustCompile(`[\[(][^\])]*[\])]`)
	tail     = regexp.MustCompile(`\b(?:OF|IN|FROM|WHO|WHICH|THAT|BY|NEAR|BELONGING|TRAVELING)\b|[,;:]`)
	word     = regexp.MustCompile(`[A-Z0-9][A-Z0-9'.-]*`)
	letters  = strings.NewReplacer("Á", "A", "É", "E", "Í", "I", "Ó", "O", "Ú", "U", "Ü", "U", "Ñ", "N")
)

// empty are words that are no part of what somebody is called.
var empty = strings.Fields(`A AN THE THIS THAT THESE THOSE HIS HER THEIR ITS OUR SOME SEVERAL MANY MORE ABOUT AT LEAST MR MRS MS MISS
	MSGR DR ONE TWO THREE FOUR FIVE SIX SEVEN EIGHT NINE TEN TWELVE TWENTY THIRTY FORTY FIFTY HUNDRED ANOTHER OTHER OTHERS ALL BOTH
	ALLEGED UNIDENTIFIED`)

// sameHead tells whether the head word of one phrase stands in the core of the other.
func sameHead(a, b string) bool {
	coreA, coreB := core(a), core(b)
	return len(coreA) > 0 && len(coreB) > 0 && (slices.Contains(coreB, coreA[len(coreA)-1]) || slices.Contains(coreA, coreB[len(coreB)-1]))
}

// core is the words of a phrase up to what modifies it from behind, its head last.
func core(phrase string) []string {
	phrase = brackets.ReplaceAllString(letters.Replace(strings.ToUpper(phrase)), " ")
	var out []string
	for _, w := range word.FindAllString(tail.Split(phrase, 2)[0], -1) {
		if w = singular(strings.Trim(w, "'.-")); !slices.Contains(empty, w) && digits.ReplaceAllString(w, "") != w {
			out = append(out, w)
		}
	}
	return out
}

func singular(w string) string {
	for _, end := range [][2]string{{"MEN", "MAN"}, {"IES", "Y"}, {"SSES", "SS"}, {"S", ""}} {
		if strings.HasSuffix(w, end[0]) && len(w) > len(end[0])+2 && !strings.HasSuffix(w, "SS") {
			return strings.TrimSuffix(w, end[0]) + end[1]
		}
	}
	return w
}
