package desk

// Slugs are those of all pages, for tests that walk them.
func Slugs() []string {
	var all []string
	for _, p := range pages() {
		all = append(all, p.slug)
	}
	return all
}
