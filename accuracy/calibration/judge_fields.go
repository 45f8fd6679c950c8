package calibration

import (
	"math"

	"github.com/parley-desk/parley/claim"
)

// ofTimes: a claim whose time has a labelled expression is right where its value is the label's.
func ofTimes(r *reading, gold []struct {
	Span  claim.Span
	Value string
}) []judgement {
	var all []judgement
	for i := range r.Claims {
		c := &r.Claims[i]
		if c.Time == nil || c.Time.Span == nil || c.In != "" {
			continue
		}
		judged, right := false, false
		for _, g := range gold {
			for _, t := range r.Times {
				if t.Span == *c.Time.Span && g.Span.Overlaps(t.Span) {
					judged, right = true, right || g.Value == t.Value
				}
			}
		}
		if judged {
			all = append(all, judgement{c, right})
		}
	}
	return all
}

// ofNames: a claim that names somebody by a labelled name is right where all these names are of the label's kind.
func ofNames(r *reading, gold []struct {
	Span  claim.Span
	Kind  claim.NameKind
	Named *bool
}) []judgement {
	var all []judgement
	for i := range r.Claims {
		c := &r.Claims[i]
		judged, right := false, true
		for _, at := range r.spansOf(participants(c)) {
			for _, n := range r.Names {
				if c.In != "" || !n.Span.Overlaps(at) || nameKind(n.Kind) == "" {
					continue
				}
				touched, same := false, false
				for _, g := range gold {
					if (g.Named == nil || *g.Named) && nameKind(g.Kind) != "" && g.Span.Overlaps(n.Span) {
						touched, same = true, same || nameKind(g.Kind) == nameKind(n.Kind)
					}
				}
				judged, right = judged || touched, right && (same || !touched)
			}
		}
		if judged {
			all = append(all, judgement{c, right})
		}
	}
	return all
}

// nameKind is one of the three kinds that the sets label alike, empty for others.
func nameKind(k claim.NameKind) claim.NameKind {
	switch k {
	case claim.NameArmedGroup, claim.NameOrganization:
		return claim.NameOrganization
	case claim.NamePerson, claim.NamePlace:
		return k
	}
	return ""
}

// participants are who speaks, acts, is acted upon, promises or holds in a claim.
func participants(c *claim.Claim) []claim.Ref {
	var out []claim.Ref
	one := func(r *claim.Ref) {
		if r != nil && r.Span != nil {
			out = append(out, *r)
		}
	}
	switch b := c.Body.(type) {
	case *claim.Statement:
		one(b.Speaker)
	case *claim.Event:
		out = append(append(out, b.Actors...), b.Recipients...)
	case *claim.Figure:
		one(b.Perpetrator)
	case *claim.Commitment:
		one(b.From)
	case *claim.Stake:
		one(&b.Holder)
	case *claim.Projection:
		one(b.Holder)
	}
	return out
}

// reachKM is how far off a place may lie, as the sets' scorers have it.
const reachKM = 161

// ofPlaces: a claim whose place has a labelled toponym is right where it lies within 161 km of it.
func ofPlaces(r *reading, gold []struct {
	Span     claim.Span
	Lat, Lon *float64
}) []judgement {
	var all []judgement
	for i := range r.Claims {
		c := &r.Claims[i]
		if c.Place == nil || c.Place.Basis != claim.PlaceStated || c.In != "" {
			continue
		}
		p := &r.Places[c.Place.Place]
		judged, right := false, false
		for _, g := range gold {
			if g.Lat != nil && g.Lon != nil && g.Span.Overlaps(p.Span) {
				judged, right = true, right || p.Lat != nil && kilometres(*g.Lat, *g.Lon, *p.Lat, *p.Lon) <= reachKM
			}
		}
		if judged {
			all = append(all, judgement{c, right})
		}
	}
	return all
}

// kilometres is the distance of two points, in degrees, on the globe (haversine).
func kilometres(lat, lon, lat2, lon2 float64) float64 {
	const rad, diameter = math.Pi / 180, 12742.0176
	h := math.Pow(math.Sin((lat2-lat)*rad/2), 2) + math.Cos(lat*rad)*math.Cos(lat2*rad)*math.Pow(math.Sin((lon2-lon)*rad/2), 2)
	return diameter * math.Asin(min(1, math.Sqrt(h)))
}
