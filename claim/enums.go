package claim

// The closed vocabularies of the contract. Each is a string type, so that a
// record reads as it is spelt, with its members in one list for validation,
// the schema and the codebook.

// Kind is the kind of a claim. KindOrder gives the contract's order of kinds.
type Kind string

// The kinds, in the order in which a later one on the same words points to an earlier.
const (
	KindStatement  Kind = "statement"
	KindMeeting    Kind = "meeting"
	KindCeasefire  Kind = "ceasefire"
	KindCommitment Kind = "commitment"
	KindBreach     Kind = "breach"
	KindEvent      Kind = "event"
	KindFigure     Kind = "figure"
	KindStatus     Kind = "status"
	KindStake      Kind = "stake"
	KindProjection Kind = "projection"
)

// Kinds lists the kinds in the contract's order.
var Kinds = []Kind{KindStatement, KindMeeting, KindCeasefire, KindCommitment, KindBreach, KindEvent, KindFigure, KindStatus, KindStake, KindProjection}

type (
	// NameKind is what a name names.
	NameKind string
	// TimeType is the TIMEX3 type of a time expression.
	TimeType string
	// TimeBasis is where a time comes from.
	TimeBasis string
	// Precision is how finely a time is known.
	Precision string
	// PlaceKind is what sort of place it is.
	PlaceKind string
	// PlacePrecision is how finely a place is known.
	PlacePrecision string
	// PlaceBasis is where a claim's place comes from.
	PlaceBasis string
	// ActorKind is what sort of participant it is.
	ActorKind string
	// Polarity is of the thing claimed.
	Polarity string
	// Certainty is how the claim's holder holds it.
	Certainty string
	// Tense is when the thing is, seen from the telling.
	Tense string
	// How is the way in which one claim is about another.
	How string
	// Form is whether speech is quoted.
	Form string
	// Manner is whether words were said, written, thought or wished.
	Manner string
	// Act is what a speaker does by speaking.
	Act string
	// Measure is what a figure counts.
	Measure string
	// StatusOf is the standing of the people whom a figure counts.
	StatusOf string
	// Outcome is how a meeting ended.
	Outcome string
	// TruceState is the state of a truce.
	TruceState string
	// CommitmentForm is what sort of commitment it is.
	CommitmentForm string
	// SubjectKind is what a status is the state of.
	SubjectKind string
	// RouteState is the state of a crossing, route, service or relation.
	RouteState string
	// Issue is what a statement, a meeting or a commitment is about.
	Issue string
)

// Members of the vocabularies, spelt as in the contract.
const (
	NamePerson       NameKind = "person"
	NameOrganization NameKind = "organization"
	NameArmedGroup   NameKind = "armed_group"
	NamePlace        NameKind = "place"
	NamePeople       NameKind = "people"
	NameAgreement    NameKind = "agreement"
	NameOther        NameKind = "other"

	TypeDate     TimeType = "DATE"
	TypeTime     TimeType = "TIME"
	TypeDuration TimeType = "DURATION"
	TypeSet      TimeType = "SET"

	BasisStated    TimeBasis = "stated"
	BasisRelative  TimeBasis = "relative"
	BasisDateline  TimeBasis = "dateline"
	BasisPublished TimeBasis = "published"
	BasisInferred  TimeBasis = "inferred"

	PrecisionTime   Precision = "time"
	PrecisionDay    Precision = "day"
	PrecisionWeek   Precision = "week"
	PrecisionMonth  Precision = "month"
	PrecisionSeason Precision = "season"
	PrecisionYear   Precision = "year"
	PrecisionRange  Precision = "range"

	PlaceCountry  PlaceKind = "country"
	PlaceAdmin1   PlaceKind = "admin1"
	PlaceAdmin2   PlaceKind = "admin2"
	PlaceCity     PlaceKind = "city"
	PlaceVillage  PlaceKind = "village"
	PlaceRegion   PlaceKind = "region"
	PlaceBorder   PlaceKind = "border"
	PlaceCrossing PlaceKind = "crossing"
	PlaceWater    PlaceKind = "water"
	PlaceMountain PlaceKind = "mountain"
	PlaceFacility PlaceKind = "facility"
	PlaceCamp     PlaceKind = "camp"
	PlaceRoad     PlaceKind = "road"
	PlaceOther    PlaceKind = "other"

	PreciseExact         PlacePrecision = "exact"
	PreciseNear          PlacePrecision = "near"
	PreciseAdmin2        PlacePrecision = "admin2"
	PreciseAdmin1        PlacePrecision = "admin1"
	PreciseLine          PlacePrecision = "line"
	PreciseCountry       PlacePrecision = "country"
	PreciseInternational PlacePrecision = "international"

	PlaceStated    PlaceBasis = "stated"
	PlaceDateline  PlaceBasis = "dateline"
	PlaceInherited PlaceBasis = "inherited"

	ActorState        ActorKind = "state"
	ActorGovernment   ActorKind = "government"
	ActorArmedGroup   ActorKind = "armed_group"
	ActorOrganization ActorKind = "organization"
	ActorPerson       ActorKind = "person"
	ActorPeople       ActorKind = "people"
	ActorUnnamed      ActorKind = "unnamed"

	Positive Polarity = "positive"
	Negative Polarity = "negative"

	Asserted     Certainty = "asserted"
	Alleged      Certainty = "alleged"
	Conditional  Certainty = "conditional"
	Hypothetical Certainty = "hypothetical"

	Past    Tense = "past"
	Ongoing Tense = "ongoing"
	Future  Tense = "future"

	Repeats    How = "repeats"
	PartOf     How = "part_of"
	Answers    How = "answers"
	Denies     How = "denies"
	Corrects   How = "corrects"
	DependsOn  How = "depends_on"
	ResponseTo How = "response_to"
	CausedBy   How = "caused_by"
	SameWords  How = "same_words"

	Direct   Form = "direct"
	Indirect Form = "indirect"
	Mixed    Form = "mixed"

	Said     Manner = "said"
	Written  Manner = "written"
	Believed Manner = "believed"
	Wanted   Manner = "wanted"

	ActAccuse   Act = "accuse"
	ActCondemn  Act = "condemn"
	ActDeny     Act = "deny"
	ActReject   Act = "reject"
	ActDemand   Act = "demand"
	ActAppeal   Act = "appeal"
	ActThreaten Act = "threaten"
	ActWarn     Act = "warn"
	ActPledge   Act = "pledge"
	ActOffer    Act = "offer"
	ActAgree    Act = "agree"
	ActPraise   Act = "praise"
	ActAnnounce Act = "announce"
	ActState    Act = "state"

	Killed       Measure = "killed"
	Injured      Measure = "injured"
	Casualties   Measure = "casualties"
	Missing      Measure = "missing"
	Captured     Measure = "captured"
	Abducted     Measure = "abducted"
	Released     Measure = "released"
	Displaced    Measure = "displaced"
	Refugees     Measure = "refugees"
	Returned     Measure = "returned"
	Attacks      Measure = "attacks"
	Violations   Measure = "violations"
	Troops       Measure = "troops"
	Weapons      Measure = "weapons"
	Trade        Measure = "trade"
	Aid          Measure = "aid"
	Damage       Measure = "damage"
	GDPChange    Measure = "gdp_change"
	Share        Measure = "share"
	Length       Measure = "length"
	Duration     Measure = "duration"
	MeasureOther Measure = "other"

	Civilian    StatusOf = "civilian"
	Soldier     StatusOf = "soldier"
	Police      StatusOf = "police"
	Militant    StatusOf = "militant"
	AidWorker   StatusOf = "aid_worker"
	Journalist  StatusOf = "journalist"
	MixedPeople StatusOf = "mixed"
	Unknown     StatusOf = "unknown"

	OutcomeAgreement      Outcome = "agreement"
	OutcomeJointStatement Outcome = "joint_statement"
	OutcomeProgress       Outcome = "progress"
	OutcomeNoAgreement    Outcome = "no_agreement"
	OutcomeDeadlock       Outcome = "deadlock"
	OutcomeWalkout        Outcome = "walkout"
	OutcomePostponed      Outcome = "postponed"
	OutcomePlanned        Outcome = "planned"

	TruceProposed  TruceState = "proposed"
	TruceDeclared  TruceState = "declared"
	TruceInEffect  TruceState = "in_effect"
	TruceExtended  TruceState = "extended"
	TruceSuspended TruceState = "suspended"
	TruceLapsed    TruceState = "lapsed"
	TruceEnded     TruceState = "ended"

	FormDemand     CommitmentForm = "demand"
	FormPledge     CommitmentForm = "pledge"
	FormCondition  CommitmentForm = "condition"
	FormObligation CommitmentForm = "obligation"
	FormOffer      CommitmentForm = "offer"
	FormRefusal    CommitmentForm = "refusal"

	SubjectCrossing  SubjectKind = "crossing"
	SubjectRoute     SubjectKind = "route"
	SubjectAirspace  SubjectKind = "airspace"
	SubjectTrade     SubjectKind = "trade"
	SubjectRelations SubjectKind = "relations"
	SubjectAccess    SubjectKind = "access"
	SubjectService   SubjectKind = "service"

	RouteOpen       RouteState = "open"
	RouteClosed     RouteState = "closed"
	RouteRestricted RouteState = "restricted"
	RouteSuspended  RouteState = "suspended"
	RouteResumed    RouteState = "resumed"
)

// Roles are the parts that a participant may play in a meeting.
var Roles = []string{"mediator", "host", "facilitator", "guarantor", "delegate", "head"}

// Issues are what statements, meetings and commitments may be about.
var Issues = []Issue{"ceasefire", "cross_border_attacks", "militants", "border", "territory", "sovereignty", "security_guarantees", "monitoring", "foreign_forces", "disarmament", "prisoners", "hostages",
	"refugees", "humanitarian_access", "trade_and_crossings", "sanctions", "aid", "governance", "elections", "constitution", "justice", "rights", "recognition", "resources", "process", "other"}

// Sectors are PLOVER's sectors of an actor.
var Sectors = []string{"COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK", "AGR", "BUS", "CRM", "CVL", "EDU", "ELI", "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC"}
