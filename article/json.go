package article

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/parley-desk/parley/claim"
)

// object is a report as JSON has it: {"id", "text", "title"?, "published"?, "outlet"?, "url"?,
// "authors"?, "updated"?, "fetched"?} and what a page says besides. Other keys are left alone.
type object struct {
	ID        scalar     `json:"id"`
	Text      *string    `json:"text"`
	Title     string     `json:"title"`
	Published string     `json:"published"`
	Updated   string     `json:"updated"`
	Fetched   string     `json:"fetched"`
	Outlet    string     `json:"outlet"`
	URL       string     `json:"url"`
	Authors   authorList `json:"authors"`

	Standfirst  string          `json:"standfirst"`
	Language    string          `json:"language"`
	Agency      string          `json:"agency"`
	Canonical   string          `json:"canonical"`
	Corrections []string        `json:"corrections"`
	DateBasis   claim.DateBasis `json:"date_basis"`
	Parts       []claim.Part    `json:"parts"`
	Source      string          `json:"source"`
}

// JSON makes a report of one JSON object. A report without an id gets the given
// one. The report comes with its id even where there is an error, as far as the
// object says it. data is not kept.
func JSON(data []byte, id string) (claim.Report, error) {
	r := claim.Report{ID: id}
	if f := known(data); f != nil {
		return r, f
	}
	if f := checkText(data, "the line"); f != nil {
		r.ID = earlyID(data, id)
		return r, f
	}
	var o object
	err := json.Unmarshal(data, &o)
	switch {
	case o.ID != "":
		r.ID = string(o.ID)
	case err != nil:
		r.ID = earlyID(data, id)
	}
	switch {
	case err != nil:
		return r, jsonFault(err, data)
	case o.Text == nil:
		return r, fault(NoText, `the object has no "text": give {"id": …, "text": …}, one object a line`)
	}
	r.Title, r.Outlet, r.URL, r.Authors, r.Text = o.Title, o.Outlet, o.URL, o.Authors, *o.Text
	r.Published, _ = Moment(o.Published)
	r.Updated, _ = Moment(o.Updated)
	r.Fetched, _ = Moment(o.Fetched)
	r.Standfirst, r.Language, r.Agency, r.Canonical = o.Standfirst, o.Language, o.Agency, o.Canonical
	r.Corrections, r.DateBasis, r.Source = o.Corrections, o.DateBasis, o.Source
	if r.Parts = o.Parts; !partsFit(r.Parts, r.Text) {
		return r, fault(BadJSON, "a part of the report does not fit its text: \"span\" counts code points of \"text\", and \"kind\" is one of %v", claim.PartKinds)
	}
	if at := strings.IndexByte(r.Text, 0); at >= 0 { // "\u0000": all else that is no text, JSON cannot say
		return r, nulFault("the text", at)
	}
	return r, written(r.Text)
}

// partsFit tells whether parts are of known kinds, lie within the text and come in order.
func partsFit(parts []claim.Part, text string) bool {
	length, before := utf8.RuneCountInString(text), 0
	for _, p := range parts {
		if !slices.Contains(claim.PartKinds, p.Kind) || p.Span.Start < before || p.Span.Start > p.Span.End || p.Span.End > length {
			return false
		}
		before = p.Span.Start
	}
	return true
}

// TooLongLine is the fault of a line that was cut at limit bytes, with the id
// that its beginning gives, or else the given one.
func TooLongLine(beginning []byte, id string, limit int) (string, error) {
	return earlyID(beginning, id), fault(TooLong, "the line is longer than %d MB: give one report a line, of at most a few megabytes of text", limit>>20)
}

// jsonFault words a decoding error, in bytes of the line.
func jsonFault(err error, data []byte) *Fault {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	f := &Fault{Code: BadJSON, Cause: err}
	switch {
	case errors.As(err, &kind) && kind.Field == "":
		f.Message = "this is JSON, but not an object: give {\"id\": …, \"text\": …}, one object a line"
	case errors.As(err, &kind):
		f.Message = "the field " + strconv.Quote(kind.Field) + " is of the wrong type, " + kind.Value + ": give text"
	case errors.As(err, &syntax) && int(syntax.Offset) >= len(data):
		f.Message = "the JSON ends too early, after " + strconv.Itoa(len(data)) + " bytes: give each report as one whole object on one line"
	case errors.As(err, &syntax):
		f.Message = "this is not JSON, from byte " + strconv.FormatInt(max(syntax.Offset-1, 0), 10) + " on (" + syntax.Error() + "): give one JSON object a line, or name a plain text .txt"
	default:
		f.Message = "this is not a report in JSON: " + err.Error()
	}
	return f
}

// earlyID finds the id of a JSON object that cannot be read as a whole, if it
// stands before the trouble.
func earlyID(data []byte, id string) string {
	d := json.NewDecoder(bytes.NewReader(data))
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return id
	}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return id
		}
		var value json.RawMessage
		if d.Decode(&value) != nil {
			return id
		}
		var found scalar
		if key == "id" && json.Unmarshal(value, &found) == nil && found != "" {
			return string(found)
		}
	}
	return id
}

// scalar is an id: text, or a number or a truth value as it is spelt.
type scalar string

// UnmarshalJSON takes any value that is not an object or a list.
func (s *scalar) UnmarshalJSON(data []byte) error {
	switch data[0] {
	case '"':
		return json.Unmarshal(data, (*string)(s))
	case '{', '[':
		return errors.New(`"id" is neither text nor a number: give each report an id of its own`)
	case 'n': // null: as if it were not there
		return nil
	}
	*s = scalar(data)
	return nil
}

// authorList is the authors: a list of names, or one text.
type authorList []string

// UnmarshalJSON takes both.
func (b *authorList) UnmarshalJSON(data []byte) error {
	if data[0] != '"' {
		return json.Unmarshal(data, (*[]string)(b))
	}
	var one string
	if err := json.Unmarshal(data, &one); err != nil {
		return err
	}
	*b = people(one)
	return nil
}

// IsJSON tells whether a stream that nobody named begins as a JSON object with a text would.
func IsJSON(beginning []byte) bool {
	beginning = bytes.TrimLeft(bytes.TrimPrefix(beginning, byteOrderMark), " \t\r\n")
	if !bytes.HasPrefix(beginning, []byte("{")) {
		return false
	}
	d := json.NewDecoder(bytes.NewReader(beginning))
	_, _ = d.Token()
	key, err := d.Token()
	_, isText := key.(string)
	return isText && (err == nil || errors.Is(err, io.EOF))
}
