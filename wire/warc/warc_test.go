package warc

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/gzip"
	"pgregory.net/rapid"

	"github.com/parley-desk/parley/claim"
)

// raw writes a record by hand, so that the reader is held to the standard and not to our writer.
func raw(version, fields, block string) string {
	return "WARC/" + version + "\r\n" + strings.ReplaceAll(fields, "\n", "\r\n") + fmt.Sprintf("\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", len(block), block)
}

const answer = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nServer: invented\r\n\r\n<p>Talks resumed in Veldt.</p>"

var (
	infoRecord     = raw("1.0", "WARC-Type: warcinfo\nWARC-Date: 2025-11-08T06:40:00Z\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000001>\nContent-Type: application/warc-fields", "software: by hand\r\n")
	responseRecord = raw("1.1", "WARC-Type: response\nWARC-Target-URI: https://veldt.example/talks\nWARC-Date: 2025-11-08T06:41:00.5Z\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000002>\nContent-Type: application/http; msgtype=response", answer)
	requestRecord  = raw("1.0", "WARC-Type: request\nWARC-Target-URI: <https://veldt.example/talks>\nWARC-Date: 2025-11-08T06:41:00Z\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000003>\nContent-Type: application/http; msgtype=request", "GET /talks HTTP/1.1\r\n\r\n")
)

// packed packs each part as a gzip member of its own.
func packed(parts ...string) string {
	var out bytes.Buffer
	for _, part := range parts {
		w := gzip.NewWriter(&out)
		_, _ = io.WriteString(w, part)
		_ = w.Close()
	}
	return out.String()
}

// readAll reads an archive to its end.
func readAll(in io.Reader, limits Limits) (records []*Record, faults []*Fault) {
	r := NewReader(in, limits)
	for {
		record, err := r.Next()
		if errors.Is(err, io.EOF) {
			return records, faults
		}
		var f *Fault
		if errors.As(err, &f) {
			faults = append(faults, f)
			continue
		}
		records = append(records, record)
	}
}

func TestReadByHand(t *testing.T) {
	t.Parallel()
	plain := infoRecord + responseRecord + requestRecord
	whole := []int64{0, 0, 0}
	byRecord := []int64{0, int64(len(packed(infoRecord))), int64(len(packed(infoRecord, responseRecord)))}
	for name, test := range map[string]struct {
		in      string
		offsets []int64
	}{
		"not packed":            {plain, []int64{0, int64(len(infoRecord)), int64(len(infoRecord + responseRecord))}},
		"packed by the record":  {packed(infoRecord, responseRecord, requestRecord), byRecord},
		"packed as a whole":     {packed(plain), whole},
		"line feeds alone":      {strings.ReplaceAll(infoRecord, "\r\n", "\n") + responseRecord + requestRecord, nil},
		"members cut anywhere":  {packed(plain[:100], plain[100:333], plain[333:]), nil},
		"empty member":          {packed(infoRecord, "", responseRecord, requestRecord), nil},
		"more line ends at end": {plain + "\r\n\r\n\r\n", nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			in := test.in
			if name == "line feeds alone" { // the block's own line end is one byte shorter now
				in = strings.Replace(in, "Content-Length: 19", "Content-Length: 18", 1)
			}
			records, faults := readAll(strings.NewReader(in), Limits{})
			if len(faults) > 0 || len(records) != 3 {
				t.Fatalf("%d records, %v", len(records), faults)
			}
			var types []Type
			var offsets []int64
			for _, r := range records {
				types, offsets = append(types, r.Type()), append(offsets, r.Offset)
			}
			if !slices.Equal(types, []Type{Info, Response, Request}) || records[1].Version != "1.1" || records[2].Target() != "https://veldt.example/talks" || string(records[1].Block) != answer {
				t.Errorf("%v %+v", types, records[1])
			}
			if test.offsets != nil && !slices.Equal(offsets, test.offsets) {
				t.Errorf("offsets %v, want %v", offsets, test.offsets)
			}
		})
	}
}

func TestDocumentByHand(t *testing.T) {
	t.Parallel()
	var got []*claim.Document
	for d, err := range Documents(strings.NewReader(infoRecord+responseRecord+requestRecord), Limits{}) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, d)
	}
	body := "<p>Talks resumed in Veldt.</p>"
	want := []*claim.Document{{URL: "https://veldt.example/talks", Fetched: "2025-11-08T06:41:00.5Z", Status: 200, Type: "text/html; charset=utf-8",
		Headers: "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nServer: invented\r\n", SHA256: sha256Hex([]byte(body)), Body: []byte(body)}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestWhichDocuments(t *testing.T) {
	t.Parallel()
	response := func(target, head string) string {
		return raw("1.0", "WARC-Type: response\nWARC-Target-URI: "+target+"\nWARC-Date: 2025-11-08T06:41:00Z\nWARC-Record-ID: <urn:x:1>\nContent-Type: application/http", head+"\r\n\r\nx")
	}
	tests := []struct {
		name, in string
		want     bool
	}{
		{"page", response("https://veldt.example/", "HTTP/1.1 200 OK\r\nContent-Type: text/html"), true},
		{"no type", response("https://veldt.example/", "HTTP/1.1 200 OK"), true},
		{"browser's status line", response("https://veldt.example/", "HTTP/2 200"), true},
		{"gone", response("https://veldt.example/", "HTTP/1.1 410 Gone\r\nContent-Type: text/html"), true},
		{"redirect", response("https://veldt.example/", "HTTP/1.1 302 Found\r\nContent-Type: text/html"), false},
		{"picture", response("https://veldt.example/a.png", "HTTP/1.1 200 OK\r\nContent-Type: image/png"), false},
		{"robots.txt", response("https://veldt.example/robots.txt", "HTTP/1.1 200 OK\r\nContent-Type: text/plain"), false},
		{"screenshot", response("urn:view:https://veldt.example/", "HTTP/1.1 200 OK\r\nContent-Type: text/html"), false},
		{"conversion", raw("1.0", "WARC-Type: conversion\nWARC-Target-URI: https://veldt.example/\nWARC-Date: 2025-11-08T06:41:00Z\nContent-Type: text/plain", "Talks."), true},
		{"resource", raw("1.0", "WARC-Type: resource\nWARC-Target-URI: https://veldt.example/a.pdf\nWARC-Date: 2025-11-08\nContent-Type: application/pdf", "%PDF-"), true},
		{"revisit", raw("1.0", "WARC-Type: revisit\nWARC-Target-URI: https://veldt.example/\nWARC-Date: 2025-11-08T06:41:00Z\nContent-Type: application/http", answer), false},
		{"name server", raw("1.0", "WARC-Type: response\nWARC-Target-URI: dns:veldt.example\nWARC-Date: 2025-11-08T06:41:00Z\nContent-Type: text/dns", "x"), false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			count := 0
			for _, err := range Documents(strings.NewReader(test.in), Limits{}) {
				if err != nil {
					t.Fatal(err)
				}
				count++
			}
			if (count == 1) != test.want {
				t.Errorf("%d documents", count)
			}
		})
	}
}

// A file that breaks off anywhere gives the records before, and where the broken one began.
func TestTruncated(t *testing.T) {
	t.Parallel()
	for name, parts := range map[string][]string{
		"not packed": {infoRecord, responseRecord, requestRecord},
		"packed":     {packed(infoRecord), packed(responseRecord), packed(requestRecord)},
	} {
		in := strings.Join(parts, "")
		for cut := 1; cut < len(in); cut++ {
			whole, offset := 0, 0
			for offset+len(parts[whole]) <= cut {
				offset += len(parts[whole])
				whole++
			}
			records, faults := readAll(strings.NewReader(in[:cut]), Limits{})
			ended := offset == cut || name == "not packed" && len(records) == whole+1 // only the line ends after the block are missing
			switch {
			case len(records) < whole || len(records) > whole+1:
				t.Fatalf("%s, cut at %d: %d records, want %d", name, cut, len(records), whole)
			case ended && len(faults) == 0:
			case len(faults) != 1 || faults[0].Code != Truncated && cut-offset > 2 || len(records) == whole && faults[0].Offset != int64(offset):
				t.Fatalf("%s, cut at %d: %v, want truncated at %d", name, cut, faults, offset)
			}
		}
	}
}

func TestHostile(t *testing.T) {
	t.Parallel()
	head := "WARC/1.0\r\nWARC-Type: response\r\n"
	tests := []struct {
		name, in string
		code     Code
		says     string
	}{
		{"no archive", "<html>", Syntax, "is this a WARC file?"},
		{"a version to come", "WARC/2.0\r\n\r\n", Syntax, `"2.0"`},
		{"no length", head + "\r\n", Syntax, "no Content-Length"},
		{"a negative length", head + "Content-Length: -1\r\n\r\n", Syntax, `"-1"`},
		{"a signed length", head + "Content-Length: +1\r\n\r\nx", Syntax, `"+1"`},
		{"two lengths", head + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nxx", Syntax, "1, 2"},
		{"a length beyond 64 bits", head + "Content-Length: 99999999999999999999\r\n\r\n", Syntax, "9999"},
		{"a length beyond the file", head + "Content-Length: 999999999999\r\n\r\nx", Truncated, "promises 999999999999 bytes, 1 are there"},
		{"a length just within the bound", head + "Content-Length: 1000\r\n\r\nx", Truncated, "ends within this record"},
		{"an endless header", head + strings.Repeat("A: b\r\n", 20_000), TooLong, "header"},
		{"an endless line", head + "A: " + strings.Repeat("b", 200_000), TooLong, "header"},
		{"no field", head + "nothing here\r\n\r\n", Syntax, "line 3"},
		{"broken packing", packed(infoRecord)[:40] + "\xff\xff\xff\xff\xff" + packed(infoRecord)[45:], Damaged, "cannot be read on"},
		{"a bomb", packed(head + "Content-Length: 100000000\r\n\r\n" + strings.Repeat("\x00", 100_000_000)), TooLong, "bomb"},
		{"another digest", raw("1.0", "WARC-Type: resource\nWARC-Block-Digest: sha1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "x"), Digest, "sha1:AAAA"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			_, faults := readAll(strings.NewReader(test.in), Limits{Block: 1 << 20, Ratio: 10})
			if len(faults) != 1 || faults[0].Code != test.code || !strings.Contains(faults[0].Error(), test.says) {
				t.Errorf("got %v, want one %s: …%s…", faults, test.code, test.says)
			}
		})
	}
}

// One bad record costs no other its place.
func TestReadsOn(t *testing.T) {
	t.Parallel()
	long := raw("1.0", "WARC-Type: resource", strings.Repeat("x", 5000))
	wrong := raw("1.0", "WARC-Type: resource\nWARC-Block-Digest: sha256:00", "x")
	for name, in := range map[string]string{
		"too long":                 long + responseRecord,
		"too long, packed":         packed(long, responseRecord),
		"another digest":           wrong + responseRecord,
		"no header, packed":        packed("what is this?\r\n"+strings.Repeat("y", 100_000), responseRecord),
		"no length, packed":        packed("WARC/1.0\r\nWARC-Type: resource\r\n\r\n", responseRecord),
		"a long line, packed":      packed("WARC/1.0\r\nA: "+strings.Repeat("y", 100_000), responseRecord),
		"a wrong version, packed":  packed("WARC/7\r\n", responseRecord),
		"too long beside the rest": packed(long + responseRecord),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			records, faults := readAll(strings.NewReader(in), Limits{Block: 2000})
			if len(faults) != 1 || len(records) != 1 || records[0].Type() != Response || records[0].Number != 2 {
				t.Errorf("%d records, %v", len(records), faults)
			}
		})
	}
}

// What is written is read again, whatever it is, packed or not.
func TestWriteRead(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		pack := rapid.Bool().Draw(t, "packed")
		var out bytes.Buffer
		w := NewWriter(&out, pack)
		var want []*Record
		for range rapid.IntRange(0, 4).Draw(t, "records") {
			r := someRecord(t)
			r.Number, r.Offset = len(want)+1, w.Offset()
			if err := w.Write(r); err != nil {
				t.Fatal(err)
			}
			r.Header = append(r.Header, Field{fieldDigest, label(r.Block)}, Field{fieldLength, fmt.Sprint(len(r.Block))})
			want = append(want, r)
		}
		got, faults := readAll(&out, Limits{})
		if diff := cmp.Diff(want, got); diff != "" || len(faults) > 0 {
			t.Fatalf("%v\n%s", faults, diff)
		}
	})
}

func someRecord(t *rapid.T) *Record {
	r := &Record{Version: "1.1", Header: Header{{fieldType, string(rapid.SampledFrom([]Type{Info, Response, Request, Resource, Revisit, Metadata, Conversion}).Draw(t, "type"))},
		{fieldID, "<urn:uuid:x>"}, {fieldDate, "2025-11-08T06:40:00Z"}}}
	for range rapid.IntRange(0, 3).Draw(t, "fields") {
		name := rapid.StringMatching(`[A-Za-z][-A-Za-z0-9]{0,20}`).Filter(func(n string) bool { return !strings.EqualFold(n, fieldLength) && !strings.EqualFold(n, fieldDigest) }).Draw(t, "name")
		value := rapid.StringMatching(`([^\x00-\x20\x7f-\xa0\x{FFFD}\s\pZ\pC][^\x00-\x1f\x7f\x{FFFD}\r\n]{0,30}[^\x00-\x20\x7f-\xa0\x{FFFD}\s\pZ\pC])?`).Draw(t, "value")
		r.Header = append(r.Header, Field{name, value})
	}
	r.Block = rapid.SliceOfN(rapid.Byte(), 0, 3000).Draw(t, "block")
	return r
}

// A field may not smuggle another line into a header.
func TestWriteRefuses(t *testing.T) {
	t.Parallel()
	for _, f := range []Field{{"A", "b\r\nWARC-Type: warcinfo"}, {"A", "b\n"}, {"A b", "c"}, {"", "c"}, {"A", " b"}, {"A", "\xff"}, {"A", strings.Repeat("x", 70_000)}} {
		r := &Record{Header: Header{{fieldType, "resource"}, {fieldID, "<urn:x>"}, {fieldDate, "2025-11-08T06:40:00Z"}, f}}
		if err := NewWriter(io.Discard, true).Write(r); err == nil {
			t.Errorf("%q was written", f)
		}
	}
	if err := NewWriter(io.Discard, true).Write(&Record{Header: Header{{fieldType, "resource"}}}); err == nil {
		t.Error("a record without an id was written")
	}
}
