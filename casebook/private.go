package casebook

// Open gives the stock without the private layer of its case: what exports,
// briefs and those without a role for the layer are made from. What is not in
// the stock is in no book opened from it.
func (s *Stock) Open() *Stock {
	hidden := map[string]bool{} // a report is hidden with all its versions
	for _, c := range s.Contributions {
		if s.Private.Holds(c.Report, c.Source) {
			hidden[c.Report] = true
		}
	}
	open := *s
	open.Contributions, open.Stored = nil, nil
	for i, c := range s.Contributions {
		if !hidden[c.Report] {
			open.Contributions, open.Stored = append(open.Contributions, c), append(open.Stored, s.Stored[i])
		}
	}
	open.Decisions = s.Private.Open(s.Decisions, func(report string) bool { return hidden[report] || s.Private.Holds(report, "") })
	return &open
}
