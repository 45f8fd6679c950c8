package claim

import (
	"fmt"
	"strings"
)

// Problem is one rule of the contract that a record breaks, and where.
type Problem struct {
	Path string // of the field, as in JSON: "claims[3].time.end"
	Rule string // what holds of a right record: "is not before start"
	Got  string // the offending value, shortened; empty where there is none to show
}

// Error says where, which rule and what stood there instead.
func (p Problem) Error() string {
	if p.Got == "" {
		return p.Path + ": " + p.Rule
	}
	return fmt.Sprintf("%s: %s; got %q", p.Path, p.Rule, p.Got)
}

// Problems are all that is wrong with a record, in its order. They are an
// error whose text shows the first few.
type Problems []Problem

// shown is how many problems the text of an error lists.
const shown = 8

// Error lists the first problems, one a line.
func (p Problems) Error() string {
	var b strings.Builder
	for i, one := range p[:min(len(p), shown)] {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(one.Error())
	}
	if len(p) > shown {
		fmt.Fprintf(&b, "\nand %d more", len(p)-shown)
	}
	return b.String()
}

// problems collects what is wrong while a record is walked.
type problems struct {
	list []Problem
}

// path is where the walk stands, built only when a problem is found.
type path struct {
	above *path
	field string
	index int // of a list's item; below 0 for a plain field
}

func (p *path) String() string {
	if p == nil {
		return ""
	}
	at := p.above.String()
	if p.index >= 0 {
		return fmt.Sprintf("%s[%d]", at, p.index)
	}
	if at == "" {
		return p.field
	}
	return at + "." + p.field
}

// in is the path of a field within p.
func (p *path) in(field string) *path { return &path{p, field, -1} }

// item is the path of an item of the list at p.
func (p *path) item(i int) *path { return &path{p, "", i} }

// gotLength bounds what an error shows of a value.
const gotLength = 60

// found notes a problem.
func (ps *problems) found(at *path, rule, got string) {
	if len(got) > gotLength {
		got = strings.ToValidUTF8(got[:gotLength], "") + "…"
	}
	ps.list = append(ps.list, Problem{at.String(), rule, got})
}

// want notes a problem unless ok.
func (ps *problems) want(ok bool, at *path, rule, got string) {
	if !ok {
		ps.found(at, rule, got)
	}
}

// err is the collection as an error, nil where it is empty.
func (ps *problems) err() error {
	if len(ps.list) == 0 {
		return nil
	}
	return Problems(ps.list)
}
