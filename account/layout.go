package account

import "github.com/parley-desk/parley/claim"

// How each type of a contribution is written and read: which of its fields say
// something, then those, in the same order. A change here is a change of
// Form.

type (
	ref   = claim.Ref
	span  = claim.Span
	when  = claim.When
	where = claim.Where
	words = claim.Words
	link  = claim.Link
	acled = claim.ACLED
)

// bodies are pools for the claims' bodies.
type bodies struct {
	statements  pool[claim.Statement]
	events      pool[claim.Event]
	figures     pool[claim.Figure]
	meetings    pool[claim.Meeting]
	ceasefires  pool[claim.Ceasefire]
	commitments pool[claim.Commitment]
	breaches    pool[claim.Breach]
	statuses    pool[claim.Status]
	stakes      pool[claim.Stake]
	projections pool[claim.Projection]
}

func (k *coder) span(v *span) {
	k.number(&v.Start)
	length := v.End - v.Start
	k.number(&length)
	v.End = v.Start + length
}

func codeSpan(k *coder, v *span)     { k.span(v) }
func codeText(k *coder, v *string)   { text(k, v) }
func codeFloat(k *coder, v *float64) { k.float(v) }
func codeInt(k *coder, v *int)       { k.number(v) }

// yes reads a field that is written as no more than that it is set.
func yes(v *bool, m, bit uint64) { *v = m&bit != 0 }

func codeRef(k *coder, v *ref) {
	m := k.said(v.Text != "", v.Span != nil, v.Actor != "", v.Cue != nil, v.Venue != "", v.Role != "")
	if m&1 != 0 {
		text(k, &v.Text)
	}
	if m&2 != 0 {
		pointed(k, &k.spans, &v.Span, codeSpan)
	}
	if m&4 != 0 {
		text(k, &v.Actor)
	}
	if m&8 != 0 {
		pointed(k, &k.spans, &v.Cue, codeSpan)
	}
	if m&16 != 0 {
		text(k, &v.Venue)
	}
	if m&32 != 0 {
		text(k, &v.Role)
	}
}

func codeWhen(k *coder, v *when) {
	m := k.said(v.Start != "", v.End != "", v.Precision != "", v.Basis != "", v.Span != nil)
	if m&1 != 0 {
		text(k, &v.Start)
	}
	if m&2 != 0 {
		text(k, &v.End)
	}
	if m&4 != 0 {
		text(k, &v.Precision)
	}
	if m&8 != 0 {
		text(k, &v.Basis)
	}
	if m&16 != 0 {
		pointed(k, &k.spans, &v.Span, codeSpan)
	}
}

func codeWhere(k *coder, v *where) {
	k.number(&v.Place)
	text(k, &v.Basis)
}

func codeWords(k *coder, v *words) {
	m := k.said(v.Text != "", v.Span != nil, v.ID != "", v.Place != nil)
	if m&1 != 0 {
		text(k, &v.Text)
	}
	if m&2 != 0 {
		pointed(k, &k.spans, &v.Span, codeSpan)
	}
	if m&4 != 0 {
		text(k, &v.ID)
	}
	if m&8 != 0 {
		pointed(k, &k.indexes, &v.Place, codeInt)
	}
}

func codeLink(k *coder, v *link) {
	text(k, &v.Claim)
	text(k, &v.How)
}

func codeACLED(k *coder, v *acled) {
	text(k, &v.EventType)
	text(k, &v.SubEventType)
}

func codeSpot(k *coder, v *Spot) {
	m := k.said(v.Name != "", v.Country != "", v.Kind != "", v.Basis != "", v.Precision != "", v.Admin1 != "", v.Lat != 0 || v.Lon != 0, v.Admin2 != "")
	if m&1 != 0 {
		text(k, &v.Name)
	}
	if m&2 != 0 {
		text(k, &v.Country)
	}
	if m&4 != 0 {
		text(k, &v.Kind)
	}
	if m&8 != 0 {
		text(k, &v.Basis)
	}
	if m&16 != 0 {
		text(k, &v.Precision)
	}
	if m&32 != 0 {
		text(k, &v.Admin1)
	}
	if m&64 != 0 {
		k.float(&v.Lat)
		k.float(&v.Lon)
	}
	if m&128 != 0 {
		text(k, &v.Admin2)
	}
}

func codeActor(k *coder, v *claim.Actor) {
	m := k.said(v.ID != "", v.Name != "", v.Kind != "", len(v.Mentions) > 0, v.Country != "", v.Sector != "", v.SideOf != "", v.Office != "", v.Known != "")
	if m&1 != 0 {
		text(k, &v.ID)
	}
	if m&2 != 0 {
		text(k, &v.Name)
	}
	if m&4 != 0 {
		text(k, &v.Kind)
	}
	if m&8 != 0 {
		list(k, &k.indexes, &v.Mentions, codeInt)
	}
	if m&16 != 0 {
		text(k, &v.Country)
	}
	if m&32 != 0 {
		text(k, &v.Sector)
	}
	if m&64 != 0 {
		text(k, &v.SideOf)
	}
	if m&128 != 0 {
		text(k, &v.Office)
	}
	if m&256 != 0 {
		text(k, &v.Known)
	}
}

func codeMention(k *coder, v *Mention) {
	text(k, &v.Name)
	k.span(&v.Span)
	text(k, &v.Words)
}

// codeRow writes or reads a claim but for its kind, whose section it stands in, and its body.
func codeRow(k *coder, v *Row) {
	text(k, &v.ID)
	k.span(&v.Span)
	k.span(&v.Sentence)
	text(k, &v.Words)
	text(k, &v.Polarity)
	text(k, &v.Certainty)
	text(k, &v.Tense)
	text(k, &v.Rule)
	k.float(&v.Confidence)
	m := k.said(len(v.By) > 0, v.Time != nil, v.Place != nil, len(v.About) > 0, v.At != Spot{}, v.Venue != Spot{}, len(v.Scene) > 0, v.Background, v.In != "", v.Nth != 0)
	if m&1 != 0 {
		list(k, &k.refs, &v.By, codeRef)
	}
	if m&2 != 0 {
		pointed(k, &k.whens, &v.Time, codeWhen)
	}
	if m&4 != 0 {
		pointed(k, &k.wheres, &v.Place, codeWhere)
	}
	if m&8 != 0 {
		list(k, &k.links, &v.About, codeLink)
	}
	if m&16 != 0 {
		codeSpot(k, &v.At)
	}
	if m&32 != 0 {
		codeSpot(k, &v.Venue)
	}
	if m&64 != 0 {
		list(k, &k.texts, &v.Scene, codeText)
	}
	yes(&v.Background, m, 128)
	if m&256 != 0 {
		text(k, &v.In)
	}
	if m&512 != 0 {
		k.number(&v.Nth)
	}
}
