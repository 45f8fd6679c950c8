package desk

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"github.com/parley-desk/parley/account"
)

// reportKey is a report's name in addresses: short, and safe whatever its identity is.
func reportKey(identity string) string {
	sum := sha256.Sum256([]byte(identity))
	return base64.RawURLEncoding.EncodeToString(sum[:9])
}

// citation leads from a line to its words: to all that the line rests on in one version
// of a report, the first of them chosen.
type citation struct {
	account.Cite
	Href string
	also []account.Cite
}

// Times is how many claims of the report the line rests on.
func (c citation) Times() int { return 1 + len(c.also) }

// citations are those of one line: a few are shown, the others unfold.
type citations struct {
	First, More []citation
	Rest        int // that the tables have besides
}

// Limits of a line's citations: shown at once, and unfolded.
const (
	citesShown    = 2
	citesUnfolded = 10
	mostAlso      = 12 // claims that an address has besides
)

// Cites makes the citations of a line into links to the words.
func (v *visit) Cites(of account.Cites) citations {
	var c citations
	for i, link := range byReport(of.List()) {
		link.Href = v.words(link.Cite, link.also)
		switch {
		case i < citesShown:
			c.First = append(c.First, link)
		case i < max(citesShown, citesUnfolded>>v.tight):
			c.More = append(c.More, link)
		default:
			c.Rest++
		}
	}
	return c
}

// byReport puts the claims of one version of a report into one citation. A line of the
// case file, and words that are no claim, stand alone.
func byReport(all []account.Cite) []citation {
	var out []citation
	for _, one := range all {
		if n := len(out); n > 0 && isClaim(one) && isClaim(out[n-1].Cite) && one.Report == out[n-1].Report && one.Version == out[n-1].Version {
			if one.Claim != out[n-1].Claim {
				out[n-1].also = append(out[n-1].also, one)
			}
			continue
		}
		out = append(out, citation{Cite: one})
	}
	return out
}

// isClaim tells whether a citation leads to a claim of a report's record.
func isClaim(c account.Cite) bool {
	return !strings.HasPrefix(c.Report, "case:") && strings.ContainsAny(c.Claim, "0123456789")
}

// FirstCites are the first citations of a line alone, where there is no room for more.
func (v *visit) FirstCites(of account.Cites) citations {
	c := v.Cites(of)
	c.Rest, c.More = c.Others(), nil
	return c
}

// Words is the address of the words that a citation leads to: the claim in the
// reader, or the line of the case file.
func (v *visit) Words(c account.Cite) string { return v.words(c, nil) }

// words is that address with further claims of the report that the line rests on.
func (v *visit) words(c account.Cite, also []account.Cite) string {
	if strings.HasPrefix(c.Report, "case:") {
		return v.Link("case") + "#" + url.PathEscape(c.Claim)
	}
	more := url.Values{"claim": {c.Claim}}
	if c.Version > 0 {
		more.Set("v", strconv.Itoa(c.Version))
	}
	for _, other := range also[:min(len(also), mostAlso)] {
		more.Add("also", other.Claim)
	}
	if !isClaim(c) { // no claim of the record, but words of its own: an agreement that is named, a decision gone astray
		more.Set("span", fmt.Sprintf("%d-%d", c.Span.Start, c.Span.End))
		if c.In != "" {
			more.Set("in", c.In)
		}
	}
	return v.link("r/"+reportKey(c.Report), more) + "#" + url.PathEscape(c.Claim)
}

// ReportLink is the address of a report in the reader.
func (v *visit) ReportLink(identity string) string { return v.Link("r/" + reportKey(identity)) }

// identityOf gives the report of a key; ok is false where the case never had it.
func (e *edition) identityOf(key string) (identity string, ok bool) {
	identity, ok = e.keys()[key]
	return identity, ok
}

// Others is how many citations are not shown at once.
func (c citations) Others() int { return len(c.More) + c.Rest }

// IncidentLink is the address of an incident's page.
func (v *visit) IncidentLink(id string) string { return v.Link(incidentSlug(id)) }
