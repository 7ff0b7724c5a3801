from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mkdocs_debates.pages.assembly import pages_of, site_of
from mkdocs_debates.pages.rendering import Renderer
from mkdocs_debates.pages.site import Options
from mkdocs_debates.project import Project, load
from tests.benchmark import hand_made
from tests.benchmark.debates import CRUXES, POSITIONS, Debate, debates, edited
from tests.benchmark.sites import Size, edit_claim, write_site
from tests.benchmark.yaml_files import MOST_IN_A_FILE, yaml_of

if TYPE_CHECKING:
    from pathlib import Path

COUNT, CLAIMS, SEED = 3, 60, 1


@pytest.fixture(scope="module")
def made() -> list[Debate]:
    return list(debates(COUNT, CLAIMS, SEED))


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("benchmark")
    write_site(folder / "plugin", "plugin", Size(COUNT, CLAIMS, SEED))
    write_site(folder / "hand-made", "hand-made", Size(COUNT, CLAIMS, SEED))
    return folder


@pytest.fixture(scope="module")
def project(sites: Path) -> Project:
    return load(sites / "plugin" / "debates")


def _bytes(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_the_debates_have_neither_errors_nor_warnings(project: Project) -> None:
    assert [problem for problem in project.problems if problem.severity != "advice"] == []


def test_the_debates_have_their_size_and_deep_threads(project: Project, made: list[Debate]) -> None:
    assert [len(subject.debate.claims) for subject in project.debates.values()] == [CLAIMS] * COUNT
    assert max(claim.depth for debate in made for claim in debate.claims) >= 5
    assert any(claim.quote for debate in made for claim in debate.claims)


def test_the_same_seed_gives_the_same_bytes_and_another_gives_others() -> None:
    first, same, other = ([yaml_of(debate) for debate in debates(2, 20, seed)] for seed in (SEED, SEED, SEED + 1))
    assert first == same
    assert first != other
    assert first[0] != first[1]


def test_a_large_debate_is_a_folder_of_files_that_can_be_read(tmp_path: Path) -> None:
    write_site(tmp_path, "plugin", Size(1, MOST_IN_A_FILE + 1, SEED))
    files = sorted(file.name for file in (tmp_path / "debates" / "debate-1").iterdir())
    assert files[-1] == "debate.yaml"
    assert files[:-1] == [f"claims-{number:03}.yaml" for number in range(1, len(files))]
    debate = load(tmp_path / "debates").debates["debate-1"].debate
    assert list(debate.claims) == [claim.id for claim in next(debates(1, MOST_IN_A_FILE + 1, SEED)).claims]


@pytest.mark.parametrize("claims", [1, 2, 7])
def test_small_debates_can_be_made_as_well(tmp_path: Path, claims: int) -> None:
    write_site(tmp_path, "plugin", Size(1, claims, SEED))
    problems = load(tmp_path / "debates").problems
    assert [problem for problem in problems if problem.severity != "advice"] == []


def test_the_hand_made_site_has_eleven_pages_a_debate_and_its_home(sites: Path) -> None:
    pages = list((sites / "hand-made" / "docs").rglob("*.md"))
    assert len(pages) == COUNT * (1 + POSITIONS + CRUXES + 1) + 1


def test_the_hand_made_site_holds_the_text_of_every_claim(made: list[Debate]) -> None:
    for debate in made:
        pages = "\n".join(text for _, text in hand_made.pages_of(debate))
        words = " ".join(pages.split())
        lost = [claim.id for claim in debate.claims if not all(each in words for each in claim.text.plain)]
        assert lost == []
        assert all(f"{{ #{claim.id} }}" in pages for claim in debate.claims)


def test_a_page_shows_the_same_claims_in_both_sites(project: Project, made: list[Debate]) -> None:
    site = site_of(project.debates, frozenset(), Options())
    pages = {page.path: page for page in pages_of(site, Renderer(), {})}
    for debate in made:
        ids = {claim.id for claim in debate.claims}
        for path, claims in hand_made.shown_on(debate).items():
            address = f"{debate.id}/{path.removesuffix('.md').removesuffix('index')}"
            shown = pages[address if address.endswith("/") else f"{address}/"].build().anchors
            assert shown & ids == {claim.id for claim in claims}, path


def test_an_edit_changes_one_file_of_debates_and_few_pages(tmp_path: Path) -> None:
    size = Size(2, 20, SEED)
    for side in ("plugin", "hand-made"):
        write_site(tmp_path / side, side, size)
    before = {side: _bytes(tmp_path / side) for side in ("plugin", "hand-made")}
    edit_claim(tmp_path / "plugin", "plugin", size, edition=1)
    edit_claim(tmp_path / "hand-made", "hand-made", size, edition=1)
    changed = {
        side: [path for path, text in _bytes(tmp_path / side).items() if text != before[side][path]] for side in before
    }
    assert changed["plugin"] == ["debates/debate-1.yaml"]
    assert changed["hand-made"]
    assert all(path.startswith("docs/debates/debate-1/") for path in changed["hand-made"])


def test_each_edition_is_another_text(made: list[Debate]) -> None:
    assert len({yaml_of(edited(made[0], edition)) for edition in range(3)}) == 3
