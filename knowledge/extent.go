package knowledge

import "github.com/parley-desk/parley/knowledge/gazetteer"

// strayKm is how far, in km, a place may lie from where a table has it and still be that place.
const strayKm = 60

// Extent is how far from its point a place reaches, in km: of a region, border,
// water or the like, as the tables have it. It is 0 where they have none, as of
// towns, and where no place of that name and kind lies there.
func (b *Base) Extent(p Place) int {
	room := b.rooms.Get().(*[]candidate)
	defer b.rooms.Put(room)
	for _, c := range b.candidates((*room)[:0], p.Name) {
		if found := b.place(&c); found.Kind == p.Kind && gazetteer.Distance(found.Lat, found.Lon, p.Lat, p.Lon) <= strayKm {
			if km := b.extent(c); km > 0 {
				return km
			}
		}
	}
	return 0
}
