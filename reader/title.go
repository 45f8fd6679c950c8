package reader

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/draft"
)

// readTitle reads the report's headline by the same stages and adds what it claims to
// the draft of the text: claims and places with "in": "title", names and times apart from
// those of the text; their spans point into the title. The people of the text are known to it ("Velin" is Dara Velin); its
// places count on behind those of the text. last is the stage that ties claims to each other: it runs over both.
func (r *Reader) readTitle(d *draft.Draft) {
	title := d.Report.Title
	if strings.TrimSpace(title) == "" || len(title) > longestTitle || !utf8.ValidString(title) {
		return
	}
	t := draft.New(d.Report, r.annotateTitle(title, d))
	t.In, t.Known = claim.InTitle, d.Actors
	r.want(t)
	r.parse(t)
	written(t.Doc)
	r.run(t, r.stages[:len(r.stages)-1])
	merge(d, t)
}

// longestTitle is how many bytes of title are read as a headline; what is longer is none.
const longestTitle = 400

// annotateTitle lays sentences, tokens, tags and names over the headline of the text that d holds.
func (r *Reader) annotateTitle(title string, d *draft.Draft) *language.Doc {
	w := r.workers.Get().(*language.Worker)
	defer r.workers.Put(w)
	doc := w.Split(title)
	for s := range doc.Sentences {
		doc.Sentences[s].Heading = true
		w.Tag(doc, s)
	}
	if plainCase(doc, d.Doc, r.base, d.Day) {
		w.Forget()
		for s := range doc.Sentences {
			w.Tag(doc, s)
		}
	}
	r.lemmas.mend(doc)
	cutLabel(doc)
	for s := range doc.Sentences {
		w.FindNames(doc, s)
	}
	return doc
}

// longestLabel is how many words may stand before a headline's colon that say where or
// what it is about: "Sudan: 13 killed in shelling".
const longestLabel = 3

// cutLabel makes a sentence of its own of a headline's label, lest the parser take it for
// who did or suffered what follows. Where a finite verb follows, the colon may be that of speech.
func cutLabel(doc *language.Doc) {
	if len(doc.Sentences) == 0 {
		return
	}
	s := doc.Sentences[0]
	at := -1
	for i := s.First; i < s.End; i++ {
		switch t := &doc.Tokens[i]; {
		case t.Form == ":" && at < 0 && i > s.First && i <= s.First+longestLabel:
			at = int(i) + 1
		case at >= 0 && (t.XPOS == language.TagVBD || t.XPOS == language.TagVBZ || t.XPOS == language.TagVBP || t.XPOS == language.TagMD):
			return
		}
	}
	if at < 0 || at >= int(s.End) {
		return
	}
	label := s
	label.End, doc.Sentences[0].First = int32(at), int32(at)
	doc.Sentences = slices.Insert(doc.Sentences, 0, label)
}

// merge adds to the draft of a text what was read of its title.
func merge(d, t *draft.Draft) {
	places := len(d.Places)
	at := map[string]int{}
	for i := range d.Actors {
		at[d.Actors[i].ID] = i
	}
	for _, a := range t.Actors {
		if _, ok := at[a.ID]; !ok {
			a.Mentions = nil // which are of the text
			d.Actors = append(d.Actors, a)
		}
	}
	for _, n := range t.Names {
		if i, ok := n.Ref.(int); ok {
			n.Ref = i + places
		}
		d.TitleNames = append(d.TitleNames, n)
	}
	d.Harmed, d.Public = append(d.Harmed, t.Harmed...), append(d.Public, t.Public...)
	d.Places = append(d.Places, t.Places...)
	d.TitleTimes = t.Times
	for i := range t.Claims {
		c := &t.Claims[i]
		shift(c, places)
		d.Take(*c)
	}
}

// shift counts the places of a claim on from those of the text.
func shift(c *claim.Claim, by int) {
	if c.Place != nil {
		c.Place = &claim.Where{Place: c.Place.Place + by, Basis: c.Place.Basis}
	}
	switch b := c.Body.(type) {
	case *claim.Event:
		b.Main = false // the text tells it with more than its headline can
	case *claim.Meeting:
		if b.Venue != nil {
			b.Venue = &claim.Where{Place: b.Venue.Place + by, Basis: b.Venue.Basis}
		}
	case *claim.Status:
		if b.Subject.Place != nil {
			place := *b.Subject.Place + by
			b.Subject.Place = &place
		}
	}
}
