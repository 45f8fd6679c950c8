package language

import (
	"slices"
	"strings"
)

// UPOS is a universal part of speech (universaldependencies.org/u/pos).
type UPOS uint8

// The universal parts of speech; NoUPOS where a token has not been tagged.
const (
	NoUPOS UPOS = iota
	ADJ
	ADP
	ADV
	AUX
	CCONJ
	DET
	INTJ
	NOUN
	NUM
	PART
	PRON
	PROPN
	PUNCT
	SCONJ
	SYM
	VERB
	X
)

var uposNames = [...]string{"_", "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"}

// XPOS is a Penn Treebank tag, as the English UD treebanks use them.
type XPOS uint8

// The Penn tags. Those spelt with signs have names here: Stop is ".", RRB is "-RRB-".
const (
	NoXPOS XPOS = iota
	TagNN
	TagIN
	TagDT
	TagNNP
	TagJJ
	TagPRP
	TagStop
	TagComma
	TagNNS
	TagRB
	TagVB
	TagCC
	TagCD
	TagVBN
	TagVBD
	TagVBZ
	TagVBG
	TagTO
	TagMD
	TagPRPS
	TagVBP
	TagUH
	TagColon
	TagRRB
	TagLRB
	TagWDT
	TagWRB
	TagWP
	TagHYPH
	TagOpenQuote
	TagCloseQuote
	TagRP
	TagPOS
	TagNNPS
	TagJJR
	TagJJS
	TagEX
	TagRBR
	TagSYM
	TagADD
	TagPDT
	TagCurrency
	TagNFP
	TagFW
	TagGW
	TagRBS
	TagLS
	TagWPS
	TagAFX
)

var xposNames = [...]string{"_", "NN", "IN", "DT", "NNP", "JJ", "PRP", ".", ",", "NNS", "RB", "VB", "CC", "CD", "VBN", "VBD", "VBZ", "VBG", "TO", "MD", "PRP$", "VBP", "UH", ":", "-RRB-", "-LRB-", "WDT", "WRB", "WP", "HYPH", "``", "''", "RP", "POS", "NNPS", "JJR", "JJS", "EX", "RBR", "SYM", "ADD", "PDT", "$", "NFP", "FW", "GW", "RBS", "LS", "WP$", "AFX"}

// Relation is a universal dependency relation with its subtype.
type Relation uint8

// The relations of the English UD treebanks; NoRelation where a sentence has not been parsed.
const (
	NoRelation Relation = iota
	Acl
	AclRelcl
	Advcl
	AdvclRelcl
	Advmod
	Amod
	Appos
	Aux
	AuxPass
	Case
	Cc
	CcPreconj
	Ccomp
	Compound
	CompoundPrt
	Conj
	Cop
	Csubj
	CsubjOuter
	CsubjPass
	Dep
	Det
	DetPredet
	Discourse
	Dislocated
	Expl
	Fixed
	Flat
	Goeswith
	Iobj
	List
	Mark
	Nmod
	NmodDesc
	NmodPoss
	NmodUnmarked
	Nsubj
	NsubjOuter
	NsubjPass
	Nummod
	Obj
	Obl
	OblAgent
	OblUnmarked
	Orphan
	Parataxis
	Punct
	Reparandum
	RootRel
	Vocative
	Xcomp
)

var relationNames = [...]string{"_", "acl", "acl:relcl", "advcl", "advcl:relcl", "advmod", "amod", "appos", "aux", "aux:pass", "case", "cc", "cc:preconj", "ccomp", "compound", "compound:prt", "conj", "cop", "csubj", "csubj:outer", "csubj:pass", "dep", "det", "det:predet", "discourse", "dislocated", "expl", "fixed", "flat", "goeswith", "iobj", "list", "mark", "nmod", "nmod:desc", "nmod:poss", "nmod:unmarked", "nsubj", "nsubj:outer", "nsubj:pass", "nummod", "obj", "obl", "obl:agent", "obl:unmarked", "orphan", "parataxis", "punct", "reparandum", "root", "vocative", "xcomp"}

// Relations is how many relations there are, NoRelation included.
const Relations = len(relationNames)

// String is the tag as the treebanks spell it.
func (p UPOS) String() string { return uposNames[p] }

// String is the tag as the treebanks spell it.
func (p XPOS) String() string { return xposNames[p] }

// String is the relation as the treebanks spell it.
func (r Relation) String() string { return relationNames[r] }

// Base is the relation without its subtype: NsubjPass.Base() is Nsubj.
func (r Relation) Base() Relation { return relationBases[r] }

var relationBases = func() (bases [len(relationNames)]Relation) {
	for r, name := range relationNames {
		plain, _, _ := strings.Cut(name, ":")
		bases[r], _ = ParseRelation(plain)
	}
	return bases
}()

// ParseUPOS finds a tag by its name.
func ParseUPOS(name string) (UPOS, bool) {
	i := slices.Index(uposNames[:], name)
	return UPOS(max(i, 0)), i > 0
}

// ParseXPOS finds a tag by its name.
func ParseXPOS(name string) (XPOS, bool) {
	i := slices.Index(xposNames[:], name)
	return XPOS(max(i, 0)), i > 0
}

// ParseRelation finds a relation by its name.
func ParseRelation(name string) (Relation, bool) {
	i := slices.Index(relationNames[:], name)
	return Relation(max(i, 0)), i > 0
}
