package main

import (
	"cmp"
	"log/slog"
	"net/netip"
	"net/url"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/parley-desk/parley/reader"
	"github.com/parley-desk/parley/wire"
)

// contactVariable names the environment variable that says whom a site may ask.
const contactVariable = "PARLEY_CONTACT"

// wireFlags say how the network is asked.
type wireFlags struct {
	contact, proxy string
	allow          []string
	pace           time.Duration
	verbose        bool
}

func (w *wireFlags) add(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&w.contact, "contact", os.Getenv(contactVariable), "mail `address` or page that tells sites who asks; stands in the user agent (or "+contactVariable+")")
	f.StringArrayVar(&w.allow, "allow", nil, "`network` of private addresses that may be asked, such as 192.168.1.0/24 (repeat for several)")
	f.StringVar(&w.proxy, "proxy", "", "HTTP proxy that all requests go through: `http://HOST:PORT`")
	f.DurationVar(&w.pace, "pace", time.Second, "`time` between two requests to one site; a site may ask for more")
	f.BoolVarP(&w.verbose, "verbose", "v", false, "log what the network says")
}

// options checks the flags.
func (w *wireFlags) options(c console) (wire.Options, error) {
	o := wire.Options{Agent: "Parley/" + cmp.Or(version, reader.Version), Contact: w.contact}
	if w.verbose {
		o.Log = slog.New(slog.NewTextHandler(c.err, nil))
	}
	if w.pace < 0 {
		return o, usageFault("--pace %s: give a time such as 500ms or 2s", w.pace)
	}
	o.Pace.Every = max(w.pace, time.Nanosecond) // 0 would be the default
	for _, said := range w.allow {
		network, err := netip.ParsePrefix(said)
		if address, bad := netip.ParseAddr(said); bad == nil {
			network, err = netip.PrefixFrom(address, address.BitLen()), nil
		}
		if err != nil {
			return o, usageFault("--allow %q is no network: write it as 192.168.1.0/24, or one address", said)
		}
		o.Allow = append(o.Allow, network)
	}
	if w.proxy != "" {
		u, err := url.Parse(w.proxy)
		if err != nil || u.Host == "" || !strings.HasPrefix(u.Scheme, "http") {
			return o, usageFault("--proxy %q is no proxy: write it as http://HOST:PORT", w.proxy)
		}
		o.Proxy = u
	}
	return o, nil
}
