// Package account turns what many reports claim into the views of a case:
// incidents, tolls, talks, truce, commitments, positions, exposure, outlook,
// calendar, findings and changes. Each is a pure function of the case, the
// reports' contributions, the analysts' decisions, a rule's name and an as-of
// time. A view erases no claim, imputes nothing, and has no line without the
// words that it comes from: see Cites. docs/codebook-views.md explains every
// rule by example.
package account
