package sheet

import (
	"math"
	"strconv"
	"strings"

	"github.com/parley-desk/parley/claim"
)

// number writes a figure as its wording bounds it: "73", "≥ 73" (at least),
// "≤ 73" (up to), "≈ 73" (about), "50–60", "≥ 24" (dozens).
func number(f *claim.Figure) string {
	switch {
	case f.Value == nil && f.Low != nil && f.High != nil:
		if *f.Low < 0 {
			return amount(*f.Low) + " to " + amount(*f.High)
		}
		return amount(*f.Low) + "–" + amount(*f.High)
	case f.Value == nil && f.Low != nil:
		return "≥ " + amount(*f.Low)
	case f.Value == nil && f.High != nil:
		return "≤ " + amount(*f.High)
	case f.Value == nil:
		return "?"
	case f.Low != nil && f.High == nil:
		return "≥ " + amount(*f.Value)
	case f.Low == nil && f.High != nil:
		return "≤ " + amount(*f.Value)
	case f.Low == nil && f.High == nil:
		return "≈ " + amount(*f.Value)
	}
	return amount(*f.Value)
}

// scales shorten round numbers that nobody can read at a glance.
var scales = []struct {
	one  float64
	name string
}{{1e12, " tn"}, {1e9, " bn"}, {1e6, " m"}}

// amount writes a number with its thousands parted: "1,400", "1.4 m", "−2".
func amount(n float64) string {
	sign := ""
	if n < 0 {
		sign, n = "−", -n
	}
	for _, s := range scales {
		if short := n / s.one; n >= s.one && short == math.Trunc(short*1000)/1000 {
			return sign + strconv.FormatFloat(short, 'f', -1, 64) + s.name
		}
	}
	text := strconv.FormatFloat(n, 'f', -1, 64)
	whole, fraction, fractional := strings.Cut(text, ".")
	if fractional {
		return sign + thousands(whole) + "." + fraction
	}
	return sign + thousands(whole)
}

// thousands parts digits in threes.
func thousands(digits string) string {
	var b strings.Builder
	for i, d := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(d)
	}
	return b.String()
}
