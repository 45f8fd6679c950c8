package sheet

import (
	"strings"

	"github.com/parley-desk/parley/claim"
)

// headings are the kinds as headings name them.
var headings = map[claim.Kind]string{
	claim.KindStatement: "Statements", claim.KindMeeting: "Meetings", claim.KindCeasefire: "Ceasefire", claim.KindCommitment: "Commitments", claim.KindBreach: "Alleged breaches",
	claim.KindEvent: "Events", claim.KindFigure: "Figures", claim.KindStatus: "Crossings, routes, relations", claim.KindStake: "Stakes of others", claim.KindProjection: "What is expected",
}

// shorts are the kinds as the page's filter names them.
var shorts = map[claim.Kind]string{
	claim.KindStatement: "Statements", claim.KindMeeting: "Meetings", claim.KindCeasefire: "Ceasefire", claim.KindCommitment: "Commitments", claim.KindBreach: "Breaches",
	claim.KindEvent: "Events", claim.KindFigure: "Figures", claim.KindStatus: "Status", claim.KindStake: "Stakes", claim.KindProjection: "Outlook",
}

// acts are what a speaker does, as a verb of the sentence that the sheet makes.
// stating is told apart by manner: see verb.
var acts = map[claim.Act]string{
	claim.ActAccuse: "accuses", claim.ActCondemn: "condemns", claim.ActDeny: "denies", claim.ActReject: "rejects", claim.ActDemand: "demands", claim.ActAppeal: "appeals to", claim.ActThreaten: "threatens",
	claim.ActWarn: "warns", claim.ActPledge: "pledges", claim.ActOffer: "offers", claim.ActAgree: "agrees", claim.ActPraise: "praises", claim.ActAnnounce: "announces",
}

var manners = map[claim.Manner]string{claim.Said: "says", claim.Written: "writes", claim.Believed: "believes", claim.Wanted: "wants"}

// verb is what a statement's speaker does.
func verb(s *claim.Statement) string {
	if v := acts[s.Act]; v != "" {
		return v
	}
	if v := manners[s.Manner]; v != "" {
		return v
	}
	return "says"
}

// aims are the words between an act and its target, where its verb cannot take it plainly.
const answering = "answering"

var aims = map[claim.Act]string{
	claim.ActDeny: answering, claim.ActReject: answering, claim.ActDemand: "of", claim.ActPledge: "to", claim.ActAgree: "with", claim.ActAnnounce: "about", claim.ActState: "of",
}

var commitments = map[claim.CommitmentForm]string{
	claim.FormDemand: "demands", claim.FormPledge: "pledges", claim.FormCondition: "makes it a condition", claim.FormObligation: "is bound", claim.FormOffer: "offers", claim.FormRefusal: "refuses",
}

var truces = map[claim.TruceState]string{
	claim.TruceProposed: "proposed", claim.TruceDeclared: "declared", claim.TruceInEffect: "in effect", claim.TruceExtended: "extended", claim.TruceSuspended: "suspended", claim.TruceLapsed: "lapsed", claim.TruceEnded: "ended",
}

var statuses = map[claim.StatusOf]string{
	claim.Civilian: "civilians", claim.Soldier: "soldiers", claim.Police: "police", claim.Militant: "militants", claim.AidWorker: "aid workers", claim.Journalist: "journalists", claim.MixedPeople: "civilians and others",
}

var links = map[claim.How]string{
	claim.Repeats: "repeats", claim.PartOf: "part of", claim.Answers: "answers", claim.Denies: "denies", claim.Corrects: "corrects", claim.DependsOn: "depends on", claim.ResponseTo: "in response to", claim.CausedBy: "caused by", claim.SameWords: "in the words of",
}

// undergone are the measures that say what became of those counted, the others what was counted.
var undergone = map[claim.Measure]bool{
	claim.Killed: true, claim.Injured: true, claim.Missing: true, claim.Captured: true, claim.Abducted: true, claim.Released: true, claim.Displaced: true, claim.Returned: true,
}

// counted says what a figure counts: "soldiers killed", "refugees, people from the valley".
func counted(m claim.Measure, of string) string {
	measure := plain(m)
	switch {
	case m == claim.MeasureOther:
		return of
	case m == claim.GDPChange:
		return strings.TrimSuffix("change in GDP, "+of, ", ")
	case sharesWord(of, measure):
		return of
	case of == "" || undergone[m]:
		return strings.TrimSpace(of + " " + measure)
	}
	return measure + ", " + of
}

// plain writes an enumeration's member as words: "cross_border_attacks" as "cross-border attacks".
func plain[T ~string](member T) string {
	s := strings.ReplaceAll(string(member), "cross_border", "cross-border")
	return strings.ReplaceAll(s, "_", " ")
}

// topics writes issues one after the other.
func topics(issues []claim.Issue) string {
	all := make([]string, len(issues))
	for i, issue := range issues {
		all[i] = plain(issue)
		if issue == "process" {
			all[i] = "the talks"
		}
	}
	return strings.Join(all, ", ")
}

// marks are the things that a hasty reader must not miss of a claim: that it is
// negated, alleged, conditional or merely possible, that it lies ahead, that it is history.
func marks(c *claim.Claim) []string {
	var all []string
	if c.Polarity == claim.Negative {
		all = append(all, "not")
	}
	switch c.Certainty {
	case claim.Alleged:
		all = append(all, "alleged")
	case claim.Conditional:
		all = append(all, "if")
	case claim.Hypothetical:
		all = append(all, "could")
	}
	if c.Tense == claim.Future && c.Kind != claim.KindProjection && c.Kind != claim.KindCommitment {
		all = append(all, "ahead")
	}
	if c.Background {
		all = append(all, "background")
	}
	if c.Confidence > 0 && c.Confidence < unsure {
		all = append(all, "unsure")
	}
	return all
}

// unsure is the confidence below which a claim is more likely wrong than right.
const unsure = 0.5

// markMeanings say what each mark means, for the page.
var markMeanings = map[string]string{
	"not": "negated: it is claimed that this is not so", "alleged": "worded as an allegation", "if": "holds on a condition", "could": "worded as a possibility", "ahead": "lies in the future of the telling",
	"background": "history, told in passing", "unsure": "the reader is more likely wrong than right here", "main": "the event that the report is chiefly about",
}
