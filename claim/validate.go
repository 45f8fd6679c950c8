package claim

import (
	"fmt"
	"slices"
	"strconv"
	"unicode/utf8"
)

// Validate holds a record against the rules of the contract that need no text:
// vocabularies, spans ordered and inside the text, ids, indexes, links, dates
// and bounds. The error is of type Problems; each names its field's path and
// the rule. Check also holds the record against its text.
func (r *Record) Validate() error {
	v := newValidator(r)
	v.record(r)
	return v.err()
}

func newValidator(r *Record) *validator {
	return &validator{
		length:      r.Report.Length,
		titleLength: utf8.RuneCountInString(r.Report.Title),
		names:       len(r.Names),
		places:      len(r.Places),
		actors:      make(map[string]bool, len(r.Actors)),
		claims:      make(map[string]*Claim, len(r.Claims)),
	}
}

func (v *validator) record(r *Record) {
	root := &path{field: "record", index: -1}
	v.want(r.Record == Version, root, "is the version of the contract, "+strconv.Itoa(Version), strconv.Itoa(r.Record))
	v.want(r.ID != "", &path{field: "id", index: -1}, "is given", "")
	v.want(r.Reader.Name != "", (&path{field: "reader", index: -1}).in("name"), "is given", "")
	v.header(&path{field: "report", index: -1}, &r.Report)
	v.register(r)
	each(r.Actors, "actors", v.actor)
	each(r.Names, "names", v.name)
	each(r.Times, "times", v.time)
	v.title = true
	each(r.TitleNames, "title_names", v.name)
	each(r.TitleTimes, "title_times", v.time)
	v.title = false
	each(r.Places, "places", v.place)
	each(r.Claims, "claims", v.claim)
	v.links(r.Claims)
}

// Validate holds a claim alone against the rules of the contract. What it
// points at in its record (text, places, actors, other claims) is not looked up.
func (c *Claim) Validate() error {
	v := &validator{length: maxLength, titleLength: maxLength, names: maxLength, places: maxLength}
	v.claim(&path{field: "claim", index: -1}, c)
	return v.err()
}

// maxLength stands for a length that is not known.
const maxLength = int(^uint(0) >> 1)

// validator walks a record and collects what breaks the contract.
type validator struct {
	problems
	length, titleLength int // code points
	names, places       int
	actors              map[string]bool   // nil where the record is not at hand
	claims              map[string]*Claim // nil where the record is not at hand
	title               bool              // the spans of the claim at hand point into the title
}

// each walks a list of the record.
func each[T any](list []T, field string, walk func(*path, *T)) {
	at := &path{field: field, index: -1}
	for i := range list {
		walk(at.item(i), &list[i])
	}
}

// register notes the ids that others point at.
func (v *validator) register(r *Record) {
	for i, a := range r.Actors {
		v.want(!v.actors[a.ID], (&path{field: "actors", index: -1}).item(i).in("id"), "is unique in the record", a.ID)
		v.actors[a.ID] = true
	}
	main := false
	for i := range r.Claims {
		c := &r.Claims[i]
		at := (&path{field: "claims", index: -1}).item(i)
		v.want(v.claims[c.ID] == nil, at.in("id"), "is unique in the record", c.ID)
		v.claims[c.ID] = c
		if e, ok := c.Body.(*Event); ok && e.Main {
			v.want(!main, at.in("main"), "is true of one event only", "")
			main = true
		}
	}
}

func (v *validator) header(at *path, h *Header) {
	v.want(isHex(h.SHA256, 64), at.in("sha256"), "is 64 hexadecimal digits", h.SHA256)
	v.want(h.Length >= 0, at.in("length"), "is not negative", strconv.Itoa(h.Length))
	v.want(h.Language != "", at.in("language"), "is given", "")
	v.moment(at.in("published"), h.Published)
	v.moment(at.in("updated"), h.Updated)
	if d := h.Dateline; d != nil {
		at := at.in("dateline")
		v.placeIndex(at.in("place"), d.Place)
		v.day(at.in("day"), d.Day)
		v.optionalSpan(at.in("span"), d.Span)
	}
}

func (v *validator) name(at *path, n *Name) {
	v.span(at.in("span"), n.Span)
	v.want(n.Text != "", at.in("text"), "is given", "")
	oneOf(v, at.in("kind"), NameKinds, n.Kind)
	switch ref := n.Ref.(type) {
	case nil:
	case string:
		v.actorID(at.in("ref"), ref)
	case int:
		v.placeIndex(at.in("ref"), &ref)
	default:
		v.found(at.in("ref"), "is an actor's id or a place's index", fmt.Sprint(ref))
	}
}

func (v *validator) time(at *path, t *Time) {
	v.span(at.in("span"), t.Span)
	v.want(t.Text != "", at.in("text"), "is given", "")
	v.want(t.Value != "", at.in("value"), "is given", "")
	oneOf(v, at.in("type"), TimeTypes, t.Type)
	v.days(at, t.Start, t.End)
	maybeOneOf(v, at.in("basis"), TimeBases, t.Basis)
}

func (v *validator) place(at *path, p *Place) {
	v.within(at, p.In)
	v.span(at.in("span"), p.Span)
	v.want(p.Text != "", at.in("text"), "is given", "")
	v.country(at.in("country"), p.Country)
	v.want(p.GeoNames >= 0, at.in("geonames"), "is not negative", strconv.Itoa(p.GeoNames))
	v.want((p.Lat == nil) == (p.Lon == nil), at.in("lat"), "is given where lon is", "")
	v.degrees(at.in("lat"), p.Lat, 90)
	v.degrees(at.in("lon"), p.Lon, 180)
	maybeOneOf(v, at.in("kind"), PlaceKinds, p.Kind)
	maybeOneOf(v, at.in("precision"), PlacePrecisions, p.Precision)
	v.title = false
}

func (v *validator) degrees(at *path, d *float64, most float64) {
	if d != nil {
		v.want(*d >= -most && *d <= most, at, fmt.Sprintf("lies between -%g and %g", most, most), fmt.Sprint(*d))
	}
}

func (v *validator) actor(at *path, a *Actor) {
	v.want(isActorID(a.ID), at.in("id"), actorIDRule, a.ID)
	v.want(a.Name != "", at.in("name"), "is given", "")
	oneOf(v, at.in("kind"), ActorKinds, a.Kind)
	v.country(at.in("country"), a.Country)
	maybeOneOf(v, at.in("sector"), Sectors, a.Sector)
	if a.SideOf != "" {
		v.want(isActorID(a.SideOf), at.in("side_of"), actorIDRule, a.SideOf)
		v.want(a.SideOf != a.ID, at.in("side_of"), "is not the actor itself", a.SideOf)
	}
	for i, m := range a.Mentions {
		v.want(m >= 0 && m < v.names, at.in("mentions").item(i), "is an index into names", strconv.Itoa(m))
	}
}

// within notes where the spans of what is walked now point to.
func (v *validator) within(at *path, in string) {
	v.want(in == "" || in == InTitle, at.in("in"), "is absent or "+InTitle, in)
	v.title = in == InTitle
}

// InTitle is the value of `in` of a place or a claim whose spans point into the report's title.
const InTitle = "title"

func (v *validator) span(at *path, s Span) {
	length := v.length
	if v.title {
		length = v.titleLength
	}
	v.want(s.Start >= 0 && s.Start < s.End, at, "is not empty, its start before its end", fmt.Sprintf("[%d,%d]", s.Start, s.End))
	v.want(s.End <= length, at, "lies inside the text", fmt.Sprintf("[%d,%d] of %d", s.Start, s.End, length))
}

func (v *validator) optionalSpan(at *path, s *Span) {
	if s != nil {
		v.span(at, *s)
	}
}

func (v *validator) spans(at *path, list []Span) {
	for i, s := range list {
		v.span(at.item(i), s)
	}
}

func (v *validator) placeIndex(at *path, i *int) {
	if i != nil {
		v.want(*i >= 0 && *i < v.places, at, "is an index into places", strconv.Itoa(*i))
	}
}

func (v *validator) actorID(at *path, id string) {
	v.want(v.actors == nil || v.actors[id], at, "is the id of an actor of the record", id)
}

func (v *validator) country(at *path, iso string) {
	v.want(iso == "" || isAlpha3(iso), at, "is an ISO 3166-1 alpha-3 code", iso)
}

func (v *validator) moment(at *path, s string) {
	v.want(s == "" || isMoment(s), at, "is an ISO 8601 day or time", s)
}

func (v *validator) day(at *path, s string) {
	v.want(s == "" || isDay(s), at, "is an ISO 8601 day", s)
}

// days checks the two ends of a time, both inclusive.
func (v *validator) days(at *path, start, end string) {
	v.day(at.in("start"), start)
	v.day(at.in("end"), end)
	// ISO days sort as they read.
	v.want(start == "" || end == "" || start <= end, at.in("end"), "is not before start", end)
}

// oneOf checks a field that must hold a member of a vocabulary.
func oneOf[T ~string](v *validator, at *path, members []T, got T) {
	if !slices.Contains(members, got) {
		v.found(at, fmt.Sprintf("is one of %v", members), string(got))
	}
}

// maybeOneOf checks a field that may be absent.
func maybeOneOf[T ~string](v *validator, at *path, members []T, got T) {
	if got != "" {
		oneOf(v, at, members, got)
	}
}
