"""Threads of forums: comments, who answers whom, what they quote, and whatever else a file may hold."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_debates.checks.structure import MAX_REPLY_DEPTH
from mkdocs_debates.exchange.importing import ORIGIN, Imported, NotReadableError
from mkdocs_debates.exchange.importing.forum import read
from mkdocs_debates.graph import graph_of
from mkdocs_debates.model import Person
from tests.exchange.importing.judging import assert_valid

PAGE = "https://forum.example.org/posts/p0st/who-should-pay"


def comment(key: str, parent: str | None = None, text: str = "", **fields: Any) -> dict[str, Any]:
    """A comment as the API gives it, with its text in Markdown."""
    body = {} if "htmlBody" in fields else {"contents": text or f"Text of {key}."}
    return {"_id": key, "parentCommentId": parent, **body, **fields}


def _read(*comments: Any, **beside: Any) -> Imported:
    return read(json.dumps({"data": {"comments": {"results": comments}, **beside}}))


def _told(imported: Imported, kind: str) -> dict[str, str]:
    return {each.place: each.message for each in imported.remarks if each.kind == kind}


def test_a_comment_becomes_a_claim() -> None:
    ann = {"_id": "u1", "slug": "ann-a", "displayName": "Ann Avery"}
    given = comment("k7", text="Buses are *late*. Often.", user=ann, postedAt="2025-02-03T23:59:59.000Z")
    imported = _read(
        {**given, "pageUrl": f"{PAGE}?commentId=k7", "baseScore": 5, "post": {"_id": "p0st", "title": "Who?"}}
    )
    debate = assert_valid(imported)
    claim = debate.claims["buses-late"]
    assert (claim.text, claim.by, claim.date) == ("Buses are *late*. Often.", ("ann-avery",), "2025-02-03")
    assert (claim.source, claim.relation, claim.extensions) == (f"{PAGE}?commentId=k7", None, {ORIGIN: "k7"})
    assert debate.people["ann-avery"] == Person(
        id="ann-avery",
        name="Ann Avery",
        url="https://forum.example.org/users/ann-a",
        extensions={ORIGIN: "ann-a"},
    )
    assert (debate.title, debate.source, debate.extensions) == ("Who?", PAGE, {ORIGIN: "p0st"})
    assert _told(imported, "lost")["all comments"] == "what has no place in a debate: baseScore (1)"


@pytest.mark.parametrize("around", ["[{}]", '{{"data": [{}]}}', '{{"data": {{"comments": {{"results": [{}]}}}}}}'])
def test_where_the_comments_stand(around: str) -> None:
    assert list(read(around.format(json.dumps(comment("a", text="Buses run.")))).debate.claims) == ["buses-run"]


@pytest.mark.parametrize(
    "body",
    [
        {"contents": "So *it* is."},
        {"contents": {"markdown": "So *it* is.", "html": "<p>no</p>"}},
        {"contents": {"html": "<p>So <i>it</i> is.</p>"}},
        {"htmlBody": "<p>So <em>it</em> is.</p>", "contents": None},
    ],
)
def test_where_the_text_stands(body: dict[str, Any]) -> None:
    (claim,) = _read({"_id": "a", **body}).debate.claims.values()
    assert claim.text == "So *it* is."


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ({"author": "Bo"}, "Bo"),
        ({"user": {"displayName": "", "username": "bo"}}, "bo"),
        ({"user": {"slug": "bo-b"}}, "Bo b"),
        ({"user": "Bo"}, "Bo"),
    ],
)
def test_who_wrote_it(given: dict[str, Any], name: str) -> None:
    assert [each.title for each in _read(comment("a", **given)).debate.people.values()] == [name]


def test_a_passage_of_the_parent_that_a_reply_begins_with_is_quoted() -> None:
    root = comment("a", htmlBody="<p>They said “<em>never</em> again” twice.</p><p>And left.</p>")
    reply = comment("b", "a", '> said "never again"\n\nWhen?')
    two = comment("c", "a", htmlBody="<blockquote><p>And left.</p></blockquote><p>No.</p>")
    debate = assert_valid(_read(root, reply, two))
    assert [(each.text, each.quotes) for each in list(debate.claims.values())[1:]] == [
        ("When?", ('said "never again"',)),
        ("No.", ("And left.",)),
    ]


def test_quotations_that_answers_stand_between_stay_in_the_text_as_well() -> None:
    text = "> one\n\nFirst.\n\n> two\n\nSecond.\n\n> of someone else\n\nThird."
    debate = assert_valid(_read(comment("a", text="Of one and two."), comment("b", "a", text)))
    reply = list(debate.claims.values())[1]
    assert reply.quotes == ("one", "two")
    assert reply.text == text.removeprefix("> one\n\n")


@pytest.mark.parametrize(
    "quotation",
    [
        "Of one \\[...\\] three.",
        "Of one (…) three.",
        "Of one… three",
        "“Of one ... three.”",
        "[…] Of one [ ... ] three.",
    ],
)
def test_a_quotation_that_leaves_words_out_is_found_in_pieces(quotation: str) -> None:
    debate = assert_valid(_read(comment("a", text="Of one, two, three."), comment("b", "a", f"> {quotation}\n\nYes.")))
    reply = list(debate.claims.values())[1]
    assert [each.rstrip(".") for each in reply.quotes] == ["Of one", "three"]
    assert reply.text == "Yes."


@pytest.mark.parametrize(
    "text",
    [
        "> Of one [...] four\n\nYes.",
        "> [...]\n\nYes.",
        "> of someone else\n\nYes.",
        "```\n> one\n```\n\nYes.",
        "> one\ngoes on\n\nYes.",
        "> one\n>\n> three\n\nYes.",
    ],
)
def test_quotations_of_something_else_stay_in_the_text(text: str) -> None:
    debate = assert_valid(_read(comment("a", text="Of one and two."), comment("b", "a", text)))
    reply = list(debate.claims.values())[1]
    assert (reply.quotes, reply.text) == ((), text)


def test_a_reply_that_does_nothing_but_quote_keeps_its_words() -> None:
    debate = assert_valid(_read(comment("a", text="Of one."), comment("b", "a", "> Of one.")))
    assert list(debate.claims.values())[1].text == "> Of one."


def test_a_reply_that_quotes_someone_else_is_called_by_its_own_words() -> None:
    root = comment("a", text="Of one.")
    reply = comment("b", "a", htmlBody="<blockquote><p>One line here.</p></blockquote><p>Grand idea.</p>")
    quote = comment("c", "a", "> Nothing else here.")
    assert list(assert_valid(_read(root, reply, quote)).claims) == ["one", "grand-idea", "nothing-else-here"]


@pytest.mark.parametrize(
    ("html", "text", "quotes"),
    [
        ("<p>&gt; Buses are late.</p><p>No.</p>", "No.", ("Buses are late.",)),
        ("<p>&gt;Buses<br>&gt; are late.<br><br>No.<br>Never.</p>", "No.\\\nNever.", ("Buses are late.",)),
        ("<p>No.</p><p>&gt; <em>Trains\nare</em>.</p>", "No.\n\n> *Trains\n> are*.", ()),
        ("<p>&gt; 50 % are.</p>", "\\> 50 % are.", ()),
        ("<p>Is x\n&gt; y?</p>", "Is x\n\\> y?", ()),
        ("<p>No:</p><pre>\n\\&gt; a\n\n\\&gt; b</pre>", "No:\n\n```\n\\> a\n\n\\> b\n```", ()),
    ],
)
def test_a_quotation_whose_mark_was_written_by_hand(html: str, text: str, quotes: tuple[str, ...]) -> None:
    imported = _read(comment("a", text="Buses are late."), comment("b", "a", htmlBody=html))
    reply = list(assert_valid(imported).claims.values())[1]
    assert (reply.text, reply.quotes) == (text, quotes)
    assert ("b" in _told(imported, "guessed")) == (bool(quotes) or "\n> " in text)


def test_a_passage_with_a_footnote_is_quoted_without_its_mark() -> None:
    mark = '<sup class="footnote-ref"><a href="#n">[1]</a></sup>'
    note = '<ol class="footnotes"><li id="n">Once. <a href="#m">↩︎</a></li></ol>'
    root = comment("a", htmlBody=f"<p>Buses are late{mark}, all.</p>{note}")
    imported = _read(root, comment("b", "a", htmlBody=f"<blockquote>Buses are late{mark}, all.</blockquote><p>No.</p>"))
    parent, reply = assert_valid(imported).claims.values()
    assert parent.text == "Buses are late[^1], all.\n\n[^1]: Once."
    assert (reply.text, reply.quotes) == ("No.", ("Buses are late, all.",))
    assert "footnote" in _told(imported, "lost")["b"]


def test_the_relation_is_left_to_the_editor_and_said_once() -> None:
    imported = _read(comment("a"), comment("b", "a"), comment("c", "b"))
    assert [each.relation for each in imported.debate.claims.values()] == [None, "comments", "comments"]
    assert [place for place in _told(imported, "open") if "2 of 3" in place]


def test_what_was_deleted_leaves_its_place_and_its_replies() -> None:
    imported = _read(comment("a", deleted=True, text="Secret", author="Ann"), comment("b", "a", "> Secret\n\nReply."))
    debate = assert_valid(imported)
    gone, reply = debate.claims.values()
    assert (gone.status, gone.text, gone.by, debate.people) == ("removed", "", (), {})
    assert reply.reply_to == gone.id
    assert "1 of 2 comments" in _told(imported, "lost")


def test_what_was_retracted_is_withdrawn_and_a_title_is_one() -> None:
    (claim,) = assert_valid(_read(comment("a", title="Buses: late", retracted=True))).claims.values()
    assert (claim.id, claim.title, claim.status) == ("buses-late", "Buses: late", "withdrawn")


@pytest.mark.parametrize(
    "body", [{"contents": "See [it](/posts/1#x)."}, {"htmlBody": '<p>See <a href="/posts/1#x">it</a>.</p>'}]
)
def test_links_within_the_forum_lead_there(body: dict[str, str]) -> None:
    (claim,) = assert_valid(_read({"_id": "a", **body}, post={"pageUrl": PAGE})).claims.values()
    assert claim.text == "See [it](https://forum.example.org/posts/1#x)."


@pytest.mark.parametrize(
    ("address", "destination"),
    [
        (f"{PAGE}?commentId=a", "claim:buses-run"),
        (f"{PAGE}?commentId=a#a", "claim:buses-run"),
        ("#a", "claim:buses-run"),
        ("/posts/p0st/other-title/comment/a", "claim:buses-run"),
        ("https://www.forum.example.org/posts/p0st?commentId=a", "claim:buses-run"),
        (f"{PAGE}?commentId=z", f"{PAGE}?commentId=z"),
        (PAGE, PAGE),
        ("https://forum.example.org/posts/other/x?commentId=a", "https://forum.example.org/posts/other/x?commentId=a"),
    ],
)
def test_links_within_the_thread_lead_to_claims(address: str, destination: str) -> None:
    root = comment("a", text="Buses run.")
    text = f'<p>See <a href="{address}">there</a>.</p>'
    post = {"pageUrl": PAGE, "title": "Who?", "htmlBody": text}
    debate = assert_valid(_read(root, comment("b", htmlBody=text), post=post))
    assert debate.claims["see"].text == debate.summary == f"See [there]({destination})."


@pytest.mark.parametrize("text", [f"`[x]({PAGE}#a)`", f"![x]({PAGE}#a)", f"\\[x]({PAGE}#a)", "`[x](https://[y#a)`"])
def test_what_is_no_link_stays_as_it_is(text: str) -> None:
    (claim,) = assert_valid(_read(comment("a", text=text), post={"pageUrl": PAGE})).claims.values()
    assert claim.text == text


def test_a_comment_without_its_parent_starts_a_thread() -> None:
    imported = _read(comment("b", "gone"))
    assert assert_valid(imported).claims["text-b"].reply_to is None
    assert '"gone" is not in the file' in _told(imported, "guessed")["b"]


@pytest.mark.parametrize("parents", [{"a": "a"}, {"a": "b", "b": "a"}, {"a": "b", "b": "c", "c": "a", "d": "c"}])
def test_comments_that_answer_themselves_start_a_thread(parents: dict[str, str]) -> None:
    imported = _read(*(comment(key, parent) for key, parent in parents.items()))
    debate = assert_valid(imported)
    assert len(graph_of(debate).roots) == 1
    assert len(debate.claims) == len(parents)


def test_very_deep_replies_stand_beside_each_other() -> None:
    imported = _read(comment("0"), *(comment(str(n), str(n - 1)) for n in range(1, 300)))
    debate = assert_valid(imported)
    assert max(graph_of(debate).depths.values()) == MAX_REPLY_DEPTH
    assert len(debate.claims) == 300


def test_what_is_there_twice_or_is_no_comment_is_told() -> None:
    imported = _read(comment("a"), comment("a", text="Another."), 7, {"name": "x"})
    assert len(assert_valid(imported).claims) == 1
    assert _told(imported, "lost") == {
        "a": "this comment is there twice; the first is kept",
        "item 3": "this is no comment",
        "item 4": "this is no comment",
    }


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2025-02-03T23:59:59Z", "2025-02-03"),
        ("2025-02-03", "2025-02-03"),
        ("2025-02-03 10:00", "2025-02-03"),
        (1738627199000, "2025-02-03"),
        ({"$date": "2025-02-03T00:00:00Z"}, "2025-02-03"),
        ("2025-02-30T00:00:00Z", None),
        ("yesterday", None),
        (9999999999999, "2286-11-20"),
    ],
)
def test_dates(written: Any, day: str | None) -> None:
    imported = _read(comment("a", postedAt=written))
    assert assert_valid(imported).claims["text"].date == day
    assert ("a" in _told(imported, "lost")) == (day is None)


def test_a_post_is_the_question() -> None:
    post = {
        "_id": "p",
        "title": "Who pays?",
        "pageUrl": PAGE,
        "postedAt": "2025-01-02T00:00:00Z",
        "htmlBody": "<p>So?</p>",
    }
    debate = assert_valid(_read(comment("a"), post={"result": post}))
    assert (debate.title, debate.summary, debate.started, debate.source) == ("Who pays?", "So?", "2025-01-02", PAGE)


def test_a_title_is_guessed_from_the_address() -> None:
    imported = _read(comment("a", pageUrl=f"{PAGE}?commentId=a"))
    assert imported.debate.title == "Who should pay"
    assert "the debate" in _told(imported, "guessed")
    untitled = _read(comment("a"))
    assert untitled.debate.title == "Forum thread"
    assert _told(untitled, "open")["the debate"] == "the file has no title for it: give the debate one"


def test_what_a_debate_may_not_hold_is_told() -> None:
    imported = _read(
        comment("a", text="[x](javascript:alert)", pageUrl="javascript:x"),
        comment("b", text="a\u202eb\u0000 [y](claim:nothing) ![z](../z.png)"),
        comment(
            "c", htmlBody='<p>Go <a href="javascript:x">there</a><img src="data:x" alt="Chart"></p><script>x</script>'
        ),
        comment("d", text="=======\n<<<<<<< HEAD\n# Title\n<script>alert(1)</script>"),
        comment("e", text=" \n"),
    )
    debate = assert_valid(imported)
    lost = [(each.place, each.message) for each in imported.remarks if each.kind == "lost"]
    assert {"a", "b", "c"} <= {place for place, _ in lost}
    assert ("c", 'a link to "javascript:x", where a debate may not link') in lost
    assert debate.claims["go-therechart"].text == "Go thereChart"
    assert _told(imported, "open")["e"] == "the comment has no text"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("x", "this is no JSON"),
        ("{}", "a forum thread is a list of comments"),
        ('{"data": {"comments": 7}}', "a forum thread is a list of comments"),
        ("[]", "nothing here has"),
        ('[{"name": 1}]', "nothing here has"),
        ('[{"_id": "a", "_id": "b"}]', "stands twice"),
        (json.dumps([{"_id": "a"}] * 30_000), "30,000 comments, and 10,500 is the limit"),
    ],
)
def test_what_is_no_thread(text: str, words: str) -> None:
    with pytest.raises(NotReadableError) as refused:
        read(text)
    assert words in str(refused.value)


KEYS = st.sampled_from(["a", "b", "c", "d", 5, None, "", ["a"]])
TEXTS = st.text(st.sampled_from("ab> \n`#*_[]()!<&:/\u202e\ud800-=1."), max_size=30) | st.sampled_from(
    [None, 7, {"markdown": "> a\n\nb"}, {"html": "<p>a</p>"}, ["x"]]
)
COMMENTS = st.fixed_dictionaries(
    {"_id": KEYS, "contents": TEXTS},
    optional={
        "parentCommentId": KEYS,
        "htmlBody": TEXTS,
        "postedAt": TEXTS | st.integers(),
        "user": TEXTS | st.dictionaries(st.sampled_from(["displayName", "slug", "pageUrl"]), TEXTS),
        "deleted": st.booleans() | st.none(),
        "pageUrl": TEXTS | st.just(PAGE),
        "post": TEXTS | st.dictionaries(st.sampled_from(["title", "_id", "pageUrl"]), TEXTS),
    },
)


@settings(max_examples=60)
@given(comments=st.lists(COMMENTS | st.integers(), min_size=1, max_size=6))
def test_any_thread_gives_a_valid_debate(comments: list[Any]) -> None:
    try:
        imported = read(json.dumps(comments))
    except NotReadableError:
        return
    assert_valid(imported)


@given(text=st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    with pytest.raises(NotReadableError):
        read(text)
