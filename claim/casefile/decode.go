package casefile

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// decoder fills the types of a case from YAML and notes where each field stood.
// Fields bear their JSON names.
type decoder struct {
	file   string
	lines  map[string]int // path of a field → line
	faults Faults
}

// faultLimit bounds how many faults of one file are worth telling.
const faultLimit = 20

func (d *decoder) fault(n *yaml.Node, path, format string, values ...any) {
	if len(d.faults) < faultLimit {
		d.faults = append(d.faults, Fault{d.file, n.Line, path, fmt.Sprintf(format, values...)})
	}
}

// into fills what a pointer points at.
func (d *decoder) into(n *yaml.Node, to any) { d.value(n, reflect.ValueOf(to).Elem(), "") }

func (d *decoder) value(n *yaml.Node, v reflect.Value, path string) {
	d.lines[path] = n.Line
	if n.Kind == yaml.AliasNode || n.Anchor != "" {
		d.fault(n, path, "uses an anchor or alias, which case files do without: write the value out")
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		d.object(n, v, path)
	case reflect.Slice:
		d.list(n, v, path)
	default:
		d.scalar(n, v, path)
	}
}

// object fills a struct, each field at most once and none that it lacks.
func (d *decoder) object(n *yaml.Node, v reflect.Value, path string) {
	if n.Kind != yaml.MappingNode {
		d.fault(n, path, "is a list of fields (%s)", strings.Join(fieldNames(v.Type()), ", "))
		return
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		at := joined(path, key.Value)
		field, ok := fieldOf(v, key.Value)
		switch {
		case !ok && strings.Contains(key.Value, " "):
			d.fault(key, at, "is no field: words with a comma inside {braces} need quotes")
		case !ok:
			d.fault(key, at, "is not known here: the fields are %s", strings.Join(fieldNames(v.Type()), ", "))
		case seen[key.Value]:
			d.fault(key, at, "stands twice: keep one")
		default:
			d.value(value, field, at)
		}
		seen[key.Value] = true
	}
}

func (d *decoder) list(n *yaml.Node, v reflect.Value, path string) {
	if n.Kind != yaml.SequenceNode {
		d.fault(n, path, "is a list: write its items in [brackets] or each on a line after a hyphen")
		return
	}
	v.Set(reflect.MakeSlice(v.Type(), len(n.Content), len(n.Content)))
	for i, item := range n.Content {
		d.value(item, v.Index(i), path+"["+strconv.Itoa(i)+"]")
	}
}

func (d *decoder) scalar(n *yaml.Node, v reflect.Value, path string) {
	if n.Kind != yaml.ScalarNode {
		d.fault(n, path, "is a single value, not a list or fields")
		return
	}
	if n.Tag == "!!null" {
		d.fault(n, path, "has no value: fill it in or leave the line out")
		return
	}
	switch v.Kind() {
	case reflect.Bool:
		b, err := strconv.ParseBool(n.Value)
		if err != nil {
			d.fault(n, path, "is true or false; got %q", n.Value)
		}
		v.SetBool(b)
	case reflect.Int:
		whole, err := strconv.Atoi(n.Value)
		if err != nil {
			d.fault(n, path, "is a whole number; got %q", n.Value)
		}
		v.SetInt(int64(whole))
	default:
		v.SetString(n.Value)
	}
}

func joined(path, field string) string {
	if path == "" {
		return field
	}
	return path + "." + field
}

// fieldOf is the field of a struct by its JSON name.
func fieldOf(v reflect.Value, name string) (reflect.Value, bool) {
	for i := range v.NumField() {
		if jsonName(v.Type().Field(i)) == name {
			return v.Field(i), true
		}
	}
	return reflect.Value{}, false
}

func fieldNames(t reflect.Type) []string {
	names := make([]string, t.NumField())
	for i := range names {
		names[i] = jsonName(t.Field(i))
	}
	return names
}

func jsonName(f reflect.StructField) string {
	name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
	return name
}
