package desk

// framePages are the pages that tell a case by its views.
func framePages() []page {
	return []page{
		{slug: "", title: "Overview", group: "The case", asks: "Where does it stand, and what is new?", rule: true, show: showOverview, also: alsoUnread(alsoMissed)},
		{slug: "sides", title: "Two sides", group: "The case", asks: "What does each say on each issue, and what does it answer?", show: showSides, tables: tablesOfSides},
		{slug: "calendar", title: "Calendar", group: "The case", asks: "What is announced, and for when?", show: showCalendar, tables: tablesOf((*visit).Calendar)},
		{slug: "tolls", title: "Tolls", group: "Harm", asks: "How many were harmed, by whose count, and why do the numbers differ?", rule: true, script: []string{"charts.js"}, show: showTolls, tables: tablesOfTolls},
		{slug: "exposure", title: "Exposure and stakes", group: "Harm", asks: "What does it cost besides lives, and whose interests are in it?", script: []string{"charts.js"}, show: showExposure, tables: tablesOf((*visit).Exposure)},
		{slug: "talks", title: "Talks", group: "Talks and truce", asks: "Which rounds were there, and how did each end by whose word?", show: showTalks, tables: tablesOfTalks},
		{slug: "truce", title: "Truce", group: "Talks and truce", asks: "Does it hold, by whose word, and what is said to have broken it?", show: showTruce, tables: tablesOfTruce},
		{slug: "commitments", title: "Commitments", group: "Talks and truce", asks: "Who owes, asks, offers or refuses what, and what came of it?", show: showCommitments, tables: tablesOf((*visit).Commitments)},
		{slug: "outlook", title: "Outlook", group: "Talks and truce", asks: "What is expected, by whom, and did it come?", show: showOutlook, tables: tablesOf((*visit).Outlook)},
		{slug: "brief", title: "Brief", group: "The case", asks: "What would one tell a colleague, with every source?", rule: true, show: showBrief},
		{slug: "case", title: "The case file", group: "Sources", asks: "What was set up before any report was read?", show: showCase, also: rights},
		{slug: "findings", title: "Findings", group: "Weighing", asks: "What does not agree, and should be looked at?", show: showFindings, tables: tablesOf((*visit).Findings)},
		{slug: "accuracy", title: "Accuracy", group: "Weighing", asks: "How right is the reader, measured?", show: showAccuracy},
		{slug: "codebook", title: "Codebook", group: "Weighing", asks: "What does each kind of claim and each view mean?", show: showCodebook},
	}
}
