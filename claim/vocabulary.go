package claim

// The members of the closed vocabularies, each in the contract's order: what
// validation, the schema and the codebook go by.
var (
	// NameKinds are what a name may name.
	NameKinds = []NameKind{NamePerson, NameOrganization, NameArmedGroup, NamePlace, NamePeople, NameAgreement, NameOther}
	// TimeTypes are the TIMEX3 types.
	TimeTypes = []TimeType{TypeDate, TypeTime, TypeDuration, TypeSet}
	// TimeBases are where a time may come from.
	TimeBases = []TimeBasis{BasisStated, BasisRelative, BasisDateline, BasisPublished, BasisInferred}
	// Precisions are how finely a time may be known.
	Precisions = []Precision{PrecisionTime, PrecisionDay, PrecisionWeek, PrecisionMonth, PrecisionSeason, PrecisionYear, PrecisionRange}
	// PlaceKinds are the sorts of places.
	PlaceKinds = []PlaceKind{PlaceCountry, PlaceAdmin1, PlaceAdmin2, PlaceCity, PlaceVillage, PlaceRegion, PlaceBorder, PlaceCrossing, PlaceWater,
		PlaceMountain, PlaceFacility, PlaceCamp, PlaceRoad, PlaceOther}
	// PlacePrecisions are how finely a place may be known.
	PlacePrecisions = []PlacePrecision{PreciseExact, PreciseNear, PreciseAdmin2, PreciseAdmin1, PreciseLine, PreciseCountry, PreciseInternational}
	// PlaceBases are where a claim's place may come from.
	PlaceBases = []PlaceBasis{PlaceStated, PlaceDateline, PlaceInherited}
	// ActorKinds are the sorts of participants.
	ActorKinds = []ActorKind{ActorState, ActorGovernment, ActorArmedGroup, ActorOrganization, ActorPerson, ActorPeople, ActorUnnamed}
	// Polarities are the two ways of claiming.
	Polarities = []Polarity{Positive, Negative}
	// Certainties are how a claim may be held.
	Certainties = []Certainty{Asserted, Alleged, Conditional, Hypothetical}
	// Tenses are when a thing may be, seen from the telling.
	Tenses = []Tense{Past, Ongoing, Future}
	// Hows are the ways in which one claim may be about another.
	Hows = []How{Repeats, PartOf, Answers, Denies, Corrects, DependsOn, ResponseTo, CausedBy, SameWords}
	// Forms are the forms of speech.
	Forms = []Form{Direct, Indirect, Mixed}
	// Manners are the ways of uttering.
	Manners = []Manner{Said, Written, Believed, Wanted}
	// Acts are what a speaker may do by speaking.
	Acts = []Act{ActAccuse, ActCondemn, ActDeny, ActReject, ActDemand, ActAppeal, ActThreaten, ActWarn, ActPledge, ActOffer, ActAgree, ActPraise, ActAnnounce, ActState}
	// Measures are what a figure may count.
	Measures = []Measure{Killed, Injured, Casualties, Missing, Captured, Abducted, Released, Displaced, Refugees, Returned, Attacks, Violations,
		Troops, Weapons, Trade, Aid, Damage, GDPChange, Share, Length, Duration, MeasureOther}
	// Statuses are the standings of the people whom a figure counts.
	Statuses = []StatusOf{Civilian, Soldier, Police, Militant, AidWorker, Journalist, MixedPeople, Unknown}
	// Sexes are those of the people whom a figure counts.
	Sexes = []string{"female", "male", "mixed"}
	// Ages are those of the people whom a figure counts.
	Ages = []string{"child", "adult", "mixed"}
	// Outcomes are how a meeting may end.
	Outcomes = []Outcome{OutcomeAgreement, OutcomeJointStatement, OutcomeProgress, OutcomeNoAgreement, OutcomeDeadlock, OutcomeWalkout, OutcomePostponed, OutcomePlanned}
	// TruceStates are the states of a truce.
	TruceStates = []TruceState{TruceProposed, TruceDeclared, TruceInEffect, TruceExtended, TruceSuspended, TruceLapsed, TruceEnded}
	// CommitmentForms are the sorts of commitments.
	CommitmentForms = []CommitmentForm{FormDemand, FormPledge, FormCondition, FormObligation, FormOffer, FormRefusal}
	// SubjectKinds are what a status may be the state of.
	SubjectKinds = []SubjectKind{SubjectCrossing, SubjectRoute, SubjectAirspace, SubjectTrade, SubjectRelations, SubjectAccess, SubjectService}
	// RouteStates are the states of a crossing, route, service or relation.
	RouteStates = []RouteState{RouteOpen, RouteClosed, RouteRestricted, RouteSuspended, RouteResumed}
)
