//go:build !linux

package main

// largePages does nothing where the system needs no asking.
func largePages(int) {}
