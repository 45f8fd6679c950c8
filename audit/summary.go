package audit

import (
	"fmt"
	"strings"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/sheet"
)

// Text is a score for people.
func (s *Score) Text(t sheet.Terminal) string {
	l := sheet.NewLines(nil, t)
	l.Line(0, sheet.Body, fmt.Sprintf("%d audited reports, %d of them complete", s.Reports, s.Complete))
	if len(s.Kinds) == 0 {
		l.Line(0, sheet.Body, "No claim was judged.")
		return string(l.Bytes())
	}
	l.Heading("Claims", "precision of those judged; recall in complete reports")
	for _, row := range s.KindRows() {
		l.Row(2, sheet.Body, row[0], labelColumn, fmt.Sprintf("%5s right %5s wrong   precision %-5s recall %s", row[1], row[2], row[3], row[4]))
	}
	if len(s.Fields) > 0 {
		l.Heading("Fields", "of right claims")
		for _, f := range s.Fields {
			l.Row(2, sheet.Body, string(f.Kind)+" "+f.Field, 2*labelColumn, fmt.Sprintf("%5d right %5d wrong", f.Right, f.Wrong))
		}
	}
	return string(l.Bytes())
}

// KindRows are the scores of the kinds as cells: kind, right, wrong, precision, recall.
func (s *Score) KindRows() [][]string {
	var rows [][]string
	for i := range s.Kinds {
		k := &s.Kinds[i]
		p, okP := k.Precision()
		r, okR := k.Recall()
		rows = append(rows, []string{string(k.Kind), fmt.Sprint(k.Right), fmt.Sprint(k.Wrong), share(p, okP), share(r, okR)})
	}
	return rows
}

// FieldRows are the scores of the fields of one kind as one cell each: "value 12/14".
func (s *Score) FieldRows(kind claim.Kind) string {
	var all []string
	for _, f := range s.Fields {
		if f.Kind == kind {
			all = append(all, fmt.Sprintf("%s %d/%d", f.Field, f.Right, f.Right+f.Wrong))
		}
	}
	return strings.Join(all, ", ")
}

// share writes a share as the field does, a dash where there is none.
func share(v float64, ok bool) string {
	if !ok {
		return "-"
	}
	return strings.TrimPrefix(fmt.Sprintf("%.3f", v), "0")
}
