package wire

import (
	"context"
	"net/http/cookiejar"
	"net/url"
	"strings"

	"github.com/parley-desk/parley/wire/robots"
)

// mayAsk gives a fault where the host's robots.txt asks us not to fetch at.
func (f *Fetcher) mayAsk(ctx context.Context, at *url.URL) error {
	answer, err := f.robotsOf(ctx, at)
	if err != nil {
		return err
	}
	if answer.err != nil {
		return answer.err
	}
	if !answer.rules.Allowed(at.RequestURI()) {
		return fault(Robots, nil, "%s is not fetched, as the robots.txt of %s asks: ask its publisher, or take the report from elsewhere", Shown(at.String()), at.Host)
	}
	return nil
}

// robotsOf gives the robots.txt of a host, asking for it where it is not known
// or too old. Only one request asks; the others wait for it.
func (f *Fetcher) robotsOf(ctx context.Context, at *url.URL) (robotsAnswer, error) {
	host := f.hosts.get(at.Host)
	if known, ok := host.asked(f.Clock.Now()); ok {
		return known, nil
	}
	select {
	case host.rules <- struct{}{}:
	case <-ctx.Done():
		return robotsAnswer{}, context.Cause(ctx)
	}
	defer func() { <-host.rules }()
	if known, ok := host.asked(f.Clock.Now()); ok { // somebody else has asked meanwhile
		return known, nil
	}
	answer, err := f.askRobots(ctx, at)
	if err != nil {
		return answer, err
	}
	host.obey(answer, f.Pace.MaxDelay)
	return answer, nil
}

// askRobots fetches a robots.txt. As RFC 9309, 2.3.1 has it: one that is not
// there (4xx) allows everything; a server that fails (5xx) allows nothing for a
// while. That the host cannot be asked at all is an error, and is not remembered.
func (f *Fetcher) askRobots(ctx context.Context, at *url.URL) (robotsAnswer, error) {
	answer, err := f.walkRobots(ctx, at, &url.URL{Scheme: at.Scheme, Host: at.Host, Path: "/robots.txt"})
	now := f.Clock.Now()
	everything := robotsAnswer{until: now.Add(f.Pace.RobotsFor)}
	switch failed := FaultOf(err); {
	case failed != nil && (failed.Code == Redirects || failed.Code == RedirectLoop || failed.Code == BadEncoding || failed.Code == Bomb):
		return everything, nil // none that could be read
	case err != nil:
		return robotsAnswer{}, err
	case answer.status == 429 || answer.status >= 500:
		down := fault(Robots, nil, "%s is not asked, as its robots.txt answers %s: it is asked again by itself in %s", at.Host, clip(answer.line), f.Pace.RobotsDown)
		down.RetryAfter = max(answer.wait, f.Pace.RobotsDown)
		return robotsAnswer{until: now.Add(down.RetryAfter), err: down}, nil
	case answer.status >= 400:
		return everything, nil
	}
	everything.rules = robots.Parse(answer.body, f.product())
	return everything, nil
}

// walkRobots follows the redirects of the robots.txt at at, five of them. Faults
// name wanted, the address that it is asked for.
func (f *Fetcher) walkRobots(ctx context.Context, wanted, at *url.URL) (*answer, error) {
	jar, err := cookiejar.New(nil)
	if err != nil {
		return nil, err
	}
	lease := f.newLease()
	defer lease.release()
	for range 6 {
		a, err := f.ask(ctx, exchange{Request: Request{Want: wantRobots, Max: robots.MaxSize + 1, lease: lease}, at: at, wanted: wanted, jar: jar})
		if err != nil || a.to == nil {
			return a, err
		}
		at = a.to
	}
	return nil, fault(Redirects, nil, "%s redirects too often", Shown(at.String()))
}

// product is the product token of the user agent, by which robots.txt calls us.
func (f *Fetcher) product() string {
	token, _, _ := strings.Cut(f.Agent, "/")
	return token
}
