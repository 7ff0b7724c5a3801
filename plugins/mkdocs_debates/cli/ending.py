"""How a command ends that cannot go on: because of a signal, or because the system refuses something."""

from __future__ import annotations

import errno
import os
import signal
import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from mkdocs_debates.editing.writing import ending_handlers
from mkdocs_debates.reports.escaping import escaped

if TYPE_CHECKING:
    from collections.abc import Iterator


class _Ended(BaseException):
    """Somebody asked for the end, by the signal ``number``."""

    def __init__(self, number: int) -> None:
        self.number = number


@contextmanager
def told(ctx: click.Context) -> Iterator[None]:
    """Say in a line why a command ends early.

    After a signal, the status is what shells expect: 128 and the signal's number. Where the system refuses to read or
    write something it is 2, as for wrong use. What was begun is cleaned up first.
    """
    try:
        with _signals_raise():
            yield
    except _Ended as ended:
        name = signal.Signals(ended.number).name
        click.echo(f"Ended by {name}. No file is half-written; give the command again to finish.", err=True)
        ctx.exit(128 + ended.number)
    except OSError as error:
        if error.errno == errno.EPIPE:  # whoever read the output has enough of it
            raise
        _let_go_of_output()
        where = error.filename if error.filename is not None else "the output"
        click.echo(escaped(f"Error: {where}: {error.strerror or error}"), err=True)
        ctx.exit(2)


@contextmanager
def _signals_raise() -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = ending_handlers()

    def end(number: int, _: Any) -> None:
        for each in before:  # so that nothing disturbs the cleaning up
            signal.signal(each, signal.SIG_IGN)
        raise _Ended(number)

    try:
        for number in before:
            signal.signal(number, end)
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _let_go_of_output() -> None:
    """Where standard output cannot be written, keep Python from trying it again at its end."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
