package mail

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/parley-desk/parley/claim"
)

// summary is what the tests compare of a document.
type summary struct{ URL, Type, Title, Published, Outlet, Authors, Body string }

const head = "From: Orrin Wire <news@orrin.example>\r\nDate: Sat, 8 Nov 2025 06:40:00 +0500\r\nSubject: Talks resume\r\nMessage-ID: <a/1@orrin.example>\r\nMIME-Version: 1.0\r\n"

const meta = "<!doctype html><meta charset=utf-8>"

func summaries(all []*claim.Document) []summary {
	var got []summary
	for _, d := range all {
		got = append(got, summary{d.URL, d.Type, d.Item.Title, d.Item.Published, d.Item.Outlet, strings.Join(d.Item.Authors, "; "), string(d.Body)})
	}
	return got
}

func letterOf(kind, body string) summary {
	return summary{"mid:a%2F1@orrin.example", kind + "; charset=utf-8", "Talks resume", "2025-11-08T06:40:00+05:00", "Orrin Wire", "", body}
}

func based(text string) string { return base64.StdEncoding.EncodeToString([]byte(text)) }

func TestRead(t *testing.T) {
	t.Parallel()
	mixed := head + "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nThe report is attached.\r\n--b\r\n"
	tests := []struct {
		name, in string
		want     []summary
	}{
		{"plain", head + "\r\nTalks resumed.", []summary{letterOf("text/plain", "Talks resumed.")}},
		{"line feeds alone", strings.ReplaceAll(head, "\r\n", "\n") + "\nTalks resumed.\n", []summary{letterOf("text/plain", "Talks resumed.\n")}},
		{"quoted-printable, Latin 1", head + "Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nCaf=E9 talks re=\r\nsumed.", []summary{letterOf("text/plain", "Café talks resumed.")}},
		{"base64, Windows-1251", head + "Content-Type: text/html; charset=windows-1251\r\nContent-Transfer-Encoding: BASE64\r\n\r\n" + based("<p>\xcc\xe8\xf0</p>") + "!", []summary{letterOf("text/html", meta+"<p>Мир</p>")}},
		{"an encoding that is not true", head + "Content-Type: text/plain; charset=utf-8\r\n\r\nCaf\xe9", []summary{letterOf("text/plain", "Café")}},
		{"Japanese", head + "Content-Type: text/plain; charset=iso-2022-jp\r\n\r\n\x1b$B2q5D\x1b(B", []summary{letterOf("text/plain", "会議")}},
		{"flowed", head + "Content-Type: text/plain; format=flowed\r\n\r\nTalks \r\nresumed.\r\n From Veldt.\r\n-- \r\nOrrin", []summary{letterOf("text/plain", "Talks resumed.\nFrom Veldt.\n-- \nOrrin\n")}},
		{"alternatives", head + "Content-Type: multipart/alternative; boundary=\"b\"\r\n\r\nnot shown\r\n--b\r\nContent-Type: text/plain\r\n\r\nOpen this in your browser.\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>Talks resumed in Veldt on Saturday.</p>\r\n--b--\r\n",
			[]summary{letterOf("text/html", meta+"<p>Talks resumed in Veldt on Saturday.</p>")}},
		{"a page of pictures", head + "Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nTalks resumed in Veldt.\r\n--b\r\nContent-Type: text/html\r\n\r\n<style>p { color: red; margin: 0; padding: 0 }</style><img src=a.png>News\r\n--b--\r\n",
			[]summary{letterOf("text/plain", "Talks resumed in Veldt.")}},
		{"a group that breaks off", head + "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nTalks resu", []summary{letterOf("text/plain", "Talks resu")}},
		{"reports attached", mixed + "Content-Type: application/octet-stream; name=x\r\nContent-Disposition: attachment; filename*=UTF-8''Br%C3%BCcke.PDF\r\nContent-Transfer-Encoding: base64\r\n\r\n" + based("%PDF-1.4") +
			"\r\n--b\r\nContent-Type: text/plain; name=\"../../etc/notes.txt\"\r\nContent-ID: <n1@x>\r\n\r\nA note.\r\n--b\r\nContent-Type: image/png\r\n\r\nx\r\n--b--", []summary{
			letterOf("text/plain", "The report is attached."),
			{"mid:a%2F1@orrin.example/part-3", "application/pdf", "Brücke", "2025-11-08T06:40:00+05:00", "Orrin Wire", "", "%PDF-1.4"},
			{"mid:a%2F1@orrin.example/n1@x", "text/plain; charset=utf-8", "notes", "2025-11-08T06:40:00+05:00", "Orrin Wire", "", "A note."}}},
		{"a letter within", mixed + "Content-Type: message/rfc822\r\n\r\nFrom: \"Halmar, Office\" <o@halmar.example>\r\nSubject: =?utf-8?B?" + based("Brücke") + "?= =?iso-8859-1?q?_ge=F6ffnet?=\r\nMessage-ID: <2@halmar.example>\r\n\r\nThe bridge is open.\r\n--b--", []summary{
			letterOf("text/plain", "The report is attached."),
			{"mid:2@halmar.example", "text/plain; charset=utf-8", "Brücke geöffnet", "", "Halmar, Office", "", "The bridge is open."}}},
		{"a mailing list", "From: A. Writer <a@orrin.example>\r\nList-Id: Orrin Daily <daily.orrin.example>\r\nDate: not yet\r\nReceived: from x by y; Sat, 08 Nov 2025 06:41:00 +0000\r\nMessage-ID: <3@x>\r\n\r\nTalks.", []summary{
			{"mid:3@x", "text/plain; charset=utf-8", "", "2025-11-08T06:41:00Z", "Orrin Daily", "A. Writer", "Talks."}}},
		{"no name, no type", "From: news@orrin.example\r\nMessage-ID: <4@x>\r\nContent-Type: text\r\n\r\nTalks.", []summary{{"mid:4@x", "text/plain; charset=utf-8", "", "", "orrin.example", "", "Talks."}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			all, err := Read([]byte(test.in))
			if diff := cmp.Diff(test.want, summaries(all)); diff != "" || err != nil {
				t.Errorf("%v\n%s", err, diff)
			}
		})
	}
}

func TestFaults(t *testing.T) {
	t.Parallel()
	deep := "Subject: x\r\n\r\nx"
	for range 20 {
		deep = "Content-Type: message/rfc822\r\n\r\n" + deep
	}
	tests := []struct {
		name, in string
		code     Code
	}{
		{"no mail", "Talks resumed.\n\nNobody came.", Syntax},
		{"nothing", "", Syntax},
		{"no words", head + "\r\n \r\n", Empty},
		{"a picture", head + "Content-Type: image/png\r\n\r\nx", Empty},
		{"encrypted", head + "Content-Type: multipart/encrypted; boundary=b\r\n\r\n--b\r\n", Encrypted},
		{"S/MIME", head + "Content-Type: application/pkcs7-mime; smime-type=enveloped-data\r\n\r\nx", Encrypted},
		{"no boundary", head + "Content-Type: multipart/mixed\r\n\r\nx", Syntax},
		{"too deep", deep, TooLong},
		{"too many parts", head + "Content-Type: multipart/mixed; boundary=b\r\n\r\n" + strings.Repeat("--b\r\n\r\nx\r\n", 1000), TooLong},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			_, err := Read([]byte(test.in))
			f, ok := err.(*Fault) //nolint:errorlint // it is given as it is
			if !ok || f.Code != test.code {
				t.Errorf("got %v, want %s", err, test.code)
			}
		})
	}
}

// boxed gives the messages of a mailbox, cut but not read.
func boxed(t *testing.T, in string, limits Limits) []string {
	t.Helper()
	b := newBox(strings.NewReader(in), limits)
	var all []string
	for {
		raw, err := b.next()
		if err != nil && strings.Contains(err.Error(), "message has more") {
			all = append(all, "too long")
			continue
		}
		if err != nil {
			return all
		}
		all = append(all, string(raw))
	}
}

const parting = "From news@orrin.example Sat Nov  8 06:40:00 2025\n"

func TestBox(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, in string
		want     []string
	}{
		{"two", parting + "A: 1\n\none\n\n" + parting + "A: 2\n\ntwo\n", []string{"A: 1\n\none\n\n", "A: 2\n\ntwo\n"}},
		{"mboxo", parting + "A: 1\n\n>From here on, quiet.\n", []string{"A: 1\n\nFrom here on, quiet.\n"}},
		{"mboxrd", parting + "A: 1\n\n>>From here on, quiet.\n> quoted\n", []string{"A: 1\n\n>From here on, quiet.\n> quoted\n"}},
		{"a sentence that is not quoted", parting + "A: 1\n\none\n\nFrom Monday on, quiet.\n", []string{"A: 1\n\none\n\nFrom Monday on, quiet.\n"}},
		{"mboxcl", parting + fmt.Sprintf("Content-Length: %d\n\nhe wrote:\n\n%sx\n\n", len("he wrote:\n\n"+parting+"x\n"), parting) + parting + "A: 2\n\ntwo\n",
			[]string{fmt.Sprintf("Content-Length: %d\n\nhe wrote:\n\n%sx\n\n", len("he wrote:\n\n"+parting+"x\n"), parting), "A: 2\n\ntwo\n"}},
		{"a length that is wrong", parting + "Content-Length: 5000\n\none\n\n" + parting + "A: 2\n\ntwo\n\n" + parting + "A: 3\n\nthree\n", []string{"Content-Length: 5000\n\none\n\n", "A: 2\n\ntwo\n\n", "A: 3\n\nthree\n"}},
		{"a length that ends within a line", parting + "Content-Length: 70\n\none\n\n" + parting + "A: 2\n\ntwo\n\n" + parting + "A: 3\n\nthree\n", []string{"Content-Length: 70\n\none\n\n", "A: 2\n\ntwo\n\n", "A: 3\n\nthree\n"}},
		{"too long", parting + "A: 1\n\n" + strings.Repeat("x\n", 5000) + "\n" + parting + "A: 2\n\ntwo\n", []string{"too long", "A: 2\n\ntwo\n"}},
		{"one message", "A: 1\n\none\n\n" + parting + "two", []string{"A: 1\n\none\n\n" + parting + "two"}},
		{"nothing", "", []string{""}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(test.want, boxed(t, test.in, Limits{Message: 8000})); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// What a mail program puts into a mailbox comes out again.
func TestBoxProperty(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		line := rapid.OneOf(rapid.StringMatching(`[ -~]{0,20}`), rapid.Just("From here on"), rapid.Just(">From here on"), rapid.Just(strings.TrimSpace(parting)), rapid.Just(""))
		var want []string
		var in strings.Builder
		for range rapid.IntRange(1, 4).Draw(rt, "messages") {
			body := strings.Join(rapid.SliceOfN(line, 0, 6).Draw(rt, "lines"), "\n") + "\n\n"
			in.WriteString(parting + "A: 1\n\n")
			for l := range strings.Lines(body) {
				if strings.HasPrefix(strings.TrimLeft(l, ">"), "From ") {
					l = ">" + l
				}
				in.WriteString(l)
			}
			want = append(want, "A: 1\n\n"+body)
		}
		if diff := cmp.Diff(want, boxed(t, in.String(), Limits{})); diff != "" {
			rt.Fatal(diff)
		}
	})
}

// One bad message costs no other, and is named by its place.
func TestDocuments(t *testing.T) {
	t.Parallel()
	in := parting + head + "\nOne.\n\n" + parting + head + "Content-Type: image/png\n\nx\n\n" + parting + head + "\nThree.\n"
	var got []string
	for d, err := range Documents(strings.NewReader(in), Limits{}) {
		if err != nil {
			got = append(got, err.Error())
			continue
		}
		got = append(got, strings.TrimSpace(string(d.Body)))
	}
	want := []string{"One.", fmt.Sprintf("message 2 at byte %d: it has neither words nor an attached report (PDF, HTML, text or mail)", 2*len(parting)+len(head)+len("\nOne.\n\n")), "Three."}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func FuzzDocuments(f *testing.F) {
	f.Add([]byte(head + "Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; format=flowed\r\n\r\na \r\n--b\r\nContent-Type: text/html; charset=koi8-r\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>=C1\r\n--b--"))
	f.Add([]byte(parting + "Content-Length: 9\n\none\n\n" + parting + "Subject: =?utf-8?B?w?=\n\n>From x\n"))
	f.Add([]byte("Content-Type: message/rfc822\r\n\r\nContent-Type: multipart/digest; boundary=b\r\n\r\n--b\r\n\r\nFrom: a@b\r\n\r\nx"))
	f.Fuzz(func(t *testing.T, data []byte) {
		for d, err := range Documents(bytes.NewReader(data), Limits{Message: 1 << 16}) {
			if (d == nil) == (err == nil) || d != nil && (d.SHA256 == "" || !strings.HasPrefix(d.URL, "mid:")) {
				t.Fatalf("%v, %v", d, err)
			}
		}
	})
}
