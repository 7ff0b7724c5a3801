"""Random valid debates, as the data that their YAML holds."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from mkdocs_debates.model import RELATIONS

_TEXTS = st.sampled_from(
    [
        "It is so.",
        "*Never*, they say: “no”.",
        "One.\n\nTwo `x`.",
        "- a\n- b",
        "| a |\n|---|\n| b |",
        "1 < 2 & 3 > 2",
        "שלום",
    ]
)
_PLAIN = st.sampled_from(["Plain", "no", "012", "A <b>tag</b>", "Größe: “x”", "{{ config }}", "</script>"])
_DATES = st.sampled_from(["2024", "2024-02", "2024-02-29"])

Data = dict[str, Any]


@st.composite
def debates(draw: st.DrawFn) -> Data:
    """A debate with people, links, positions, cruxes, claims in threads, references in prose, and shifts."""
    people = [f"person-{n}" for n in range(draw(st.integers(0, 3)))]
    links = [f"link-{n}" for n in range(draw(st.integers(0, 2)))]
    positions = [f"position-{n}" for n in range(draw(st.integers(0, 3)))]
    cruxes = [f"crux-{n}" for n in range(draw(st.integers(0, 3)))]
    claims = [f"claim-{n}" for n in range(draw(st.integers(0, 12)))]
    answers = [f"{crux}.{answer}" for crux in cruxes for answer in ("yes", "no")]
    debate: Data = {
        "title": draw(_PLAIN),
        "people": {each: draw(_optional(name=_PLAIN, role=_PLAIN, about=_TEXTS)) for each in people},
        "links": {each: {"title": draw(_PLAIN), **draw(_optional(note=_TEXTS))} for each in links},
        "positions": {
            each: {"title": draw(_PLAIN), **draw(_optional(summary=_TEXTS, held_by=_some(people)))}
            for each in positions
        },
        "cruxes": {each: draw(_crux(people, positions, claims)) for each in cruxes},
        "claims": _threads(draw, claims, people, [*positions, *answers], [*cruxes, *answers], links),
        **draw(_optional(summary=_TEXTS, started=_DATES)),
    }
    if people and positions:
        debate["shifts"] = [{"by": people[0], "to": positions[0], "because": draw(_some(claims))}]
    if cruxes and claims:
        debate["summary"] = f"[](crux:{cruxes[0]}) [it](claim:{claims[-1]})"
    return debate


def ids_of(debate: Data) -> list[str]:
    """Every id of the debate, replies included, in no order."""
    found = [each for section in ("people", "links", "positions", "cruxes") for each in debate[section]]
    waiting = [debate["claims"]]
    while waiting:
        claims = waiting.pop()
        found.extend(claims)
        waiting.extend(claim["replies"] for claim in claims.values() if "replies" in claim)
    return found


def _optional(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Data]:
    return st.fixed_dictionaries({}, optional=fields)


def _some(names: list[str]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(names), max_size=3, unique=True) if names else st.just([])


def _crux(people: list[str], positions: list[str], claims: list[str]) -> st.SearchStrategy[Data]:
    answer = st.fixed_dictionaries({"label": _PLAIN}, optional={"supports": _some(positions)})
    view = st.fixed_dictionaries(
        {"by": st.sampled_from(people or [""]), "answer": st.sampled_from(["yes", "no"])},
        optional={"credence": st.sampled_from(["0%", "12.5%", "100%"]), "because": _some(claims)},
    )
    views = st.lists(view, max_size=2, unique_by=lambda each: each["by"]) if people else st.just([])
    return st.fixed_dictionaries(
        {"question": _PLAIN, "answers": st.fixed_dictionaries({"yes": answer, "no": answer})},
        optional={"why": _TEXTS, "views": views, "settled_by": _TEXTS, "raised_in": _some(claims)},
    )


def _threads(
    draw: st.DrawFn, claims: list[str], people: list[str], targets: list[str], cruxes: list[str], links: list[str]
) -> Data:
    roots: Data = {}
    written: Data = {}
    for number, claim_id in enumerate(claims):
        claim = {
            "text": draw(_TEXTS),
            **draw(
                _optional(
                    by=_some(people),
                    title=_PLAIN,
                    date=_DATES,
                    supports=_some(targets),
                    cruxes=_some(cruxes),
                    links=_some(links),
                    status=st.sampled_from(["withdrawn", "removed"]),
                )
            ),
        }
        parent = draw(st.sampled_from([None, *claims[:number]]))
        nested = draw(st.booleans())
        if parent is not None:
            claim["relation"] = draw(st.sampled_from(RELATIONS))
        if parent is not None and nested:
            written[parent].setdefault("replies", {})[claim_id] = claim
        else:
            roots[claim_id] = claim if parent is None else {**claim, "reply_to": parent}
        written[claim_id] = roots.get(claim_id, claim)
    return roots
