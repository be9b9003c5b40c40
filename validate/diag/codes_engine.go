package diag

// Codes for what a second engine says.
const (
	// SecondOpinion: libxml2 has something against a document or a schema.
	SecondOpinion Code = "second-opinion"
	// EnginesDisagree: the two engines come to different verdicts.
	EnginesDisagree Code = "engines-disagree"
)

var engineCodes = []Entry{
	{
		Code:    SecondOpinion,
		Summary: "libxml2 has something against the document or the schema",
		Option:  "--engine libxml2",
		Doc: "Reported with `--engine libxml2` only, where no other code says what libxml2 means. Its messages often name an\n" +
			"element around the mistake; the engine `native` says more.",
	},
	{
		Code:    EnginesDisagree,
		Summary: "the two engines come to different verdicts",
		Option:  "--engine both",
		Doc: "Reported with `--engine both` only. The verdict is that of the project's own engine, `native`. Where libxml2\n" +
			"is known to be wrong the message says how, for information; otherwise it is a warning, and one of the two has a\n" +
			"fault that is worth reporting.",
	},
}
