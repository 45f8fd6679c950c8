package claim

// Voices are all who say a statement: its speakers where several say it together, else its speaker; none where nobody is named.
func (s *Statement) Voices() []Ref {
	switch {
	case len(s.Speakers) > 0:
		return s.Speakers
	case s.Speaker != nil:
		return []Ref{*s.Speaker}
	}
	return nil
}
