package main

import (
	"runtime"
	"strings"
	"time"

	"github.com/parley-desk/parley/knowledge"
)

// looked are names to look up: known and unknown, long and short, of few and of many bearers.
var looked = strings.Split("Kabul|Islamabad|San José|Springfield|Durand Line|Spin Boldak|Taliban|Tehreek-e-Taliban Pakistan|"+
	"United Nations|Red Cross|Foreign Ministry|Zabihullah Mujahid|António Guterres|Nobody In Particular|Old Marren|Xyzzy", "|")

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
	t.add(part, "memory of the tables", heap()-before, "MB", "")
	on := time.Date(2025, 11, 7, 0, 0, 0, 0, time.UTC)
	words := make([][]string, len(looked))
	for i, name := range looked {
		words[i] = strings.Fields(name)
	}
	return oneCore(func() error {
		for _, m := range []struct {
			what string
			look func(i int)
		}{
			{"an actor by name", func(i int) { base.Actor(looked[i], on) }},
			{"places by name", func(i int) { base.Places(looked[i]) }},
			{"the longest name in a row of words", func(i int) { base.Longest(words[i]) }},
		} {
			took, err := medianTime(func() error {
				for n := range lookUps * len(looked) {
					m.look(n % len(looked))
				}
				return nil
			})
			if err != nil {
				return err
			}
			t.add(part, m.what, took.Seconds()*1e6/float64(lookUps*len(looked)), "µs", "")
		}
		runtime.KeepAlive(base)
		return nil
	})
}

// heap is what lives on the heap, in MB.
func heap() float64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc) / 1e6
}
