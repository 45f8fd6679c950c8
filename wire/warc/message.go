package warc

import (
	"bytes"
	"strconv"
	"strings"
)

// Message is an answer of HTTP as an archive has it (RFC 9112).
type Message struct {
	Status int
	Head   string // status line and fields as they came, with their line ends
	Fields Header
	Body   []byte // as it came, its encodings not undone
}

// Message parts the block of a response, or of a revisit, into the head of the
// HTTP answer and its body. Lines of the head that are no fields are left out of
// Fields, as browsers do.
func (r *Record) Message() (*Message, error) {
	head, body := partMessage(r.Block)
	first, rest, _ := bytes.Cut(head, []byte("\n"))
	status, ok := statusOf(string(first))
	if !ok {
		return nil, r.fault(Syntax, "its block is no answer of HTTP, but begins %q", short(first))
	}
	m := &Message{Status: status, Head: strings.ToValidUTF8(string(head), "\uFFFD"), Body: body}
	for line := range bytes.SplitSeq(rest, []byte("\n")) {
		if len(bytes.TrimSpace(line)) > 0 {
			m.Fields.add(line)
		}
	}
	return m, nil
}

// headLimit bounds the head of an HTTP message; servers and browsers allow less.
const headLimit = 256 << 10

// partMessage finds the empty line between head and body. The head keeps its last line end.
func partMessage(block []byte) (head, body []byte) {
	for at := 0; at < min(len(block), headLimit); {
		end := bytes.IndexByte(block[at:], '\n')
		if end < 0 {
			break
		}
		if len(bytes.TrimRight(block[at:at+end], "\r")) == 0 {
			return block[:at], block[at+end+1:]
		}
		at += end + 1
	}
	return block[:min(len(block), headLimit)], nil
}

// statusOf reads "HTTP/1.1 200 OK", and "HTTP/2 200" as crawlers on top of browsers write it.
func statusOf(line string) (int, bool) {
	parts := strings.Fields(line)
	if len(parts) < 2 || !strings.HasPrefix(parts[0], "HTTP/") {
		return 0, false
	}
	status, err := strconv.Atoi(parts[1])
	return status, err == nil && status >= 100 && status < 1000
}
