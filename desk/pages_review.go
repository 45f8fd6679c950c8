package desk

import "slices"

// reviewPages are the pages on which reports are read and claims are decided on.
func reviewPages() []page { return nil }

// reviewRoutes are their other addresses: the reader, decisions, sign-in, live news.
func reviewRoutes() []route {
	return slices.Concat([]route{
		{"GET /live", (*Desk).serveLive},
	}, signInRoutes())
}
