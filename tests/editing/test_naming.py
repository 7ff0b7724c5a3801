"""Ids are made of what a title says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_debates.editing.naming import Naming, id_of_words
from mkdocs_debates.reading.values import flaw_of_id


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Buses run on Sundays, too, you know.", "buses-run-sundays-too-know"),
        ("Do safety-minded hires keep their values?", "safety-minded-hires-keep-values"),
        ("No, it isn't so", "no-isnt"),
        ("Évidence: it’s déjà vu", "evidence-deja-vu"),
        ("Straße, Ærø und Łódź", "strasse-aero-und-lodz"),
        ("3 of 4 agree", "agree"),
        ("Memory of 2¹⁰ bits and 2½ m²", "memory-2-10-bits-2"),
        ("To be or not to be", "not"),
        ("It is what it is", "it-is-what-it-is"),
        ("Supercalifragilisticexpialidociousness wins elections today", "supercalifragilisticexpialidociousness"),
        ("a" * 200, "a" * 40),
        ("Нужны ли трамваи?", "nuzhny-li-tramvai"),
        ("我们应该暂停人工智能吗", "wo-men-ying-gai-zan"),
        ("هل نتوقف؟", "hl-ntwqf"),
        ("Большой шаг", "bolshoi-shag"),
        ("42", ""),
        ("", ""),
    ],
)
def test_an_id_is_made_of_the_first_words_that_say_something(title: str, name: str) -> None:
    assert id_of_words(title) == name


def test_what_is_taken_gets_a_number() -> None:
    naming = Naming(["buses-run", "buses-run-2"])
    found = [naming.id_for(title, "reply") for title in ("Buses run.", "The buses run", "42", "?")]
    assert found == ["buses-run-3", "buses-run-4", "reply", "reply-2"]


def test_the_thousandth_of_one_name_is_found_as_fast_as_the_second() -> None:
    naming = Naming(["vote", "vote-2", "vote-4"])
    asked = 0

    class Taken(set[str]):
        def __contains__(self, name: object) -> bool:
            nonlocal asked
            asked += 1
            return super().__contains__(name)

    naming._taken = Taken(naming._taken)
    assert [naming.id_for("Vote", "claim") for _ in range(1000)][::999] == ["vote-3", "vote-1003"]
    assert asked < 4000


@given(st.lists(st.text(), max_size=20))
def test_ids_are_ids_and_each_is_given_once(titles: list[str]) -> None:
    naming = Naming()
    found = [naming.id_for(title, "claim") for title in titles]
    assert len(set(found)) == len(titles)
    assert not any(map(flaw_of_id, found))
