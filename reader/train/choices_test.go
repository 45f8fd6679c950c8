package main

import "testing"

// What marks the right one of each group is learned, and what all have in common is not.
func TestChooserLearns(t *testing.T) {
	t.Parallel()
	const common, right, wrong = 1, 2, 3
	var groups []group
	for i := range 60 {
		g := group{rows: [][]uint32{{common, wrong}, {common, wrong}, {common, wrong}}, is: i % 3}
		g.rows[g.is] = []uint32{common, right}
		groups = append(groups, g)
	}
	weights := fittedChoice(groups, choiceEpochs, 2)
	if weights[right] <= weights[wrong]+1 {
		t.Errorf("right %.2f, wrong %.2f", weights[right], weights[wrong])
	}
	for i, share := range softmax(weights, groups[1].rows) {
		if (i == 1) != (share > 0.5) {
			t.Errorf("choice %d of which the second is right: %.2f", i, share)
		}
	}
}
