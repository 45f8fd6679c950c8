package calibration

import (
	_ "embed" // for the types
	"strings"

	"github.com/parley-desk/parley/claim"
)

//go:embed case-types.tsv
var caseTypes string

// ofPlover: an event between the labelled source and target is right where it has
// their root. A side that the gold gives no words for is not asked for.
func ofPlover(r *reading, gold struct {
	Source, Target *claim.Span
	SourceAlso     []claim.Span `json:"source_also"`
	TargetAlso     []claim.Span `json:"target_also"`
	Root           string
}) []judgement {
	var all []judgement
	source, target := sides(gold.Source, gold.SourceAlso), sides(gold.Target, gold.TargetAlso)
	r.events(func(c *claim.Claim, e *claim.Event) {
		if e.Type == "" {
			return
		}
		who, whom := r.spansOf(e.Actors), r.spansOf(e.Recipients)
		between := touches(who, source) && touches(whom, target) || mutual(who, source, target)
		if source == nil {
			between = touches(whom, target)
		} else if target == nil {
			between = touches(who, source)
		}
		if between {
			all = append(all, judgement{c, rootOf(e.Type) == gold.Root})
		}
	})
	return all
}

// rootOf is a type as the set counts it: it does not tell conceding from retreating.
func rootOf(kind string) string {
	if kind == "CONCEDE" || kind == "RETREAT" {
		return "YIELD"
	}
	return kind
}

func sides(first *claim.Span, also []claim.Span) []claim.Span {
	if first == nil {
		return nil
	}
	return append([]claim.Span{*first}, also...)
}

// spansOf is where participants stand: their words, or else all mentions of their actors.
func (r *reading) spansOf(refs []claim.Ref) []claim.Span {
	var out []claim.Span
	for i := range refs {
		if refs[i].Span != nil {
			out = append(out, *refs[i].Span)
		} else if a := r.actor[refs[i].Actor]; a != nil {
			for _, m := range a.Mentions {
				out = append(out, r.Names[m].Span)
			}
		}
	}
	return out
}

func touches(a, b []claim.Span) bool { return shared(a, b) > 0 }

// mutual tells whether two different actors are source and target: violence both ways, a meeting.
func mutual(who, source, target []claim.Span) bool {
	for i := range who {
		for j := range who {
			if i != j && touches(who[i:i+1], source) && touches(who[j:j+1], target) {
				return true
			}
		}
	}
	return false
}

// ofACLED: the report's main event is right where it has the snippet's type of
// ACLED's, wrong where the snippet has none of them.
func ofACLED(r *reading, gold struct{ Type string }) []judgement {
	var main *claim.Claim
	best := 0
	r.events(func(c *claim.Claim, e *claim.Event) {
		if e.ACLED == nil || e.ACLED.SubEventType == "" {
			return
		}
		if rank := weakness(c, e); main == nil || rank < best {
			main, best = c, rank
		}
	})
	if main == nil {
		return nil
	}
	return []judgement{{main, plain(main.Body.(*claim.Event).ACLED.SubEventType) == subTypes()[gold.Type]}}
}

// weakness orders what may be the main event: the one so marked, then firm before
// supposed, past or present before future, the report's matter before history.
func weakness(c *claim.Claim, e *claim.Event) int {
	rank := 0
	for i, weak := range []bool{c.Background, c.Tense == claim.Future, !live(c), !e.Main} {
		if weak {
			rank += 1 << i
		}
	}
	return rank
}

// subTypes gives the sub-type of each label of the set, in plain letters.
func subTypes() map[string]string {
	out := map[string]string{}
	for line := range strings.Lines(caseTypes) {
		if label, sub, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok {
			out[label] = plain(sub)
		}
	}
	return out
}

// plain is a name in small letters alone.
func plain(name string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' {
			return r
		}
		return -1
	}, strings.ToLower(name))
}
