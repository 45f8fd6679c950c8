// Package ledger keeps reports, what readers made of them, analysts' cases and
// decisions. Nothing in it is overwritten: another text at the same address is
// another version, another reader's record another reading, and a decision is
// taken back by a further decision.
//
// A ledger is a SQLite file or a PostgreSQL database, opened by its address.
// One core speaks to both; what differs between them stands behind the
// interface store. docs/decisions/0010-the-ledger.md gives the reasons.
//
// There are two clocks. When a report became available decides what is known
// "as of" a day; when it was stored is there for the audit and decides nothing.
// Every append takes the next numbers of one sequence, so that whoever knows up
// to where he has counted reads only what came since.
package ledger
