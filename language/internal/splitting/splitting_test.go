package splitting

import (
	"os"
	"strings"
	"testing"
)

func newSplitter(t testing.TB) *Splitter {
	t.Helper()
	weights, err := os.ReadFile("../../model/sentences.bin")
	if err != nil {
		t.Fatal(err)
	}
	s, err := New(weights)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// laidOut shows a split text: tokens parted by spaces, sentences by " | ", paragraphs by " ¶ ".
func laidOut(s *Splitter, text string) string {
	var l Layout
	s.Split(text, &l)
	var out strings.Builder
	for i, sentence := range l.Sentences {
		if i > 0 {
			if sentence.Paragraph != l.Sentences[i-1].Paragraph {
				out.WriteString(" ¶ ")
			} else {
				out.WriteString(" | ")
			}
		}
		for j := sentence.First; j < sentence.End; j++ {
			if j > sentence.First {
				out.WriteByte(' ')
			}
			out.WriteString(text[l.Tokens[j].Start:l.Tokens[j].End])
		}
	}
	return out.String()
}

func TestTokens(t *testing.T) {
	t.Parallel()
	s := newSplitter(t)
	for text, want := range map[string]string{
		"They don't, can't and cannot.":                 "They do n't , ca n't and can not .",
		"Don’t stop, I’m gonna go":                      "Do n’t stop , I ’m gon na go",
		"Pakistan's and the mediators' text":            "Pakistan 's and the mediators ' text",
		"a colonial-era line, non-state actors":         "a colonial - era line , non-state actors",
		"pro-government and al-Qaeda-linked men":        "pro-government and al - Qaeda - linked men",
		"pre- and post-war":                             "pre- and post-war",
		"$5, US$4.5bn, €30m and 2% of 1,234.5":          "$ 5 , US$ 4.5 bn , € 30 m and 2 % of 1,234.5",
		"10-17 on 2025-11-08, call 646-8420":            "10 - 17 on 2025-11-08 , call 646-8420",
		"at 4:30pm or 5 a.m. in the U.S. on 9/11":       "at 4:30 pm or 5 a.m. in the U.S. on 9/11",
		"an AK-47 and a MiG-29":                         "an AK - 47 and a MiG - 29",
		"a 25-year-old, the 1960s, the 15th":            "a 25 - year - old , the 1960s , the 15th",
		"Gen. J. R. Smith met Mr. Khan":                 "Gen. J. R. Smith met Mr. Khan",
		"see https://example.org/a?b=c, or ask":         "see https://example.org/a?b=c , or ask",
		"write to name.last@example.org.":               "write to name.last@example.org .",
		"wait... no — yes – or -- maybe?!":              "wait ... no — yes – or -- maybe ?!",
		"(the [first] one) “quoted” ``so'' 'and' \"x\"": "( the [ first ] one ) “ quoted ” `` so '' ' and ' \" x \"",
		"in the '90s, give 'em":                         "in the '90s , give 'em",
		"O'Rourke at 5 o'clock in Sana'a":               "O'Rourke at 5 o'clock in Sana'a",
		"his/her and/or w/o":                            "his / her and / or w/o",
		"AT&T and R&D":                                  "AT&T and R&D",
		"U.S.-led talks":                                "U.S. - led talks",
		"No. 5, but no. 6":                              "No. 5 , but no. 6",
		"35°C, 5km, #1 and #peace":                      "35 ° C , 5 km , # 1 and #peace",
		"Türkiye’s Erdoğan":                             "Türkiye ’s Erdoğan",
		"done.Next one":                                 "done . | Next one",
	} {
		if got := laidOut(s, text); got != want {
			t.Errorf("%q\n got %s\nwant %s", text, got, want)
		}
	}
}

func TestSentences(t *testing.T) {
	t.Parallel()
	s := newSplitter(t)
	for text, want := range map[string]string{
		"The talks failed. Nobody signed.":                                           "The talks failed . | Nobody signed .",
		"“The talks have failed.” He left.":                                          "“ The talks have failed . ” | He left .",
		"“Will they talk?” he asked on Friday.":                                      "“ Will they talk ? ” he asked on Friday .",
		"Mr. Karimi spoke. Gen. Lodi did not.":                                       "Mr. Karimi spoke . | Gen. Lodi did not .",
		"It fell at 5 p.m. on Monday in the U.S. state of Iowa.":                     "It fell at 5 p.m. on Monday in the U.S. state of Iowa .",
		"They sell arms, fuel, etc. The rest is free.":                               "They sell arms , fuel , etc . | The rest is free .",
		"THE ARMY LEFT THE TOWN. THE REBELS CAME IN.":                                "THE ARMY LEFT THE TOWN . | THE REBELS CAME IN .",
		"COL. LUIS PEREZ WAS HURT. SO WAS DR. RUIZ.":                                 "COL. LUIS PEREZ WAS HURT . | SO WAS DR. RUIZ .",
		"Talks fail again\n\nThe two sides met on Monday. They left.":                "Talks fail again ¶ The two sides met on Monday . | They left .",
		"It grew by 2.5 percent. In 2020 it shrank.":                                 "It grew by 2.5 percent . | In 2020 it shrank .",
		"He left (the door was open.) She stayed.":                                   "He left ( the door was open . ) | She stayed .",
		"The train left at 8 p.m. Friday for Ostmar.":                                "The train left at 8 p.m. Friday for Ostmar .",
		"THE BOMB HIT A U.S. DEPOT NEAR DELVAR. NOBODY WAS HURT.":                    "THE BOMB HIT A U.S. DEPOT NEAR DELVAR . | NOBODY WAS HURT .",
		"HE MET GEN. MARR AND MR. PELL.":                                             "HE MET GEN. MARR AND MR. PELL .",
		"Senator Ada Pell (D-Tex.), a critic, and Oskar Lind (Vt.) and others left.": "Senator Ada Pell ( D - Tex. ) , a critic , and Oskar Lind ( Vt. ) and others left .",
		"“We lost,” said Arno R. Lind, a miner from Ostmar, Mich., who voted.":       "“ We lost , ” said Arno R. Lind , a miner from Ostmar , Mich. , who voted .",
		"“No,” said Rep. Ada Pell. He chose Plan B. It failed.":                      "“ No , ” said Rep. Ada Pell . | He chose Plan B. | It failed .",
		"The claim was made before.[15] It is wrong.":                                "The claim was made before . [ 15 ] | It is wrong .",
	} {
		if got := laidOut(s, text); got != want {
			t.Errorf("%q\n got %s\nwant %s", text, got, want)
		}
	}
}

func TestLines(t *testing.T) {
	t.Parallel()
	s := newSplitter(t)
	wrapped := `   PORT ALMA, 3 MAY (DAILY POST) -- THE COMMAND OF THE NORTHERN BRIGADE
REPORTED THAT ABOUT 50 PEASANTS OF VARIOUS AGES HAVE BEEN TAKEN FROM THE
VILLAGES ALONG THE RIVER.  ACCORDING TO THE GARRISON, THE MEN WERE BROUGHT
TO AN UNKNOWN PLACE.

   MEANWHILE THE ROAD TO THE CAPITAL WAS OPENED TO TRUCKS AND BUSES AGAIN,
AND THE SCHOOLS BEGAN.
`
	var l Layout
	s.Split(wrapped, &l)
	if n := len(l.Sentences); n != 3 {
		t.Errorf("wrapped lines: %d sentences, want 3: %s", n, laidOut(s, wrapped))
	}
	list := "A first headline of some length here\nThe second paragraph is one long line that says what happened in the town and to whom, as the news does, until its end comes.\nMore\n"
	s.Split(list, &l)
	if len(l.Sentences) != 3 || !l.Sentences[0].Heading || l.Sentences[1].Heading {
		t.Errorf("a line each: %+v", l.Sentences)
	}
	s.Split("The joint force searched a house near the village of\nNorthbrook on Monday.", &l)
	if len(l.Sentences) != 1 {
		t.Errorf("a line that cannot end there: %+v", l.Sentences)
	}
	s.Split("The news release says that the strike, which occurred \nin an open area, continues. \nIt ends.", &l)
	if len(l.Sentences) != 2 {
		t.Errorf("a line that goes on in lower case: %+v", l.Sentences)
	}
}

func TestHostile(t *testing.T) {
	t.Parallel()
	s := newSplitter(t)
	const n = 300_000
	var l Layout
	for _, part := range []string{"a", ".", "a.", "\"", "(", "“", "a-", "?", "\n", " ", "a ", "'", "é", "1.", "a@b.c\"", "🙂", "1. ", "A. ", "\u200b", "http://", "a/", "don't"} {
		text := strings.Repeat(part, n/len(part))
		s.Split(text, &l)
		for _, sentence := range l.Sentences {
			if sentence.End-sentence.First > longestSentence+1 {
				t.Fatalf("%q: a sentence of %d tokens", part, sentence.End-sentence.First)
			}
		}
	}
}

func FuzzSplit(f *testing.F) {
	for _, text := range []string{"", "a", "The U.S. 'tis 4:30pm (“x.”) [1] a.b@c.d--e…", "A\n\nb\r\nc \u00a0d", "don't\x00\xe2\x80", "1. U.S.A.etc.", "$$$5'n''", "a@b\"<c@d"} {
		f.Add(text)
	}
	s := newSplitter(f)
	f.Fuzz(func(t *testing.T, text string) {
		var l Layout
		s.Split(text, &l)
		check(t, text, &l)
	})
}

// check holds a layout to its promises: tokens in order, without white space,
// all in sentences, and nothing but white space left out.
func check(t *testing.T, text string, l *Layout) {
	at, token := 0, int32(0)
	for _, s := range l.Sentences {
		if s.First != token || s.End <= s.First {
			t.Fatalf("%q: sentences leave tokens out: %+v", text, l.Sentences)
		}
		token = s.End
	}
	if int(token) != len(l.Tokens) {
		t.Fatalf("%q: %d of %d tokens in sentences", text, token, len(l.Tokens))
	}
	for _, p := range l.Tokens {
		if int(p.Start) < at || p.End <= p.Start {
			t.Fatalf("%q: token %+v after %d", text, p, at)
		}
		for _, gap := range []string{text[at:p.Start]} {
			if gap != "" && !blank(gap) {
				t.Fatalf("%q: %q is in no token", text, gap)
			}
		}
		at = int(p.End)
	}
	if rest := text[at:]; rest != "" && !blank(rest) {
		t.Fatalf("%q: %q is in no token", text, rest)
	}
}

func BenchmarkSplit(b *testing.B) {
	s := newSplitter(b)
	text := strings.Repeat("The ministry's spokesman, Gen. Ali Khan, said on Friday that “at least 23 soldiers” had been killed in non-stop shelling near the U.S.-built base (known as Camp 4). He didn't say who fired.\n", 200)
	var l Layout
	words := 0
	for b.Loop() {
		s.Split(text, &l)
		words += len(l.Tokens)
	}
	b.ReportMetric(float64(words)/b.Elapsed().Seconds(), "words/s")
}
