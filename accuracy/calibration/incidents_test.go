package calibration

import (
	"encoding/json"
	"testing"
)

func TestIsIncident(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		task, labels string
		is, said     bool
	}{
		{"muc4", `[]`, false, true},
		{"muc4", `[{"optional": true, "stage": ["ACCOMPLISHED"]}]`, false, false},
		{"muc4", `[{"optional": false, "stage": ["THREATENED"]}]`, false, false},
		{"muc4", `[{"optional": true, "stage": []}, {"optional": false, "stage": ["ATTEMPTED"]}]`, true, true},
		{"acled", `{"type": "ARMED_CLASH"}`, true, true},
		{"acled", `{"type": "DIPLO"}`, false, true},
		{"acled", `{"type": "ARREST"}`, false, false},
		{"plover", `{"root": "ASSAULT"}`, true, true},
		{"plover", `{"root": "ACCUSE"}`, false, false},
		{"counts", `{"min_killed": 2}`, true, true},
		{"counts", `{"min_killed": 0}`, false, false},
	} {
		is, said, err := IsIncident(c.task, json.RawMessage(c.labels))
		if err != nil || is != c.is || said != c.said {
			t.Errorf("%s %s: %v, %v, %v", c.task, c.labels, is, said, err)
		}
	}
	if _, _, err := IsIncident("times", json.RawMessage(`[]`)); err == nil {
		t.Error("a task that says nothing of incidents")
	}
	if _, _, err := IsIncident("muc4", json.RawMessage(`{`)); err == nil {
		t.Error("labels that are none")
	}
}
