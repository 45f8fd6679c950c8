package language

import (
	_ "embed" // the weights

	"github.com/parley-desk/parley/language/internal/naming"
)

//go:embed model/names.bin
var nameData []byte

// nameScratch is what a Worker keeps for names.
type nameScratch struct {
	naming naming.Scratch
	memory naming.Memory
	named  *Doc // whose words and names memory holds
}

// FindNames appends the names of a tagged sentence to d.Names. A document's
// sentences are best searched in order: what was a name before is more likely
// one again.
func (w *Worker) FindNames(d *Doc, s int) {
	if w.named != d {
		w.named = d
		w.memory.Begin()
		for i := range d.Sentences {
			tokens := d.tokens(i)
			w.memory.Read(len(tokens), func(j int) (form, lower string) { return tokens[j].Form, tokens[j].Lower })
		}
	}
	n := &w.naming
	n.Words = n.Words[:0]
	tokens := d.tokens(s)
	for i, word := range w.look(d, s) {
		n.Words = append(n.Words, naming.See(word, uint8(tokens[i].UPOS), uint8(tokens[i].XPOS)))
	}
	w.engine.names.Find(n, &w.memory)
	first := d.Sentences[s].First
	for _, name := range n.Names {
		d.Names = append(d.Names, Name{First: first + int32(name.First), End: first + int32(name.End), Kind: NameKind(name.Kind)})
	}
}
