package mail_test

import (
	"fmt"
	"strings"

	"github.com/parley-desk/parley/wire/mail"
)

func ExampleDocuments() {
	letter := "From: Orrin Wire <news@orrin.example>\nDate: Sat, 8 Nov 2025 06:40:00 +0500\nSubject: =?utf-8?q?Br=C3=BCcke?= reopened\nMessage-ID: <1@orrin.example>\n\nThe bridge is open.\n"
	for d, err := range mail.Documents(strings.NewReader(letter), mail.Limits{}) {
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Println(d.URL, d.Item.Published, d.Item.Outlet, d.Item.Title)
	}
	// Output: mid:1@orrin.example 2025-11-08T06:40:00+05:00 Orrin Wire Brücke reopened
}
