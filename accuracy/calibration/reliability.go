package calibration

import (
	"fmt"
	"math"
	"strings"
)

// bins is how many bins of equal width confidences are laid into.
const bins = 10

// Bin is the claims of about one confidence.
type Bin struct {
	N     int
	Said  float64 // their mean confidence
	Right float64 // the share of them that is right
}

// Bins lays judged claims into bins of equal width.
func Bins(confidences []float64, right []bool) []Bin {
	out := make([]Bin, bins)
	for i, p := range confidences {
		b := &out[min(max(int(p*bins), 0), bins-1)]
		b.N++
		b.Said += p
		if right[i] {
			b.Right++
		}
	}
	for i := range out {
		if n := float64(out[i].N); n > 0 {
			out[i].Said /= n
			out[i].Right /= n
		}
	}
	return out
}

// ECE is the expected calibration error: how far confidence and share right
// lie apart, averaged over the claims (Naeini, Cooper and Hauskrecht 2015).
func ECE(confidences []float64, right []bool) float64 {
	sum := 0.0
	for _, b := range Bins(confidences, right) {
		sum += float64(b.N) * math.Abs(b.Said-b.Right)
	}
	return sum / float64(max(len(right), 1))
}

// Brier is the mean squared distance of confidence from what is the case: it also falls when right and wrong are told apart.
func Brier(confidences []float64, right []bool) float64 {
	sum := 0.0
	for i, p := range confidences {
		if right[i] {
			p = 1 - p
		}
		sum += p * p
	}
	return sum / float64(max(len(right), 1))
}

// Series is a line of the plot.
type Series struct {
	Name string
	Bins []Bin
}

// The plot's measures in pixels.
const (
	side   = 360 // of the square
	margin = 48
	legend = 26 // height of a line of the legend
)

// colours of the series, told apart by those who see colours poorly too (Okabe and Ito 2008); each also has a dash of its own.
var strokes = []struct{ colour, dash string }{{"#0072b2", ""}, {"#d55e00", "6 4"}, {"#009e73", "2 3"}, {"#cc79a7", "8 3 2 3"}}

// Plot draws series as an SVG: confidence to the right, share right upwards, a dot as large as
// its bin is full. A bin of fewer than least claims is left out.
func Plot(series []Series, least int) string {
	var b strings.Builder
	height := side + 2*margin + legend*len(series)
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img" aria-label="Reliability: how often claims are right, by their confidence" font-family="sans-serif" font-size="12">`+"\n",
		side+2*margin, height, side+2*margin, height)
	fmt.Fprintf(&b, `<rect width="100%%" height="100%%" fill="#fff"/>`+"\n")
	axes(&b)
	for i, s := range series {
		draw(&b, i, s, least)
	}
	b.WriteString("</svg>\n")
	return b.String()
}

func axes(b *strings.Builder) {
	for tick := 0; tick <= 10; tick += 2 {
		v := float64(tick) / 10
		x, y := at(v, v)
		fmt.Fprintf(b, `<path d="M%.1f %d V%d M%d %.1f H%d" stroke="#ddd"/>`+"\n", x, margin, margin+side, margin, y, margin+side)
		fmt.Fprintf(b, `<text x="%.1f" y="%d" text-anchor="middle">%.1f</text><text x="%d" y="%.1f" text-anchor="end">%.1f</text>`+"\n", x, margin+side+16, v, margin-6, y+4, v)
	}
	fmt.Fprintf(b, `<path d="M%d %d L%d %d" stroke="#888"/>`+"\n", margin, margin+side, margin+side, margin)
	fmt.Fprintf(b, `<text x="%d" y="%d" text-anchor="middle">confidence</text>`+"\n", margin+side/2, margin+side+34)
	fmt.Fprintf(b, `<text transform="translate(14 %d) rotate(-90)" text-anchor="middle">share that is right</text>`+"\n", margin+side/2)
}

// at is where a confidence and a share lie in the plot.
func at(said, right float64) (x, y float64) {
	return margin + said*side, margin + (1-right)*side
}

func draw(b *strings.Builder, i int, s Series, least int) {
	look := strokes[i%len(strokes)]
	total := 0
	for _, bin := range s.Bins {
		total += bin.N
	}
	var line []string
	for _, bin := range s.Bins {
		if bin.N < least {
			continue
		}
		x, y := at(bin.Said, bin.Right)
		line = append(line, fmt.Sprintf("%.1f,%.1f", x, y))
		fmt.Fprintf(b, `<circle cx="%.1f" cy="%.1f" r="%.1f" fill="%s" fill-opacity=".55"><title>%d claims at %.2f, %.2f right</title></circle>`+"\n",
			x, y, 2+10*math.Sqrt(float64(bin.N)/float64(max(total, 1))), look.colour, bin.N, bin.Said, bin.Right)
	}
	fmt.Fprintf(b, `<polyline points="%s" fill="none" stroke="%s" stroke-width="2" stroke-dasharray="%s"/>`+"\n", strings.Join(line, " "), look.colour, look.dash)
	y := margin + side + 52 + i*legend
	fmt.Fprintf(b, `<path d="M%d %d h28" stroke="%s" stroke-width="2" stroke-dasharray="%s"/><text x="%d" y="%d">%s</text>`+"\n", margin, y, look.colour, look.dash, margin+36, y+4, escape(s.Name))
}

var escape = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace
