package claim

import "slices"

// PLOVERType is one root of the PLOVER event ontology with its modes.
type PLOVERType struct {
	Name  string
	Modes []string
}

// PLOVER lists the types and modes of the PLOVER ontology (Open Event Data
// Alliance; Halterman et al. 2023) that an event may have.
var PLOVER = []PLOVERType{
	{"AGREE", nil},
	{"CONSULT", []string{"visit", "third-party", "multilateral", "phone"}},
	{"SUPPORT", nil},
	{"CONCEDE", nil},
	{"COOPERATE", nil},
	{"AID", nil},
	{"RETREAT", []string{"withdraw", "release", "disarm", "ceasefire", "access", "resign"}},
	{"REQUEST", []string{"assist", "change", "yield", "meet"}},
	{"ACCUSE", []string{"disapprove", "investigate", "allege"}},
	{"REJECT", []string{"assist", "change", "yield", "meet"}},
	{"THREATEN", []string{"restrict", "arrest", "relations", "expel", "territory", "violence"}},
	{"PROTEST", []string{"demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"}},
	{"SANCTION", []string{"convict", "expel", "withdraw", "discontinue"}},
	{"MOBILIZE", []string{"troops", "weapons", "police", "militia"}},
	{"COERCE", []string{"seize", "restrict", "censor", "curfew", "martial-law", "arrest", "deport", "withhold", "misinformation", "cyber"}},
	{"ASSAULT", []string{"abduct", "beat", "torture", "sexual", "targeted", "destroy", "primitive", "firearms", "explosives", "suicide-attack",
		"aerial", "drone", "heavy-weapons", "crowd-control", "unconventional"}},
}

// ACLEDType is one event type of ACLED's typology with its sub-types.
type ACLEDType struct {
	Name     string
	SubTypes []string
}

// ACLEDTypes lists ACLED's typology (ACLED codebook), as the contract spells it.
var ACLEDTypes = []ACLEDType{
	{"Battles", []string{"Armed clash", "Government regains territory", "Non-state actor overtakes territory"}},
	{"Explosions/Remote violence", []string{"Chemical weapon", "Air/drone strike", "Suicide bomb", "Shelling/artillery/missile attack",
		"Remote explosive/landmine/IED", "Grenade"}},
	{"Violence against civilians", []string{"Sexual violence", "Attack", "Abduction/forced disappearance"}},
	{"Protests", []string{"Peaceful protest", "Protest with intervention", "Excessive force against protesters"}},
	{"Riots", []string{"Violent demonstration", "Mob violence"}},
	{"Strategic developments", []string{"Agreement", "Arrests", "Change to group/activity", "Disrupted weapons use", "Headquarters or base established",
		"Looting/property destruction", "Non-violent transfer of territory", "Other"}},
}

// ploverModes gives the modes of a PLOVER type; ok is false for no type of PLOVER's.
func ploverModes(name string) (modes []string, ok bool) {
	i := slices.IndexFunc(PLOVER, func(t PLOVERType) bool { return t.Name == name })
	if i < 0 {
		return nil, false
	}
	return PLOVER[i].Modes, true
}

// acledSubTypes gives the sub-types of an ACLED event type; ok is false for no type of ACLED's.
func acledSubTypes(name string) (subs []string, ok bool) {
	i := slices.IndexFunc(ACLEDTypes, func(t ACLEDType) bool { return t.Name == name })
	if i < 0 {
		return nil, false
	}
	return ACLEDTypes[i].SubTypes, true
}
