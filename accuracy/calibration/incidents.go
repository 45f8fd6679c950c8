package calibration

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// IsIncident says by the labels of a row whether the tellings of violence of its report are those of incidents; said is
// false where the labels leave it open. The sets label reports, not tellings: all of one report are called alike.
func IsIncident(task string, labels json.RawMessage) (is, said bool, err error) {
	of, ok := incidentsOf[task]
	if !ok {
		return false, false, fmt.Errorf("nobody says which reports of %q tell of incidents", task)
	}
	var l incidentLabels
	if task == "muc4" {
		err = json.Unmarshal(labels, &l.templates)
	} else {
		err = json.Unmarshal(labels, &l)
	}
	if err != nil {
		return false, false, err
	}
	is, said = of(&l)
	return is, said, nil
}

// IncidentTasks are the sets whose labels say so, in order.
func IncidentTasks() []string { return []string{"muc4", "acled", "plover", "counts"} }

// incidentLabels are those of all sets.
type incidentLabels struct {
	Type      string // acled
	Root      string // plover
	Killed    int    `json:"min_killed"` // counts
	templates []struct {
		Optional bool
		Stage    []string
	}
}

var incidentsOf = map[string]func(*incidentLabels) (is, said bool){
	"muc4": func(l *incidentLabels) (bool, bool) {
		for _, t := range l.templates {
			if !t.Optional && !slices.Equal(t.Stage, []string{"THREATENED"}) {
				return true, true
			}
		}
		return false, len(l.templates) == 0 // the optional ones are neither
	},
	"acled": func(l *incidentLabels) (bool, bool) {
		return slices.Contains(violent, l.Type), slices.Contains(violent, l.Type) || slices.Contains(calm, l.Type)
	},
	"plover": func(l *incidentLabels) (bool, bool) { return l.Root == "ASSAULT", l.Root == "ASSAULT" },
	"counts": func(l *incidentLabels) (bool, bool) { return l.Killed > 0, l.Killed > 0 },
}

// violent and calm are the types of the set acled by whether what is told is an act of violence; the rest may be either.
var (
	violent = strings.Fields(`ARMED_CLASH ART_MISS_ATTACK GRENADE AIR_STRIKE CHEM_WEAP SEX_VIOL ATTACK SUIC_BOMB REM_EXPLOS MOB_VIOL
		ABDUCT_DISSAP PROPERTY_DISTRUCT FORCE_AGAINST_PROTEST ATTRIB VIOL_DEMONSTR MAN_MADE_DISASTER NON_STATE_ACTOR_OVERTAKES_TER GOV_REGAINS_TERIT`)
	calm = strings.Fields("DIPLO NATURAL_DISASTER AGREEMENT OTHER PEACE_PROTEST ORG_CRIME")
)
