package knowledge

import (
	"time"

	"github.com/parley-desk/parley/claim"
)

// forces are the words by which the armed forces of a state go, all of them.
var forces = [...]string{" army", " military", " armed forces", "'s army", "'s military"}

// Army is the armed forces of a state as the base knows them under its name or its people's ("Thai army" for
// THA), whatever the words for them: the military, the army and the armed forces of a state are one actor.
func (b *Base) Army(iso string, on time.Time) (Actor, bool) {
	for i := range b.states {
		if b.states[i].iso3 != iso {
			continue
		}
		for _, word := range forces {
			for _, name := range append([]string{b.states[i].name}, b.states[i].demonyms...) {
				if a, ok := b.Actor(name+word, on); ok && a.Sector == "MIL" && a.Kind == claim.ActorGovernment && a.Country == iso {
					return a, true
				}
			}
		}
	}
	return Actor{}, false
}
