package incident_test

import "testing"

// What somebody confesses to was done; what they are committed to, or was going to be done, is only meant.
func TestConfessedAndMeant(t *testing.T) {
	t.Parallel()
	for said, want := range map[string]bool{
		"The man confessed to killing three judges in Marr in April.":                                    true,
		"The man admitted to bombing a bank in Marr on Friday.":                                          true,
		"The rebels are committed to destroying the government.":                                         false,
		"The mayor is the first to be shot by the gunmen, and Omar Dellin the first judge to be killed.": true,
		"The rebels were going to attack the town, an officer said.":                                     false,
		"Mortar shells which were going to be fired at the parliament were found in a truck at noon.":    false,
		"Mortar shells that were fired at the parliament killed two guards.":                             true,
	} {
		if _, done := deeds(t, said); (len(done) > 0) != want {
			t.Errorf("%s\n%d deeds told as done, want some: %v", said, len(done), want)
		}
	}
}
