package desk

import "slices"

// reviewPages are the pages on which reports are read and claims are decided on.
func reviewPages() []page {
	return []page{
		{slug: "review", title: "Review", group: "Weighing", asks: "Which claims should somebody look at, and what do you say?", live: true, show: showReview},
	}
}

// reviewRoutes are their other addresses: the reader, decisions, sign-in, live news.
func reviewRoutes() []route {
	return slices.Concat([]route{
		{"GET /live", (*Desk).serveLive},
		{"GET /c/{case}/r/{key}", servePage(&readerSheet)},
		{"POST /c/{case}/decide", (*Desk).serveDecide},
	}, signInRoutes())
}
