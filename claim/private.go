package claim

// Layer tells what of a case lies in its private layer: reports that were
// included as private or came from a private source, and what was decided there.
// It appears in no export, no brief, and to nobody without a role for it.
type Layer struct {
	reports map[string]bool // included as private, or, false, in the open
	sources map[string]bool
}

// LayerOf finds the private layer by the decisions of a case, in any order, and
// the ids of private sources. The latest decision on a report counts for more than its source.
func LayerOf(all []Decision, sources []string) Layer {
	l := Layer{reports: map[string]bool{}, sources: map[string]bool{}}
	for _, d := range Inforce(all) {
		if d.Kind == DecideInclude {
			l.reports[d.Report] = d.Private
		}
	}
	for _, id := range sources {
		l.sources[id] = true
	}
	return l
}

// Holds tells whether a report, by its identity and the id of its source, lies in the layer.
func (l Layer) Holds(report, source string) bool {
	if private, said := l.reports[report]; said {
		return private
	}
	return source != "" && l.sources[source]
}

// Empty tells whether nothing can lie in the layer but notes.
func (l Layer) Empty() bool {
	for _, private := range l.reports {
		if private {
			return false
		}
	}
	return len(l.sources) == 0
}

// Open gives the decisions that lie outside the layer: not marked private, and
// about no report that hidden says is in it.
func (l Layer) Open(all []Decision, hidden func(report string) bool) []Decision {
	var open []Decision
	for _, d := range all {
		if !d.Private && !(d.Report != "" && hidden(d.Report)) && !anyHidden(d.Of, hidden) {
			open = append(open, d)
		}
	}
	return open
}

func anyHidden(of []Anchor, hidden func(string) bool) bool {
	for i := range of {
		if hidden(of[i].Report) {
			return true
		}
	}
	return false
}
