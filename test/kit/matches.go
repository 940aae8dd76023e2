// Reads {"pattern", "texts"} as JSON lines, texts in base64, and answers each
// with the matches of Go's regexp in each text, as offsets of bytes: the whole
// match, then its groups, -1 where one took no part. Or with an error.
package main

import (
	"bufio"
	"encoding/json"
	"os"
	"regexp"
)

type question struct {
	Pattern string
	Texts   [][]byte
}

type answer struct {
	Error   string    `json:"error,omitempty"`
	Matches [][][]int `json:"matches"`
}

func answerTo(asked question) answer {
	pattern, err := regexp.Compile(asked.Pattern)
	if err != nil {
		return answer{Error: err.Error()}
	}
	matches := make([][][]int, len(asked.Texts))
	for at, text := range asked.Texts {
		matches[at] = pattern.FindAllSubmatchIndex(text, -1)
	}
	return answer{Matches: matches}
}

func main() {
	lines := json.NewDecoder(bufio.NewReader(os.Stdin))
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	answers := json.NewEncoder(out)
	for lines.More() {
		var asked question
		if err := lines.Decode(&asked); err != nil {
			panic(err)
		}
		if err := answers.Encode(answerTo(asked)); err != nil {
			panic(err)
		}
	}
}
