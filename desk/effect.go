package desk

import (
	"fmt"
	"net/http"
	"net/url"
	"runtime/debug"
	"slices"
	"sync"
	"time"

	"github.com/parley-desk/parley/claim"
)

// effectLine is something that a decision changed in a view.
type effectLine struct {
	View  string `json:"view"`
	Of    string `json:"of"`
	Field string `json:"field"`
	Was   string `json:"was,omitempty"`
	Now   string `json:"now,omitempty"`
}

// Limits of what is told of an effect.
const (
	mostEffects      = 12
	mostToldEffects  = 200
	mostEffectLetter = 200
	mostEffectsOf    = 3000 // reports of a case; of a larger one the work would be in the way of all readers
	// soonEffect is how long who decides waits for the effect; of a large case it follows.
	soonEffect = 120 * time.Millisecond
)

// effect is what a decision changed in the views.
func (d *Desk) effect(before, after *visit) []effectLine {
	lines := []effectLine{}
	if before.Seq == after.Seq || len(after.Reports()) > mostEffectsOf {
		return lines
	}
	mask := after.mask()
	for _, l := range after.Book().ChangesSince(before.Book(), d.known()).Lines {
		if len(lines) == mostEffects {
			break
		}
		lines = append(lines, effectLine{l.View, cut(mostEffectLetter, mask.Text(l.Of)), spaced(l.Field), cut(mostEffectLetter, mask.Text(l.Was)), cut(mostEffectLetter, mask.Text(l.Now))})
	}
	return lines
}

// States of an effect.
const (
	effectKnown   = "known"
	effectWorking = "working"
	effectLeft    = "left"  // nobody works it out
	effectLarge   = "large" // nor does anybody: the case is large
)

// effect is what a decision changed, as far as it is worked out.
type effect struct {
	State string
	Lines []effectLine
}

// effects are what the latest decisions changed, to be told on the page that follows.
type effects struct {
	mu    sync.Mutex
	of    map[string]effect
	order []string
	busy  map[string]bool // cases of which one is being worked out
}

// key tells an effect as those see it who see the private layer from that of the others.
func (e *effects) key(v *visit, decision string) string {
	return fmt.Sprint(decision, "\x00", v.Case.ID, "\x00", v.whole())
}

// begin works an effect out: one of a case at a time, so that who decides fast is not in the way of
// the others. It returns when it is known, or after a while where the desk lets nobody wait.
func (e *effects) begin(d *Desk, before, after *visit, decision string) {
	key, id := e.key(after, decision), after.Case.ID
	if len(after.stock.Contributions) > mostEffectsOf {
		e.put(key, effect{State: effectLarge})
		return
	}
	e.mu.Lock()
	if e.busy[id] {
		e.mu.Unlock()
		e.put(key, effect{State: effectLeft})
		return
	}
	if e.busy == nil {
		e.busy = map[string]bool{}
	}
	e.busy[id] = true
	e.mu.Unlock()
	e.put(key, effect{State: effectWorking})
	known := make(chan struct{})
	go func() {
		defer close(known)
		result := effect{State: effectLeft}
		defer func() {
			if v := recover(); v != nil {
				d.Log.Error("what a decision changed could not be worked out", "case", id, "panic", fmt.Sprint(v), "stack", string(debug.Stack()))
			}
			e.put(key, result)
			e.mu.Lock()
			defer e.mu.Unlock()
			delete(e.busy, id)
		}()
		result = effect{effectKnown, d.effect(before, after)}
	}()
	if d.Patience <= 0 {
		<-known
		return
	}
	wait := time.NewTimer(soonEffect)
	defer wait.Stop()
	select {
	case <-known:
	case <-wait.C:
	}
}

func (e *effects) put(key string, of effect) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.of == nil {
		e.of = map[string]effect{}
	}
	if _, there := e.of[key]; !there {
		e.order = append(e.order, key)
	}
	e.of[key] = of
	if len(e.order) > mostToldEffects {
		delete(e.of, e.order[0])
		e.order = e.order[1:]
	}
}

func (e *effects) get(v *visit, decision string) effect {
	e.mu.Lock()
	defer e.mu.Unlock()
	of, there := e.of[e.key(v, decision)]
	if !there {
		of.State = effectLeft
	}
	return of
}

// deed is the decision that a page was led back from.
type deed struct {
	claim.Decision
	Undone bool
	State  string
	Effect []effectLine
	Look   string // address of the effect alone
	Again  string // address of the page
}

// Did is what was just decided; nil where nothing was.
func (v *visit) Did() *deed {
	id := v.req.FormValue("did")
	i := slices.IndexFunc(v.stock.Decisions, func(o claim.Decision) bool { return o.ID == id })
	if id == "" || i < 0 {
		return nil
	}
	of := v.desk.told.get(v, id)
	return &deed{v.stock.Decisions[i], !holdsID(v.stock.Decisions, id), of.State, of.Lines, pathOf(v.Case.ID, "effect") + "?did=" + url.QueryEscape(id), v.req.URL.RequestURI()}
}

// serveEffect answers with what a decision changed, without a frame, once that is worked out.
func (d *Desk) serveEffect(w http.ResponseWriter, r *http.Request) error {
	v, err := d.newVisit(r, &page{slug: "review"})
	if err != nil {
		return err
	}
	did := v.Did()
	switch {
	case did == nil:
		return notFound("This case has no decision %q.", r.FormValue("did"))
	case did.State == effectWorking:
		w.WriteHeader(http.StatusAccepted)
		return nil
	}
	out, err := d.looks.execute("review", "effect", did)
	if err != nil {
		return err
	}
	send(w, r, http.StatusOK, v.masked(out))
	return nil
}
