"""Copies of the process answer, tell what went wrong, and end."""

from __future__ import annotations

import gc
import os
import sys
import threading
from multiprocessing import Pipe
from typing import TYPE_CHECKING

import pytest

from mkdocs_debates.processes import (
    PROCESSES,
    WORTH_SHARING,
    Worker,
    WorkError,
    each,
    in_shares,
    in_two_steps,
    processes_for,
    shared_out,
)

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are copied on Linux alone")


@pytest.fixture
def workers() -> Iterator[list[Worker]]:
    found: list[Worker] = []
    yield found
    for worker in found:
        worker.close()


def test_answers_come_in_the_order_of_the_questions(workers: list[Worker]) -> None:
    workers += [Worker(lambda number: [number, number + 1]) for _ in range(2)]
    for worker in workers:
        worker.ask(1)
        worker.ask(10)
    assert [[worker.answer() for _ in range(4)] for worker in workers] == [[1, 2, 10, 11]] * 2


def test_it_says_whether_it_has_answered(workers: list[Worker]) -> None:
    here, there = Pipe()
    workers.append(Worker(lambda _: [there.recv()]))
    workers[0].ask(None)
    assert not workers[0].has_answered()
    here.send("now")
    assert workers[0].answer() == "now"


def test_it_knows_what_was_known_and_changes_nothing_here(workers: list[Worker]) -> None:
    known = ["a"]

    def answers(question: str) -> list[object]:
        known.append(question)
        return [tuple(known), os.getpid()]

    workers.append(Worker(answers))
    workers[0].ask("b")
    assert workers[0].answer() == ("a", "b")
    assert workers[0].answer() != os.getpid()
    assert known == ["a"]


def test_what_raises_there_raises_here_and_the_next_question_is_answered(workers: list[Worker]) -> None:
    workers.append(Worker(lambda number: [1 // number]))
    workers[0].ask(0)
    workers[0].ask(1)
    with pytest.raises(ZeroDivisionError) as raised:
        workers[0].answer()
    assert isinstance(raised.value.__cause__, WorkError)
    assert "Traceback" in str(raised.value.__cause__)
    assert workers[0].answer() == 1


class OfItsOwnError(Exception):
    def __init__(self, one: str, two: str) -> None:
        super().__init__(f"{one} and {two}")


def test_an_error_that_cannot_be_sent_is_told(workers: list[Worker]) -> None:
    def answers(_: object) -> list[object]:
        raise OfItsOwnError("this", "that")

    workers.append(Worker(answers))
    workers[0].ask(None)
    with pytest.raises(WorkError, match="OfItsOwnError: this and that"):
        workers[0].answer()


def test_what_copies_share_is_let_go_with_the_last_of_them() -> None:
    workers = [Worker(lambda _: []) for _ in range(2)]
    assert gc.get_freeze_count()
    for worker in workers:
        worker.close()
    assert not gc.get_freeze_count()


def test_what_others_froze_stays_frozen() -> None:
    gc.freeze()
    try:
        Worker(lambda _: []).close()
        assert gc.get_freeze_count()
    finally:
        gc.unfreeze()


def test_one_that_is_asked_once_ends_by_itself(workers: list[Worker]) -> None:
    workers.append(Worker(lambda number: [number, number + 1], once=True))
    workers[0].ask(1)
    assert [workers[0].answer(), workers[0].answer()] == [1, 2]
    with pytest.raises(WorkError, match="ended from outside"):
        workers[0].answer()


def test_one_that_was_ended_from_outside_is_told(workers: list[Worker]) -> None:
    workers.append(Worker(lambda _: os._exit(3)))
    workers[0].ask(None)
    with pytest.raises(WorkError, match="ended from outside"):
        workers[0].answer()


@pytest.mark.parametrize("count", [1, 2, 5])
def test_work_is_done_in_shares_one_of_them_here(count: int) -> None:
    sizes = {"a": 3, "b": 2, "c": 1}
    results = in_shares(lambda names: (os.getpid(), [name.upper() for name in names]), sizes, count)
    assert sorted(name for _, names in results for name in names) == ["A", "B", "C"]
    assert len({process for process, _ in results}) == count
    assert results[0][0] == os.getpid()


@pytest.mark.parametrize("count", [1, 2, 5])
def test_work_in_two_steps_knows_in_the_second_what_all_had_in_the_first(count: int) -> None:
    def work(names: list[str]) -> Generator[str, list[str], tuple[int, str, str]]:
        own = "".join(names)
        parts = yield own.upper()
        return os.getpid(), own, "".join(sorted("".join(parts)))

    results = in_two_steps(work, {"a": 3, "b": 2, "c": 1}, count)
    assert sorted("".join(own for _, own, _ in results)) == ["a", "b", "c"]
    assert {together for *_, together in results} == {"ABC"}
    assert len({process for process, *_ in results}) == count
    assert results[0][0] == os.getpid()


@pytest.mark.parametrize("step", [1, 2])
def test_what_raises_in_a_step_elsewhere_raises_here(step: int) -> None:
    here = os.getpid()

    def work(names: list[str]) -> Generator[int, list[int], int]:
        elsewhere = os.getpid() != here
        if step == 1 and elsewhere:
            raise ZeroDivisionError(names)
        yield len(names)
        if step == 2 and elsewhere:
            raise ZeroDivisionError(names)
        return len(names)

    with pytest.raises(ZeroDivisionError):
        in_two_steps(work, {"a": 1, "b": 1}, 2)


def test_little_work_is_not_shared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threading, "active_count", lambda: 1)  # those of other tests do no harm here
    monkeypatch.delenv(PROCESSES, raising=False)
    assert processes_for(WORTH_SHARING - 1) == 1
    assert processes_for(WORTH_SHARING) == len(os.sched_getaffinity(0))
    monkeypatch.setenv(PROCESSES, "3")
    assert processes_for(1) == 3


def test_a_process_with_threads_is_not_copied(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PROCESSES, "3")
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        assert processes_for(WORTH_SHARING) == 1
    finally:
        done.set()
        thread.join()


def test_shares_are_about_the_same() -> None:
    assert shared_out({"a": 5, "b": 1, "c": 1, "d": 4}, 2) == [["a"], ["b", "c", "d"]]
    assert shared_out({"a": 1}, 2) == [["a"], []]


@pytest.mark.parametrize("count", [1, 2, 3, 8])
def test_each_name_is_worked_at_once_and_in_every_process(count: int) -> None:
    sizes = {f"{number}": number % 5 for number in range(20)}
    found = list(each(lambda name: (name, os.getpid()), sizes, count))
    assert sorted(name for name, _ in found) == sorted(sizes)
    assert all(name == answer for name, (answer, _) in found)
    assert len({process for _, (_, process) in found}) == count
    if count == 1:
        assert [name for name, _ in found] == list(sizes)


def test_two_names_are_shared_by_two_processes() -> None:
    processes = {process for _, process in each(lambda _: os.getpid(), {"a": 1, "b": 1}, 2)}
    assert len(processes) == 2


def test_what_is_wrong_with_one_name_ends_all() -> None:
    with pytest.raises(ZeroDivisionError):
        list(each(lambda name: 1 // int(name), {"1": 1, "0": 9}, 2))
    assert not Worker._asking


def test_an_iterator_that_is_closed_ends_its_processes() -> None:
    begun = each(lambda name: name, {"a": 1, "b": 1, "c": 1}, 2)
    next(begun)
    assert Worker._asking
    begun.close()
    assert not Worker._asking
