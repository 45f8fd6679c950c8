package desk

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/parley-desk/parley/access"
	"github.com/parley-desk/parley/claim"
)

// carded is a claim with the sheet and the report that it is shown on.
type carded struct {
	Sheet   *sheet
	Reading *reading
	Claim   *readClaim
}

// Carding pairs a claim with its report and the sheet: for parts of templates.
func (s *sheet) Carding(r *reading, c *readClaim) carded { return carded{s, r, c} }

// ClaimOf is where a claim of a report is chosen, by its id.
func (s *sheet) ClaimOf(r *reading, id string) string {
	return s.ClaimLink(r, &readClaim{Claim: claim.Claim{ID: id}})
}

// VersionLink is where a version of a report is shown, or what changed in it.
func (s *sheet) VersionLink(key string, number int, compare bool) string {
	more := url.Values{"v": {strconv.Itoa(number)}}
	if compare {
		more.Set("compare", "1")
	}
	return s.link("r/"+key, more)
}

// Here0 is where one is, without what was just decided: to come back to.
func (s *sheet) Here0() string {
	q := s.req.URL.Query()
	q.Del("did")
	return (&url.URL{Path: s.req.URL.Path, RawQuery: q.Encode()}).String()
}

// CanReview and CanSettle tell what who asks may do in the case.
func (s *sheet) CanReview() bool { return s.May(access.Review) }
func (s *sheet) CanSettle() bool { return s.May(access.Settle) }

// CanMakeCases tells whether who asks may make a case.
func (s *sheet) CanMakeCases() bool { return s.desk.allow(s.req, access.Administer, "") == nil }

// CanArrange tells whether who asks may change the case file.
func (s *sheet) CanArrange() bool { return s.May(access.Arrange) }

// CanAdd tells whether who asks may add reports to the case, and the desk can read them.
func (s *sheet) CanAdd() bool { return s.May(access.AddReport) && s.desk.Intake.Read != nil }

// MayUndo tells whether who asks may take a decision back.
func (s *sheet) MayUndo(d claim.Decision) bool {
	return s.CanSettle() || s.CanReview() && d.Author == s.Person().Name && needed(d.Kind) == access.Review
}

// Reasons are why a claim is usually rejected.
func (s *sheet) Reasons() []string {
	return []string{"the text does not say so", "the words are another's", "wrong kind of claim", "the number counts something else", "told already in this report"}
}

// ClaimKinds and Measures are vocabularies for forms.
func (s *sheet) ClaimKinds() []claim.Kind  { return claim.Kinds }
func (s *sheet) Measures() []claim.Measure { return claim.Measures }

// Outside is the address of a report elsewhere, "" where it is none that a browser should follow.
func (s *sheet) Outside(address string) string {
	u, err := url.Parse(address)
	if err != nil || !slices.Contains([]string{"http", "https"}, strings.ToLower(u.Scheme)) {
		return ""
	}
	return u.String()
}
