package main

import (
	"bytes"
	"io"
	"os"
)

// tilesHead is how a PMTiles file of version 3 begins (github.com/protomaps/PMTiles, spec/v3).
const tilesHead = "PMTiles\x03"

// checkTiles holds a file that --pmtiles names against what the map can read. None is no fault.
func checkTiles(name string) error {
	if name == "" {
		return nil
	}
	file, err := os.Open(name)
	if err != nil {
		return usageFault("--pmtiles: %v", err)
	}
	defer file.Close()
	head := make([]byte, len(tilesHead))
	if _, err := io.ReadFull(file, head); err != nil || !bytes.Equal(head, []byte(tilesHead)) {
		return usageFault("--pmtiles %s is no PMTiles file of version 3: make one with pmtiles convert or tippecanoe", name)
	}
	return nil
}
