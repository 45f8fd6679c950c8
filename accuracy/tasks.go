package main

import (
	"encoding/json"
	"os"
	"path/filepath"
)

// set is one file of gold.
type set struct{ name, file string }

// task is what is measured on one or more sets.
type task struct {
	name, title string
	note        string // for the page: what the figures mean
	sets        []set
	measure     func(*workshop, set) (answer any, causes []table, err error)
}

// tasks in the order of the page.
var tasks = []*task{
	{"parse", "Tags and trees, given words", "Accuracies; LAS without subtypes. Tags are the parser's own. Names by exact span and kind.",
		[]set{{"ewt-dev", "parse/ewt-dev.conllu"}, {"gum-dev", "parse/gum-dev.conllu"}}, measureParse},
	{"raw", "Tags and trees, from raw text", "F1, words aligned by their characters: the splitter's errors count.",
		[]set{{"ewt-dev", "parse/ewt-dev.conllu"}, {"gum-dev", "parse/gum-dev.conllu"}}, measureRaw},
	{"names", "Names", "Person, organisation (armed groups too), place. The sets' guidelines differ: never pool them. re3d marks long phrases, so its exact figure is low for any reader.",
		[]set{{"re3d-dev", "names/re3d-dev.jsonl"}, {"wikigold-dev", "names/wikigold-dev.jsonl"}, {"uner-ewt-dev", "names/uner-ewt-dev.jsonl"}, {"gum-dev", "names/gum-dev.jsonl"}},
		records("names", nameCauses)},
	{"times", "Time expressions", "TempEval-3's measures on TimeBank and AQUAINT; the others' figures are on its platinum set.",
		[]set{{"dev", "times/dev.jsonl"}}, records("times", timeCauses)},
	{"quotes", "Who said what", "PolNeAR: every attribution of words or thoughts. The trained figures of others count sentence by sentence. Two people agree to the figures of the last column. By rules: without the trained model (`parley read --rules-only`).",
		[]set{{"dev", "quotes/dev.jsonl"}, {byRules, "quotes/dev.jsonl"}}, both(records("quotes", quoteCauses))},
	{"places", "Places", "LGL: local papers, hard ambiguity. GeoVirus: world news.",
		[]set{{"lgl", "places/dev-lgl.jsonl"}, {"geovirus", "places/dev-geovirus.jsonl"}}, records("places", placeCauses)},
	{"plover", "Event types: PLOVER", "One root for a source and a target in a sentence. pair: both must be found; any: the best claim of the sentence.",
		[]set{{"dev", "plover/dev.jsonl"}}, records("plover", confusion("root of PLOVER"))},
	{"acled", "Event types: ACLED", "The type of a snippet's main event. For the last measure, lower is better.",
		[]set{{"dev", "acled/dev.jsonl"}}, records("acled", confusion("type of ACLED's"))},
	{"muc4", "Incidents: MUC-4", "Texts in capitals. These are not the figures of the official scorer of 1992; the answers of its systems were scored anew in the same way. The scorer takes a claim's place as a bare index and is given it so. What is worth entering is judged by a model that was fitted on this set and others (reader/worth): the figures are by cross-validation, each fifth read with weights fitted on the rest. By rules: without it (`parley read --rules-only`).",
		[]set{{"dev", "muc4/dev.jsonl"}, {byRules, "muc4/dev.jsonl"}}, both(records("muc4", slotCauses))},
	{"merges", "Merging of reports into incidents", "The case El Salvador 1989-90, made of the reports of MUC-4's development part. Pairs of tellings of different reports, drawn by chance: merged ones, and near-misses (a day apart at most and within 25 km, not merged); each judged by reading both texts, whatever the rules say of it. The rules were mended on the pairs of drawings 1 to 8, so figures over these flatter; the ninth was drawn after them; one rule since then was mended with two of its near-misses in sight, and misreadings that a change of the reader had brought with six of its pairs in sight. One murder is much told: the second figure is over merges of the ninth drawing of which at most three are of one incident. Recall is over the pairs of the drawings that have near-misses (1, 2, 7, 8 and 9), not over the case; what the reader no longer claims is counted by itself; the fresh sheet counts it as missed. Over all near-misses of the case, weighted by how many there are, recall is nearer .57: most near-misses are two happenings, and they are many.",
		[]set{{"el-salvador", "muc4/dev.jsonl"}}, measureMerges},
	{"same", "The same event in many reports: ECB+", "Every event of two sentences of each report, of all kinds: far more than incidents of conflict, so coverage is low for a reader of conflict, and the figures over what is covered are the ones to compare. The reports have no dates, without which two reports make an incident only if what speaks for their being one leaves no doubt.",
		[]set{{"dev", "same/dev.jsonl"}}, measureSame},
	{"counts", "Killed and captured", "Press releases coded by hand for how many were killed and captured, where and when. The scorer takes a claim's place as a bare index and is given it so.",
		[]set{{"isaf-dev", "counts/isaf-dev.jsonl"}}, records("counts", countCauses)},
	{"seed", "The seed report", "One news report with a careful analyst's record: recall over claims of all kinds.",
		[]set{{"report", "gold.json"}}, measureSeed},
}

// allErrors is more errors than any set has: the scorers are asked for them all.
const allErrors = "1000000"

// records measures by records: the texts are read, a scorer compares, and
// causes sorts the errors.
func records(task string, causes func(*workshop, string, map[string]any) ([]table, error)) func(*workshop, set) (any, []table, error) {
	return func(w *workshop, s set) (any, []table, error) {
		gold := filepath.Join(w.gold, s.file)
		if err := w.read(gold); err != nil {
			return nil, nil, err
		}
		answer, err := w.answer("score.py", task, gold, w.path("records.jsonl"), "--errors", allErrors)
		if err != nil {
			return nil, nil, err
		}
		object, _ := answer.(map[string]any)
		tables, err := causes(w, gold, object)
		return answer, tables, err
	}
}

// byRules is the set that is read a second time, without the trained models of attributions and of what is worth entering.
const byRules = "dev, by rules"

const rulesOnly = "--rules-only"

// both measures a set with the trained models and, where it is the one of rules, without.
func both(measure func(*workshop, set) (any, []table, error)) func(*workshop, set) (any, []table, error) {
	return func(w *workshop, s set) (any, []table, error) {
		if s.name == byRules {
			w.flags = []string{rulesOnly}
		}
		return measure(w, s)
	}
}

func measureSeed(w *workshop, s set) (any, []table, error) {
	gold := filepath.Join(w.seed, s.file)
	if err := w.readSeed(gold); err != nil {
		return nil, nil, err
	}
	answer, err := w.answer("score_seed.py", gold, w.path("records.jsonl"))
	object, _ := answer.(map[string]any)
	return answer, seedCauses(object), err
}

// readSeed makes the record of the seed report, with what its gold says of outlet and day.
func (w *workshop) readSeed(gold string) error {
	text, err := os.ReadFile(filepath.Join(w.seed, "report.txt"))
	if err != nil {
		return err
	}
	data, err := os.ReadFile(gold)
	if err != nil {
		return err
	}
	var of struct {
		Report struct{ Outlet, Published string }
	}
	if err := json.Unmarshal(data, &of); err != nil {
		return err
	}
	input, err := json.Marshal(map[string]string{"id": "seed", "text": string(text), "outlet": of.Report.Outlet, "published": of.Report.Published})
	if err != nil {
		return err
	}
	return w.readInputs(input)
}
