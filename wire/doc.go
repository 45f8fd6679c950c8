// Package wire is the edge to the network: from the addresses that a user
// names to fetched documents, politely and safely.
//
// A [Fetcher] asks one address at a time: it knows robots.txt (RFC 9309),
// conditional requests (RFC 9110, 13), Retry-After, a rate and a concurrency
// for each host, bounds of size, time and pace, and it connects to no address
// of private use unless the user listed its network. [Wire.Look] takes one
// look at a source and tells what it saw; [Wire.Follow] looks at many, each in
// its own rhythm, and puts what it fetched on a [Shelf].
//
// Whatever goes wrong is a [Fault] with a code, and a message that says what
// is wrong and what to do.
package wire
