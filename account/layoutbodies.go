package account

import "github.com/parley-desk/parley/claim"

// codeBody writes or reads the body of a claim of a kind.
func codeBody(k *coder, kind claim.Kind, v *claim.Body) {
	switch kind {
	case claim.KindStatement:
		body(k, &k.statements, v, codeStatement)
	case claim.KindEvent:
		body(k, &k.events, v, codeEvent)
	case claim.KindFigure:
		body(k, &k.figures, v, codeFigure)
	case claim.KindMeeting:
		body(k, &k.meetings, v, codeMeeting)
	case claim.KindCeasefire:
		body(k, &k.ceasefires, v, codeCeasefire)
	case claim.KindCommitment:
		body(k, &k.commitments, v, codeCommitment)
	case claim.KindBreach:
		body(k, &k.breaches, v, codeBreach)
	case claim.KindStatus:
		body(k, &k.statuses, v, codeStatus)
	case claim.KindStake:
		body(k, &k.stakes, v, codeStake)
	case claim.KindProjection:
		body(k, &k.projections, v, codeProjection)
	default:
		panic("account: no bytes for " + string(kind)) // a new kind: a test sees it
	}
}

// bodyOf are the pointers to a type that are bodies of claims.
type bodyOf[T any] interface {
	*T
	claim.Body
}

func body[T any, P bodyOf[T]](k *coder, from *pool[T], v *claim.Body, each func(*coder, *T)) {
	if k.reading {
		fresh := from.one()
		*v = P(fresh)
		each(k, fresh)
		return
	}
	each(k, (*T)((*v).(P)))
}

func codeStatement(k *coder, v *claim.Statement) {
	text(k, &v.Form)
	text(k, &v.Manner)
	text(k, &v.Act)
	m := k.said(v.Speaker != nil, len(v.SpeakerSpan) > 0, len(v.CueSpan) > 0, len(v.ContentSpans) > 0, len(v.Issues) > 0, len(v.Target) > 0, len(v.Addressee) > 0, v.Venue != "", len(v.Speakers) > 0)
	if m&1 != 0 {
		pointed(k, &k.refs, &v.Speaker, codeRef)
	}
	if m&2 != 0 {
		list(k, &k.spans, (*[]span)(&v.SpeakerSpan), codeSpan)
	}
	if m&4 != 0 {
		list(k, &k.spans, (*[]span)(&v.CueSpan), codeSpan)
	}
	if m&8 != 0 {
		list(k, &k.spans, &v.ContentSpans, codeSpan)
	}
	if m&16 != 0 {
		codeIssues(k, &v.Issues)
	}
	if m&32 != 0 {
		list(k, &k.refs, &v.Target, codeRef)
	}
	if m&64 != 0 {
		list(k, &k.refs, &v.Addressee, codeRef)
	}
	if m&128 != 0 {
		text(k, &v.Venue)
	}
	if m&256 != 0 {
		list(k, &k.refs, &v.Speakers, codeRef)
	}
}

func codeIssues(k *coder, v *[]claim.Issue) {
	list(k, &k.issues, v, func(k *coder, v *claim.Issue) { text(k, v) })
}

func codeEvent(k *coder, v *claim.Event) {
	k.span(&v.Trigger)
	m := k.said(v.Type != "", v.Mode != "", v.ACLED != nil, len(v.Actors) > 0, len(v.Recipients) > 0, len(v.Figures) > 0, v.Main, v.Weapon != "")
	if m&1 != 0 {
		text(k, &v.Type)
	}
	if m&2 != 0 {
		text(k, &v.Mode)
	}
	if m&4 != 0 {
		pointed(k, &k.acleds, &v.ACLED, codeACLED)
	}
	if m&8 != 0 {
		list(k, &k.refs, &v.Actors, codeRef)
	}
	if m&16 != 0 {
		list(k, &k.refs, &v.Recipients, codeRef)
	}
	if m&32 != 0 {
		list(k, &k.texts, &v.Figures, codeText)
	}
	yes(&v.Main, m, 64)
	if m&128 != 0 {
		text(k, &v.Weapon)
	}
}

func codeFigure(k *coder, v *claim.Figure) {
	text(k, &v.Measure)
	m := k.said(v.Value != nil, v.Low != nil, v.High != nil, v.Of != "", v.StatusOf != "", v.Wording != "", v.NationOf != "",
		v.Unit != "", v.Window != nil, v.Cumulative, v.Perpetrator != nil, v.Sex != "", v.Age != "")
	for i, number := range []**float64{&v.Value, &v.Low, &v.High} {
		if m&(1<<i) != 0 {
			pointed(k, &k.numbers, number, codeFloat)
		}
	}
	if m&8 != 0 {
		text(k, &v.Of)
	}
	if m&16 != 0 {
		text(k, &v.StatusOf)
	}
	if m&32 != 0 {
		text(k, &v.Wording)
	}
	if m&64 != 0 {
		text(k, &v.NationOf)
	}
	if m&128 != 0 {
		text(k, &v.Unit)
	}
	if m&256 != 0 {
		pointed(k, &k.whens, &v.Window, codeWhen)
	}
	yes(&v.Cumulative, m, 512)
	if m&1024 != 0 {
		pointed(k, &k.refs, &v.Perpetrator, codeRef)
	}
	if m&2048 != 0 {
		text(k, &v.Sex)
	}
	if m&4096 != 0 {
		text(k, &v.Age)
	}
}

func codeMeeting(k *coder, v *claim.Meeting) {
	m := k.said(v.Process != "", v.Round != 0, v.Venue != nil, len(v.Parties) > 0, len(v.Roles) > 0, v.Outcome != "", v.Next != nil, len(v.Issues) > 0)
	if m&1 != 0 {
		text(k, &v.Process)
	}
	if m&2 != 0 {
		k.number(&v.Round)
	}
	if m&4 != 0 {
		pointed(k, &k.wheres, &v.Venue, codeWhere)
	}
	if m&8 != 0 {
		list(k, &k.refs, &v.Parties, codeRef)
	}
	if m&16 != 0 {
		list(k, &k.refs, &v.Roles, codeRef)
	}
	if m&32 != 0 {
		text(k, &v.Outcome)
	}
	if m&64 != 0 {
		pointed(k, &k.whens, &v.Next, codeWhen)
	}
	if m&128 != 0 {
		codeIssues(k, &v.Issues)
	}
}

func codeCeasefire(k *coder, v *claim.Ceasefire) {
	text(k, &v.State)
	m := k.said(len(v.Parties) > 0, v.Declared != nil, v.Effective != nil, v.Ends != nil, len(v.Conditions) > 0, v.Mechanism != nil)
	if m&1 != 0 {
		list(k, &k.refs, &v.Parties, codeRef)
	}
	for i, day := range []**when{&v.Declared, &v.Effective, &v.Ends} {
		if m&(2<<i) != 0 {
			pointed(k, &k.whens, day, codeWhen)
		}
	}
	if m&16 != 0 {
		list(k, &k.quotes, &v.Conditions, codeWords)
	}
	if m&32 != 0 {
		pointed(k, &k.quotes, &v.Mechanism, codeWords)
	}
}

func codeCommitment(k *coder, v *claim.Commitment) {
	text(k, &v.Form)
	text(k, &v.Content)
	k.span(&v.ContentSpan)
	m := k.said(v.From != nil, len(v.To) > 0, len(v.Issues) > 0, v.Deadline != nil, v.Agreement != nil)
	if m&1 != 0 {
		pointed(k, &k.refs, &v.From, codeRef)
	}
	if m&2 != 0 {
		list(k, &k.refs, &v.To, codeRef)
	}
	if m&4 != 0 {
		codeIssues(k, &v.Issues)
	}
	if m&8 != 0 {
		pointed(k, &k.whens, &v.Deadline, codeWhen)
	}
	if m&16 != 0 {
		pointed(k, &k.quotes, &v.Agreement, codeWords)
	}
}

func codeBreach(k *coder, v *claim.Breach) {
	k.span(&v.ContentSpan)
	m := k.said(v.Of != nil, len(v.Accused) > 0)
	if m&1 != 0 {
		pointed(k, &k.quotes, &v.Of, codeWords)
	}
	if m&2 != 0 {
		list(k, &k.refs, &v.Accused, codeRef)
	}
}

func codeStatus(k *coder, v *claim.Status) {
	codeWords(k, &v.Subject)
	text(k, &v.SubjectKind)
	text(k, &v.State)
	m := k.said(v.Since != nil, v.Until != nil)
	if m&1 != 0 {
		pointed(k, &k.whens, &v.Since, codeWhen)
	}
	if m&2 != 0 {
		pointed(k, &k.whens, &v.Until, codeWhen)
	}
}

func codeStake(k *coder, v *claim.Stake) {
	codeRef(k, &v.Holder)
	m := k.said(v.Interest != nil, v.Channel != nil, v.Effect != nil)
	for i, words := range []**words{&v.Interest, &v.Channel, &v.Effect} {
		if m&(1<<i) != 0 {
			pointed(k, &k.quotes, words, codeWords)
		}
	}
}

func codeProjection(k *coder, v *claim.Projection) {
	k.span(&v.ContentSpan)
	m := k.said(v.Horizon != nil, v.Probability != nil, v.If != nil, v.Holder != nil)
	if m&1 != 0 {
		pointed(k, &k.whens, &v.Horizon, codeWhen)
	}
	if m&2 != 0 {
		pointed(k, &k.numbers, &v.Probability, codeFloat)
	}
	if m&4 != 0 {
		pointed(k, &k.quotes, &v.If, codeWords)
	}
	if m&8 != 0 {
		pointed(k, &k.refs, &v.Holder, codeRef)
	}
}
