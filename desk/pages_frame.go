package desk

// framePages are the pages that tell a case by its views.
func framePages() []page {
	return []page{
		{slug: "", title: "Overview", group: "The case", asks: "Where does it stand, and what is new?", rule: true, show: showOverview},
	}
}
