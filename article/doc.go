// Package article turns a fetched document into the Report that the reader
// reads: an HTML page, plain text, a PDF file, a line of JSON. Read chooses by
// media type and content; HTML, Plain, PDF and JSON read files of a known form.
// It looks at bytes only; whoever calls it fetches them. What cannot become a
// report is a *Fault, which says why and what its owner can do.
//
// Of a page, the words of its article are the report's text, without the page's
// frame, teasers of other stories, readers' comments and boxes that ask for
// something; its parts (entries, tables, captions, posts of others) are told
// apart, and what the page says of itself fills the report's other fields. Map
// leads from the text back to the page's bytes.
package article
