// Package work decides which document is read next, and by whom. What is to be
// read stands in the ledger, as tasks that came with the documents; a Queue
// hands them out, a Pool has them done by a Handler that is passed in.
//
// There are two queues. Database takes tasks straight from the ledger and needs
// nothing else: the default, for one process or several over PostgreSQL. Stream
// carries their numbers through NATS JetStream to workers on many machines. In
// both the database is the truth: a queue may lose all that it holds, and a
// sweep brings it back.
//
// A task may be done more than once, by whoever took it before it ended and by
// who took it then. Handlers are idempotent: what they keep, the ledger keeps once.
package work
