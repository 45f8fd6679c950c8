package main

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/parley-desk/parley/knowledge"
)

// looked are names to look up: known and unknown, long and short, of few and of many bearers.
var looked = strings.Split("Kabul|Islamabad|San José|Springfield|Durand Line|Spin Boldak|Taliban|Tehreek-e-Taliban Pakistan|"+
	"United Nations|Red Cross|Foreign Ministry|Zabihullah Mujahid|António Guterres|Nobody In Particular|Old Marren|Xyzzy", "|")

// shared are names that dozens of places bear.
var shared = strings.Split("Springfield|San José|San Antonio|San Juan|La Esperanza|San Miguel|Victoria|Santa Rosa|Guadalupe|Washington|Georgetown|El Carmen", "|")

// named are the places of a report: of one conflict, and some whose names many bear.
var named = strings.Split("Tripoli|Beirut|Sidon|Tyre|Nabatieh|Bint Jbeil|Khiam|Metula|Haifa|Damascus|Homs|Baalbek|Lebanon|Israel|Syria|Golan Heights|Blue Line|Paris|Washington|Springfield|San José|Georgia|Cyprus|Doha", "|")

// lookUps is how often the list is looked up in one round.
const lookUps = 2000

// knowledgeSpeed measures what look-ups cost, and what the tables take of memory.
func knowledgeSpeed(_ options, t *table) error {
	progress("knowledge")
	before := heap()
	base, err := knowledge.Load()
	if err != nil {
		return err
	}
	const part = "knowledge, one core, processor time"
	held := heap() - before
	t.add(part, "memory of the tables", held, "MB", fmt.Sprintf("and %.1f MB of places within the program, %.1f MB in all", float64(base.Embedded())/1e6, held+float64(base.Embedded())/1e6))
	on := time.Date(2025, 11, 7, 0, 0, 0, 0, time.UTC)
	mentions, context := mentionsOf(named)
	return oneCore(func() error {
		for _, m := range []struct {
			what  string
			names []string
			look  func(name string)
		}{
			{"an actor by name", looked, func(name string) { base.Actor(name, on) }},
			{"places by name", looked, func(name string) { base.Places(name) }},
			{"places by a name that dozens bear", shared, func(name string) { base.Places(name) }},
			{"the longest name in a row of words", looked, func(name string) { base.Longest(strings.Fields(name)) }},
			{fmt.Sprintf("resolution of a report of %d places", len(named)), []string{""}, func(string) { base.Resolve(mentions, context) }},
		} {
			each, err := medianOfNames(m.names, m.look)
			if err != nil {
				return err
			}
			note := ""
			if len(each) > 1 {
				note = fmt.Sprintf("median of %d names; at most %s µs", len(each), figure(slices.Max(each)*1e6))
			}
			t.add(part, m.what, median(each)*1e6, "µs", note)
		}
		runtime.KeepAlive(base)
		return nil
	})
}

// medianOfNames is how many seconds of processor time each name takes, the median of some rounds.
func medianOfNames(names []string, look func(string)) ([]float64, error) {
	each := make([]float64, len(names))
	for i, name := range names {
		took, err := medianTime(func() error {
			for range lookUps {
				look(name)
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
		each[i] = took.Seconds() / lookUps
	}
	return each, nil
}

// mentionsOf makes a report that names places one after the other.
func mentionsOf(names []string) ([]knowledge.Mention, knowledge.Context) {
	var text strings.Builder
	var mentions []knowledge.Mention
	for _, name := range names {
		text.WriteString("Shells fell on ")
		start := text.Len()
		text.WriteString(name)
		mentions = append(mentions, knowledge.Mention{Text: name, Start: start, End: text.Len()})
		text.WriteString(" on Friday, officials said. ")
	}
	return mentions, knowledge.Context{Text: text.String(), Outlet: "LBN", Nations: []knowledge.Nation{{Country: "LBN"}, {Country: "ISR"}}}
}

// heap is what lives on the heap, in MB.
func heap() float64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc) / 1e6
}
