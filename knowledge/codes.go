package knowledge

import (
	"slices"
	"strings"

	"github.com/parley-desk/parley/claim"
)

// Code is one entry of a table of codes that records and data sets of the field use.
type Code struct {
	System string   `json:"system"`         // one of the systems below
	Code   string   `json:"code"`           // as it is spelt: "ASSAULT", "drone", "190", "MIL"
	Of     string   `json:"of,omitempty"`   // the type of a mode or sub-type, the root of a CAMEO code
	Name   string   `json:"name,omitempty"` // where the code itself is no word
	Means  string   `json:"means,omitempty"`
	Type   string   `json:"plover,omitempty"` // PLOVER type of a record that has the same
	Mode   string   `json:"mode,omitempty"`
	Sector string   `json:"sector,omitempty"` // PLOVER sector of a CAMEO role
	Under  []string `json:"under,omitempty"`  // codes of which it is the type or root
	Like   []string `json:"like,omitempty"`   // CAMEO codes that map to a PLOVER type or mode
}

// The systems of codes.
const (
	PLOVERType  = "PLOVER event type"
	PLOVERMode  = "PLOVER mode"
	ACLEDType   = "ACLED event type"
	ACLEDSub    = "ACLED sub-event type"
	CAMEOEvent  = "CAMEO event"
	CAMEORole   = "CAMEO role"
	SectorTable = "sector"
)

// loadCodes reads the tables of codes and holds them against the vocabularies of the contract.
func (b *Base) loadCodes(t *tables) error {
	for _, load := range []func(*tables) error{b.loadPLOVER, b.loadACLED, b.loadCAMEO, b.loadSectors, b.loadRoles} {
		if err := load(t); err != nil {
			return err
		}
	}
	return nil
}

func (b *Base) loadPLOVER(t *tables) error {
	rows, err := t.rows("plover.tsv", "type", "mode", "quad", "means")
	if err != nil {
		return err
	}
	for _, r := range rows {
		if err := r.plover("type", "mode"); err != nil {
			return err
		}
		c := Code{System: PLOVERType, Code: r.get("type"), Name: r.get("quad"), Means: r.get("means")}
		if mode := r.get("mode"); mode != "" {
			c = Code{System: PLOVERMode, Code: mode, Of: c.Code, Means: c.Means}
		}
		b.codes = append(b.codes, c)
	}
	return nil
}

// plover holds two cells against PLOVER's types and modes.
func (r row) plover(column, mode string) error {
	i := slices.IndexFunc(claim.PLOVER, func(p claim.PLOVERType) bool { return p.Name == r.get(column) })
	if i < 0 {
		return r.fail("%s must be a type of PLOVER, is %q", column, r.get(column))
	}
	if m := r.get(mode); m != "" && !slices.Contains(claim.PLOVER[i].Modes, m) {
		return r.fail("%s must be a mode of %s, is %q", mode, r.get(column), m)
	}
	return nil
}

// crosswalk holds a mapping to PLOVER that may be empty.
func (r row) crosswalk() error {
	if r.get("plover") == "" && r.get("mode") == "" {
		return nil
	}
	return r.plover("plover", "mode")
}

func (b *Base) loadACLED(t *tables) error {
	rows, err := t.rows("acled.tsv", "type", "sub_type", "means", "plover", "mode")
	if err != nil {
		return err
	}
	for _, r := range rows {
		i := slices.IndexFunc(claim.ACLEDTypes, func(a claim.ACLEDType) bool { return a.Name == r.get("type") })
		if i < 0 {
			return r.fail("type must be an event type of ACLED, is %q", r.get("type"))
		}
		c := Code{System: ACLEDType, Code: r.get("type"), Means: r.get("means"), Type: r.get("plover"), Mode: r.get("mode")}
		if sub := r.get("sub_type"); sub != "" {
			if !slices.Contains(claim.ACLEDTypes[i].SubTypes, sub) {
				return r.fail("sub_type must be one of %s, is %q", c.Code, sub)
			}
			c.System, c.Of, c.Code = ACLEDSub, c.Code, sub
		}
		if err := r.crosswalk(); err != nil {
			return err
		}
		b.codes = append(b.codes, c)
	}
	return nil
}

func (b *Base) loadCAMEO(t *tables) error {
	rows, err := t.rows("cameo.tsv", "code", "label", "plover", "mode")
	if err != nil {
		return err
	}
	for _, r := range rows {
		c := Code{System: CAMEOEvent, Code: r.get("code"), Name: r.get("label"), Type: r.get("plover"), Mode: r.get("mode")}
		if len(c.Code) < 2 || len(c.Code) > 4 || strings.Trim(c.Code, "0123456789") != "" {
			return r.fail("code must have two to four digits, is %q", c.Code)
		}
		if len(c.Code) > 2 {
			c.Of = c.Code[:len(c.Code)-1]
		}
		if err := r.crosswalk(); err != nil {
			return err
		}
		b.codes = append(b.codes, c)
	}
	return nil
}

func (b *Base) loadSectors(t *tables) error {
	rows, err := t.rows("sectors.tsv", "code", "name", "cameo", "means")
	if err != nil {
		return err
	}
	for _, r := range rows {
		if !slices.Contains(claim.Sectors, r.get("code")) {
			return r.fail("code must be a sector of the contract, is %q", r.get("code"))
		}
		c := Code{System: SectorTable, Code: r.get("code"), Name: r.get("name"), Means: r.get("means")}
		if cameo := r.get("cameo"); cameo != "" {
			c.Like = []string{cameo}
		}
		b.codes = append(b.codes, c)
	}
	return nil
}

func (b *Base) loadRoles(t *tables) error {
	rows, err := t.rows("roles.tsv", "code", "name", "sector")
	if err != nil {
		return err
	}
	for _, r := range rows {
		c := Code{System: CAMEORole, Code: r.get("code"), Name: r.get("name"), Sector: r.get("sector")}
		if c.Sector != "" && !slices.Contains(claim.Sectors, c.Sector) {
			return r.fail("sector must be a sector of the contract, is %q", c.Sector)
		}
		b.codes = append(b.codes, c)
	}
	return nil
}

// Codes gives the entries of all tables of codes that a name or code means, in
// the order of the tables: event types, modes and sub-types by name, CAMEO's
// events by number or label, sectors, roles.
func (b *Base) Codes(name string) []Code {
	var found []Code
	name = strings.TrimSpace(name)
	for _, c := range b.codes {
		if strings.EqualFold(c.Code, name) || c.System == CAMEOEvent && strings.EqualFold(c.Name, name) {
			found = append(found, b.withKin(c))
		}
	}
	return found
}

// withKin adds the codes under a code and those that map to it.
func (b *Base) withKin(c Code) Code {
	for _, o := range b.codes {
		switch {
		case o.Of == c.Code && o.Code != c.Code && kin(o.System, c.System):
			c.Under = append(c.Under, o.Code)
		case o.System == CAMEOEvent && c.System == PLOVERType && o.Type == c.Code && o.Mode == "",
			o.System == CAMEOEvent && c.System == PLOVERMode && o.Type == c.Of && o.Mode == c.Code:
			c.Like = append(c.Like, o.Code)
		}
	}
	return c
}

// kin tells whether codes of one system stand under those of another.
func kin(under, over string) bool {
	return under == PLOVERMode && over == PLOVERType || under == ACLEDSub && over == ACLEDType || under == CAMEOEvent && over == CAMEOEvent
}
