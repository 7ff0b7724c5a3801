"""A long build says what it does, a quick one nothing."""

from __future__ import annotations

from io import StringIO

from mkdocs_debates.host.progress import LONG, Progress


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_quick_build_says_nothing() -> None:
    clock, lines, terminal = Clock(), list[str](), StringIO()
    for progress in (Progress(lines.append, None, clock), Progress(lines.append, terminal, clock)):
        progress.step("Writing pages", 3)
        progress.advance()
        clock.now += LONG / 4
        progress.advance()
        progress.finish()
    assert lines == []
    assert terminal.getvalue() == ""


def test_a_log_gets_a_line_for_each_step_of_a_long_build() -> None:
    clock, lines = Clock(), list[str]()
    progress = Progress(lines.append, None, clock)
    progress.step("Reading debates", 5)
    clock.now = LONG
    progress.advance()
    progress.advance()
    progress.step("Writing pages", 1_200)
    for _ in range(1_200):
        progress.advance()
    progress.finish()
    assert lines == ["Reading debates (5)", "Writing pages (1,200)"]


def test_a_terminal_gets_a_bar_that_goes_at_the_end() -> None:
    clock, lines, terminal = Clock(), list[str](), StringIO()
    progress = Progress(lines.append, terminal, clock)
    progress.step("Writing pages", 4)
    clock.now = LONG
    progress.advance()
    clock.now += 0.01  # too soon to draw it again
    progress.advance()
    clock.now += 1
    progress.advance()
    progress.finish()
    drawn = [line.removeprefix("\x1b[K") for line in terminal.getvalue().split("\r")[1:]]
    assert drawn == [
        "Writing pages [######..................] 1 of 4",
        "Writing pages [##################......] 3 of 4",
        "",
    ]
    assert lines == []
