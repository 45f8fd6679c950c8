package learned

// inWords says what each template of cues asks, for --explain; templates of the
// same question share their words, and are told as one.
var inWords = map[template]string{
	always:     "the start",
	word:       "its word",
	wordBefore: "the word before it", tagWordBefore: "the word before it", lemmaBefore: "the word before it",
	wordBehind: "the word behind it", wordBehind2: "the word behind it", tagWordBehind: "the word behind it", lemmaBehind: "the word behind it",
	lemma: "its lemma", lemmaAndTag: "its lemma", lemmaTagBehind: "its lemma",
	tags: "parts of speech", tagsBefore: "parts of speech", tagsBehind: "parts of speech", tagsAround: "parts of speech", tagsBefore2: "parts of speech", tagsBehind2: "parts of speech",
	rates: "how often its lemma is a cue", rateTag: "how often its lemma is a cue", ratesAround: "how often words beside it are cues", ratesBehind: "how often words beside it are cues",
	endings: "its ending",
	rels:    "how it hangs in the sentence", relLemma: "how it hangs in the sentence",
	dependents: "what hangs from it", dependent: "what hangs from it",
	takesRate: "what it takes: clause, object, infinitive", takesLemma: "what it takes: clause, object, infinitive",
	moodRate: "its mood and negation", moodLemma: "its mood and negation", clauseWord: "the conjunction of its clause",
	subjects: "its subject", subjectLemma: "its subject",
	ruleCue: "a rule found it", ruleCueAround: "a rule found it", ruleCueRate: "a rule found it", ruleCueLemma: "a rule found it", ruleCueTag: "a rule found it",
	frames: "its frames in the lexicon of cues", framesTake: "its frames in the lexicon of cues",
	ruledParts: "its part in what the rules found", ruledPartsAround: "its part in what the rules found", ruledPartsLemma: "its part in what the rules found", ruledPartsTakes: "its part in what the rules found",
	quotation: "quotation marks", quotationRate: "quotation marks", speechBeside: "quotation marks near it",
	placeInSentence: "its place in the sentence", paragraphStart: "its place in the paragraph",
	names: "names beside it", nameBeforeRate: "names beside it",
	classes: "words like it", classTag: "words like it", classTakes: "words like it", classMood: "words like it",
	classBehind: "words like those beside it", classBefore: "words like those beside it",
	guesses: "how often words like it are cues", guessesAround: "how often words like it are cues", guessTakes: "how often words like it are cues", guessRate: "how often words like it are cues",
	governorClass: "words like what governs it", dependentClass: "words like what hangs from it",
	governor: "what governs it", governorLemma: "what governs it", governorTag: "what governs it", governorTakes: "what governs it",
	governorFrame: "what governs it", governorSubject: "what governs it", grandGovernorRate: "what governs it", governorRule: "a rule found what governs it",
}
