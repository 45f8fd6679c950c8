package learned

import (
	"github.com/parley-desk/parley/reader/attribution/chain"
	"github.com/parley-desk/parley/reader/draft"
)

// Labels of the field of cues.
const (
	NoCue uint8 = iota
	CueFirst
	CueInside
	CueLast // of a cue of two tokens or more
	cueLabels
)

// Labels of the field of sources and contents.
const (
	Neither uint8 = iota
	SourceFirst
	SourceInside
	SourceLast
	ContentFirst
	ContentInside
	ContentLast
	TheCue // the tokens of the cue itself
)

func cueFollows(before, label int) bool {
	open := before == int(CueFirst) || before == int(CueInside)
	switch uint8(label) {
	case CueInside, CueLast:
		return open
	}
	return uint8(before) != CueInside
}

func spanFollows(before, label int) bool {
	b := uint8(before)
	switch uint8(label) {
	case SourceInside, SourceLast:
		return b == SourceFirst || b == SourceInside
	case ContentInside, ContentLast:
		return b == ContentFirst || b == ContentInside
	}
	return b != SourceInside && b != ContentInside
}

// NewCueLattice makes the lattice of the field of cues.
func NewCueLattice() *chain.Lattice { return chain.NewLattice(int(cueLabels), cueFollows) }

// NewSpanLattice makes the lattice of the field of sources and contents.
func NewSpanLattice() *chain.Lattice { return chain.NewLattice(chain.Lanes, spanFollows) }

// pieces reads the runs of one kind off labels: first is the label that begins one.
func pieces(labels []uint8, at int, first uint8) []draft.Range {
	var out []draft.Range
	for i := 0; i < len(labels); i++ {
		if labels[i] != first {
			continue
		}
		end := i + 1
		for end < len(labels) && (labels[end] == first+1 || labels[end] == first+2) {
			end++
		}
		out = append(out, draft.Range{First: at + i, End: at + end})
		i = end - 1
	}
	return out
}
