package wacz

import (
	"archive/zip"
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"
)

// resource is one part in datapackage.json (Frictionless Data Package).
type resource struct {
	Path string `json:"path"`
	Hash string `json:"hash"` // "sha256:" and hexadecimal digits
}

// digests reads datapackage.json. A file without one is read, and said to be so.
func (c *collection) digests(part *zip.File) map[string]string {
	digests := map[string]string{}
	if part == nil {
		c.fault(&Fault{Code: Digest, Part: "datapackage.json", Message: "it is missing, so nobody can tell whether the archives are whole; they are read all the same"})
		return digests
	}
	data, err := c.whole(part)
	if err != nil {
		c.fault(err)
		return digests
	}
	var pack struct {
		Resources []resource `json:"resources"`
	}
	if err := json.Unmarshal(data, &pack); err != nil {
		c.fault(&Fault{Code: Syntax, Part: part.Name, Message: "this is not JSON as a data package has it: " + err.Error(), Cause: err})
		return digests
	}
	for _, r := range pack.Resources {
		digests[r.Path] = r.Hash
	}
	return digests
}

func (c *collection) fault(err error) { c.faults = append(c.faults, err) }

// sound holds a part against its digest, where there is one of a kind that is known.
func (c *collection) sound(part *zip.File, want string) bool {
	kind, digest, _ := strings.Cut(want, ":")
	if !strings.EqualFold(kind, "sha256") {
		return true
	}
	in, err := c.unpack(part)
	if err != nil {
		c.fault(err)
		return false
	}
	defer in.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, in); err != nil {
		c.fault(broken(part, err))
		return false
	}
	if !strings.EqualFold(hex.EncodeToString(sum.Sum(nil)), digest) {
		c.fault(&Fault{Code: Digest, Part: part.Name, Message: "it is not the part that was archived: its digest is not the one of datapackage.json. It is not read; fetch the file again, or give the archive within by itself"})
		return false
	}
	return true
}

// whole reads a small part.
func (c *collection) whole(part *zip.File) ([]byte, error) {
	in, err := c.unpack(part)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	data, err := io.ReadAll(io.LimitReader(in, mostList+1))
	switch {
	case err != nil:
		return nil, broken(part, err)
	case len(data) > mostList:
		return nil, &Fault{Code: TooLong, Part: part.Name, Message: fmt.Sprintf("it has more than %d MB", mostList>>20)}
	}
	return data, nil
}

// list reads a list of pages: JSON Lines, of which the first says what it is.
func (c *collection) list(part *zip.File) {
	in, err := c.unpack(part)
	if err != nil {
		c.fault(err)
		return
	}
	defer in.Close()
	lines := bufio.NewScanner(io.LimitReader(in, mostList))
	lines.Buffer(nil, 16<<20) // a page may carry its text
	for lines.Scan() {
		var page struct {
			URL   string `json:"url"`
			Title string `json:"title"`
		}
		if err := json.Unmarshal(lines.Bytes(), &page); err != nil && len(lines.Bytes()) > 0 {
			c.fault(&Fault{Code: Syntax, Part: part.Name, Message: "a line of it is not JSON: " + err.Error(), Cause: err})
			return
		}
		if page.URL != "" {
			c.pages[page.URL] = page.Title
		}
	}
	if err := lines.Err(); err != nil {
		c.fault(broken(part, err))
	}
}

// errBomb is a file that unpacks to too much.
var errBomb = errors.New("too much is unpacked")

// unpack opens a part; what it gives counts against what the file may unpack to.
func (c *collection) unpack(part *zip.File) (io.ReadCloser, error) {
	in, err := part.Open()
	if err != nil {
		return nil, broken(part, err)
	}
	return &bounded{in, &c.left}, nil
}

type bounded struct {
	io.ReadCloser
	left *int64
}

func (b *bounded) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	if *b.left -= int64(n); *b.left < 0 {
		return 0, errBomb
	}
	return n, err
}

// broken words an error of reading a part.
func broken(part *zip.File, err error) *Fault {
	f := &Fault{Code: NotZip, Part: part.Name, Message: "it cannot be unpacked: " + err.Error(), Cause: err}
	if errors.Is(err, errBomb) {
		f.Code, f.Message = TooLong, "the file unpacks to far more than any real one: it is a decompression bomb, or damaged"
	}
	return f
}

// resolve gives the address that a redirect leads to, "" where it is none of the web.
func resolve(from, location string) string {
	base, err := url.Parse(from)
	if err != nil || location == "" {
		return ""
	}
	to, err := base.Parse(location)
	if err != nil || to.Scheme != "http" && to.Scheme != "https" {
		return ""
	}
	return to.String()
}
