package access

import (
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"
	"golang.org/x/text/unicode/norm"
)

// Cost is what one guess at a password costs.
type Cost struct {
	Time    uint32 // passes
	Memory  uint32 // KiB
	Threads uint8
}

// defaultCost is the second choice of RFC 9106, section 4, for machines that
// cannot give 2 GiB to one sign-in.
var defaultCost = Cost{Time: 3, Memory: 64 << 10, Threads: 4}

// Bounds of what a stored password may ask of this machine, and of a password.
const (
	mostMemory    = 1 << 20 // KiB
	mostTime      = 16
	saltLength    = 16
	keyLength     = 32
	leastPassword = 12
	mostPassword  = 1024
)

// checkPassword refuses a new password that is too short to withstand
// guessing. NIST SP 800-63B: length counts, rules of composition do not.
func checkPassword(name, password string) error {
	switch n := utf8.RuneCountInString(password); {
	case !utf8.ValidString(password) || len(password) > mostPassword:
		return fault(BadPassword, nil, "the password is not UTF-8 or longer than %d bytes", mostPassword)
	case n < leastPassword:
		return fault(BadPassword, nil, "the password has %d characters: take %d or more, such as four words", n, leastPassword)
	case strings.EqualFold(password, name) || strings.Count(password, password[:1]) == len(password):
		return fault(BadPassword, nil, "the password is the name or one character over and over: take another")
	}
	return nil
}

// hashed makes the PHC string of a password: $argon2id$v=19$m=…,t=…,p=…$salt$key.
func hashed(password string, c Cost, random io.Reader) (string, error) {
	salt := make([]byte, saltLength)
	if _, err := io.ReadFull(random, salt); err != nil {
		return "", err
	}
	key := argon2.IDKey(normal(password), salt, c.Time, c.Memory, c.Threads, keyLength)
	b64 := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, c.Memory, c.Time, c.Threads, b64.EncodeToString(salt), b64.EncodeToString(key)), nil
}

// normal writes the same characters the same way, however a keyboard made them.
func normal(password string) []byte { return norm.NFKC.Bytes([]byte(password)) }

// fits tells whether a password is the one of a PHC string. One that cannot be
// read fits none.
func fits(password, phc string) bool {
	c, salt, key, ok := parsePHC(phc)
	if !ok || len(password) > mostPassword {
		return false
	}
	got := argon2.IDKey(normal(password), salt, c.Time, c.Memory, c.Threads, uint32(len(key)))
	return subtle.ConstantTimeCompare(got, key) == 1
}

func parsePHC(phc string) (c Cost, salt, key []byte, ok bool) {
	parts := strings.Split(phc, "$")
	if len(parts) != 6 || parts[0] != "" || parts[1] != "argon2id" || parts[2] != fmt.Sprintf("v=%d", argon2.Version) {
		return c, nil, nil, false
	}
	if _, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &c.Memory, &c.Time, &c.Threads); err != nil {
		return c, nil, nil, false
	}
	salt, saltErr := base64.RawStdEncoding.DecodeString(parts[4])
	key, keyErr := base64.RawStdEncoding.DecodeString(parts[5])
	sound := saltErr == nil && keyErr == nil && len(key) == keyLength && c.Memory <= mostMemory && c.Time >= 1 && c.Time <= mostTime && c.Threads >= 1
	return c, salt, key, sound
}
