package mail

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"mime"
	"net/mail"
	"net/url"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/net/html/charset"

	"github.com/parley-desk/parley/claim"
)

// Read gives the documents of one message: its letter, where it has words, then its
// attached reports. An error is a *Fault; documents that could be read come with it.
func Read(raw []byte) ([]*claim.Document, error) {
	r := &reading{}
	err := r.message(raw, 0)
	if err == nil && len(r.all) == 0 {
		err = &Fault{Code: Empty, Message: "it has neither words nor an attached report (PDF, HTML, text or mail)"}
	}
	return r.all, err
}

// reading is a message, with those within it, while it is read.
type reading struct {
	all   []*claim.Document
	parts int
}

// message reads a message that lies depth deep in others.
func (r *reading) message(raw []byte, depth int) error {
	head, body, err := parse(raw)
	if err != nil {
		return err
	}
	l := &letter{reading: r, item: itemOf(head, raw)}
	if err := l.entity(entity{head: head, body: body}, depth); err != nil {
		return err
	}
	if d := l.words(); d != nil {
		r.all = append(r.all, d)
	}
	r.all = append(r.all, l.reports...)
	for _, inner := range l.inner {
		if err := r.message(inner, depth+1); err != nil {
			return err
		}
	}
	return nil
}

// parse parts a message into header and body.
func parse(raw []byte) (mail.Header, []byte, error) {
	raw = bytes.TrimLeft(raw, "\r\n")
	for bytes.HasPrefix(raw, []byte("From ")) || bytes.HasPrefix(raw, []byte(">From ")) { // left by mailboxes
		_, raw, _ = bytes.Cut(raw, []byte("\n"))
	}
	m, err := mail.ReadMessage(bytes.NewReader(raw))
	if err != nil || len(m.Header) == 0 {
		return nil, nil, &Fault{Code: Syntax, Message: "it has no header of mail: give messages as .eml, mailboxes as .mbox", Cause: err}
	}
	body, err := io.ReadAll(m.Body)
	return m.Header, body, err
}

// itemOf is what a header says of its letter.
func itemOf(head mail.Header, raw []byte) claim.Item {
	id := strings.Trim(strings.TrimSpace(head.Get("Message-Id")), "<>")
	if id == "" || strings.ContainsAny(id, " \t") {
		sum := sha256.Sum256(raw)
		id = hex.EncodeToString(sum[:16]) + "@no-message-id.invalid" // the same letter again has the same
	}
	i := claim.Item{URL: "mid:" + url.PathEscape(id), ID: id, Title: decoded(head.Get("Subject")), Language: language(head.Get("Content-Language"))}
	i.Published = dateOf(head)
	from := names(head.Get("From"))
	i.Outlet = firstOf(listName(head.Get("List-Id")), strings.Join(names(head.Get("Sender")), ", "))
	if i.Outlet != "" && strings.Join(from, ", ") != i.Outlet {
		i.Authors = from
	}
	i.Outlet = firstOf(i.Outlet, strings.Join(from, ", "))
	return i
}

// dateOf is when a letter was written, or else when the last server took it (RFC 5322, 3.6.1 and 3.6.7).
func dateOf(head mail.Header) string {
	dates := []string{head.Get("Date")}
	for _, received := range head["Received"] {
		dates = append(dates, received[strings.LastIndexByte(received, ';')+1:])
	}
	for _, date := range dates {
		if at, err := mail.ParseDate(strings.TrimSpace(date)); err == nil && at.Year() > 1980 {
			return at.Format(time.RFC3339)
		}
	}
	return ""
}

// names are the names of addresses; the host where one has no name.
func names(field string) []string {
	parser := mail.AddressParser{WordDecoder: words}
	all, err := parser.ParseList(field)
	if err != nil { // "Orrin Wire" without an address, or two addresses run together
		name, _, _ := strings.Cut(decoded(field), "<")
		if name = strings.Trim(name, ` "`); name != "" {
			return []string{name}
		}
		return nil
	}
	var found []string
	for _, a := range all[:min(len(all), 20)] {
		name := oneLine(a.Name)
		if name == "" {
			name = a.Address[strings.LastIndexByte(a.Address, '@')+1:]
		}
		found = append(found, name)
	}
	return found
}

// listName is the name that a mailing list has for people (RFC 2919).
func listName(field string) string {
	name, _, found := strings.Cut(decoded(field), "<")
	if !found {
		return ""
	}
	return strings.Trim(name, ` "`)
}

// language is the first language of a list.
func language(field string) string {
	first, _, _ := strings.Cut(field, ",")
	return strings.TrimSpace(first)
}

// words undoes the encoded words of RFC 2047, in any encoding that browsers know.
var words = &mime.WordDecoder{CharsetReader: func(label string, in io.Reader) (io.Reader, error) {
	return charset.NewReaderLabel(label, in)
}}

// decoded is a field's value for people.
func decoded(value string) string {
	text, err := words.DecodeHeader(value)
	if err != nil {
		text = value
	}
	if !utf8.ValidString(text) { // eight-bit letters without an encoding named: most were this
		text = string(utf8Of([]byte(text), "windows-1252"))
	}
	return oneLine(text)
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

func firstOf(all ...string) string {
	for _, one := range all {
		if one != "" {
			return one
		}
	}
	return ""
}

// utf8Of is a text as UTF-8. An encoding that is not named, not known or not true is guessed.
func utf8Of(data []byte, label string) []byte {
	if utf8.Valid(data) && !strings.HasPrefix(strings.ToLower(label), "iso-2022") { // which is all ASCII
		return data
	}
	encoding, name := charset.Lookup(label)
	if encoding == nil || name == "utf-8" {
		encoding, _ = charset.Lookup("windows-1252")
	}
	out, err := encoding.NewDecoder().Bytes(data)
	if err != nil {
		return bytes.ToValidUTF8(data, []byte("\uFFFD"))
	}
	return out
}
