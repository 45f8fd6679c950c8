package knowledge

import (
	"fmt"
	"io"
	"strings"
	"time"
)

// Describe writes all that the base knows of a name on a day (zero: any day),
// for people: who bears it, whose nation or seat it is, which places and agreements.
func (b *Base) Describe(w io.Writer, name string, on time.Time) error {
	var out strings.Builder
	for _, a := range b.Actors(name, on) {
		b.describeActor(&out, a)
	}
	if iso, ok := b.Nation(name); ok {
		fmt.Fprintf(&out, "nation of %s\n", iso)
	}
	if iso, sector, ok := b.Seat(name); ok {
		fmt.Fprintf(&out, "may stand for the power of %s (%s)\n", iso, sector)
	}
	for _, a := range b.Agreements(name) {
		fmt.Fprintf(&out, "agreement %s: %s, %s, %s, between %s\n", a.ID, a.Name, a.Kind, a.Date, strings.Join(a.Parties, ", "))
	}
	for _, p := range b.Places(name) {
		where := strings.Join(strings.FieldsFunc(p.Admin2+"|"+p.Admin1+"|"+p.Country, func(r rune) bool { return r == '|' }), ", ")
		fmt.Fprintf(&out, "%s %s: %s; %.4f, %.4f; population %d; GeoNames %d\n", p.Kind, p.Name, where, p.Lat, p.Lon, p.Population, p.GeoNames)
	}
	if out.Len() == 0 {
		fmt.Fprintf(&out, "nothing is known of %q\n", name)
	}
	_, err := io.WriteString(w, out.String())
	return err
}

// describeActor writes one actor and its terms.
func (b *Base) describeActor(out *strings.Builder, a Actor) {
	fmt.Fprintf(out, "%s %s: %s", a.Kind, a.ID, a.Name)
	for _, part := range []struct{ name, value string }{{"office", a.Office}, {"acts for", a.SideOf}, {"country", a.Country}, {"sector", a.Sector}} {
		if part.value != "" {
			fmt.Fprintf(out, "; %s %s", part.name, part.value)
		}
	}
	if o, ok := b.outlets[a.ID]; ok {
		fmt.Fprintf(out, "; owner %s", o.Owner)
	}
	out.WriteByte('\n')
	for _, p := range b.actors[b.ids[a.ID]].periods {
		if p.from != 0 || p.to != 0 {
			fmt.Fprintf(out, "  %s to %s: %s\n", p.from, p.to, strings.TrimSpace(p.office+" "+p.sideOf))
		}
	}
}

// String writes a day as ISO 8601, "…" where it is open.
func (d day) String() string {
	if d == 0 {
		return "…"
	}
	return fmt.Sprintf("%04d-%02d-%02d", d/10000, d/100%100, d%100)
}
