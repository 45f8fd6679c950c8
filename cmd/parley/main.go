// Command parley reads reports of a conflict and its talks and keeps the record.
package main

func main() {}
