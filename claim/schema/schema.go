// Package schema makes the JSON Schema of a record out of the types of
// package claim, their comments and their vocabularies, so that the published
// contract cannot drift from the code. It is a tool of the build: no part of
// the program imports it.
package schema

import (
	"encoding/json"
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/parley-desk/parley/claim"
)

// object is a JSON object. Its keys are written in alphabetical order.
type object = map[string]any

// ID names the schema.
const ID = "https://github.com/parley-desk/parley/docs/record.schema.json"

// Make gives the schema (draft 2020-12) as indented JSON, with the comments
// of the Go files in dir, the folder of package claim, as descriptions.
func Make(dir string) ([]byte, error) {
	comments, err := readComments(dir)
	if err != nil {
		return nil, err
	}
	m := &maker{comments: comments, defs: object{}}
	root := m.ofStruct(reflect.TypeFor[claim.Record]())
	root["properties"].(object)["record"] = object{"const": claim.Version, "description": "version of the contract"}
	m.claim()
	root["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	root["$id"] = ID
	root["title"] = "Record of a report"
	root["$defs"] = m.defs
	data, err := json.MarshalIndent(root, "", "  ")
	return append(data, '\n'), err
}

// maker collects the definitions of the types that it meets.
type maker struct {
	comments map[string]string // "Type" and "Type.Field" → comment
	defs     object
}

// of gives the schema of a type, defining the structs it meets.
func (m *maker) of(t reflect.Type) object {
	switch t {
	case reflect.TypeFor[claim.Span](), reflect.TypeFor[claim.Spans]():
		m.spans()
		return ref(t.Name())
	case reflect.TypeFor[any]():
		return object{"type": []string{"string", "integer"}}
	}
	if members := vocabulary(t); members != nil {
		m.define(t.Name(), func() object { return object{"enum": members} })
		return ref(t.Name())
	}
	switch t.Kind() {
	case reflect.Struct:
		m.define(t.Name(), func() object { return m.ofStruct(t) })
		return ref(t.Name())
	case reflect.Pointer:
		return m.of(t.Elem())
	case reflect.Slice:
		return object{"type": "array", "items": m.of(t.Elem())}
	case reflect.Int:
		return object{"type": "integer"}
	case reflect.Float64:
		return object{"type": "number"}
	case reflect.Bool:
		return object{"type": "boolean"}
	}
	return object{"type": "string"}
}

// define adds a definition once.
func (m *maker) define(name string, body func() object) {
	if _, ok := m.defs[name]; ok {
		return
	}
	m.defs[name] = object{} // stands while the body is made, should it meet its own name
	def := body()
	m.describe(def, name)
	m.defs[name] = def
}

func (m *maker) ofStruct(t reflect.Type) object {
	properties, required := object{}, []string{}
	for i := range t.NumField() {
		f := t.Field(i)
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		if name == "-" {
			continue
		}
		key := t.Name() + "." + f.Name
		property := m.of(f.Type)
		maps.Copy(property, forms[key])
		m.describe(property, key)
		properties[name] = property
		if options == "" {
			required = append(required, name)
		}
	}
	out := object{"type": "object", "properties": properties}
	if len(required) > 0 {
		out["required"] = required
	}
	m.describe(out, t.Name())
	return out
}

func (m *maker) describe(schema object, key string) {
	if text := m.comments[key]; text != "" {
		schema["description"] = text
	}
}

// spans defines Span and Spans, which write themselves.
func (m *maker) spans() {
	offset := object{"type": "integer", "minimum": 0}
	m.define("Span", func() object {
		return object{"type": "array", "prefixItems": []any{offset, offset}, "minItems": 2, "maxItems": 2}
	})
	m.define("Spans", func() object {
		return object{"oneOf": []any{ref("Span"), object{"type": "array", "items": ref("Span")}}}
	})
}

// claim adds to the claim what its kind says of it.
func (m *maker) claim() {
	def := m.defs["Claim"].(object)
	properties := def["properties"].(object)
	properties["place"] = object{"type": "integer", "minimum": 0, "description": "where the thing itself is: an index into places"}
	properties["place_basis"] = m.of(reflect.TypeFor[claim.PlaceBasis]())
	def["dependentRequired"] = object{"place": []string{"place_basis"}}
	var kinds []any
	for _, k := range claim.Kinds {
		body := reflect.TypeOf(claim.NewBody(k)).Elem()
		kinds = append(kinds, when("kind", string(k), m.of(body)))
	}
	def["allOf"] = kinds
	var modes []any
	for _, t := range claim.PLOVER {
		modes = append(modes, when("type", t.Name, object{"properties": object{"mode": object{"enum": append([]string{}, t.Modes...)}}}))
	}
	event := m.defs["Event"].(object)
	event["allOf"] = modes
	event["anyOf"] = []any{object{"required": []string{"type"}}, object{"required": []string{"acled"}}}
	var subTypes []any
	for _, t := range claim.ACLEDTypes {
		subTypes = append(subTypes, when("event_type", t.Name, object{"properties": object{"sub_event_type": object{"enum": t.SubTypes}}}))
	}
	m.defs["ACLED"].(object)["allOf"] = subTypes
}

// when is a schema that asks for then where a property has a value.
func when(property, value string, then object) object {
	return object{
		"if":   object{"required": []string{property}, "properties": object{property: object{"const": value}}},
		"then": then,
	}
}

func ref(name string) object { return object{"$ref": "#/$defs/" + name} }

// vocabulary gives the members of a string type that has a closed list, nil for any other type.
func vocabulary(t reflect.Type) []string {
	for _, list := range vocabularies {
		v := reflect.ValueOf(list)
		if v.Type().Elem() != t || t == reflect.TypeFor[string]() {
			continue
		}
		members := make([]string, v.Len())
		for i := range members {
			members[i] = v.Index(i).String()
		}
		return members
	}
	return nil
}

var vocabularies = []any{
	claim.Kinds, claim.NameKinds, claim.TimeTypes, claim.TimeBases, claim.Precisions, claim.PlaceKinds, claim.PlacePrecisions, claim.PlaceBases,
	claim.ActorKinds, claim.Polarities, claim.Certainties, claim.Tenses, claim.Hows, claim.Forms, claim.Manners, claim.Acts, claim.Measures,
	claim.Statuses, claim.Outcomes, claim.TruceStates, claim.CommitmentForms, claim.SubjectKinds, claim.RouteStates, claim.Issues,
}

var (
	day      = object{"pattern": `^\d{4}-\d{2}-\d{2}$`, "format": "date"}
	moment   = object{"pattern": `^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?$`}
	alpha3   = object{"pattern": "^[A-Z]{3}$"}
	index    = object{"minimum": 0}
	notEmpty = object{"minLength": 1}
	share    = object{"minimum": 0, "maximum": 1}
	in       = object{"const": "title"}
)

// forms are the rules of fields that their Go type does not tell.
var forms = map[string]object{
	"Record.ID": notEmpty, "Reader.Name": notEmpty,
	"Header.Published": moment, "Header.Updated": moment, "Header.Language": notEmpty, "Header.SHA256": {"pattern": "^[0-9a-f]{64}$"}, "Header.Length": index,
	"Dateline.Place": index, "Dateline.Day": day,
	"Name.Text": notEmpty, "Name.In": in, "Name.Ref": {"minimum": 0, "minLength": 1},
	"Time.Text": notEmpty, "Time.Value": notEmpty, "Time.Start": day, "Time.End": day, "Time.In": in,
	"Place.Text": notEmpty, "Place.Country": alpha3, "Place.GeoNames": index, "Place.In": in,
	"Place.Lat": {"minimum": -90, "maximum": 90}, "Place.Lon": {"minimum": -180, "maximum": 180},
	"Actor.ID": notEmpty, "Actor.Name": notEmpty, "Actor.Country": alpha3, "Actor.Sector": {"enum": claim.Sectors}, "Actor.Mentions": {"items": object{"type": "integer", "minimum": 0}},
	"Ref.Text": notEmpty, "Ref.Actor": notEmpty, "Ref.Role": {"enum": claim.Roles},
	"When.Start": day, "When.End": day, "Where.Place": index, "Words.Text": notEmpty, "Words.Place": index, "Link.Claim": notEmpty,
	"Claim.ID": notEmpty, "Claim.In": in, "Claim.Confidence": share, "Claim.Rule": notEmpty,
	"Event.Type": {"enum": names(claim.PLOVER, func(t claim.PLOVERType) string { return t.Name })}, "ACLED.EventType": {"enum": names(claim.ACLEDTypes, func(t claim.ACLEDType) string { return t.Name })},
	"Figure.NationOf": alpha3, "Figure.Sex": {"enum": claim.Sexes}, "Figure.Age": {"enum": claim.Ages}, "Figure.Unit": {"pattern": "^[!-~]{1,32}$"},
	"Meeting.Round": index, "Commitment.Content": notEmpty, "Projection.Probability": share,
}

func names[T any](list []T, name func(T) string) []string {
	return slices.Collect(func(yield func(string) bool) {
		for _, t := range list {
			if !yield(name(t)) {
				return
			}
		}
	})
}
