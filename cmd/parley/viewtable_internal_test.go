package main

import (
	"strings"
	"testing"

	"charm.land/lipgloss/v2"
	"pgregory.net/rapid"
)

// Rows that need no wrapping are set as lipgloss sets them, and texts measured as it does.
func TestRowsAreSetAsLipglossSetsThem(t *testing.T) {
	t.Parallel()
	text := rapid.StringOf(rapid.SampledFrom([]rune("ab cZ~ éßſ“”‘’–—…中\u0301\u00ad\n\tØ")))
	rapid.Check(t, func(rt *rapid.T) {
		cells := rapid.SliceOfN(text, 1, 4).Draw(rt, "cells")
		var widths []int
		for _, c := range cells {
			if got, want := textWidth(c), lipgloss.Width(c); got != want && !strings.ContainsAny(c, "\n") {
				rt.Errorf("%q is %d wide, not %d", c, got, want)
			}
			widths = append(widths, rapid.IntRange(1, 12).Draw(rt, "width"))
		}
		row, ok := setLine(cells, widths)
		if !ok {
			return
		}
		var blocks []string
		for i, c := range cells {
			blocks = append(blocks, lipgloss.NewStyle().Width(widths[i]).Render(c))
			if i < len(cells)-1 {
				blocks = append(blocks, strings.Repeat(" ", gap))
			}
		}
		if want := strings.TrimRight(lipgloss.JoinHorizontal(lipgloss.Top, blocks...), " "); row != want {
			rt.Errorf("%q in %v: %q, not %q", cells, widths, row, want)
		}
	})
}
