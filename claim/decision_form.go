package claim

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"time"
)

// sortedDecisions copies decisions in order of time, then id.
func sortedDecisions(all []Decision) []Decision {
	sorted := slices.Clone(all)
	slices.SortFunc(sorted, func(a, b Decision) int {
		at, _ := time.Parse(time.RFC3339, a.At) // what does not parse sorts first
		bt, _ := time.Parse(time.RFC3339, b.At)
		return cmp.Or(at.Compare(bt), cmp.Compare(a.ID, b.ID))
	})
	return sorted
}

// decisionRule is what a kind of decision needs and may have besides.
type decisionRule struct {
	anchors [2]int // how many claims at least and at most
	needs   []string
	may     []string
}

// anyNumber is a bound that is none.
const anyNumber = 1000

var decisionRules = map[DecisionKind]decisionRule{
	DecideAccept:  {anchors: [2]int{1, 1}},
	DecideReject:  {anchors: [2]int{1, 1}},
	DecideCorrect: {anchors: [2]int{1, 1}, needs: []string{"set"}, may: []string{"place"}},
	DecideAdd:     {anchors: [2]int{1, 1}, needs: []string{"claim"}, may: []string{"place"}},
	DecideMerge:   {anchors: [2]int{2, anyNumber}},
	DecideSplit:   {anchors: [2]int{2, anyNumber}},
	DecideSide:    {needs: []string{"actor"}, may: []string{"side"}},
	DecideGrade:   {needs: []string{"grade"}, may: []string{"actor", "outlet"}},
	DecideScore:   {anchors: [2]int{1, 1}, needs: []string{"score"}},
	DecideNote:    {anchors: [2]int{0, anyNumber}, may: []string{"report", "private"}},
	DecideInclude: {needs: []string{"report", "case"}, may: []string{"private"}},
	DecideExclude: {needs: []string{"report", "case"}},
	DecideUndo:    {needs: []string{"undo"}},
}

// Validate holds a decision against its rules. The error is of type Problems.
func (d *Decision) Validate() error {
	v := &validator{length: maxLength, titleLength: maxLength}
	root := func(field string) *path { return &path{field: field, index: -1} }
	v.text(root("id"), d.ID, true)
	v.want(d.Case == "" || isCaseID(d.Case), root("case"), "is the id of a case", d.Case)
	oneOf(v, root("kind"), DecisionKinds, d.Kind)
	v.text(root("author"), d.Author, true)
	_, err := time.Parse(time.RFC3339, d.At)
	v.want(err == nil, root("at"), "is a time of RFC 3339, such as 2025-11-09T10:00:00Z", d.At)
	v.want(d.Reason != "" && len(d.Reason) <= reasonLength, root("reason"), "is given, in at most "+strconv.Itoa(reasonLength)+" bytes", "")
	v.decisionFields(d)
	for i := range d.Of {
		v.anchor(root("of").item(i), &d.Of[i])
	}
	v.decisionValues(d)
	return v.err()
}

// reasonLength bounds a reason or a note.
const reasonLength = 10_000

// decisionFields checks that a decision has what its kind needs, and nothing else.
func (v *validator) decisionFields(d *Decision) {
	rule := decisionRules[d.Kind]
	n := len(d.Of)
	v.want(n >= rule.anchors[0] && n <= rule.anchors[1], &path{field: "of", index: -1},
		fmt.Sprintf("names %d to %d claims where the decision is %s", rule.anchors[0], rule.anchors[1], d.Kind), strconv.Itoa(n))
	given := map[string]bool{"set": len(d.Set) > 0, "claim": d.Claim != nil, "place": d.Place != nil, "report": d.Report != "", "actor": d.Actor != "",
		"side": d.Side != "", "outlet": d.Outlet != "", "grade": d.Grade != "", "score": d.Score != nil, "undo": d.Undo != "", "private": d.Private}
	for _, field := range slices.Sorted(maps.Keys(given)) {
		needed := slices.Contains(rule.needs, field)
		v.want(given[field] || !needed, &path{field: field, index: -1}, "is given where the decision is "+string(d.Kind), "")
		v.want(!given[field] || needed || slices.Contains(rule.may, field), &path{field: field, index: -1}, "has no part in the decision "+string(d.Kind), "")
	}
	v.want(d.Case != "" || !slices.Contains(rule.needs, "case"), &path{field: "case", index: -1}, "is given where the decision is "+string(d.Kind), "")
	v.want(d.Kind != DecideGrade || (d.Actor == "") != (d.Outlet == ""), &path{field: "outlet", index: -1}, "or actor is given, one of them", "")
}

func (v *validator) decisionValues(d *Decision) {
	root := func(field string) *path { return &path{field: field, index: -1} }
	if d.Actor != "" {
		v.want(isActorID(d.Actor), root("actor"), actorIDRule, d.Actor)
	}
	if d.Side != "" {
		v.want(isActorID(d.Side), root("side"), actorIDRule, d.Side)
		v.want(d.Side != d.Actor, root("side"), "is not the actor itself", d.Side)
	}
	if d.Grade != "" {
		v.want(isGrade(d.Grade), root("grade"), "is an Admiralty grade: A to F for the source, 1 to 6 for what it says, such as B2", d.Grade)
	}
	if d.Score != nil {
		v.want(*d.Score >= 0 && *d.Score <= 3, root("score"), "is 0, 1, 2 or 3 (Peace Accords Matrix)", strconv.Itoa(*d.Score))
	}
	v.want(d.Undo == "" || d.Undo != d.ID, root("undo"), "is another decision", d.Undo)
	if d.Claim != nil {
		v.added(d)
	}
	if len(d.Set) > 0 {
		v.correction(root("set"), d.Set)
	}
}

// added checks a claim that an analyst adds: whole, and where its anchor says.
func (v *validator) added(d *Decision) {
	at := &path{field: "claim", index: -1}
	if err := d.Claim.Validate(); err != nil {
		v.found(at, "is a valid claim: "+err.Error(), "")
	}
	if len(d.Of) == 1 {
		a := &d.Of[0]
		v.want(a.Kind == d.Claim.Kind && a.Span == d.Claim.Span && a.In == d.Claim.In, at, "stands where the anchor says", "")
	}
}

func (v *validator) anchor(at *path, a *Anchor) {
	v.text(at.in("report"), a.Report, true)
	v.want(isHex(a.SHA256, 64), at.in("sha256"), "is 64 hexadecimal digits", a.SHA256)
	oneOf(v, at.in("kind"), Kinds, a.Kind)
	v.within(at, a.In)
	v.span(at.in("span"), a.Span)
	v.title = false
	v.want(a.Nth >= 0, at.in("nth"), "is not negative", strconv.Itoa(a.Nth))
	v.want(a.Words != "", at.in("words"), "is given", "")
}

// fixed are the fields of a claim that make it this claim: to read them
// otherwise is to reject it and add another.
var fixed = []string{"id", "kind", "span", "in", "sentence"}

func (v *validator) correction(at *path, set json.RawMessage) {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(set, &fields); err != nil || len(fields) == 0 {
		v.found(at, "is a JSON object of at least one field of the claim", string(set))
		return
	}
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		v.want(!slices.Contains(fixed, name), at.in(name), "cannot be corrected: reject the claim and add another", name)
	}
}

// isGrade tells whether s is a grade of the Admiralty system (NATO AJP-2.1).
func isGrade(s string) bool {
	return len(s) == 2 && s[0] >= 'A' && s[0] <= 'F' && s[1] >= '1' && s[1] <= '6'
}

// Corrected gives the claim with the fields of a correction in place of its
// own. The error names the field that does not fit; c is left as it is.
func (c *Claim) Corrected(set json.RawMessage) (*Claim, error) {
	own, err := c.AppendJSON(nil)
	if err != nil {
		return nil, err
	}
	var fields, others map[string]json.RawMessage
	if err := json.Unmarshal(own, &fields); err != nil {
		return nil, err
	}
	if err := json.Unmarshal(set, &others); err != nil {
		return nil, fmt.Errorf("claim: a correction is a JSON object of fields: %w", err)
	}
	for name, value := range others {
		if string(value) == "null" {
			delete(fields, name)
		} else {
			fields[name] = value
		}
	}
	whole, err := json.Marshal(fields)
	if err != nil {
		return nil, err
	}
	fresh := &Claim{}
	if err := json.Unmarshal(whole, fresh); err != nil {
		return nil, fmt.Errorf("claim: the correction of %s does not fit: %w", c.ID, err)
	}
	return fresh, fresh.Validate()
}

// AppendJSON appends the case as one JSON object in the order of its type's
// fields: equal cases give equal bytes.
func (c *Case) AppendJSON(dst []byte) ([]byte, error) { return appendPlain(dst, c) }

// AppendJSON appends the decision as one JSON object: equal decisions give
// equal bytes, however the fields of a correction were ordered.
func (d *Decision) AppendJSON(dst []byte) ([]byte, error) {
	canonical := *d
	if len(d.Set) > 0 {
		var fields map[string]any
		dec := json.NewDecoder(bytes.NewReader(d.Set))
		dec.UseNumber()
		if err := dec.Decode(&fields); err != nil {
			return dst, fmt.Errorf("claim: the correction of decision %s is no JSON object: %w", d.ID, err)
		}
		set, err := appendPlain(nil, fields)
		if err != nil {
			return dst, err
		}
		canonical.Set = set
	}
	return appendPlain(dst, &canonical)
}

// appendPlain appends v as JSON without HTML escaping or a line's end.
func appendPlain(dst []byte, v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return dst, err
	}
	return append(dst, bytes.TrimSuffix(b.Bytes(), []byte("\n"))...), nil
}
