package sheet

import (
	"encoding/json"
	"flag"
	"os"
	"testing"

	"github.com/parley-desk/parley/claim"
)

var update = flag.Bool("update", false, "write the golden files anew")

// valdara is a hand-written record with every kind of claim, of an invented
// report about an invented country.
func valdara(t testing.TB) Sheet {
	t.Helper()
	var s Sheet
	s.Record = &claim.Record{}
	load(t, "valdara.report.json", &s.Report)
	load(t, "valdara.record.json", s.Record)
	return s
}

func load(t testing.TB, name string, into any) {
	t.Helper()
	data, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, into); err != nil {
		t.Fatal(err)
	}
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile("testdata/"+name, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != string(want) {
		t.Errorf("%s differs; look at it and run with -update:\n%s", name, got)
	}
}

func TestFixtureIsARightRecord(t *testing.T) {
	t.Parallel()
	s := valdara(t)
	if err := claim.Check(s.Record, s.Report.Text); err != nil {
		t.Error(err)
	}
}

func TestAppendText(t *testing.T) {
	t.Parallel()
	golden(t, "valdara.txt", AppendText(nil, valdara(t), Terminal{Width: 80}, Options{}))
	golden(t, "valdara.explained.txt", AppendText(nil, valdara(t), Terminal{Width: 80}, Options{Explain: true}))
	golden(t, "valdara.narrow.txt", AppendText(nil, valdara(t), Terminal{Width: 44, Color: true}, Options{}))
}
