// Package draw lays out what a case looks like over time and over the map: the
// marks of the timeline, of tolls and of series, and the places of incidents.
// The pages print the marks as SVG and as lists, and hand the same marks as JSON
// to the islands, which draw them again larger, with zoom and filter. Pure: a
// mark says nothing that its citations do not.
package draw
