package brief

import (
	"sync"

	"github.com/parley-desk/parley/account"
)

// views are the views that a brief tells of, each made once.
type views struct {
	toll        func() *account.Toll
	truce       func() *account.Truce
	talks       func() *account.Talks
	commitments func() *account.Commitments
	positions   func() *account.Positions
	exposure    func() *account.Exposure
	outlook     func() *account.Outlook
	answers     func() *account.Answers
}

// viewsOf makes the views beside one another. Where one panics, so does who asks for it.
func viewsOf(b *account.Book) *views {
	v := &views{sync.OnceValue(b.Toll), sync.OnceValue(b.Truce), sync.OnceValue(b.Talks), sync.OnceValue(b.Commitments),
		sync.OnceValue(b.Positions), sync.OnceValue(b.Exposure), sync.OnceValue(b.Outlook), sync.OnceValue(b.Answers)}
	var making sync.WaitGroup
	for _, half := range [][]func(){
		{func() { v.toll() }, func() { v.answers() }, func() { v.exposure() }},
		{func() { v.truce() }, func() { v.positions() }, func() { v.talks() }, func() { v.commitments() }, func() { v.outlook() }},
	} {
		making.Go(func() {
			defer func() { _ = recover() }() // met again by who asks
			for _, make := range half {
				make()
			}
		})
	}
	making.Wait()
	return v
}
