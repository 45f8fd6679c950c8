package draw

import (
	"math"
	"strconv"
)

// number writes a value of a scale in few letters: 1,000 as 1k, a million as 1M.
func number(v float64) string {
	for _, unit := range []struct {
		of   float64
		sign string
	}{{1e12, "T"}, {1e9, "bn"}, {1e6, "M"}, {1e4, "k"}} {
		if math.Abs(v) >= unit.of {
			if unit.sign == "k" {
				unit.of = 1e3
			}
			return strconv.FormatFloat(v/unit.of, 'g', 4, 64) + unit.sign
		}
	}
	return strconv.FormatFloat(v, 'g', 6, 64)
}
