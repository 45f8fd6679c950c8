package draft

import (
	"strconv"

	"github.com/parley-desk/parley/claim"
)

// Add puts a claim into the draft, gives it its id and returns it. The id is
// made of kind and span, and of a counter from the second claim with the same
// two on, so that a newer reader gives the same claim the same id.
func (d *Draft) Add(c claim.Claim) *claim.Claim {
	if d.ids == nil {
		d.ids, d.at = map[string]int{}, map[string]int{}
	}
	c.In = d.In
	id := string(c.Kind) + "-" + c.In + strconv.Itoa(c.Span.Start) + "-" + strconv.Itoa(c.Span.End)
	d.ids[id]++
	if n := d.ids[id]; n > 1 {
		id += "-" + strconv.Itoa(n)
	}
	c.ID = id
	d.at[id] = len(d.Claims)
	d.Claims = append(d.Claims, c)
	return &d.Claims[len(d.Claims)-1]
}

// Take puts a claim of another draft of the same report into this one, with the id and links that it has.
func (d *Draft) Take(c claim.Claim) {
	if d.ids == nil {
		d.ids, d.at = map[string]int{}, map[string]int{}
	}
	d.at[c.ID] = len(d.Claims)
	d.Claims = append(d.Claims, c)
}

// Claim finds a claim by id, nil where there is none.
func (d *Draft) Claim(id string) *claim.Claim {
	if i, ok := d.at[id]; ok && i < len(d.Claims) && d.Claims[i].ID == id {
		return &d.Claims[i]
	}
	for i := range d.Claims { // a stage has moved claims since they were added
		if d.Claims[i].ID == id {
			d.at[id] = i
			return &d.Claims[i]
		}
	}
	return nil
}
