package language

// Engine annotates text. It holds only weights and tables: safe for use by
// many goroutines at once.
type Engine struct {
}

// Load makes the engine from its embedded weights.
func Load() (*Engine, error) { return &Engine{}, nil }

// A Worker annotates one text at a time with an engine, keeping its scratch
// space from text to text. It is not safe for use by two goroutines.
type Worker struct {
	engine *Engine
}

// NewWorker makes a worker.
func (e *Engine) NewWorker() *Worker { return &Worker{engine: e} }

// Split lays sentences and tokens over a text. The text must be valid UTF-8.
// The Doc is the caller's to keep.
func (w *Worker) Split(text string) *Doc { return &Doc{Text: text} }

// Tag fills UPOS, XPOS and Lemma of the tokens of sentence s.
func (w *Worker) Tag(d *Doc, s int) {}

// Parse fills Head and Rel of the tokens of a tagged sentence.
func (w *Worker) Parse(d *Doc, s int) {}

// FindNames appends the names of a tagged sentence to d.Names.
func (w *Worker) FindNames(d *Doc, s int) {}
