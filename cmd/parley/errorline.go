package main

import (
	"encoding/json"

	"github.com/parley-desk/parley/article"
)

// errorLine appends {"id", "error", "code"}: what stands on the line of a report that could not be read.
func errorLine(dst []byte, id string, err error) []byte {
	line, _ := json.Marshal(struct {
		ID    string       `json:"id"`
		Error string       `json:"error"`
		Code  article.Code `json:"code"`
	}{id, err.Error(), codeOf(err)}) // three strings: cannot fail
	return append(dst, line...)
}
