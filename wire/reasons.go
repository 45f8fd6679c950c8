package wire

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/http"
	"strconv"
	"strings"

	"github.com/parley-desk/parley/wire/unpack"
)

// reason is what an error beneath means.
type reason struct {
	code  Code
	words string // after the address: what is wrong and what to do
}

// faultOf words any error of fetching address as a Fault.
func (f *Fetcher) faultOf(ctx context.Context, address string, err error) *Fault {
	if known := FaultOf(err); known != nil {
		return known
	}
	if cause := context.Cause(ctx); errors.Is(cause, errSlow) {
		err = cause
	}
	why := f.reasonOf(err)
	return fault(why.code, err, "%s %s", Shown(address), why.words)
}

func (f *Fetcher) reasonOf(err error) reason {
	for _, find := range []func(error) reason{f.byBounds, byGuard, byTLS, byNetwork} {
		if why := find(err); why.code != "" {
			return why
		}
	}
	return reason{Unreachable, "cannot be reached (" + clip(rootOf(err)) + "): try it in a browser on this machine"}
}

// byBounds are the bounds of the options, broken.
func (f *Fetcher) byBounds(err error) reason {
	var slow net.Error
	switch {
	case errors.Is(err, errSlow):
		return reason{Slow, "sends too slowly to be read: it is tried again at the next look"}
	case errors.Is(err, unpack.ErrBomb):
		return reason{Bomb, "unpacks to far more than it sends, as an attack would: it is not read"}
	case errors.Is(err, unpack.ErrTooLarge):
		return reason{TooLarge, "is larger than a document may be: save it and read the file, if it is wanted"}
	case errors.Is(err, unpack.ErrEncoding):
		return reason{BadEncoding, "cannot be unpacked (" + clip(rootOf(err)) + "): tell whoever runs it"}
	case errors.Is(err, context.Canceled):
		return reason{Stopped, "was not waited for, as the program stops"}
	case strings.Contains(err.Error(), "server response headers exceeded"), strings.Contains(err.Error(), "response header list larger"):
		return reason{HugeHeader, "sends more header fields than any page needs: it is not read"}
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &slow) && slow.Timeout():
		return reason{Timeout, "does not answer in time: it is tried again at the next look"}
	}
	return reason{}
}

func byGuard(err error) reason {
	var private errPrivate
	if !errors.As(err, &private) {
		return reason{}
	}
	return reason{Private, "leads to " + private.addr.String() + ", an address of private or special use, and is not asked: if that is meant, allow its network (--allow " + private.addr.String() + "/" + strconv.Itoa(private.addr.BitLen()) + ")"}
}

func byTLS(err error) reason {
	var (
		verify    *tls.CertificateVerificationError
		authority x509.UnknownAuthorityError
		name      x509.HostnameError
		invalid   x509.CertificateInvalidError
		record    tls.RecordHeaderError
		alert     tls.AlertError
	)
	switch {
	case errors.As(err, &name):
		return reason{BadTLS, "shows a certificate for another name: check the address, or tell whoever runs it"}
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		return reason{BadTLS, "shows a certificate that is out of date: tell whoever runs it, and check this machine's clock"}
	case errors.As(err, &authority):
		return reason{BadTLS, "shows a certificate that nobody known has signed: tell whoever runs it"}
	case errors.As(err, &record):
		return reason{BadTLS, "does not speak TLS: try http:// instead of https://"}
	case errors.As(err, &verify), errors.As(err, &invalid), errors.As(err, &alert):
		return reason{BadTLS, "cannot be asked securely (" + clip(rootOf(err)) + "): tell whoever runs it"}
	}
	if strings.Contains(err.Error(), "tls: ") || strings.Contains(err.Error(), "gave HTTP response to HTTPS client") {
		return reason{BadTLS, "cannot be asked securely (" + clip(rootOf(err)) + "): try http://, or tell whoever runs it"}
	}
	return reason{}
}

func byNetwork(err error) reason {
	var dns *net.DNSError
	switch {
	case errors.As(err, &dns) && dns.IsNotFound:
		return reason{NoHost, "names a host that does not exist: check the spelling, or whether the site has moved"}
	case errors.As(err, &dns):
		return reason{Unreachable, "has a name that cannot be looked up now: check this machine's connection"}
	case strings.Contains(err.Error(), "malformed HTTP"), strings.Contains(err.Error(), "malformed MIME header"):
		return reason{BadAnswer, "does not answer as a web server does: check the address and its port"}
	}
	return reason{}
}

// rootOf is the innermost error's words.
func rootOf(err error) string {
	for {
		next := errors.Unwrap(err)
		if next == nil {
			return err.Error()
		}
		err = next
	}
}

// statusFault is what a status says against the document, nil where nothing.
func (f *Fetcher) statusFault(a *answer) error {
	shown, line := Shown(a.at.String()), clip(a.line)
	var out *Fault
	switch {
	case a.status < 400:
		return nil
	case a.status == http.StatusTooManyRequests, a.status == http.StatusServiceUnavailable:
		out = fault(Busy, nil, "%s answers %s: it is asked again by itself, later", shown, line)
	case a.status == http.StatusNotFound, a.status == http.StatusGone:
		out = fault(Gone, nil, "%s answers %s: the page is gone, or the address is wrong", shown, line)
	case a.status == 401, a.status == 402, a.status == 403, a.status == 407, a.status == 451:
		out = fault(Denied, nil, "%s answers %s: it does not let Parley read it; ask its publisher, or take the report from elsewhere", shown, line)
	case a.status >= 500:
		out = fault(ServerError, nil, "%s answers %s: its own fault; it is asked again by itself", shown, line)
	default:
		out = fault(Refused, nil, "%s answers %s: check the address", shown, line)
	}
	out.RetryAfter = a.wait
	return out
}
