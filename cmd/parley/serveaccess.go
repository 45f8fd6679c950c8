package main

import (
	"cmp"
	"context"
	"crypto/tls"
	"log/slog"
	"net"
	"net/url"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/parley-desk/parley/access"
	"github.com/parley-desk/parley/ledger"
)

// secretVariable names the environment variable with the secret of OpenID Connect.
const secretVariable = "PARLEY_OIDC_SECRET"

// accessOptions are the flags that say who may see the pages.
type accessOptions struct {
	signIn, plain                  bool
	proxies                        []string
	cert, key                      string
	issuer, client, name, publicly string
}

func (o *accessOptions) flags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.BoolVar(&o.signIn, "sign-in", false, "demand sign-in on this machine's own address too (always so on any other)")
	f.StringSliceVar(&o.proxies, "trusted-proxy", nil, "`address` or network of a proxy that ends TLS before this server, whose X-Forwarded-For and -Proto are believed")
	f.StringVar(&o.cert, "tls-cert", "", "`file` with the certificate, PEM, to serve TLS here")
	f.StringVar(&o.key, "tls-key", "", "`file` with its key")
	f.BoolVar(&o.plain, "plain-http", false, "let passwords cross the network as they are: for a network that is trusted as a whole")
	f.StringVar(&o.issuer, "oidc-issuer", "", "`address` of an issuer of OpenID Connect to sign in at (its secret, if any, in "+secretVariable+")")
	f.StringVar(&o.client, "oidc-client", "", "`id` by which the issuer knows this desk")
	f.StringVar(&o.name, "oidc-name", "", "what people call the issuer")
	f.StringVar(&o.publicly, "public-url", "", "`address` at which browsers see this desk, for the way back from the issuer")
}

// settle says how the gate guards at an address to listen at.
func (o *accessOptions) settle(ctx context.Context, l *ledger.Ledger, address string, log *slog.Logger) (*access.Options, error) {
	proxies, err := access.ProxiesOf(o.proxies)
	if err != nil {
		return nil, usageFault("--trusted-proxy: %v", err)
	}
	open := !access.Loopback(address)
	gate := &access.Options{Demand: o.signIn || open || len(proxies) > 0, Proxies: proxies, Alone: terminalUser(), Now: time.Now, Log: log}
	if (o.cert == "") != (o.key == "") {
		return nil, usageFault("--tls-cert and --tls-key belong together: give both")
	}
	if open && o.cert == "" && len(proxies) == 0 && !o.plain {
		return nil, usageFault("--addr %q can be reached from other machines, and passwords would cross the network for all to read: give --tls-cert and --tls-key, or --trusted-proxy for one that ends TLS, or --plain-http where the network is trusted", address)
	}
	if o.issuer != "" {
		if gate.Issuer, err = o.elsewhere(); err != nil {
			return nil, err
		}
	}
	if gate.Demand {
		return gate, o.somebody(ctx, l)
	}
	return gate, nil
}

// somebody makes sure that anybody can sign in at all.
func (o *accessOptions) somebody(ctx context.Context, l *ledger.Ledger) error {
	all, err := l.Accounts(ctx)
	if err == nil && len(all) == 0 {
		return usageFault("sign-in is demanded and nobody has an account: make one with parley account add NAME --admin")
	}
	return err
}

func (o *accessOptions) elsewhere() (*access.Issuer, error) {
	at, err := url.Parse(o.issuer)
	public, publicErr := url.Parse(o.publicly)
	switch {
	case err != nil || at.Host == "" || at.Scheme != "https" && !access.Loopback(net.JoinHostPort(at.Hostname(), cmp.Or(at.Port(), "80"))):
		return nil, usageFault("--oidc-issuer %q is no https address", o.issuer)
	case o.client == "":
		return nil, usageFault("--oidc-issuer needs --oidc-client: the id by which the issuer knows this desk")
	case publicErr != nil || public.Host == "":
		return nil, usageFault("--oidc-issuer needs --public-url: the address at which browsers see this desk, such as https://desk.example")
	}
	return &access.Issuer{Name: cmp.Or(o.name, at.Host), Address: o.issuer, ClientID: o.client, Secret: os.Getenv(secretVariable), Return: strings.TrimSuffix(o.publicly, "/") + "/sign-in/return"}, nil
}

// wrapped serves TLS on a listener, where a certificate is given.
func (o *accessOptions) wrapped(listener net.Listener) (net.Listener, string, error) {
	if o.cert == "" {
		return listener, "http", nil
	}
	pair, err := tls.LoadX509KeyPair(o.cert, o.key)
	if err != nil {
		return nil, "", usageFault("--tls-cert %s and --tls-key %s cannot be used: %v", o.cert, o.key, err)
	}
	return tls.NewListener(listener, &tls.Config{Certificates: []tls.Certificate{pair}, MinVersion: tls.VersionTLS12}), "https", nil
}
