package desk

import (
	"cmp"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/parley-desk/parley/claim"
)

// readerSheet is the page of a report; its address has the report's key.
var readerSheet = page{slug: "reader", title: "Report", live: true, show: showReader}

// readerPage is a report with its claims.
type readerPage struct {
	*reading
	Titles     []stretch   // the headline
	Paragraphs [][]stretch // the text
	Asked      bool        // a claim was asked for
	Chosen     *readClaim
	Also       []*readClaim // that the line rests on which led here, besides
	At         int          // its number, from 1
	Prev, Next *readClaim
	Diff       []changedParagraph // against the version before
	Kinds      []kindCount
	DiffLeft   int // changed paragraphs that are not shown
	Compare    bool
	Part       partOf // of the text
}

// stretch is a piece of the text as it is shown.
type stretch struct {
	piece
	Claim  *readClaim // the innermost that lies on it; nil: none
	Kind   claim.Kind // of the chosen claim where it lies here, else of the innermost
	More   int        // others that lie on it too
	Href   string
	Chosen bool
	Also   bool     // one of those that the line rests on which led here lies on it
	Part   string   // what it is of the chosen claim: cue, speaker, trigger
	IDs    []string // of the claims that begin here
}

type kindCount struct {
	Kind claim.Kind
	N    int
}

func showReader(v *visit) (any, error) {
	identity, ok := v.identityOf(v.req.PathValue("key"))
	if !ok {
		return nil, notFound("This case has no report %q.", v.req.PathValue("key"))
	}
	number, err := versionAsked(v)
	if err != nil {
		return nil, err
	}
	reading, err := v.reading(v.req.Context(), identity, number)
	if err != nil {
		return nil, err
	}
	p := &readerPage{reading: reading, Compare: v.req.FormValue("compare") != ""}
	p.choose(v)
	p.rest(v)
	p.settlePart(v)
	p.Titles, p.Paragraphs = p.stretches(v)
	if p.Changed() && p.Compare {
		p.Diff, p.DiffLeft = bounded(compared(reading.Versions[reading.Number-2].Report.Text, reading.Report.Text))
	}
	for _, k := range claim.Kinds {
		if n := countOf(reading.Claims, k); n > 0 {
			p.Kinds = append(p.Kinds, kindCount{k, n})
		}
	}
	return p, nil
}

func versionAsked(v *visit) (int, error) {
	said := v.req.FormValue("v")
	if said == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(said)
	if err != nil || n < 1 {
		return 0, badRequest("Versions are numbered 1, 2, 3 …", "%q is no version.", said)
	}
	return n, nil
}

func countOf(all []*readClaim, k claim.Kind) (n int) {
	for _, c := range all {
		if c.Kind == k {
			n++
		}
	}
	return n
}

// choose settles which claim stands on the card: the one asked for, else the first.
func (p *readerPage) choose(v *visit) {
	asked := v.req.FormValue("claim")
	at := slices.IndexFunc(p.Claims, func(c *readClaim) bool { return c.ID == asked })
	if p.Asked = at >= 0; !p.Asked && len(p.Claims) > 0 {
		at = 0
	}
	if at < 0 {
		return
	}
	p.Chosen, p.At = p.Claims[at], at+1
	if at > 0 {
		p.Prev = p.Claims[at-1]
	}
	if at+1 < len(p.Claims) {
		p.Next = p.Claims[at+1]
	}
}

// rest settles what the line that led here rests on besides the chosen claim.
func (p *readerPage) rest(v *visit) {
	asked := v.req.URL.Query()["also"]
	for _, c := range p.Claims {
		if p.Asked && c != p.Chosen && slices.Contains(asked, c.ID) && len(p.Also) < mostAlso {
			p.Also = append(p.Also, c)
		}
	}
}

// AlsoLink is where another of the claims is chosen that the line rests on which led here.
func (v *visit) AlsoLink(p *readerPage, to *readClaim) string {
	more := url.Values{"claim": {to.ID}, "v": {strconv.Itoa(p.Number)}, "also": {p.Chosen.ID}}
	for _, c := range p.Also {
		if c != to {
			more.Add("also", c.ID)
		}
	}
	return v.link("r/"+p.Key, more) + "#" + url.PathEscape(to.ID)
}

// ClaimLink is where a claim of the report is chosen.
func (v *visit) ClaimLink(r *reading, c *readClaim) string {
	more := url.Values{"claim": {c.ID}, "v": {strconv.Itoa(r.Number)}}
	if v.req.FormValue("names") != "" {
		more.Set("names", v.req.FormValue("names"))
	}
	return v.link("r/"+r.Key, more) + "#" + url.PathEscape(c.ID)
}

// stretches cut headline and text at the ends of claims.
func (p *readerPage) stretches(v *visit) (title []stretch, text [][]stretch) {
	shown := p.Listed()
	inTitle := slices.DeleteFunc(slices.Clone(shown), func(c *readClaim) bool { return c.In != "title" })
	inText := slices.DeleteFunc(slices.Clone(shown), func(c *readClaim) bool { return c.In == "title" })
	length := utf8.RuneCountInString(p.Report.Title)
	for _, paragraph := range p.marked(v, p.Report.Title, claim.Span{End: min(length, mostTitleLetters)}, inTitle, "title") {
		title = append(title, paragraph...)
	}
	if length > mostTitleLetters {
		title = append(title, stretch{piece: piece{Text: "…", Start: mostTitleLetters}})
	}
	return title, p.marked(v, p.Report.Text, p.Part.Span, inText, "")
}

// marked cuts a part of headline or text at the ends of claims.
func (p *readerPage) marked(v *visit, text string, part claim.Span, claims []*readClaim, in string) [][]stretch {
	marks := make([]claim.Span, 0, len(claims))
	for _, c := range claims {
		marks = append(marks, c.Span)
	}
	var names []string
	if p.Chosen != nil && p.Chosen.In == in {
		spans, parts := partsOf(&p.Chosen.Claim)
		marks, names = append(marks, spans...), parts
	}
	if asked, ok := v.askedSpan(in); ok && !p.Asked {
		marks, names = append(marks, asked), append(names, partAsked)
	}
	var out [][]stretch
	words, moved := excerpt(text, part, marks)
	for _, paragraph := range highlight(words, moved) {
		line := make([]stretch, len(paragraph))
		for i, piece := range paragraph {
			piece.Start += part.Start
			line[i] = p.stretch(v, piece, claims, names)
		}
		out = append(out, line)
	}
	return out
}

// stretch tells what lies on a piece. Where the chosen claim lies on it, a click leads to the
// next one outwards, so that all of a nest can be reached.
func (p *readerPage) stretch(v *visit, of piece, claims []*readClaim, parts []string) stretch {
	s := stretch{piece: of}
	var on []*readClaim
	for _, m := range of.Marks {
		if m >= len(claims) {
			s.Part = cmp.Or(s.Part, parts[m-len(claims)])
		} else {
			on = append(on, claims[m])
		}
	}
	for _, m := range of.First {
		if m < len(claims) {
			s.IDs = append(s.IDs, claims[m].ID)
		} else if parts[m-len(claims)] == partAsked {
			s.IDs = append(s.IDs, v.req.FormValue("claim"))
		}
	}
	if len(on) == 0 {
		return s
	}
	s.Claim, s.Kind, s.More = on[0], on[0].Kind, len(on)-1
	to := on[0]
	if at := slices.Index(on, p.Chosen); at >= 0 {
		s.Chosen, s.Kind = true, p.Chosen.Kind
		to = on[(at+1)%len(on)]
	}
	s.Also = slices.ContainsFunc(on, func(c *readClaim) bool { return slices.Contains(p.Also, c) })
	s.Href = v.ClaimLink(p.reading, to)
	return s
}

// partsOf are the stretches of a claim that say who, by which word, what.
func partsOf(c *claim.Claim) (spans []claim.Span, names []string) {
	add := func(name string, s ...claim.Span) {
		for _, one := range s {
			spans, names = append(spans, one), append(names, name)
		}
	}
	for _, by := range c.By {
		if by.Cue != nil {
			add("cue", *by.Cue)
		}
	}
	switch b := c.Body.(type) {
	case *claim.Statement:
		add("speaker", b.SpeakerSpan...)
		add("cue", b.CueSpan...)
	case *claim.Event:
		add("trigger", b.Trigger)
	}
	if c.Time != nil && c.Time.Span != nil {
		add("time", *c.Time.Span)
	}
	return spans, names
}

// changedParagraph is a paragraph of two versions: in both, gone or new.
type changedParagraph struct {
	Text string
	How  string // same, gone, new
}

// mostCompared bounds the paragraphs of a version that are aligned: the work
// grows with their product.
const mostCompared = 1200

// compared aligns the paragraphs of two versions: the longest row of paragraphs
// that both have (Hunt and McIlroy, 1976, by dynamic programming).
func compared(before, after string) []changedParagraph {
	a, b := paragraphsOf(before), paragraphsOf(after)
	if len(a) > mostCompared || len(b) > mostCompared {
		return append(each(a, "gone"), each(b, "new")...)
	}
	length := make([][]int, len(a)+1)
	for i := range length {
		length[i] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				length[i][j] = 1 + length[i+1][j+1]
			} else {
				length[i][j] = max(length[i+1][j], length[i][j+1])
			}
		}
	}
	var out []changedParagraph
	i, j := 0, 0
	for i < len(a) && j < len(b) {
		switch {
		case a[i] == b[j]:
			out = append(out, changedParagraph{a[i], "same"})
			i, j = i+1, j+1
		case length[i+1][j] >= length[i][j+1]:
			out = append(out, changedParagraph{a[i], "gone"})
			i++
		default:
			out = append(out, changedParagraph{b[j], "new"})
			j++
		}
	}
	return append(append(out, each(a[i:], "gone")...), each(b[j:], "new")...)
}

func each(paragraphs []string, how string) []changedParagraph {
	out := make([]changedParagraph, len(paragraphs))
	for i, p := range paragraphs {
		out[i] = changedParagraph{p, how}
	}
	return out
}

func paragraphsOf(text string) []string {
	var all []string
	for line := range strings.SplitSeq(text, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			all = append(all, line)
		}
	}
	return all
}

// Reading is the report with its claims: for parts of the template.
func (p *readerPage) Reading() *reading { return p.reading }
