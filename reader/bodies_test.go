package reader

import (
	"testing"

	"github.com/parley-desk/parley/claim"
)

// A resident of a place is not the place, one ministry is not another, and who commits a massacre promises nothing.
func TestWhoIsMeant(t *testing.T) {
	t.Parallel()
	r := newReader(t)
	rec, err := r.Read(claim.Report{ID: "b", Published: "2025-07-25", Text: "Thailand's interior ministry said 672 people had been moved, while the health ministry said three had died. " +
		"A resident of Nyaung Kone said that ten people had been killed in the strike. Armenia's army committed a massacre in the village on Monday, residents said."})
	if err != nil {
		t.Fatal(err)
	}
	speakers := map[string]string{}
	for i := range rec.Claims {
		switch b := rec.Claims[i].Body.(type) {
		case *claim.Statement:
			if b.Speaker != nil {
				speakers[b.Speaker.Text] = b.Speaker.Actor
			}
		case *claim.Commitment:
			t.Errorf("a commitment: %q", b.Content)
		}
	}
	for text, id := range speakers {
		if id == "person:nyaung-kone" {
			t.Errorf("%q is taken for the place", text)
		}
	}
	if a, b := speakers["health ministry"], speakers["Thailand's interior ministry"]; a == b || b == "" {
		t.Errorf("the ministries are %q and %q; all: %q", a, b, speakers)
	}
}
