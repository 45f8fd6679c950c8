package article

import (
	"testing"

	"github.com/parley-desk/parley/claim"
)

func TestContinue(t *testing.T) {
	t.Parallel()
	page := func(words string) *claim.Document {
		return &claim.Document{Type: "text/html", Body: []byte("<html lang=en><title>The siege</title><article><h1>The siege</h1>" + words + "</article>")}
	}
	const one, two = "On the first day of the siege the baker of Orm sold all his bread by nine – and closed.", "On the second day he sold none, because nobody believed that he would have any."
	r, err := Read(page("<p>" + one))
	if err != nil {
		t.Fatal(err)
	}
	if err := Continue(r, page("<p>"+two)); err != nil || r.Text != one+"\n\n"+two || r.Parts != nil {
		t.Errorf("%+v, %v", r, err)
	}
	if err := Continue(r, page("<p>"+one+"<table><tr><td>bread<td>wages<tr><td>1<td>2<tr><td>3<td>4</table>")); err != nil || len(r.Parts) < 3 || !partsFit(r.Parts, r.Text) {
		t.Errorf("%+v, %v", r, err)
	}
	text := []rune(r.Text)
	for _, p := range r.Parts {
		if p.Kind == claim.PartTable && string(text[p.Span.Start:p.Span.Start+5]) != "bread" {
			t.Errorf("the table is %q", string(text[p.Span.Start:p.Span.End]))
		}
	}
	before := *r
	if err := Continue(r, page("")); err == nil || r.Text != before.Text || len(r.Parts) != len(before.Parts) {
		t.Errorf("of an empty page: %v", err)
	}
}
