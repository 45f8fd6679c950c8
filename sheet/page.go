package sheet

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"html/template"
	"io"
	"strconv"
	"strings"

	"github.com/parley-desk/parley/claim"
)

//go:embed page.css
var css string

//go:embed page.js
var js string

//go:embed page.html.tmpl
var markup string

var pages = template.Must(template.New("page").Parse(markup))

// policy lets the page use its own style and script and nothing else: no
// address is ever called, whatever a report says.
var policy = "default-src 'none'; style-src 'sha256-" + hash(css) + "'; script-src 'sha256-" + hash(js) + "'; base-uri 'none'; form-action 'none'"

func hash(s string) string {
	sum := sha256.Sum256([]byte(s))
	return base64.StdEncoding.EncodeToString(sum[:])
}

// WritePageHead begins a page on which any number of sheets may follow.
func WritePageHead(w io.Writer, title string) error {
	return pages.ExecuteTemplate(w, "head", struct {
		Title, Policy string
		CSS           template.CSS
		Kinds         []chip
	}{title, policy, template.CSS(css), chips()})
}

// WritePageFoot ends a page.
func WritePageFoot(w io.Writer) error {
	return pages.ExecuteTemplate(w, "foot", template.JS(js))
}

// WriteArticle writes one sheet of a page; number tells the sheets of a page apart.
func WriteArticle(w io.Writer, s Sheet, number int, o Options) error {
	return pages.ExecuteTemplate(w, "sheet", newView(s, number, o))
}

// WritePage writes a page of one sheet: a file that needs nothing else.
func WritePage(w io.Writer, s Sheet, o Options) error {
	v := newView(s, 1, o)
	if err := WritePageHead(w, v.Title); err != nil {
		return err
	}
	if err := pages.ExecuteTemplate(w, "sheet", v); err != nil {
		return err
	}
	return WritePageFoot(w)
}

// chip is one kind in the filter.
type chip struct {
	Kind claim.Kind
	Name string
}

func chips() []chip {
	var all []chip
	for _, k := range claim.Kinds {
		all = append(all, chip{k, shorts[k]})
	}
	return all
}

// view is a sheet as the page's template takes it.
type view struct {
	Prefix     string // of all ids of this sheet: "r1"
	Title      string
	Titles     row // the title with its claims marked
	Header     *claim.Header
	Reader     claim.Reader
	Outlet     string
	Authors    string
	When       string
	Words      int
	Counts     []count
	Paragraphs []row
	Masked     bool
	Language   string
	Link       string // the report's address, if it is one that a page may link to
}

// count is how many claims of a kind there are.
type count struct {
	Kind  claim.Kind
	Name  string
	Count int
}

// row is a paragraph of the report with the cards of the claims that begin in it.
type row struct {
	Prefix    string
	Language  string
	Segments  []segment
	Crosshead bool // a line of its own between the paragraphs
	Cards     []cardView
}

// cardView is a card with its place on the page.
type cardView struct {
	card
	Index  int
	Kind   claim.Kind
	Label  string
	Prefix string
	Tips   []tip
	Links  []linkView
}

// linkView is a link by the number of the claim it leads to.
type linkView struct {
	How    string
	Number int
}

// tip is a mark with its meaning.
type tip struct{ Mark, Meaning string }

// newView lays a sheet out for the page.
func newView(s Sheet, number int, o Options) *view {
	m := &mask{}
	if !o.Victims {
		m = newMask(s.Record)
		s = m.masked(s)
	}
	k := newMaker(s, m, o)
	h := &s.Record.Report
	v := &view{
		Prefix: "r" + strconv.Itoa(number), Title: firstOf(oneLine(s.Report.Title), s.Record.ID), Header: h, Reader: s.Record.Reader, Outlet: firstOf(h.Outlet, "outlet not given"),
		Authors: and(h.Authors), When: firstOf(moment(h.Published), "date not given"), Words: len(strings.Fields(s.Report.Text)), Masked: len(m.names) > 0, Language: firstOf(h.Language, "und"), Link: address(h.URL),
	}
	cards := v.cards(k)
	heading := sweep{text: &k.title, marked: highlights(k, true)}
	v.Titles = row{Prefix: v.Prefix, Segments: heading.segments(claim.Span{End: k.title.length})}
	if k.title.length == 0 {
		v.Titles.Segments = []segment{{Text: v.Title}}
	}
	v.lay(k, cards)
	return v
}

// address gives a URL that may be linked to, empty for any other text.
func address(url string) string {
	if strings.HasPrefix(url, "https://") || strings.HasPrefix(url, "http://") {
		return url
	}
	return ""
}

// cards makes the cards of all claims and counts them by kind.
func (v *view) cards(k *maker) []cardView {
	cards := make([]cardView, len(k.record.Claims))
	counts := map[claim.Kind]int{}
	for i := range k.record.Claims {
		c := &k.record.Claims[i]
		counts[c.Kind]++
		cards[i] = cardView{card: k.card(c), Index: i + 1, Kind: c.Kind, Label: singular[c.Kind], Prefix: v.Prefix}
		for _, mark := range cards[i].Marks {
			cards[i].Tips = append(cards[i].Tips, tip{mark, markMeanings[mark]})
		}
		for _, l := range cards[i].card.Links {
			cards[i].Links = append(cards[i].Links, linkView{l.How, l.To + 1})
		}
	}
	for _, kind := range claim.Kinds {
		if counts[kind] > 0 {
			v.Counts = append(v.Counts, count{kind, shorts[kind], counts[kind]})
		}
	}
	return cards
}

// lay puts each card beside the paragraph in which its claim begins.
func (v *view) lay(k *maker, cards []cardView) {
	paragraphs := paragraphs(&k.text)
	v.Paragraphs = make([]row, len(paragraphs))
	text := sweep{text: &k.text, marked: highlights(k, false)}
	for i, p := range paragraphs {
		below := i+1 < len(paragraphs) && !crosshead(k.text.at(paragraphs[i+1])) // lines one after the other are a list
		v.Paragraphs[i] = row{Prefix: v.Prefix, Language: v.Language, Segments: text.segments(p), Crosshead: below && crosshead(k.text.at(p))}
	}
	for i := range cards {
		c := cards[i].Claim
		if c.In == "title" || len(paragraphs) == 0 {
			v.Titles.Cards = append(v.Titles.Cards, cards[i])
			continue
		}
		at := paragraphOf(paragraphs, k.text.clip(c.Span).Start)
		v.Paragraphs[at].Cards = append(v.Paragraphs[at].Cards, cards[i])
	}
}

// singular are the kinds as a card names them.
var singular = map[claim.Kind]string{
	claim.KindStatement: "statement", claim.KindMeeting: "meeting", claim.KindCeasefire: "ceasefire", claim.KindCommitment: "commitment", claim.KindBreach: "alleged breach",
	claim.KindEvent: "event", claim.KindFigure: "figure", claim.KindStatus: "status", claim.KindStake: "stake", claim.KindProjection: "projection",
}
