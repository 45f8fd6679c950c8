package desk

import (
	"github.com/parley-desk/parley/account"
	"github.com/parley-desk/parley/brief"
)

// The views of an edition, each made when a page asks for it first.

func (v *visit) Toll() *account.Toll {
	return once(v.edition, "toll "+string(v.Rule), func() *account.Toll { return v.Book().Toll() })
}

func (e *edition) Truce() *account.Truce { return view(e, "truce", (*account.Book).Truce) }
func (e *edition) Talks() *account.Talks { return view(e, "talks", (*account.Book).Talks) }
func (e *edition) Incidents() *account.IncidentList {
	return view(e, "incidents", (*account.Book).IncidentList)
}
func (e *edition) Commitments() *account.Commitments {
	return view(e, "commitments", (*account.Book).Commitments)
}
func (e *edition) Positions() *account.Positions {
	return view(e, "positions", (*account.Book).Positions)
}
func (e *edition) Answers() *account.Answers   { return view(e, "answers", (*account.Book).Answers) }
func (e *edition) Exposure() *account.Exposure { return view(e, "exposure", (*account.Book).Exposure) }
func (e *edition) Outlook() *account.Outlook   { return view(e, "outlook", (*account.Book).Outlook) }
func (e *edition) Calendar() *account.Calendar { return view(e, "calendar", (*account.Book).Calendar) }
func (e *edition) Stories() int                { return view(e, "stories", (*account.Book).Stories) }

// Reports are those of the case, each in its present version.
func (e *edition) Reports() []*account.Contribution { return e.open().Reports() }

// view makes a view of the book once.
func view[T any](e *edition, name string, of func(*account.Book) T) T {
	return once(e, name, func() T { return of(e.open()) })
}

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
	return once(v.edition, "findings", func() *account.Findings { return v.open().Findings(v.desk.known()) })
}

// unknowns is what is not known or not agreed, as sentences.
func (v *visit) unknowns() *brief.Brief {
	return once(v.edition, "unknowns "+string(v.Rule), func() *brief.Brief { return brief.NotKnown(v.Book(), v.desk.known()) })
}
