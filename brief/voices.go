package brief

import (
	"slices"

	"github.com/parley-desk/parley/account"
	"github.com/parley-desk/parley/claim"
)

// How much of each side's words a brief has.
const (
	mostIssues  = 6
	mostWords   = 3 // of a side on an issue
	mostAnswers = 8
)

// voices tells each side's latest words, issue by issue, and what they deny of one another's.
func (w *writer) voices() Section {
	var parts []Part
	issues := slices.Clone(w.book.Positions().Issues)
	slices.SortStableFunc(issues, func(a, b account.IssuePosition) int { return spoken(b) - spoken(a) })
	for _, issue := range issues[:min(len(issues), mostIssues)] {
		parts = append(parts, Part{capital(Issue(issue.Issue)), w.positions(issue)})
	}
	parts = append(parts, Part{"Denied and answered", w.answers()})
	return section("voices", "What each side says", "No party of the case is heard in its reports.", parts...)
}

func spoken(i account.IssuePosition) int {
	n := 0
	for _, s := range i.Sides {
		n += len(s.Words)
	}
	return n
}

func (w *writer) positions(i account.IssuePosition) []Sentence {
	var all []Sentence
	for _, side := range i.Sides {
		for _, u := range side.Words[:min(len(side.Words), mostWords)] {
			all = append(all, w.utterance(side.Name, u))
		}
	}
	return all
}

// verbs say an act in the past.
var verbs = map[claim.Act]string{
	claim.ActAccuse: "accused", claim.ActCondemn: "condemned", claim.ActDeny: "denied", claim.ActReject: "rejected", claim.ActDemand: "demanded",
	claim.ActAppeal: "appealed", claim.ActThreaten: "threatened", claim.ActWarn: "warned", claim.ActPledge: "pledged", claim.ActOffer: "offered",
	claim.ActAgree: "agreed", claim.ActPraise: "praised", claim.ActAnnounce: "announced", claim.ActState: "said",
}

// Issue writes an issue of a case as people do.
func Issue(i claim.Issue) string {
	if i == "cross_border_attacks" {
		return "cross-border attacks"
	}
	return spaced(i)
}

// Verb says an act in the past: "denied".
func Verb(a claim.Act) string { return verbs[a] }

func (w *writer) utterance(side string, u account.Utterance) Sentence {
	who := w.voice(u.Speaker)
	if side = short(side); side != "" && who != side {
		who += " (" + side + ")"
	}
	return w.say(u.Cites, "%s, %s: %s %s.", day(u.Day), who, verbs[u.Act], quoted(u.Words))
}

func (w *writer) answers() []Sentence {
	var all []Sentence
	for _, a := range latest(w.book.Answers().Lines, mostAnswers) {
		if a.To == nil {
			continue
		}
		all = append(all, w.say(a.Cites, "%s, %s %s %s; %s had %s %s.", day(a.Answer.Day), w.voice(a.Answer.Speaker), verbs[a.Answer.Act],
			quoted(a.Answer.Words), w.voice(a.To.Speaker), verbs[a.To.Act], quoted(a.To.Words)))
	}
	return all
}
