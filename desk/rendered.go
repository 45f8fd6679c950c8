package desk

import (
	"sync"
)

// rendered keeps what pages of an edition tell, up to so many bytes.
type rendered struct {
	mu   sync.Mutex
	of   map[string]*renderedPage
	size int
}

type renderedPage struct {
	out   []byte
	again func(*edition) ([]byte, error) // sets the same page of another edition
}

const (
	// mostRendered bounds the pages kept of one edition, in bytes.
	mostRendered = 24 << 20
	// mostFollowed bounds the pages that are set anew before readers come to a fresher edition.
	mostFollowed = 48
)

func newRendered() *rendered { return &rendered{of: map[string]*renderedPage{}} }

// get gives a page that was set before, or sets it.
func (c *rendered) get(key string, set func() ([]byte, error), again func(*edition) ([]byte, error)) ([]byte, error) {
	c.mu.Lock()
	page := c.of[key]
	c.mu.Unlock()
	if page != nil {
		return page.out, nil
	}
	out, err := set()
	if err == nil {
		c.put(key, &renderedPage{out, again})
	}
	return out, err
}

func (c *rendered) put(key string, page *renderedPage) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.size += len(page.out); c.size > mostRendered {
		clear(c.of)
		c.size = len(page.out)
	}
	c.of[key] = page
}

// follow sets the pages of an edition that were read in the one before it. What
// cannot be set any more is left to who asks for it.
func (c *rendered) follow(e *edition, before *rendered) {
	before.mu.Lock()
	pages := make(map[string]*renderedPage, len(before.of))
	for key, page := range before.of {
		if len(pages) < mostFollowed {
			pages[key] = page
		}
	}
	before.mu.Unlock()
	for key, page := range pages {
		if out, err := page.again(e); err == nil {
			c.put(key, &renderedPage{out, page.again})
		}
	}
}
