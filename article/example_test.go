package article_test

import (
	"fmt"

	"github.com/parley-desk/parley/article"
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
