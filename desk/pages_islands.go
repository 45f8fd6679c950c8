package desk

// islandPages are the pages that islands of script enrich: timeline, incidents, charts.
func islandPages() []page { return nil }

// islandRoutes are the addresses of what these islands fetch.
func islandRoutes() []route { return nil }
