package account

import (
	"fmt"
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/parley-desk/parley/claim"
)

// filled sets every field of a value to something that no other field has: what
// the layout forgets, or puts into another's place, is then seen.
func filled(v reflect.Value, n *int) {
	*n++
	switch v.Kind() {
	case reflect.String:
		v.SetString(fmt.Sprint("text ", *n))
	case reflect.Int:
		v.SetInt(int64(*n))
	case reflect.Uint64:
		v.SetUint(uint64(*n))
	case reflect.Float64:
		v.SetFloat(float64(*n) / 2)
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		filled(v.Elem(), n)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		filled(v.Index(0), n)
		filled(v.Index(1), n)
	case reflect.Struct:
		for i := range v.NumField() {
			if name := v.Type().Field(i).Name; name != "Path" && name != "Body" && name != "Version" { // what only --explain shows; set apart; not kept
				filled(v.Field(i), n)
			}
		}
	default:
		panic("no value for " + v.Type().String())
	}
}

// Every field of every type of a contribution is kept, in its own place: a field
// that is added and not written down in the layout fails here.
func TestEveryFieldIsKept(t *testing.T) {
	t.Parallel()
	n := 0
	whole := func(number int) *Contribution {
		c := &Contribution{}
		filled(reflect.ValueOf(c).Elem(), &n)
		c.Version = Version{Report: fmt.Sprint("report ", number), Number: 1, Available: "2031-03-04"}
		c.Rows = nil
		for _, kind := range claim.Kinds {
			for range 2 {
				var row Row
				filled(reflect.ValueOf(&row).Elem(), &n)
				row.Kind, row.Body = kind, claim.NewBody(kind)
				filled(reflect.ValueOf(row.Body).Elem(), &n)
				c.Rows = append(c.Rows, row)
			}
		}
		return c
	}
	all := []*Contribution{whole(1), {Version: Version{Report: "of nothing"}}, whole(2)}
	data := AppendSheaf(nil, all)
	for cores := range 4 {
		again := make([]*Contribution, len(all))
		for i, c := range all {
			again[i] = &Contribution{Version: c.Version}
		}
		if err := ReadSheaf(bytesAt(data), Want{}, cores+1, again); err != nil {
			t.Fatal(err)
		}
		for i := range all {
			if diff := cmp.Diff(all[i], again[i], cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("on %d cores, report %d: %s", cores+1, i, diff)
			}
		}
	}
	some := []*Contribution{nil, nil, {Version: all[2].Version}}
	if err := ReadSheaf(bytesAt(data), Want{Kinds: []claim.Kind{claim.KindBreach}, NoSketches: true}, 2, some); err != nil {
		t.Fatal(err)
	}
	want := *all[2].Of([]claim.Kind{claim.KindBreach})
	want.Sketch, want.Quotes = nil, nil
	if diff := cmp.Diff(&want, some[2], cmpopts.EquateEmpty()); diff != "" || some[0] != nil {
		t.Errorf("of one report, one kind: %s", diff)
	}
}

// Bytes that are cut or changed anywhere are refused or give what they said, and never end the program.
func TestBrokenSheavesAreRefused(t *testing.T) {
	t.Parallel()
	n := 0
	c := &Contribution{}
	filled(reflect.ValueOf(c).Elem(), &n)
	c.Rows = nil
	data := c.Append(nil)
	for at := range data {
		if _, err := Decode(Version{}, data[:at]); err == nil {
			t.Errorf("cut after %d of %d bytes: no error", at, len(data))
		}
		changed := append([]byte{}, data...)
		changed[at] ^= 0x41
		if again, err := Decode(Version{}, changed); err == nil && !cmp.Equal(again.Sketch, c.Sketch) {
			t.Errorf("byte %d changed: no error, and another text", at)
		}
	}
}
