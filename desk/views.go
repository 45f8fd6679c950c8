package desk

import (
	"github.com/parley-desk/parley/account"
	"github.com/parley-desk/parley/brief"
)

// The views of an edition, each made when a page asks for it first.

func (v *visit) Toll() *account.Toll {
	return once(v.edition, "toll "+string(v.Rule), func() *account.Toll { return v.Book().Toll() })
}
func (e *edition) Truce() *account.Truce { return once(e, "truce", e.book.Truce) }
func (e *edition) Talks() *account.Talks { return once(e, "talks", e.book.Talks) }
func (e *edition) Incidents() *account.IncidentList {
	return once(e, "incidents", e.book.IncidentList)
}
func (e *edition) Commitments() *account.Commitments {
	return once(e, "commitments", e.book.Commitments)
}
func (e *edition) Positions() *account.Positions    { return once(e, "positions", e.book.Positions) }
func (e *edition) Answers() *account.Answers        { return once(e, "answers", e.book.Answers) }
func (e *edition) Exposure() *account.Exposure      { return once(e, "exposure", e.book.Exposure) }
func (e *edition) Outlook() *account.Outlook        { return once(e, "outlook", e.book.Outlook) }
func (e *edition) Calendar() *account.Calendar      { return once(e, "calendar", e.book.Calendar) }
func (e *edition) Reports() []*account.Contribution { return e.book.Reports() }
func (e *edition) Stories() int                     { return once(e, "stories", e.book.Stories) }

// known are the agreements that findings are checked against; nil where the tables cannot be read.
func (d *Desk) known() account.Agreements {
	if d.Known == nil {
		return nil
	}
	base, err := d.Known()
	if err != nil {
		d.Log.Error("the tables cannot be read: findings check no dates", "error", err)
		return nil
	}
	return base
}

func (v *visit) Findings() *account.Findings {
	return once(v.edition, "findings", func() *account.Findings { return v.book.Findings(v.desk.known()) })
}

// Brief is the brief of the case, with nothing to compare.
func (v *visit) brief() *brief.Brief {
	return once(v.edition, "brief "+string(v.Rule), func() *brief.Brief { return brief.Compose(v.Book(), nil, v.desk.known()) })
}
