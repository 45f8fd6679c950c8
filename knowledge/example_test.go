package knowledge_test

import (
	"fmt"
	"time"

	"github.com/parley-desk/parley/knowledge"
)

// What is known of a name on a day: who bears it, in which office, by which row of the tables.
func ExampleBase_Know() {
	base, err := knowledge.Load()
	if err != nil {
		fmt.Println(err)
		return
	}
	d := base.Know("Hakan Fidan", time.Date(2022, 1, 1, 0, 0, 0, 0, time.UTC))
	who := d.Actors[0]
	fmt.Println(who.ID, "was", who.Office, "for", who.SideOf)
	// Output: person:hakan-fidan was Head of the National Intelligence Organization for TUR.mit
}

// Why a name means one place rather than another in a report.
func ExampleBase_Explain() {
	base, err := knowledge.Load()
	if err != nil {
		fmt.Println(err)
		return
	}
	text := "A school in Paris, Texas was closed."
	all, _ := base.Explain([]knowledge.Mention{{Text: "Paris", Start: 12, End: 17}, {Text: "Texas", Start: 19, End: 24}}, knowledge.Context{Text: text})
	best := all[0].Candidates[0]
	fmt.Println(best.Name, "in", best.Admin1, "because of the words with", best.With)
	// Output: Paris in Texas because of the words with Texas
}
