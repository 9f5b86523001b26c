"""The rules that can decide that words are a statement; each attribution names the one that fired."""

from enum import StrEnum

from onrecord.catalog.language import Words, later


class Rule(StrEnum):
    """A rule's stable name; ``explain`` says in a sentence what it looks at."""

    CUE_FIRST = "cue-first"
    CUE_LAST = "cue-last"
    CUE_MIDDLE = "cue-middle"
    ACCORDING_TO = "according-to"
    OBJECT_OF_CUE = "object-of-cue"
    NOUN_CUE = "noun-cue"
    COLON = "colon"
    DASH = "dash"
    SIGNATURE = "signature"
    TRANSCRIPT_TURN = "transcript-turn"
    INTERVIEW = "interview-answer"
    POST = "post"
    BLOCK_QUOTATION = "block-quotation"
    NEXT_SENTENCE = "next-sentence"
    NEAR_CUE = "near-cue"
    CONTINUATION = "continuation"
    UNATTRIBUTED = "unattributed"
    OWN_VOICE = "own-voice"


EXPLANATIONS = Words(
    {
        Rule.CUE_FIRST: later("A reporting verb with its subject stands before what is said (“Smith said that …”)."),
        Rule.CUE_LAST: later(
            "A reporting verb with its subject follows what is said (“…, Smith said”, “…, said Smith”)."
        ),
        Rule.CUE_MIDDLE: later("A reporting verb with its subject interrupts what is said (“…, Smith said, …”)."),
        Rule.ACCORDING_TO: later("“According to” names the source, before, after or inside what is said."),
        Rule.OBJECT_OF_CUE: later(
            "A verb such as “criticized” or “called” reports by its object (“called the plan a mistake”)."
        ),
        Rule.NOUN_CUE: later("A noun such as “claim” or “warning” stands for the report (“his claim that …”)."),
        Rule.COLON: later("A colon joins who speaks to what is said (“Smith: …”, “Smith was blunt: “…””)."),
        Rule.DASH: later("A dash after a quotation, or the line beneath it, names who said it."),
        Rule.SIGNATURE: later(
            "In a list of what people said, the line above or beneath words names who said them (“Mary Lee, mayor”)."
        ),
        Rule.TRANSCRIPT_TURN: later(
            "A label at the start of a line names the speaker of the turn (“MS. LEE: …”, “Q: …”)."
        ),
        Rule.INTERVIEW: later("Paragraphs in the first person follow a question; the page says above who is asked."),
        Rule.POST: later("A post shown in the article, with the line that signs it (“— Mary Lee (@mlee) May 4”)."),
        Rule.BLOCK_QUOTATION: later("A paragraph follows a sentence that ends in a cue and a colon."),
        Rule.NEXT_SENTENCE: later("The sentence before or after a quotation names its speaker."),
        Rule.NEAR_CUE: later("A reporting verb stands in the same sentence as the quotation, further off."),
        Rule.CONTINUATION: later("A paragraph that is only a quotation goes on from the quotation before it."),
        Rule.UNATTRIBUTED: later("A quotation that reads as an utterance, with no words that say whose."),
        Rule.OWN_VOICE: later("A sentence that states something and reports nobody: the article itself says it."),
    }
)


def explain(rule: str) -> str:
    """Return one sentence that says what a rule looks at; raises ``ValueError`` for a name that is no rule's."""
    return EXPLANATIONS[Rule(rule)]
