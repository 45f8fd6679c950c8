package main

import (
	"strings"
	"testing"
)

func TestVerdict(t *testing.T) {
	t.Parallel()
	const (
		pass  = `{"Action":"pass","Package":"p","Test":"TestA"}` + "\n"
		talk  = `{"Action":"output","Package":"p","Test":"TestB","Output":"what went wrong\n"}` + "\n"
		fail  = `{"Action":"fail","Package":"p","Test":"TestB"}` + "\n" + `{"Action":"fail","Package":"p"}` + "\n"
		skip  = `{"Action":"skip","Package":"p","Test":"TestC"}` + "\n"
		crash = `{"Action":"output","Package":"p","Output":"panic: oh\n"}` + "\n" + `{"Action":"fail","Package":"p"}` + "\n"
		build = `{"ImportPath":"p","Action":"build-output","Output":"undefined: x\n"}` + "\n" + `{"ImportPath":"p","Action":"build-fail"}` + "\n"
		done  = `{"Action":"pass","Package":"p","Elapsed":1.5}` + "\n"
	)
	for _, c := range []struct {
		name, in, says string
		plain, strict  bool
	}{
		{"all pass", pass + done, "1 passed, 0 failed, 0 skipped", true, true},
		{"a failure", pass + talk + fail, "what went wrong", false, false},
		{"a skip", pass + skip + done, "skipped: p TestC", true, false},
		{"a crash", pass + crash, "panic: oh", false, false},
		{"no build", pass + build, "undefined: x", false, false},
		{"no test", done, "no test was run", false, false},
		{"a message", "go: cannot find it\n" + pass, "go: cannot find it", true, true},
	} {
		for _, strict := range []bool{false, true} {
			var out strings.Builder
			v := verdict{out: &out, said: map[string]*strings.Builder{}}
			if err := v.read(strings.NewReader(c.in)); err != nil {
				t.Fatal(err)
			}
			want := c.plain
			if strict {
				want = c.strict
			}
			if got := v.close(strict); got != want {
				t.Errorf("%s, strict %v: %v", c.name, strict, got)
			}
			if !strings.Contains(out.String(), c.says) {
				t.Errorf("%s: no %q in\n%s", c.name, c.says, out.String())
			}
		}
	}
}
