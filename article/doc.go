// Package article turns a fetched document into the Report that the reader
// reads: plain text, a simple HTML page, or a line of JSON. It looks at bytes
// only; whoever calls it opens the files. What cannot become a report is a
// *Fault, which says why and what its owner can do.
package article
