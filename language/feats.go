package language

// Feats gives the morphological features of token i as CoNLL-U writes them, "_" for none.
func (e *Engine) Feats(d *Doc, i int) string { return "_" }
