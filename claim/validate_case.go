package claim

import (
	"strconv"
	"strings"
)

// Bounds of a case: more than any conflict has, so that a mistaken file is
// told from a large one.
const (
	caseTextLength = 500
	caseListLength = 1000
)

// Validate holds a case against its rules. The error is of type Problems; each
// names its field's path as in JSON, which is that of case.yaml too.
func (c *Case) Validate() error {
	v := &validator{}
	root := func(field string) *path { return &path{field: field, index: -1} }
	v.want(isCaseID(c.ID), root("id"), "is lower-case letters, digits and hyphens, such as pak-afg-2025", c.ID)
	v.text(root("title"), c.Title, true)
	v.text(root("note"), c.Note, false)
	v.caseWindow(root("window"), c.Window)
	v.want(len(c.Parties) >= 1, root("parties"), "names at least one party", "")
	v.caseActors(c)
	listed(v, root("places"), c.Places, v.casePlace)
	for i, issue := range c.Issues {
		oneOf(v, root("issues").item(i), Issues, issue)
	}
	v.text(root("process").in("name"), c.Process.Name, false)
	listed(v, root("process").in("rounds"), c.Process.Rounds, v.caseRound)
	listed(v, root("truce"), c.Truce, v.truceLine)
	maybeOneOf(v, root("rules").in("toll"), TollRules, c.Rules.Toll)
	v.sources(root("sources"), c.Sources)
	listed(v, root("rules").in("hierarchy"), c.Rules.Hierarchy, func(at *path, s *string) { v.text(at, *s, true) })
	v.want(c.Rules.Toll != TollHierarchy || len(c.Rules.Hierarchy) > 0, root("rules").in("hierarchy"), "says whom the rule hierarchy believes first", "")
	return v.err()
}

// listed walks a list of bounded length.
func listed[T any](v *validator, at *path, list []T, walk func(*path, *T)) {
	v.want(len(list) <= caseListLength, at, "has at most "+strconv.Itoa(caseListLength)+" items", strconv.Itoa(len(list)))
	for i := range list[:min(len(list), caseListLength)] {
		walk(at.item(i), &list[i])
	}
}

// text checks words that people read: on one line, of a sensible length.
func (v *validator) text(at *path, s string, needed bool) {
	v.want(!needed || strings.TrimSpace(s) != "", at, "is given", "")
	v.want(len(s) <= caseTextLength, at, "has at most "+strconv.Itoa(caseTextLength)+" bytes", s)
	v.want(!strings.ContainsFunc(s, isControl), at, "is one line without control characters", strconv.Quote(s))
}

func isControl(r rune) bool {
	return r < ' ' || r == 0x7f || r == '\u2028' || r == '\u2029' || r == '\ufffd'
}

func (v *validator) caseWindow(at *path, w Window) {
	v.want(isDay(w.From), at.in("from"), "is an ISO 8601 day, such as 2025-10-09", w.From)
	v.span2(at, "to", w.From, w.To)
}

// span2 checks a last day against the first.
func (v *validator) span2(at *path, field, from, to string) {
	v.day(at.in(field), to)
	v.want(to == "" || from == "" || from <= to, at.in(field), "is not before the first day", to)
}

// caseActors checks who takes part: ids well formed, and nobody on two sides.
func (v *validator) caseActors(c *Case) {
	side := map[string]bool{}
	one := func(at *path, id, name string, also []string) {
		v.text(at.in("name"), name, true)
		v.caseActor(at.in("id"), id, side)
		listed(v, at.in("also"), also, func(at *path, id *string) { v.caseActor(at, *id, side) })
	}
	listed(v, &path{field: "parties", index: -1}, c.Parties, func(at *path, p *Party) {
		one(at, p.ID, p.Name, p.Also)
		listed(v, at.in("speakers"), p.Speakers, func(at *path, s *string) { v.text(at, *s, true) })
	})
	listed(v, &path{field: "third_parties", index: -1}, c.ThirdParties, func(at *path, p *ThirdParty) {
		one(at, p.ID, p.Name, p.Also)
		v.text(at.in("why"), p.Why, false)
	})
	mediators := map[string]bool{}
	listed(v, &path{field: "mediators", index: -1}, c.Mediators, func(at *path, m *Mediator) {
		v.caseActor(at.in("id"), m.ID, mediators) // a third party may mediate
		v.text(at.in("name"), m.Name, true)
		for i, role := range m.Roles {
			oneOf(v, at.in("roles").item(i), Roles, role)
		}
		v.day(at.in("since"), m.Since)
		v.span2(at, "until", m.Since, m.Until)
	})
}

func (v *validator) caseActor(at *path, id string, seen map[string]bool) {
	v.want(isActorID(id), at, actorIDRule, id)
	v.want(!seen[id], at, "stands once among the sides of the case", id)
	seen[id] = true
}

func (v *validator) casePlace(at *path, p *CasePlace) {
	v.text(at.in("name"), p.Name, true)
	v.country(at.in("country"), p.Country)
	v.text(at.in("admin1"), p.Admin1, false)
	maybeOneOf(v, at.in("kind"), PlaceKinds, p.Kind)
	listed(v, at.in("also"), p.Also, func(at *path, s *string) { v.text(at, *s, true) })
}

func (v *validator) caseRound(at *path, r *Round) {
	v.want(r.Round >= 0, at.in("round"), "is not negative", strconv.Itoa(r.Round))
	v.text(at.in("venue"), r.Venue, true)
	v.want(isDay(r.From), at.in("from"), "is an ISO 8601 day, such as 2025-10-18", r.From)
	v.span2(at, "to", r.From, r.To)
	maybeOneOf(v, at.in("outcome"), Outcomes, r.Outcome)
	v.text(at.in("note"), r.Note, false)
}

func (v *validator) truceLine(at *path, l *TruceLine) {
	v.want(isDay(l.Day), at.in("day"), "is an ISO 8601 day, such as 2025-10-15", l.Day)
	oneOf(v, at.in("state"), TruceStates, l.State)
	v.text(at.in("for"), l.For, false)
	v.text(at.in("until"), l.Until, false)
	v.text(at.in("by"), l.By, false)
}

// isCaseID tells whether s can name a case in a command, a file and an address.
func isCaseID(s string) bool {
	return s != "" && len(s) <= 64 && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789-") == "" &&
		!strings.HasPrefix(s, "-") && !strings.HasSuffix(s, "-")
}
