package article

import (
	"strings"

	"github.com/parley-desk/parley/claim"
)

// Below these lengths in bytes a text may be what a wall leaves of it.
const (
	teaserText  = 1500 // of a page that says that it is not for all
	consentText = 900
)

// walled tells why a page shows little or nothing of its article, nil where it shows it.
func (p *page) walled(r *claim.Report) *Fault {
	if len(r.Text) >= teaserText {
		return nil
	}
	shown := words(p.left())
	asked := cues().count(shown, consent)
	switch {
	case p.meta.refresh != "" && len(r.Text) < consentText:
		return fault(Gone, "the page only sends on to %s: name that address", p.meta.refresh)
	case len(r.Text) < consentText && asked >= 1 && (asked >= 2 || len(shown) < 600) && !p.dates():
		return fault(Consent, "the page asks about cookies, age or robots before it shows anything: save it from a browser and hand in the file")
	case len(r.Text) < teaserText && p.closed(shown):
		return fault(Paywall, "the page shows only its beginning to those who do not subscribe (%d characters): hand in the article's text if you may read it", len(r.Text))
	}
	return nil
}

// dates tells whether a page has an article's data: a wall has none.
func (p *page) dates() bool {
	return p.meta.linked.published != "" || p.meta.said["article:published_time"] != "" || p.meta.said["og:type"] == "article"
}

// closed tells whether a page says that the rest is for subscribers.
func (p *page) closed(shown string) bool {
	tier := strings.ToLower(p.meta.said["article:content_tier"])
	return p.meta.linked.closed || isFalse(p.meta.props["isaccessibleforfree"]) || tier == "locked" || cues().count(shown, wall) > 0
}

// words are the words of all blocks.
func words(blocks []block) string {
	var all strings.Builder
	for i := range blocks {
		all.WriteString(blocks[i].text)
		all.WriteByte('\n')
	}
	return all.String()
}
