package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/parley-desk/parley/audit"
)

// measureAudit measures the program on a gold file of `parley audit`; nil where none was named.
func measureAudit(o options) (*audit.Score, error) {
	if o.audit == "" || len(o.only) > 0 && !slices.Contains(o.only, "audit") {
		return nil, nil
	}
	file, err := os.Open(o.audit)
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }()
	rows, err := audit.ReadGold(file)
	if err != nil {
		return nil, fmt.Errorf("%s, %w", o.audit, err)
	}
	w := workshop{options: o, dir: filepath.Join(o.work, "audit")}
	if err := os.MkdirAll(w.dir, 0o755); err != nil {
		return nil, err
	}
	inputs, err := unlabelled(rows)
	if err != nil {
		return nil, err
	}
	if err := w.readInputs(inputs); err != nil {
		return nil, err
	}
	records, err := w.records()
	if err != nil {
		return nil, err
	}
	score := audit.Measure(rows, records)
	return &score, nil
}

// unlabelled are the reports of a gold file as the program reads them, without what was judged.
func unlabelled(rows []audit.Row) ([]byte, error) {
	var out bytes.Buffer
	for _, r := range rows {
		line, err := json.Marshal(map[string]any{"id": r.ID, "text": r.Text, "title": r.Title, "outlet": r.Outlet, "url": r.URL, "published": r.Published, "updated": r.Updated, "authors": r.Authors})
		if err != nil {
			return nil, err
		}
		out.Write(append(line, '\n'))
	}
	return out.Bytes(), nil
}

// auditSection writes the part of the page on gold of our own.
func auditSection(s *audit.Score) string {
	if s == nil {
		return ""
	}
	var b strings.Builder
	fmt.Fprintf(&b, "## Audited by hand\n\n%d reports whose claims were judged one by one in `parley audit`; recall is over the %d of them in which what was missed is\nlabelled too. "+
		"New claims are where nobody has judged. Fields are of right claims: right of those judged.\n\n", s.Reports, s.Complete)
	var rows [][]string
	for i, row := range s.KindRows() {
		k := s.Kinds[i]
		rows = append(rows, append(row, fmt.Sprint(k.New), s.FieldRows(k.Kind)))
	}
	markdown(&b, []string{"kind", "right", "wrong", "precision", "recall", "new", "fields"}, rows)
	return b.String()
}
