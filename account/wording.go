package account

// Count writes a count as its wording has it: "at least 17", "50 to 60", "dozens".
func (e *TollEntry) Count() string { return e.number() }

// Count writes a count as its wording has it.
func (p *ExposurePoint) Count() string { return p.number() }
