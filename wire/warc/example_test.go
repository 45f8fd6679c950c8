package warc_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/wire/warc"
)

// A document that was fetched is kept as an archive, which any tool for web
// archives reads, and comes back as it was.
func Example() {
	body := []byte("<p>Talks resumed in Veldt.</p>")
	sum := sha256.Sum256(body)
	kept, err := warc.Pack(&claim.Document{
		URL: "https://veldt.example/talks", Fetched: "2025-11-08T06:40:00Z", Status: 200, Type: "text/html",
		Headers: "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n", SHA256: hex.EncodeToString(sum[:]), Body: body,
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for d, err := range warc.Documents(bytes.NewReader(kept), warc.Limits{}) {
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Println(d.Fetched, d.URL, string(d.Body))
	}
	// Output: 2025-11-08T06:40:00Z https://veldt.example/talks <p>Talks resumed in Veldt.</p>
}
