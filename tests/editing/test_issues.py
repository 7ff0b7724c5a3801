"""Replies that came as issues."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from mkdocs_debates.editing import issues
from mkdocs_debates.editing.adding import EditError
from mkdocs_debates.editing.issues import LABELS, reply_of
from mkdocs_debates.model import RELATIONS

FORM = Path(issues.__file__).parent / "scaffold/site/.github/ISSUE_TEMPLATE/reply.yml"
ANSWERS = {
    "Debate": "sundays",
    "Claim": "cars",
    "What your reply does": "opposes: it speaks against it",
    "Title": "_No response_",
    "Source": "https://example.org/1",
    "Your reply": "Buses *run*.\n\n### Claim\n\nAnother.",
}


def _body(**changed: str) -> str:
    answers = {**ANSWERS, **{label.replace("_", " "): value for label, value in changed.items()}}
    return "\n\n".join(f"### {label}\n\n{answers[label]}" for label in LABELS)


def test_the_form_asks_for_what_is_read() -> None:
    form = yaml.safe_load(FORM.read_text(encoding="utf-8"))
    fields = [field for field in form["body"] if field["type"] != "markdown"]
    assert tuple(field["attributes"]["label"] for field in fields) == LABELS
    assert [field["id"] for field in fields][:2] == ["debate", "claim"]
    (relations,) = [field["attributes"]["options"] for field in fields if field["type"] == "dropdown"]
    assert sorted(each.partition(":")[0] for each in relations) == sorted(RELATIONS)


def test_a_reply_is_read() -> None:
    reply = reply_of(_body())
    assert (reply.debate, reply.parent) == ("sundays", "cars")
    assert reply.given == {
        "relation": "opposes",
        "text": "Buses *run*.\n\n### Claim\n\nAnother.",
        "source": "https://example.org/1",
    }


def test_line_ends_of_a_browser() -> None:
    assert reply_of(_body().replace("\n", "\r\n")).given == reply_of(_body()).given


def test_an_event_gives_the_address_of_its_issue() -> None:
    issue = {"body": _body(Source="_No response_"), "html_url": "https://example.org/issues/5"}
    assert reply_of(json.dumps({"issue": issue})).given["source"] == "https://example.org/issues/5"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("", '"Debate" is not filled in; "Claim" is not filled in'),
        (_body(Your_reply="_No response_"), '"Your reply" is not filled in'),
        (_body(What_your_reply_does="likes: it"), '"What your reply does" is none of supports, opposes'),
        (_body(Your_reply="x" * 30_000), "more than 20,000 characters"),
        (_body(Your_reply="x\x1b[31m"), "characters that cannot be shown"),
        (_body(Debate="sun\nclaim=x"), '"Debate" is not an id'),
        (_body(Claim="../cars"), '"Claim" is not an id'),
        ('{"issue":' * 100_000, "neither the text of an issue nor the event"),
        ("{}", "neither the text of an issue nor the event"),
        ('{"issue": 3}', "neither the text of an issue nor the event"),
        ('{"issue": {"body": null}}', '"Debate" is not filled in'),
    ],
)
def test_what_is_missing_is_said(body: str, words: str) -> None:
    with pytest.raises(EditError) as refused:
        reply_of(body)
    assert words in str(refused.value)
