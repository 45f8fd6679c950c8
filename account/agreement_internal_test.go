package account

import (
	"math"
	"strconv"
	"testing"
)

// The worked example of Krippendorff (2011), four observers and twelve units;
// he gives .743 for nominal and .815 for ordinal data.
func TestAlphaOfTheWorkedExample(t *testing.T) {
	t.Parallel()
	rows := []string{"123321412...", "1233224125.3", ".3332342251.", "12332441251."} // a dot where an observer gave nothing
	units := make([][]coding, 12)
	for _, row := range rows {
		for i, c := range row {
			if c != '.' {
				units[i] = append(units[i], coding{value: string(c), rank: float64(c - '0')})
			}
		}
	}
	var paired [][]coding
	for _, u := range units {
		if len(u) > 1 {
			paired = append(paired, u)
		}
	}
	for name, test := range map[string]struct {
		d    distance
		want float64
	}{"nominal": {nominal, 0.743}, "ordinal": {ordinal, 0.815}} {
		if got, ok := alpha(paired, test.d); !ok || math.Abs(got-test.want) > 0.0006 {
			t.Errorf("%s: %s, want %.3f", name, strconv.FormatFloat(got, 'f', 4, 64), test.want)
		}
	}
}

func TestAlphaIsSilentWhereNothingVaries(t *testing.T) {
	t.Parallel()
	same := []coding{{value: "reject"}, {value: "reject"}}
	if _, ok := alpha([][]coding{same, same}, nominal); ok {
		t.Error("agreement that could not have been otherwise has an alpha")
	}
	if _, ok := alpha(nil, nominal); ok {
		t.Error("nothing has an alpha")
	}
}
