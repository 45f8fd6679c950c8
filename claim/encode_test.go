package claim_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/parley-desk/parley/claim"
)

// bodies draws the own fields of each kind.
var bodies = map[claim.Kind]*rapid.Generator[claim.Body]{
	claim.KindStatement:  draw[claim.Statement](),
	claim.KindEvent:      draw[claim.Event](),
	claim.KindFigure:     draw[claim.Figure](),
	claim.KindMeeting:    draw[claim.Meeting](),
	claim.KindCeasefire:  draw[claim.Ceasefire](),
	claim.KindCommitment: draw[claim.Commitment](),
	claim.KindBreach:     draw[claim.Breach](),
	claim.KindStatus:     draw[claim.Status](),
	claim.KindStake:      draw[claim.Stake](),
	claim.KindProjection: draw[claim.Projection](),
}

func draw[T any, P interface {
	*T
	claim.Body
}]() *rapid.Generator[claim.Body] {
	return rapid.Map(rapid.Make[T](), func(body T) claim.Body { return P(&body) })
}

// anyClaim draws a claim of a kind, its enumerations any strings: what is
// written must be read again whether or not it is valid.
func anyClaim(t *rapid.T, kind claim.Kind) claim.Claim {
	type head struct {
		ID             string
		Span, Sentence claim.Span
		By             []claim.Ref
		Polarity       claim.Polarity
		Background     bool
		Time           *claim.When
		Place          *claim.Where
		About          []claim.Link
		Confidence     float64
	}
	h := rapid.Make[head]().Draw(t, "head")
	return claim.Claim{ID: h.ID, Kind: kind, Span: h.Span, Sentence: h.Sentence, By: h.By, Polarity: h.Polarity, Background: h.Background,
		Time: h.Time, Place: h.Place, About: h.About, Confidence: h.Confidence, Body: bodies[kind].Draw(t, "body")}
}

func finite(c claim.Claim) bool {
	numbers := []*float64{&c.Confidence}
	switch b := c.Body.(type) {
	case *claim.Figure:
		numbers = append(numbers, b.Value, b.Low, b.High)
	case *claim.Projection:
		numbers = append(numbers, b.Probability)
	}
	for _, n := range numbers {
		if n != nil && (math.IsNaN(*n) || math.IsInf(*n, 0)) {
			return false
		}
	}
	return true
}

func TestClaimsSurviveWriting(t *testing.T) {
	t.Parallel()
	for _, kind := range claim.Kinds {
		t.Run(string(kind), func(t *testing.T) {
			t.Parallel()
			rapid.Check(t, func(t *rapid.T) {
				c := anyClaim(t, kind)
				if !finite(c) {
					t.SkipNow()
				}
				data, err := c.AppendJSON(nil)
				if err != nil {
					t.Fatal(err)
				}
				var again claim.Claim
				if err := json.Unmarshal(data, &again); err != nil {
					t.Fatalf("%v in %s", err, data)
				}
				if diff := cmp.Diff(c, again, cmpopts.EquateEmpty()); diff != "" {
					t.Fatalf("written and read (-, +):\n%s", diff)
				}
			})
		})
	}
}

// The reference for AppendJSON is encoding/json on the same types without
// their methods, the kind's fields after the claim's own.
func TestEncodingAgreesWithTheStandardLibrary(t *testing.T) {
	t.Parallel()
	for _, kind := range claim.Kinds {
		t.Run(string(kind), func(t *testing.T) {
			t.Parallel()
			rapid.Check(t, func(t *rapid.T) {
				c := anyClaim(t, kind)
				if c.By == nil {
					c.By = []claim.Ref{}
				}
				if s, ok := c.Body.(*claim.Statement); ok && s.ContentSpans == nil {
					s.ContentSpans = []claim.Span{}
				}
				got, err := c.AppendJSON(nil)
				want, wantErr := reference(c)
				if (err == nil) != (wantErr == nil) {
					t.Fatalf("error %v, the reference's %v", err, wantErr)
				}
				if err == nil && !bytes.Equal(got, want) {
					t.Fatalf("got  %s\nwant %s", got, want)
				}
			})
		})
	}
}

func reference(c claim.Claim) ([]byte, error) {
	type plain claim.Claim
	head, err := plainJSON(plain(c))
	if c.Place != nil { // written flat: see Claim.Place
		nested := fmt.Appendf(nil, `"place":{"place":%d,"basis":`, c.Place.Place)
		before, after, _ := bytes.Cut(head, nested)
		value, _ := plainJSON(c.Place.Basis)
		rest := after[min(len(value)+len("},"), len(after)):] // not up to the next "},": a basis of chance may hold that
		head = fmt.Appendf(nil, `%s"place":%d,"place_basis":%s,%s`, before, c.Place.Place, value, rest)
	}
	if err != nil || c.Body == nil {
		return head, err
	}
	body, err := plainJSON(c.Body)
	if err != nil || len(body) <= len("{}") {
		return head, err
	}
	return append(append(head[:len(head)-1], ','), body[1:]...), nil
}

func plainJSON(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), err
}

func TestStringsAreEscapedAsTheStandardLibraryDoes(t *testing.T) {
	t.Parallel()
	for _, s := range []string{"", "plain", "“quoted”", "\"\\/\b\f\n\r\t\x00\x1f\x7f", "<a href='x'>&amp;", "\u2028 and \u2029", "\xff\xfe bad \xe2\x80", "🕊 دری"} {
		got, err := (&claim.Claim{ID: s}).AppendJSON(nil)
		if err != nil {
			t.Fatal(err)
		}
		if want, _ := reference(claim.Claim{ID: s, By: []claim.Ref{}}); !bytes.Equal(got, want) {
			t.Errorf("%q: got %s, want %s", s, got, want)
		}
	}
}

func TestNumbersThatJSONLacksAreRefused(t *testing.T) {
	t.Parallel()
	for _, n := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		r := sample(t)
		body[*claim.Figure](r, aFigure).Value = &n
		if data, err := r.AppendJSON(nil); err == nil {
			t.Errorf("%g is written as %s", n, data)
		}
	}
}

func TestRecordSurvivesWriting(t *testing.T) {
	t.Parallel()
	r := sample(t)
	data, err := r.AppendJSON(nil)
	if err != nil {
		t.Fatal(err)
	}
	var again claim.Record
	if err := json.Unmarshal(data, &again); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(r, &again, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("written and read (-, +):\n%s", diff)
	}
	if err := claim.Check(&again, sampleText); err != nil {
		t.Error(err)
	}
}

// An empty record has all its lists: a consumer need not test for null.
func TestEmptyListsAreWritten(t *testing.T) {
	t.Parallel()
	data, err := (&claim.Record{}).AppendJSON(nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, list := range []string{"names", "times", "places", "actors", "claims"} {
		if !bytes.Contains(data, []byte(`"`+list+`":[]`)) {
			t.Errorf("no empty list %s in %s", list, data)
		}
	}
}

// The kinds' own fields may not hide a field of every claim.
func TestNoFieldHasTwoMeanings(t *testing.T) {
	t.Parallel()
	keys := func(t reflect.Type) map[string]bool {
		out := map[string]bool{}
		for i := range t.NumField() {
			out[t.Field(i).Tag.Get("json")] = true
		}
		return out
	}
	own := keys(reflect.TypeFor[claim.Claim]())
	for _, c := range sample(t).Claims {
		for key := range keys(reflect.TypeOf(c.Body).Elem()) {
			if own[key] {
				t.Errorf("%s: %s is a field of every claim too", c.Kind, key)
			}
		}
	}
}

func TestMalformedRecordsAreRefused(t *testing.T) {
	t.Parallel()
	for _, data := range []string{
		`{"claims":[{"kind":"rumour"}]}`, `{"claims":[{"kind":"event","trigger":[1]}]}`, `{"claims":[{"kind":"event","span":null}]}`,
		`{"claims":[{"kind":"statement","cue_span":[[1,2],3]}]}`, `{"claims":[{"kind":"statement","cue_span":"said"}]}`,
		`{"names":[{"ref":1.5}]}`, `{"names":[{"ref":{}}]}`, `{"claims":[{"kind":"figure","value":"5"}]}`,
	} {
		var r claim.Record
		if err := json.Unmarshal([]byte(data), &r); err == nil {
			t.Errorf("%s is taken for a record", data)
		}
	}
}

// FuzzRecord reads any bytes as a record. Whatever is taken for one can be
// validated and checked without panic, and is the same after writing and reading.
func FuzzRecord(f *testing.F) {
	f.Add([]byte(`{"claims":[{"kind":"statement","cue_span":[[1,2],[3,4]],"content_spans":[]}]}`))
	f.Add([]byte(`{"record":1,"names":[{"span":[0,4],"ref":0},{"span":[-1,9223372036854775807],"ref":"org:un"}],"claims":[{"kind":"figure","low":1e308,"about":[{"claim":"","how":"x"}]}]}`))
	f.Add([]byte(`{"claims":[{"kind":"event","in":"title","span":[5,1],"sentence":[0,99],"acled":{},"figures":["a","a"]}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var r claim.Record
		if json.Unmarshal(data, &r) != nil {
			return
		}
		_ = claim.Check(&r, "A text — with four dashes.")
		once, err := r.AppendJSON(nil)
		if err != nil {
			t.Fatal(err)
		}
		var again claim.Record
		if err := json.Unmarshal(once, &again); err != nil {
			t.Fatalf("%v in %s", err, once)
		}
		twice, err := again.AppendJSON(nil)
		if err != nil || !bytes.Equal(once, twice) {
			t.Fatalf("%v\nonce  %s\ntwice %s", err, once, twice)
		}
	})
}

func BenchmarkAppendRecord(b *testing.B) {
	r := largeRecord()
	data, err := r.AppendJSON(nil)
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		data, _ = r.AppendJSON(data[:0])
	}
}

func BenchmarkCheckRecord(b *testing.B) {
	r := largeRecord()
	b.ReportAllocs()
	for b.Loop() {
		_ = claim.Check(r, sampleText)
	}
}

// largeRecord is the sample with its claims many times over, as a long report has them.
func largeRecord() *claim.Record {
	r := sample(&testing.T{})
	claims := r.Claims
	for range 9 {
		r.Claims = append(r.Claims, claims...)
	}
	return r
}
