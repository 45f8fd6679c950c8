module github.com/parley-desk/parley

go 1.26
