package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"

	"github.com/parley-desk/parley/access"
	"github.com/parley-desk/parley/ledger"
)

func newAccountCommand(c console) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "account",
		Short: "Who may sign in to the pages: add, list, role, password, close, open, remove, log",
		Long: `Accounts are needed where parley serve listens at another address than this machine's own.
Roles are of a case: a reader sees it; an analyst sees its private layer, reviews claims and
adds reports; an editor settles what belongs to it, grades sources and changes the case file. An
administrator may all, and makes cases.

Passwords are asked for, or read as a line of standard input; never given as an argument.`,
		Example: `  parley account add mira --role analyst --case pak-afg-2025
  parley account add odo@mission.example --elsewhere --role reader
  parley account role mira editor --case pak-afg-2025
  parley account list
  parley account log --case pak-afg-2025`,
	}
	cmd.AddCommand(newAccountAddCommand(c), newAccountListCommand(c), newAccountRoleCommand(c), newAccountPasswordCommand(c),
		newAccountDoorCommand(c, true), newAccountDoorCommand(c, false), newAccountRemoveCommand(c), newAccountLogCommand(c))
	return cmd
}

// accountOptions are the flags of the commands on accounts.
type accountOptions struct {
	ledger, caseID, role, who string
	admin, elsewhere, json    bool
	limit                     int
}

// with opens the ledger for a command on accounts.
func (o *accountOptions) with(ctx context.Context, create bool, do func(*ledger.Ledger, access.Accounts) error) error {
	return withLedger(ctx, o.ledger, ledgerOptions(ledger.Options{Create: create}), func(l *ledger.Ledger) error {
		if o.caseID != "" {
			if _, err := l.Case(ctx, o.caseID); err != nil {
				return err
			}
		}
		err := do(l, access.Accounts{Ledger: l})
		if access.Status(err) != 0 { // what was asked for is not possible: nothing was done
			return usageFault("%v", err)
		}
		return err
	})
}

// settle says what was done, and keeps it in the audit log.
func settle(ctx context.Context, c console, l *ledger.Ledger, what, name, said string) error {
	if err := l.Audit(ctx, ledger.AuditLine{Who: terminalUser(), From: "terminal", What: what, About: name}); err != nil {
		return err
	}
	_, err := fmt.Fprintln(c.out, said)
	return err
}

// terminalUser is who sits at the terminal, as far as the system says.
func terminalUser() string {
	for _, name := range []string{authorVariable, "USER", "USERNAME"} {
		if who := os.Getenv(name); who != "" {
			return who
		}
	}
	return "terminal"
}

func newAccountAddCommand(c console) *cobra.Command {
	var o accountOptions
	cmd := &cobra.Command{
		Use: "add NAME", Short: "Make an account; its password is asked for", Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return o.with(cmd.Context(), true, func(l *ledger.Ledger, all access.Accounts) error {
				roles, err := o.roles()
				if err != nil {
					return err
				}
				password := ""
				if !o.elsewhere {
					if password, err = askPassword(c, args[0]); err != nil {
						return err
					}
				}
				if err := all.Add(cmd.Context(), args[0], password, o.admin, roles); err != nil {
					return err
				}
				return settle(cmd.Context(), c, l, "account add", args[0], args[0]+": may sign in"+inRoles(roles, o.admin))
			})
		},
	}
	f := cmd.Flags()
	f.SortFlags = false
	f.StringVar(&o.role, "role", "", "reader, analyst or editor")
	f.StringVarP(&o.caseID, "case", "c", "", "`id` of the case that the role is in; without it, every case")
	f.BoolVar(&o.admin, "admin", false, "an administrator, who may all")
	f.BoolVar(&o.elsewhere, "elsewhere", false, "signs in by OpenID Connect: NAME is the mail address, there is no password")
	ledgerFlag(cmd, &o.ledger)
	return cmd
}

// roles are those that the flags give.
func (o *accountOptions) roles() (map[string]access.Role, error) {
	if o.role == "" {
		return nil, nil
	}
	role, err := access.RoleOf(o.role)
	return map[string]access.Role{o.caseID: role}, err
}

func inRoles(roles map[string]access.Role, admin bool) string {
	var parts []string
	if admin {
		parts = append(parts, "administrator")
	}
	for _, id := range slices.Sorted(maps.Keys(roles)) {
		parts = append(parts, string(roles[id])+" in "+caseOrEvery(id))
	}
	if len(parts) == 0 {
		return ", without a role yet (parley account role)"
	}
	return " as " + strings.Join(parts, ", ")
}

func caseOrEvery(id string) string {
	if id == "" {
		return "every case"
	}
	return id
}

// mostLine bounds a password's line.
const mostLine = 4096

// askPassword asks for a new password twice, or reads it as a line of standard input.
func askPassword(c console, name string) (string, error) {
	if !term.IsTerminal(c.in.Fd()) {
		line, _ := bufio.NewReader(io.LimitReader(c.in, mostLine)).ReadString('\n')
		if line = strings.TrimRight(line, "\r\n"); line == "" {
			return "", usageFault("standard input holds no password for %s: give it as a line", name)
		}
		return line, nil
	}
	var typed [2]string
	for i, ask := range []string{"new password for " + name + ": ", "the same again: "} {
		_, _ = fmt.Fprint(c.err, ask)
		got, err := term.ReadPassword(c.in.Fd())
		_, _ = fmt.Fprintln(c.err)
		if err != nil {
			return "", fileFault("the terminal", err)
		}
		typed[i] = string(got)
	}
	if typed[0] != typed[1] {
		return "", usageFault("the two passwords differ: try again")
	}
	return typed[0], nil
}

func newAccountListCommand(c console) *cobra.Command {
	var o accountOptions
	cmd := &cobra.Command{
		Use: "list", Short: "List the accounts and their roles", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return o.with(cmd.Context(), false, func(l *ledger.Ledger, _ access.Accounts) error {
				all, err := l.Accounts(cmd.Context())
				if err != nil {
					return err
				}
				if o.json {
					listed := []listedAccount{}
					for i := range all {
						listed = append(listed, listedAccount{all[i], access.Disabled(&all[i])})
					}
					return printJSON(c, listed)
				}
				for _, a := range all {
					roles := map[string]access.Role{}
					for id, role := range a.Roles {
						roles[id] = access.Role(role)
					}
					if _, err := fmt.Fprintf(c.out, "%-24s since %s%s%s\n", a.Name, a.Created.Format("2006-01-02"), inRoles(roles, a.Admin), signsIn(&a)); err != nil {
						return outputFault("", err)
					}
				}
				return nil
			})
		},
	}
	cmd.Flags().BoolVar(&o.json, "json", false, "print JSON")
	ledgerFlag(cmd, &o.ledger)
	return cmd
}

// listedAccount is an account as JSON lists it.
type listedAccount struct {
	ledger.Account
	Closed bool `json:"closed,omitempty"` // it may not sign in
}

func signsIn(a *ledger.Account) string {
	switch {
	case access.Disabled(a):
		return "; closed: may not sign in"
	case a.Subject != "":
		return "; signs in at " + a.Subject
	case a.Password == "":
		return "; has not signed in elsewhere yet"
	}
	return ""
}

func newAccountRoleCommand(c console) *cobra.Command {
	var o accountOptions
	cmd := &cobra.Command{
		Use: "role NAME reader|analyst|editor|admin|none", Short: "Give a role in a case, or in every case", Args: cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			return o.with(cmd.Context(), false, func(l *ledger.Ledger, all access.Accounts) error {
				if err := giveRole(cmd.Context(), all, args[0], o.caseID, args[1]); err != nil {
					return err
				}
				return settle(cmd.Context(), c, l, "account role "+args[1], args[0]+" in "+caseOrEvery(o.caseID), args[0]+": "+args[1]+" in "+caseOrEvery(o.caseID))
			})
		},
	}
	cmd.Flags().StringVarP(&o.caseID, "case", "c", "", "`id` of the case; without it, every case")
	ledgerFlag(cmd, &o.ledger)
	return cmd
}

func giveRole(ctx context.Context, all access.Accounts, name, caseID, role string) error {
	switch role {
	case "admin":
		return all.SetAdmin(ctx, name, true)
	case "none":
		if caseID == "" {
			if err := all.SetAdmin(ctx, name, false); err != nil {
				return err
			}
		}
		return all.SetRole(ctx, name, caseID, "")
	}
	r, err := access.RoleOf(role)
	if err != nil {
		return usageFault("%v, admin, none", err)
	}
	return all.SetRole(ctx, name, caseID, r)
}

func newAccountPasswordCommand(c console) *cobra.Command {
	var o accountOptions
	cmd := &cobra.Command{
		Use: "password NAME", Short: "Give another password, and end the account's sessions", Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return o.with(cmd.Context(), false, func(l *ledger.Ledger, all access.Accounts) error {
				if _, err := l.Account(cmd.Context(), args[0]); err != nil {
					return err
				}
				password, err := askPassword(c, args[0])
				if err != nil {
					return err
				}
				if err := all.SetPassword(cmd.Context(), args[0], password); err != nil {
					return err
				}
				return settle(cmd.Context(), c, l, "account password", args[0], args[0]+": has another password; its sessions are ended")
			})
		},
	}
	ledgerFlag(cmd, &o.ledger)
	return cmd
}

// newAccountDoorCommand makes "account close", or "account open".
func newAccountDoorCommand(c console, off bool) *cobra.Command {
	var o accountOptions
	use, short, said := "open", "Let a closed account sign in again", "may sign in again"
	if off {
		use, short, said = "close", "Let an account sign in no longer, and end its sessions; parley account open takes it back", "may sign in no longer; its sessions are ended"
	}
	cmd := &cobra.Command{
		Use: use + " NAME", Short: short, Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return o.with(cmd.Context(), false, func(l *ledger.Ledger, all access.Accounts) error {
				if err := all.SetDisabled(cmd.Context(), args[0], off); err != nil {
					return err
				}
				return settle(cmd.Context(), c, l, "account "+use, args[0], args[0]+": "+said)
			})
		},
	}
	ledgerFlag(cmd, &o.ledger)
	return cmd
}

func newAccountRemoveCommand(c console) *cobra.Command {
	var o accountOptions
	cmd := &cobra.Command{
		Use: "remove NAME", Short: "Remove an account and end its sessions; what it decided stays", Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return o.with(cmd.Context(), false, func(l *ledger.Ledger, all access.Accounts) error {
				if err := all.Remove(cmd.Context(), args[0]); err != nil {
					return err
				}
				return settle(cmd.Context(), c, l, "account remove", args[0], args[0]+": removed")
			})
		},
	}
	ledgerFlag(cmd, &o.ledger)
	return cmd
}

func newAccountLogCommand(c console) *cobra.Command {
	var o accountOptions
	cmd := &cobra.Command{
		Use: "log", Short: "Print the audit log: who did what when, from where; the latest first", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if o.limit < 1 {
				return usageFault("--limit %d: give 1 or more", o.limit)
			}
			return o.with(cmd.Context(), false, func(l *ledger.Ledger, _ access.Accounts) error {
				lines, err := l.AuditLines(cmd.Context(), ledger.AuditQuery{Case: o.caseID, Who: o.who, Limit: o.limit})
				if err != nil {
					return err
				}
				for i := range lines {
					if err := o.line(c, &lines[i]); err != nil {
						return err
					}
				}
				return nil
			})
		},
	}
	f := cmd.Flags()
	f.SortFlags = false
	f.StringVarP(&o.caseID, "case", "c", "", "`id` of a case")
	f.StringVar(&o.who, "who", "", "`name` of an account")
	f.IntVarP(&o.limit, "limit", "n", 100, "how many lines at most")
	f.BoolVar(&o.json, "json", false, "print JSON, one line each")
	ledgerFlag(cmd, &o.ledger)
	return cmd
}

func (o *accountOptions) line(c console, a *ledger.AuditLine) error {
	if o.json {
		return printJSON(c, a)
	}
	_, err := fmt.Fprintf(c.out, "%s  %-16s %-24s %-12s %s  %q\n", a.At.Format("2006-01-02 15:04:05"), a.Who, a.What, a.Case, a.From, a.About)
	if err != nil {
		return outputFault("", err)
	}
	return nil
}
