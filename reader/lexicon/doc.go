// Package lexicon holds the words and cues of a language that the reader's
// stages go by, as plain files that an analyst can read and extend: en/NAME.txt,
// embedded, with a folder of the user's own laid over them.
//
// A file is lines of
//
//	[verb]                                     a section; the entries below belong to it
//	accuse: act=accuse frame=obj issues=a,b    an entry: a term and what is known of it
//	according to: passive                      terms of several words; bare words are flags
//	- claim                                    (in an overlay) takes the entry away again
//
// with comments from " #" to the end of a line, which say why an entry is as it
// is. Terms are lower case; whether they are lemmas or forms is up to the file,
// whose first lines say so. An entry of an overlay replaces the one with the same section and term.
package lexicon
