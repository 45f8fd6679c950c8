package warc

import (
	"strings"
	"time"
)

// Type is what a record holds.
type Type string

// The types of records (ISO 28500, 6).
const (
	Info       Type = "warcinfo"
	Response   Type = "response"
	Request    Type = "request"
	Resource   Type = "resource"
	Revisit    Type = "revisit"
	Metadata   Type = "metadata"
	Conversion Type = "conversion"
)

// The fields that every record has, and some that most have (ISO 28500, 5).
const (
	fieldType       = "WARC-Type"
	fieldID         = "WARC-Record-ID"
	fieldDate       = "WARC-Date"
	fieldLength     = "Content-Length"
	fieldMedia      = "Content-Type"
	fieldTarget     = "WARC-Target-URI"
	fieldDigest     = "WARC-Block-Digest"
	fieldPayload    = "WARC-Payload-Digest"
	fieldConcurrent = "WARC-Concurrent-To"
)

// Record is one record of an archive.
type Record struct {
	Version string // "1.0", "1.1"
	Header  Header
	Block   []byte
	Number  int   // in its file, counted from 1
	Offset  int64 // in its file: of the record, or of the gzip member that holds it
}

// Type is what the record says it holds, in small letters.
func (r *Record) Type() Type { return Type(strings.ToLower(r.Header.Get(fieldType))) }

// ID is the record's identity, an address without its angle brackets.
func (r *Record) ID() string { return bare(r.Header.Get(fieldID)) }

// Target is the address that the record is of, "" where there is none. Some writers of
// WARC 1.0 set it in angle brackets, as its grammar had it by mistake; they are left out.
func (r *Record) Target() string { return bare(r.Header.Get(fieldTarget)) }

// Date is when the record's content was captured, in UTC.
func (r *Record) Date() (time.Time, error) {
	at, err := time.Parse(time.RFC3339Nano, r.Header.Get(fieldDate))
	if err != nil { // WARC 1.1 allows any precision of W3C's profile of ISO 8601
		for _, layout := range []string{"2006-01-02T15:04Z07:00", "2006-01-02", "2006-01", "2006"} {
			if day, other := time.Parse(layout, r.Header.Get(fieldDate)); other == nil {
				return day.UTC(), nil
			}
		}
	}
	return at.UTC(), err
}

func bare(address string) string {
	return strings.TrimSuffix(strings.TrimPrefix(address, "<"), ">")
}
