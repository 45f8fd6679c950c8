package draw

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
)

//go:embed pictures.html
var pictures string

// sheet holds the pictures. They carry classes and no styles: the content
// security policy of the pages allows no style within them.
var sheet = template.Must(template.New("pictures").Funcs(template.FuncMap{
	"n":    func(v float64) string { return fmt.Sprintf("%.1f", v) },
	"plus": func(all ...float64) float64 { return sum(all) },
	"less": func(a, b float64) float64 { return a - b },
	"half": func(a float64) float64 { return a / 2 },
}).Parse(pictures))

func sum(all []float64) (s float64) {
	for _, v := range all {
		s += v
	}
	return s
}

// SVG is the picture of the timeline, empty where nothing has a day.
func (t *Timeline) SVG() (template.HTML, error) {
	if t.Height == 0 {
		return "", nil
	}
	return picture("timeline", t)
}

// SVG is the picture of the chart.
func (c *Chart) SVG() (template.HTML, error) { return picture("chart", c) }

func picture(name string, data any) (template.HTML, error) {
	var b bytes.Buffer
	if err := sheet.ExecuteTemplate(&b, name, data); err != nil {
		return "", fmt.Errorf("draw: picture %s: %w", name, err)
	}
	return template.HTML(b.String()), nil // escaped by the template that made it
}

// Width gives the width of a picture to its template.
func (t *Timeline) Width() float64 { return Width }

// Width gives the width of a picture to its template.
func (c *Chart) Width() float64 { return Width }
