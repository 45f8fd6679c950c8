package splitting

// Splitter cuts texts. It holds only lists and weights and is safe for many goroutines.
type Splitter struct {
	lists  *lists
	bounds *Boundaries
}

// New makes a splitter with the weights of the search for the ends of sentences.
func New(weights []byte) (*Splitter, error) {
	b, err := openBoundaries(weights)
	if err != nil {
		return nil, err
	}
	return &Splitter{lists: loadLists(), bounds: b}, nil
}

// Contracts tells whether a word that touches the one before it, both in lower
// case, was cut off it: "do" + "n't", "can" + "not".
func (s *Splitter) Contracts(before, word string) bool {
	if word == "n't" {
		return true
	}
	if len(word) > 1 && word[0] == '\'' {
		return s.lists.clitics[word[1:]]
	}
	parts := s.lists.contractions[before+word]
	return len(parts) > 1 && parts[0] == len(before)
}

// Layout is what a text is cut into. It is kept from text to text for its space.
type Layout struct {
	Tokens    []Piece
	Sentences []Sentence
	pieces    []Piece // of one paragraph
	room      []byte
	features  []uint32
}

// Sentence is a run of tokens [First, End).
type Sentence struct {
	First, End int32
	Paragraph  int32
	Heading    bool
}

// Split cuts a text, which must be valid UTF-8, into out.
func (s *Splitter) Split(text string, out *Layout) {
	out.Tokens, out.Sentences = out.Tokens[:0], out.Sentences[:0]
	t := tokenizer{lists: s.lists, text: text, pieces: out.pieces, room: out.room}
	number := int32(0)
	s.lists.paragraphs(text, func(start, end int, single bool) {
		t.pieces = t.pieces[:0]
		t.paragraph(start, end)
		if len(t.pieces) == 0 {
			return
		}
		first := len(out.Sentences)
		c := candidates{text: text, pieces: t.pieces, features: out.features}
		c.each(func(after int, features []uint32) {
			if s.bounds.ends(features) && !c.goesOn(s.lists, after) {
				out.endSentence(&c, after, number)
			}
		})
		out.endSentence(&c, len(t.pieces), number)
		if single && len(out.Sentences) == first+1 {
			out.Sentences[first].Heading = out.heading(text, out.Sentences[first])
		}
		number++
		out.features = c.features
	})
	out.pieces, out.room = t.pieces, t.room
}

// longestHeading is how many tokens a line without a final stop may have to be a heading.
const longestHeading = 30

// heading tells whether a sentence that is a line of its own has no final stop.
func (l *Layout) heading(text string, s Sentence) bool {
	if s.End-s.First > longestHeading {
		return false
	}
	for i := s.End - 1; i >= s.First; i-- {
		switch last := l.Tokens[i]; last.kind {
		case quotePiece, closerPiece:
		case stopPiece, ellipsisPiece, colonPiece, abbreviationAt:
			return text[last.Start] == '?' // a headline may ask
		default:
			return text[last.Start] != ','
		}
	}
	return false
}

// longestSentence caps a sentence, in tokens, so that what comes after stays bounded.
const longestSentence = 400

// endSentence moves the pieces before after, that are not yet in a sentence, to the tokens.
func (l *Layout) endSentence(c *candidates, after int, paragraph int32) {
	for after-c.taken > longestSentence {
		l.take(c, c.cut(), paragraph)
	}
	if after > c.taken {
		l.take(c, after, paragraph)
	}
}

func (l *Layout) take(c *candidates, after int, paragraph int32) {
	first := int32(len(l.Tokens))
	l.Tokens = append(l.Tokens, c.pieces[c.taken:after]...)
	c.taken = after
	l.cutStop()
	l.Sentences = append(l.Sentences, Sentence{First: first, End: int32(len(l.Tokens)), Paragraph: paragraph})
}

// cutStop parts a common abbreviation from its stop where that ends the
// sentence ("etc."), as the treebanks do; initialisms (U.S.) stay whole.
func (l *Layout) cutStop() {
	last := &l.Tokens[len(l.Tokens)-1]
	if last.kind != abbreviationAt && last.kind != titlePiece {
		return
	}
	stop := *last
	stop.Start, stop.kind = last.End-1, stopPiece
	last.End, last.Space, last.kind = stop.Start, false, plainPiece
	l.Tokens = append(l.Tokens, stop)
}
