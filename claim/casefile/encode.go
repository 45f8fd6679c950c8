package casefile

import (
	"bytes"
	"reflect"
	"strconv"

	"go.yaml.in/yaml/v3"

	"github.com/parley-desk/parley/claim"
)

// Write gives the case as YAML, as people write it by hand: lists of words in
// brackets, small items on one line. Equal cases give equal bytes, and Parse
// reads them back.
func Write(c *claim.Case) ([]byte, error) {
	var b bytes.Buffer
	enc := yaml.NewEncoder(&b)
	enc.SetIndent(2)
	if err := enc.Encode(node(reflect.ValueOf(c).Elem())); err != nil {
		return nil, err
	}
	return b.Bytes(), enc.Close()
}

// node is a value as YAML.
func node(v reflect.Value) *yaml.Node {
	switch v.Kind() {
	case reflect.Struct:
		return objectNode(v)
	case reflect.Slice:
		n := &yaml.Node{Kind: yaml.SequenceNode}
		if v.Type().Elem().Kind() != reflect.Struct {
			n.Style = yaml.FlowStyle
		}
		for i := range v.Len() {
			n.Content = append(n.Content, node(v.Index(i)))
		}
		return n
	case reflect.Bool:
		return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!bool", Value: strconv.FormatBool(v.Bool())}
	case reflect.Int:
		return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!int", Value: strconv.FormatInt(v.Int(), 10)}
	}
	return text(v.String())
}

// text is a string; a day stands without the quotes that YAML's own timestamps would ask for.
func text(s string) *yaml.Node {
	n := &yaml.Node{}
	n.SetString(s)
	var plain yaml.Node
	if yaml.Unmarshal([]byte(s), &plain) == nil && len(plain.Content) == 1 && plain.Content[0].Tag == "!!timestamp" && plain.Content[0].Value == s {
		return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!timestamp", Value: s}
	}
	return n
}

// oneLine are the types whose items read best on a line of their own.
var oneLine = map[reflect.Type]bool{reflect.TypeFor[claim.CasePlace](): true, reflect.TypeFor[claim.Round](): true, reflect.TypeFor[claim.TruceLine](): true}

func objectNode(v reflect.Value) *yaml.Node {
	n := &yaml.Node{Kind: yaml.MappingNode}
	if oneLine[v.Type()] {
		n.Style = yaml.FlowStyle
	}
	for i := range v.NumField() {
		if f := v.Field(i); !isEmpty(f) {
			key := &yaml.Node{}
			key.SetString(jsonName(v.Type().Field(i)))
			n.Content = append(n.Content, key, node(f))
		}
	}
	return n
}

func isEmpty(v reflect.Value) bool {
	return v.IsZero() || v.Kind() == reflect.Slice && v.Len() == 0
}
