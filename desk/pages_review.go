package desk

import "slices"

// reviewPages are the pages on which reports are read and claims are decided on.
func reviewPages() []page {
	return []page{
		{slug: "reports", title: "Reports", group: "Sources", asks: "What was reported, by whom, and when?", show: showReports, also: alsoUnread(rights), tables: tablesOfReports},
		{slug: "people", title: "People and groups", group: "Sources", asks: "Who says and does what?", show: showPeople, also: rights, tables: tablesOfPeople},
		{slug: "sources", title: "Sources", group: "Sources", asks: "Who tells, how independent are they, and does following them work?", live: true, show: showSources, tables: tablesOfSources},
		{slug: "review", title: "Review", group: "Weighing", asks: "Which claims should somebody look at, and what do you say?", also: alsoReview, kept: pagesOfQueue, show: showReview},
		{slug: "decisions", title: "Decisions", group: "Weighing", asks: "What did analysts decide, and why?", live: true, show: showDecisions},
		{slug: "audit", title: "Audit log", group: "Weighing", asks: "Who changed what, when and from where?", live: true, show: showAudit},
	}
}

// reviewRoutes are their other addresses: the reader, decisions, sign-in, live news.
func reviewRoutes() []route {
	return slices.Concat([]route{
		{"GET /live", (*Desk).serveLive},
		{"GET /c/{case}/r/{key}", servePage(&readerSheet)},
		{"POST /c/{case}/decide", (*Desk).serveDecide},
		{"GET /c/{case}/effect", (*Desk).serveEffect},
	}, signInRoutes(), accountRoutes(), caseRoutes(), addRoutes())
}
