// Package robots reads robots.txt as RFC 9309 has it.
package robots

import (
	"bytes"
	"strconv"
	"strings"
	"time"
)

// MaxSize is how much of a robots.txt is read; RFC 9309 asks for at least 500 KiB.
const MaxSize = 500 << 10

// maxRules bounds what one file may cost to apply.
const maxRules = 20_000

// Rules are what a robots.txt asks of one crawler. The zero Rules allow everything.
type Rules struct {
	rules []rule
	delay time.Duration
	maps  []string
}

type rule struct {
	pattern string // escaped as addresses are
	allow   bool
}

// Parse gives what data, a robots.txt, asks of the crawler with the product
// token agent (its name without version, compared without regard to case).
// Groups for the same crawler are one group (RFC 9309, 2.2.1). Lines that are
// not understood are passed over, and so is what lies beyond MaxSize.
func Parse(data []byte, agent string) Rules {
	if len(data) > MaxSize {
		data = data[:MaxSize]
		data = data[:bytes.LastIndexByte(data, '\n')+1] // half a line may say the opposite of the whole
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	r := reading{agent: strings.ToLower(agent)}
	for len(data) > 0 {
		line := data
		if end := bytes.IndexAny(data, "\r\n"); end >= 0 {
			line, data = data[:end], data[end+1:]
		} else {
			data = nil
		}
		r.line(line)
	}
	if r.named {
		r.own.maps = r.maps
		return r.own
	}
	r.all.maps = r.maps
	return r.all
}

// reading is the state of Parse between two lines.
type reading struct {
	agent    string
	own, all Rules // for this crawler by name, and for all
	named    bool  // a group names this crawler
	forOwn   bool  // the current group is for this crawler
	forAll   bool  // … for all
	inRules  bool  // the current group has begun to say something: the next User-agent begins another
	maps     []string
}

func (r *reading) line(line []byte) {
	if comment := bytes.IndexByte(line, '#'); comment >= 0 {
		line = line[:comment]
	}
	name, value, ok := strings.Cut(string(line), ":")
	if !ok {
		return
	}
	value = strings.TrimSpace(value)
	switch strings.ToLower(strings.TrimSpace(name)) {
	case "user-agent", "useragent":
		r.userAgent(strings.ToLower(value))
	case "allow":
		r.add(value, true)
	case "disallow":
		r.add(value, false)
	case "crawl-delay", "crawldelay":
		r.crawlDelay(value)
	case "sitemap": // belongs to no group and ends none
		if len(r.maps) < 100 {
			r.maps = append(r.maps, value)
		}
	}
}

func (r *reading) userAgent(value string) {
	if r.inRules {
		r.forOwn, r.forAll, r.inRules = false, false, false
	}
	switch token(value) {
	case "*":
		r.forAll = true
	case r.agent:
		r.forOwn, r.named = true, true
	}
}

// token is the product token of a User-agent line: files say "Bot/1.0" where they mean "Bot".
func token(value string) string {
	if value == "*" {
		return value
	}
	end := strings.IndexFunc(value, func(c rune) bool { return (c < 'a' || c > 'z') && c != '-' && c != '_' })
	if end < 0 {
		return value
	}
	return value[:end]
}

func (r *reading) add(pattern string, allow bool) {
	r.inRules = true
	if pattern == "" { // allows or disallows nothing
		return
	}
	if pattern[0] != '/' && pattern[0] != '*' {
		pattern = "/" + pattern
	}
	next := rule{escape(pattern), allow}
	for _, to := range r.to() {
		if len(to.rules) < maxRules {
			to.rules = append(to.rules, next)
		}
	}
}

func (r *reading) crawlDelay(value string) {
	r.inRules = true
	seconds, err := strconv.ParseFloat(value, 64)
	if err != nil || !(seconds > 0 && seconds < 1e6) {
		return
	}
	for _, to := range r.to() {
		to.delay = time.Duration(seconds * float64(time.Second))
	}
}

// to are the rules that the current group speaks of.
func (r *reading) to() []*Rules {
	var out []*Rules
	if r.forOwn {
		out = append(out, &r.own)
	}
	if r.forAll {
		out = append(out, &r.all)
	}
	return out
}

// Allowed tells whether path, with its query, may be fetched: the longest rule
// that matches decides, of two as long the one that allows (RFC 9309, 2.2.2).
func (r Rules) Allowed(path string) bool {
	if path == "/robots.txt" {
		return true
	}
	path = escape(path)
	longest, allowed := -1, true
	for _, rule := range r.rules {
		n := len(rule.pattern)
		if n < longest || n == longest && (allowed || !rule.allow) || !match(rule.pattern, path) {
			continue
		}
		longest, allowed = n, rule.allow
	}
	return allowed
}

// Delay is the Crawl-delay, 0 where none is asked for.
func (r Rules) Delay() time.Duration { return r.delay }

// Sitemaps are the addresses of sitemaps that the file names.
func (r Rules) Sitemaps() []string { return r.maps }

// match tells whether pattern, in which * stands for anything and a $ at its
// end for the end, matches the beginning of path. Its cost is at most the
// product of both lengths: each * is tried once at each place.
func match(pattern, path string) bool {
	pattern, whole := strings.CutSuffix(pattern, "$")
	parts := strings.Split(pattern, "*")
	if !strings.HasPrefix(path, parts[0]) {
		return false
	}
	rest := path[len(parts[0]):]
	for i, part := range parts[1:] {
		if whole && i == len(parts)-2 {
			return strings.HasSuffix(rest, part)
		}
		at := strings.Index(rest, part)
		if at < 0 {
			return false
		}
		rest = rest[at+len(part):]
	}
	return !whole || rest == ""
}

// escape brings pattern and path into one form: octets outside ASCII are
// percent-encoded, escapes of unreserved characters undone, hexadecimal in upper case.
func escape(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c == '%' && i+2 < len(s) {
			if v, err := strconv.ParseUint(s[i+1:i+3], 16, 8); err == nil {
				write(&b, byte(v), !unreserved(byte(v)))
				i += 2
				continue
			}
		}
		write(&b, c, c >= 0x80 || c <= ' ')
	}
	return b.String()
}

func write(b *strings.Builder, c byte, escaped bool) {
	if !escaped {
		b.WriteByte(c)
		return
	}
	const hex = "0123456789ABCDEF"
	b.WriteByte('%')
	b.WriteByte(hex[c>>4])
	b.WriteByte(hex[c&15])
}

// unreserved are the characters that mean the same escaped or not (RFC 3986, 2.3).
func unreserved(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte("-._~", c) >= 0
}
