package claim_test

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/parley-desk/parley/claim"
)

// A record that somebody else made is read, held to the contract and to its
// report, and its figures listed with their words.
func ExampleCheck() {
	const text = "At least 73 people were killed, the mission said."
	line := `{"record":1,"reader":{"name":"by hand","version":"1","engine":""},"id":"a",
		"report":{"language":"en","length":49,"sha256":"` + strings.Repeat("0", 64) + `"},
		"names":[],"times":[],"places":[],"actors":[],
		"claims":[{"id":"figure-1","kind":"figure","span":[0,18],"sentence":[0,49],
			"by":[{"text":"the mission","span":[32,43]}],
			"polarity":"positive","certainty":"asserted","tense":"past","confidence":1,"rule":"hand",
			"measure":"killed","value":73,"low":74,"wording":"at least"}]}`

	var r claim.Record
	if err := json.Unmarshal([]byte(line), &r); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(claim.Check(&r, text))

	words := claim.NewText(text)
	for _, c := range r.Claims {
		if f, ok := c.Body.(*claim.Figure); ok {
			quoted, _ := words.Cut(c.Span)
			fmt.Printf("%s %g: %q, by %s\n", f.Measure, *f.Value, quoted, c.By[0].Text)
		}
	}
	// Output:
	// claims[0].low: is at most value; got "74"
	// report.sha256: is the hash of the text; got "000000000000000000000000000000000000000000000000000000000000…"
	// killed 73: "At least 73 people", by the mission
}
