package audit

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"github.com/parley-desk/parley/claim"
)

// kindKeys pick the kind of a missed claim.
var kindKeys = map[string]claim.Kind{
	"s": claim.KindStatement, "e": claim.KindEvent, "f": claim.KindFigure, "m": claim.KindMeeting, "t": claim.KindCeasefire,
	"c": claim.KindCommitment, "b": claim.KindBreach, "r": claim.KindStatus, "k": claim.KindStake, "p": claim.KindProjection,
}

// Key takes one key by its name ("y", "enter", "down"); text that is typed comes rune by rune.
func (s *Session) Key(key string) {
	if key == "ctrl+c" {
		s.over = true
		return
	}
	s.message = ""
	switch s.mode {
	case mending, quoting:
		s.typing(key)
	case picking:
		s.pick(key)
	case helping:
		s.mode = judging
	default:
		s.command(key)
	}
}

// command takes a key of the judging mode.
func (s *Session) command(key string) {
	switch key {
	case "y":
		s.judge(Right)
	case "n":
		s.judge(Wrong)
	case "s":
		s.skip()
	case "u":
		s.undo()
	case "a":
		s.mode = picking
	case "d":
		if s.do(Entry{Do: Done}) {
			s.message = "noted: nothing else was missed in that report"
			s.forward()
		}
	case "down", "tab", "up", "shift+tab", "x", "e":
		s.onField(key)
	case "j", "right":
		s.move(s.at + 1)
	case "k", "left":
		s.move(s.at - 1)
	case "J", "pgdown":
		s.toReport(1)
	case "K", "pgup":
		s.toReport(-1)
	case "g":
		if !s.toNextOpen(0) {
			s.message = "every claim is decided"
		}
	case "q":
		s.over = true
	case "?", "h":
		s.mode = helping
	default:
		s.message = "no key of the audit: " + strconv.Quote(key) + "; ? shows them all"
	}
}

func (s *Session) skip() {
	if s.claim() == nil {
		s.move(s.at + 1)
		return
	}
	if s.do(s.onClaim(Skipped)) {
		s.forward()
	}
}

// onField moves among the fields, marks one, or starts to mend it.
func (s *Session) onField(key string) {
	n := len(s.fields())
	switch {
	case n == 0:
		s.message = "no claim here"
	case key == "down", key == "tab":
		s.field = (s.field+2)%(n+1) - 1
	case key == "up", key == "shift+tab":
		s.field = (s.field+1+n)%(n+1) - 1
	case s.field < 0:
		s.message = "choose a field first: ↓ and ↑"
	case key == "x":
		s.toggle()
	case key == "e":
		s.mode, s.typed = mending, []rune(s.fields()[s.field].Value)
	}
}

// toReport goes to the first claim of the next report, or of the one before.
func (s *Session) toReport(step int) {
	want := min(max(s.items[s.at].reading+step, 0), len(s.readings)-1)
	for i, it := range s.items {
		if it.reading == want {
			s.move(i)
			return
		}
	}
}

// pick takes the key of a kind.
func (s *Session) pick(key string) {
	kind, ok := kindKeys[key]
	switch {
	case key == "esc":
		s.mode = judging
	case !ok:
		s.message = "no kind has the key " + strconv.Quote(key) + "; esc leaves"
	default:
		s.kind, s.mode, s.typed = kind, quoting, nil
	}
}

// typing takes a key while words are typed.
func (s *Session) typing(key string) {
	switch key {
	case "esc":
		s.mode = judging
	case "enter":
		was, words := s.mode, strings.Join(strings.Fields(string(s.typed)), " ")
		s.mode = judging
		switch {
		case was == mending:
			s.mend(words)
		case words != "":
			s.add(words)
		}
	case "backspace":
		s.typed = s.typed[:max(len(s.typed)-1, 0)]
	case "ctrl+u":
		s.typed = nil
	case "space":
		s.typed = append(s.typed, ' ')
	default:
		if r := []rune(key); len(r) == 1 && unicode.IsPrint(r[0]) {
			s.typed = append(s.typed, r[0])
		}
	}
}

// Keys are the keys of a script: names parted by white space, and text in quotation
// marks, as Go writes strings, whose runes are typed one by one.
func Keys(script string) ([]string, error) {
	var keys []string
	for rest := strings.TrimSpace(script); rest != ""; rest = strings.TrimSpace(rest) {
		if rest[0] == '"' {
			quoted, err := strconv.QuotedPrefix(rest)
			if err != nil {
				return nil, fmt.Errorf("keys: a text is not closed: %.30s", rest)
			}
			text, err := strconv.Unquote(quoted)
			if err != nil {
				return nil, fmt.Errorf("keys: %s: %w", quoted, err)
			}
			for _, r := range text {
				keys = append(keys, string(r))
			}
			rest = rest[len(quoted):]
			continue
		}
		end := strings.IndexFunc(rest, unicode.IsSpace)
		if end < 0 {
			end = len(rest)
		}
		keys, rest = append(keys, rest[:end]), rest[end:]
	}
	return keys, nil
}
