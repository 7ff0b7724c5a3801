"""Copies of this process that share what it has loaded and do a part of its work each."""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
import threading
import traceback
from collections import deque
from multiprocessing import Pipe
from typing import TYPE_CHECKING, Any, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
    from multiprocessing.connection import Connection

Result = TypeVar("Result")
Part = TypeVar("Part")

PROCESSES: Final = "DEBATES_PROCESSES"
"""The environment's variable that says how many processes work at once."""


WORTH_SHARING: Final = 400
"""Claims that have to be looked at before it pays to start more processes."""


def processes_for(claims: int) -> int:
    """How many processes to share work among; 1 where it is on few ``claims``, or where the system cannot fork.

    A process with threads is not copied: a lock that another thread holds would stay held for ever.
    """
    if sys.platform != "linux" or threading.active_count() > 1:
        return 1
    wanted = os.environ.get(PROCESSES, "")
    if wanted.isdecimal():
        return max(1, int(wanted))
    return len(os.sched_getaffinity(0)) if claims >= WORTH_SHARING else 1


def shared_out(sizes: Mapping[str, int], count: int) -> list[list[str]]:
    """``count`` shares of about the same size, each in the order of ``sizes``."""
    shares: list[list[str]] = [[] for _ in range(count)]
    loads = [0] * count
    for name, size in sizes.items():
        least = loads.index(min(loads))
        loads[least] += size
        shares[least].append(name)
    return shares


class WorkError(Exception):
    """A worker ended, or raised what cannot be sent; the message says so, or holds the traceback."""


class Worker:
    """A copy of this process that answers one question after another, in the order in which they are asked.

    It knows everything that this process knew when it began. A question may have any number of answers; questions and
    answers are pickled on their way. It ends with :meth:`close`, when this process does, or, if it is asked ``once``,
    after the first question. ``process`` is its id.
    """

    _asking: list[Connection] = []  # noqa: RUF012 - a copy closes the ends of this process, of which it has copies
    _froze = False  # whether the first one alive set this process's objects apart

    def __init__(self, answers: Callable[[Any], Iterable[Any]], *, once: bool = False) -> None:
        """``answers`` is called in the copy, with each question."""
        here, there = Pipe()
        if not gc.get_freeze_count():  # what the copies share stays shared while nothing looks through it for garbage
            gc.freeze()
            Worker._froze = True
        self._asking.append(here)
        self._connection = here
        self.process = os.fork()
        if self.process == 0:
            for connection in self._asking:
                connection.close()
            _work(there, answers, once)
        there.close()

    def ask(self, question: object) -> None:
        """Put a question. Its answers are made while this process goes on; many small ones wait for it to ask more."""
        self._connection.send(question)

    def has_answered(self) -> bool:
        """Whether the next answer is there, or is known never to come."""
        return self._connection.poll()

    def answer(self) -> Any:
        """The next answer.

        Raises what was raised there, caused by a :class:`WorkError`, or a :class:`WorkError` itself.
        """
        try:
            answer, flaw = self._connection.recv()
        except EOFError:
            raise WorkError("a process that built a part of the site was ended from outside") from None
        if flaw:
            error, trace = flaw
            raise WorkError(trace) if error is None else error from WorkError(trace)
        return answer

    def close(self) -> None:
        """End the copy, whatever it is doing."""
        self._asking.remove(self._connection)
        self._connection.close()
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        if Worker._froze and not self._asking:
            gc.unfreeze()
            Worker._froze = False


def each(
    work: Callable[[str], Result], sizes: Mapping[str, int], count: int
) -> Generator[tuple[str, Result], None, None]:
    """What ``work`` gives for each name of ``sizes``, as it comes, done in ``count`` processes, this one among them.

    One process does them in their order. Of several, the others are left the largest: an answer has to wait until this
    process is done with what it is at. Close the iterator if it is not used up. Raises what an answer does.
    """
    if count < 2:
        yield from ((name, work(name)) for name in sizes)
        return
    waiting = deque(sorted(sizes, key=sizes.__getitem__, reverse=True))
    asked: list[tuple[Worker, deque[str]]] = []
    try:
        while len(asked) < min(count, len(sizes)) - 1:
            asked.append((Worker(lambda name: [work(name)]), deque()))
        while waiting or any(names for _, names in asked):
            for worker, names in asked:
                while names and (not waiting or worker.has_answered()):
                    yield names.popleft(), worker.answer()
                while waiting and len(names) < (_AT_HAND if len(waiting) >= count else 1):
                    names.append(waiting.popleft())
                    worker.ask(names[-1])
            if waiting:
                name = waiting.pop()
                yield name, work(name)
    finally:
        for worker, _ in asked:
            worker.close()


_AT_HAND: Final = 2
"""What a worker is asked for at a time, so that it need not wait while this process works."""


def in_two_steps(
    work: Callable[[list[str]], Generator[Part, list[Part], Result]], sizes: Mapping[str, int], count: int
) -> list[Result]:
    """What ``work`` returns for each of ``count`` shares of about the same size, all done at once, one of them here.

    In between it yields what others need to know of its share, and gets what they all yielded. Raises what
    :meth:`Worker.answer` does.
    """
    own, *others = shared_out(sizes, count)
    workers: list[Worker] = []
    try:
        for share in others:
            workers.append(Worker(_in_steps(work)))
            workers[-1].ask(share)
        here = work(own)
        parts = [next(here), *(worker.answer() for worker in workers)]
        for worker in workers:
            worker.ask(parts)
        return [_end(here, parts), *(worker.answer() for worker in workers)]
    finally:
        for worker in workers:
            worker.close()


def _in_steps(work: Callable[[list[str]], Generator[Part, list[Part], Result]]) -> Callable[[Any], Iterator[Any]]:
    """Answers the first question with what ``work`` yields, the second with what it returns."""
    begun: list[Generator[Part, list[Part], Result]] = []

    def answers(question: Any) -> Iterator[Any]:
        if not begun:
            begun.append(work(question))
            yield next(begun[0])
        else:
            yield _end(begun[0], question)

    return answers


def _end(begun: Generator[Part, list[Part], Result], parts: list[Part]) -> Result:
    try:
        begun.send(parts)
    except StopIteration as end:
        result: Result = end.value
        return result
    raise AssertionError("work in two steps has but two")


def in_shares(work: Callable[[list[str]], Result], sizes: Mapping[str, int], count: int) -> list[Result]:
    """What ``work`` gives for each of ``count`` shares of about the same size, all done at once, one of them here.

    Raises what :meth:`Worker.answer` does.
    """
    own, *others = shared_out(sizes, count)
    workers: list[Worker] = []
    try:
        for share in others:
            workers.append(Worker(lambda names: [work(names)]))
            workers[-1].ask(share)
        return [work(own), *(worker.answer() for worker in workers)]
    finally:
        for worker in workers:
            worker.close()


def _work(connection: Connection, answers: Callable[[Any], Iterable[Any]], once: bool) -> None:
    """Answer until nobody asks any more, and end without what this process would do at its end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        more = True
        while more:
            question = connection.recv()
            for reply in _told(answers, question):
                connection.send(reply)
            more = not once
    except (EOFError, OSError):
        pass  # nobody asks any more
    finally:
        os._exit(0)


def _told(answers: Callable[[Any], Iterable[Any]], question: object) -> Iterator[tuple[Any, _Flaw | None]]:
    """The answers to a question, and in place of one that fails, what was wrong."""
    try:
        for answer in answers(question):
            yield answer, None
    except Exception as error:  # raised again where the question was asked
        yield None, (_as_it_arrives(error), traceback.format_exc())


_Flaw = tuple[Exception | None, str]
"""An error, None where it cannot be sent, and its traceback."""


def _as_it_arrives(error: Exception) -> Exception | None:
    try:
        arrived = pickle.loads(pickle.dumps(error))
    except Exception:  # what an error holds, and how it is made, is its own
        return None
    return error if type(arrived) is type(error) and str(arrived) == str(error) else None
