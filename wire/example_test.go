package wire_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/wire"
)

// One look at a source tells what it is and what would be fetched of it.
func ExampleWire_Look() {
	site := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/feed":
			fmt.Fprint(rw, `<rss version="2.0"><channel><title>Invented Gazette</title>
				<item><title>Talks resume</title><link>/talks</link></item>
				<item><title>For members</title><link>/members</link></item></channel></rss>`)
		case "/talks":
			fmt.Fprint(rw, "<html><p>The talks resumed.</p></html>")
		case "/robots.txt":
			fmt.Fprint(rw, "User-agent: *\nDisallow: /members\n")
		}
	}))
	defer site.Close()

	w := wire.New(wire.Options{
		Agent: "Parley/1.0", Contact: "desk@gazette.example",
		Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}, // the example's own server
		Pace:  wire.Pace{Every: -1},
	})
	defer w.Close()
	found, err := w.Look(context.Background(), claim.Source{ID: "gazette", Address: site.URL + "/feed"}, claim.SourceState{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(found.Kind, found.Title)
	for _, d := range found.Documents {
		fmt.Println(d.Status, d.Item.Title, len(d.Body))
	}
	for _, m := range found.Missed {
		fmt.Println(m.Code)
	}
	// Output:
	// feed Invented Gazette
	// 200 Talks resume 38
	// robots
}

// A fault says what is wrong and what to do.
func ExampleFetcher_Fetch() {
	f := wire.NewFetcher(wire.Options{})
	defer f.Close()
	_, err := f.Fetch(context.Background(), wire.Request{URL: "http://169.254.169.254/latest/meta-data/"})
	fmt.Println(wire.FaultOf(err).Code)
	fmt.Println(err)
	// Output:
	// private_address
	// http://169.254.169.254/latest/meta-data/ leads to 169.254.169.254, an address of private or special use, and is not asked: if that is meant, allow its network (--allow 169.254.169.254/32)
}
