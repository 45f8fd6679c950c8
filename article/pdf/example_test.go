package pdf_test

import (
	"fmt"
	"os"

	"github.com/parley-desk/parley/article/pdf"
)

// A report's text, and the page on which a piece of it stands.
func ExampleRead() {
	file, err := os.Open("testdata/typeset.pdf")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		fmt.Println(err)
		return
	}
	d, err := pdf.Read(file, info.Size(), pdf.Limits{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(d.Title)
	last := d.Pages[len(d.Pages)-1]
	fmt.Println("page", last.Number, string([]rune(d.Text)[last.Start:last.End][:36]))
	// Output:
	// Protection of Civilians in Veldt, Third Quarter 2025
	// page 3 1 Figures of the second quarter were
}
