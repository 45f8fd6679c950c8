package desk

import "github.com/parley-desk/parley/claim"

// casePage is the case as its file words it: what an analyst set up before any report.
type casePage struct {
	*claim.Case
	Looks []side
}

func showCase(v *visit) (any, error) { return &casePage{v.Case, v.Parties()}, nil }
