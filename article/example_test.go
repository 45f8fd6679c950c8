package article_test

import (
	"fmt"

	"github.com/parley-desk/parley/article"
	"github.com/parley-desk/parley/claim"
)

// A text may begin with a header; what cannot become a report says why.
func ExamplePlain() {
	report, err := article.Plain([]byte("Title: Talks resume\nPublished: 8 November 2025\n\nThe talks go on, a mediator said."))
	fmt.Println(report.Title, report.Published, err)
	_, err = article.Plain([]byte("the \x93peace\x94"))
	fmt.Println(err)
	// Output:
	// Talks resume 2025-11-08 <nil>
	// the text is not UTF-8: byte 0x93 at offset 4; convert it first, for example with iconv -f WINDOWS-1252 -t UTF-8
}

// A fetched page comes back with what it says of itself, its parts apart.
func ExampleRead() {
	report, err := article.Read(&claim.Document{URL: "https://courier.example/2031/03/05/talks?utm_source=feed", Type: "text/html", Body: []byte(`<!doctype html>
<html lang="en"><title>Talks resume | The Sarn Courier</title><meta property="og:site_name" content="The Sarn Courier">
<nav><a href="/">Home</a></nav><article><h1>Talks resume</h1><p class="byline">By A. Writer</p>
<p>The two delegations met in Ostrel on Wednesday for the fifth time, a mediator said.</p>
<figure><img src="x.jpg"><figcaption>The hotel in which they met.</figcaption></figure>
<aside>Read also: the road to Ostrel</aside></article>`)})
	fmt.Println(report.Title, "|", report.Outlet, "|", report.Authors, "|", report.Published, report.DateBasis, err)
	fmt.Println(report.URL)
	fmt.Println(report.Text)
	for _, part := range report.Parts {
		fmt.Println(part.Kind, part.Span)
	}
	// Output:
	// Talks resume | The Sarn Courier | [A. Writer] | 2031-03-05 url <nil>
	// https://courier.example/2031/03/05/talks
	// The two delegations met in Ostrel on Wednesday for the fifth time, a mediator said.
	//
	// The hotel in which they met.
	// body {0 83}
	// caption {85 113}
}
