package desk

import (
	"slices"

	"github.com/parley-desk/parley/account"
	"github.com/parley-desk/parley/claim"
)

// sides are issues and what each party says on them.
type sides struct {
	Issue   claim.Issue // the only one shown, with all words
	Issues  []sidesIssue
	Answers []account.AnswerLine
	Pager   pager
}

type sidesIssue struct {
	Issue   claim.Issue
	Parties []sidesParty
	Of      bool // one of the case's own
}

// sidesParty is what one party says on an issue: the latest word, those before it, and the way it took.
type sidesParty struct {
	Side   side
	Latest *spoken
	Before []spoken
	Course []account.Utterance // the acts in order of days, the latest last
	Rest   int
	All    string // address of all its words on the issue
}

// spoken is an utterance, and what it answers or what answers it.
type spoken struct {
	account.Utterance
	Answers  *account.Utterance
	Answered *account.Utterance
}

// Limits of the page of all issues, and of that of one.
const (
	mostBefore  = 3
	mostCourse  = 10
	wordsOfPage = 40
	mostAnswers = 30
)

func showSides(v *visit) (any, error) {
	s := &sides{Issue: claim.Issue(v.req.FormValue("issue"))}
	ties := tiesOf(v.Answers())
	for _, issue := range v.Positions().Issues {
		if s.Issue != "" && issue.Issue != s.Issue {
			continue
		}
		one := sidesIssue{Issue: issue.Issue, Of: slices.Contains(v.Case.Issues, issue.Issue)}
		for _, p := range issue.Sides {
			one.Parties = append(one.Parties, v.party(issue.Issue, p, ties, s.Issue != ""))
		}
		s.Issues = append(s.Issues, one)
	}
	if s.Issue != "" && len(s.Issues) == 0 {
		return nil, notFound("No report tells of what the parties say on %q.", spaced(s.Issue))
	}
	s.Answers, s.Pager = paged(v, v.Answers().Lines, mostAnswers)
	return s, nil
}

func (v *visit) party(issue claim.Issue, p account.PartyPosition, ties ties, all bool) sidesParty {
	out := sidesParty{Side: v.Side(p.Side), All: v.with("issue", string(issue))}
	if len(p.Words) == 0 {
		return out
	}
	most := mostBefore
	if all {
		most = wordsOfPage
	}
	first := ties.of(p.Words[0])
	out.Latest = &first
	for _, u := range p.Words[1:min(len(p.Words), 1+most)] {
		out.Before = append(out.Before, ties.of(u))
	}
	out.Rest = len(p.Words) - 1 - len(out.Before)
	out.Course = slices.Clone(p.Words[:min(len(p.Words), mostCourse)])
	slices.Reverse(out.Course)
	return out
}

// ties find, for the words of a claim, what they answer and what answers them.
type ties struct{ answers, answered map[string]*account.Utterance }

func tiesOf(a *account.Answers) ties {
	t := ties{map[string]*account.Utterance{}, map[string]*account.Utterance{}}
	for i := range a.Lines {
		l := &a.Lines[i]
		if l.To == nil {
			continue
		}
		for _, c := range l.Answer.Cites.List() {
			t.answers[c.Report+"#"+c.Claim] = l.To
		}
		for _, c := range l.To.Cites.List() {
			t.answered[c.Report+"#"+c.Claim] = &l.Answer
		}
	}
	return t
}

func (t ties) of(u account.Utterance) spoken {
	s := spoken{Utterance: u}
	for _, c := range u.Cites.List() {
		key := c.Report + "#" + c.Claim
		if s.Answers == nil {
			s.Answers = t.answers[key]
		}
		if s.Answered == nil {
			s.Answered = t.answered[key]
		}
	}
	return s
}

func tablesOfSides(v *visit) ([]account.Table, error) {
	return slices.Concat(v.Positions().Tables(), v.Answers().Tables()), nil
}
