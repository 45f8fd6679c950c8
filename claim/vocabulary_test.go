package claim_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"reflect"
	"slices"
	"strconv"
	"testing"

	"github.com/parley-desk/parley/claim"
)

// vocabularies are the lists by the name of their type.
var vocabularies = map[string]any{
	"Kind": claim.Kinds, "NameKind": claim.NameKinds, "TimeType": claim.TimeTypes, "TimeBasis": claim.TimeBases, "Precision": claim.Precisions,
	"PlaceKind": claim.PlaceKinds, "PlacePrecision": claim.PlacePrecisions, "PlaceBasis": claim.PlaceBases, "ActorKind": claim.ActorKinds,
	"Polarity": claim.Polarities, "Certainty": claim.Certainties, "Tense": claim.Tenses, "How": claim.Hows, "Form": claim.Forms,
	"Manner": claim.Manners, "Act": claim.Acts, "Measure": claim.Measures, "StatusOf": claim.Statuses, "Outcome": claim.Outcomes,
	"TruceState": claim.TruceStates, "CommitmentForm": claim.CommitmentForms, "SubjectKind": claim.SubjectKinds, "RouteState": claim.RouteStates,
}

// A member of a vocabulary that is declared but not listed would be refused by validation.
func TestVocabulariesListEveryMember(t *testing.T) {
	t.Parallel()
	declared := map[string][]string{}
	file, err := parser.ParseFile(token.NewFileSet(), "enums.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok {
			return true
		}
		name, typed := spec.Type.(*ast.Ident)
		value, literal := spec.Values[0].(*ast.BasicLit)
		if typed && literal {
			member, _ := strconv.Unquote(value.Value)
			declared[name.Name] = append(declared[name.Name], member)
		}
		return true
	})
	if len(declared) != len(vocabularies) {
		t.Errorf("%d vocabularies are declared, %d listed here", len(declared), len(vocabularies))
	}
	for name, list := range vocabularies {
		var listed []string
		for i := range reflect.ValueOf(list).Len() {
			listed = append(listed, reflect.ValueOf(list).Index(i).String())
		}
		slices.Sort(listed)
		want := slices.Sorted(slices.Values(declared[name]))
		if !slices.Equal(listed, want) {
			t.Errorf("%s lists %v, declared are %v", name, listed, want)
		}
	}
}
