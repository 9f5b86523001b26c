import pytest

from onrecord.lexicon.speaker_names import names_somebody


@pytest.mark.parametrize(
    "name",
    [
        *(
            "Ana Lund",
            "Will Smith",
            "Theresa May",
            "He Jiankui",
            "Ana Lund Jr.",
            "D’Arcy",
            "An Wang",
            "习近平",
            "7-Eleven",
        ),
        *("the Hague", "Bank Of The West", "Ministry of the Interior", "Inside Higher Ed", "U.S.", "60 Minutes"),
        *(
            "a friend of Lund’s",
            "two officials",
            "47 percent",
            "several of them",
            "one of the three",
            "others",
            "people who do",
        ),
        *("officials familiar with the talks", "officials in the West", "Ana Lund’s campaign"),
    ],
)
def test_names_and_descriptions_say_who_it_is(name: str) -> None:
    assert names_somebody(name)


@pytest.mark.parametrize(
    "name",
    [
        *(
            "",
            "…",
            "his",
            "The",
            "That",
            "some",
            "Who",
            "which",
            "May",
            "March",
            "1999",
            "47%",
            "4 in 10",
            "53% of those",
        ),
        *("but he", "and they", "she and the company", "whose appeal", "most of whom", "according to a person"),
        *(
            "In Britain",
            "On Lund",
            "He’s a puppet",
            "It was a reversal",
            "is a liar",
            "Monday morning",
            "before he",
            "1998 in the Senate",
        ),
        *("a process for", "the foundation’s", "“lines” of research", "''moral equivalent of war''"),
        *("the governor was the strongest figure on stage", "Wants Scout Leaders To Be Executed For It"),
        *("LEADERS WANT BRIDGE", "Following the talks"),
        *("Wis.", "N.J.", "D-Tern", "the Tern Post’s", "Herald’s", "‘Troubling.’", "Lund’s Words ‘Bad.’", "<p class"),
    ],
)
def test_grammar_numbers_and_pieces_of_sentences_say_it_of_nobody(name: str) -> None:
    assert not names_somebody(name)
