package proof

import "testing"

func TestNumeralsAreReadAsTheyCanBeMeant(t *testing.T) {
	t.Parallel()
	for words, want := range map[string][]float64{
		"at least 1,400 people":             {1400},
		"1.4 million people":                {1.4e6},
		"a $2bn loan":                       {2e9},
		"twenty-three men":                  {23},
		"a hundred and five men":            {105},
		"two hundred thousand":              {2e5},
		"three thousand four hundred":       {3400},
		"two and a half million":            {2.5e6},
		"half a million":                    {5e5},
		"half a dozen":                      {6},
		"50 to 60 million":                  {5e7, 6e7},
		"between fifty and sixty":           {50, 60},
		"four women and a man":              {4, 1},
		"five and six":                      {5, 6},
		"several dozen":                     {36},
		"1 200 000 people":                  {1.2e6},
		"a number of men":                   {3},
		"a couple":                          {2},
		"dozens":                            {24},
		"tens of thousands":                 {20000},
		"hundreds of thousands":             {200000},
		"several tens of thousands":         {30000},
		"a few hundred":                     {300},
		"two-thirds":                        {2. / 3},
		"a third of them":                   {1. / 3},
		"6½ hours":                          {6.5},
		"nobody was hurt":                   {0},
		"no one was hurt":                   {0},
		"on the 21st":                       {21},
		"more than a decade":                {10},
		"two decades":                       {20},
		"five lakh":                         {5e5},
		"one million two hundred and fifty": {1000250},
	} {
		n := readNumerals(words)
		for _, v := range want {
			if !n.hold(v) {
				t.Errorf("%q: %v is not read; got %v", words, v, n.values)
			}
		}
	}
	for words, not := range map[string]float64{"M-19 men": 19, "two million": 2, "five and six": 11, "no one": 2, "twenty, three": 23} {
		if readNumerals(words).hold(not) {
			t.Errorf("%q is read as %v", words, not)
		}
	}
}

func TestOrdinals(t *testing.T) {
	t.Parallel()
	for words, nth := range map[string]int{"the third round": 3, "round 4": 4, "the 21st": 21, "the twenty-first": 21, "a tenth session": 10} {
		if !readNumerals(words).nth[nth] {
			t.Errorf("%q is no %d", words, nth)
		}
	}
}

func TestDaysIn(t *testing.T) {
	t.Parallel()
	for value, want := range map[string]int{"PT48H": 2, "P2D": 2, "P1W": 7, "P1M": -1, "PT5M": -1, "PH": -1, "P": -1, "": -1, "2031-05-02": -1} {
		got, ok := daysIn(value)
		if !ok {
			got = -1
		}
		if got != want {
			t.Errorf("%q: %d, want %d", value, got, want)
		}
	}
}
