// Package access says who may see and decide what on Parley's pages: accounts,
// roles, sessions, sign-in by password or OpenID Connect, the guard before every
// page, and the audit log. What it remembers lies in the ledger's database.
//
// A Gate stands before the pages. On loopback it demands no sign-in: whoever
// sits at the machine has the ledger's file anyway. Elsewhere everybody signs in.
// docs/decisions/0021-access.md gives the reasons.
package access
