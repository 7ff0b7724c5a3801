"""``python -m tests.fuzzing TARGET``: look for inputs that break a promise, guided by what they reach."""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Final

_IMPORTS: Final = ("forum", "kialo", "argdown", "aif", "argumend", "json")
_TARGETS: Final = ("reader", "prose", "layout", "comparing", "images", *_IMPORTS)
_OF_JSON: Final = frozenset({"forum", "aif", "argumend", "json"})
_LONGEST: Final = 4096
_INSTRUMENTED: Final = ["mkdocs_debates", "markdown_it", "mdit_py_plugins", "latex2mathml", "imagesize", "markdownify"]
_LOADED_LATE: Final = ("prose.parsed", "prose.formulas", "prose.code", "exchange.importing.from_html")
"""Modules that the program loads when it needs them."""

_MEGABYTES: Final = 1500
"""What the process may take, counters of the fuzzer included."""


def main() -> None:
    """Do what the options ask for."""
    options = _options()
    work = Path(".cache") / "fuzzing" / options.target
    if options.in_this_process:
        _fuzz(options.target, options.seconds, work)
        return
    ended = 0
    if options.seconds:
        again = [sys.executable, "-m", "tests.fuzzing", options.target, "--seconds", str(options.seconds)]
        ended = subprocess.run([*again, "--in-this-process"], check=False).returncode
    if ended == 0 and options.keep:
        _keep(options.target, work)
    if ended == 0 and options.coverage:
        _print_coverage(options.target)
    sys.exit(ended)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzzing", description="Look for inputs that break it.")
    parser.add_argument("target", choices=_TARGETS, help="what is done with the inputs")
    parser.add_argument("--seconds", type=int, default=60, help="how long; 0 looks for nothing (%(default)s)")
    parser.add_argument("--keep", action="store_true", help="add to the corpus what goes new ways through the program")
    parser.add_argument("--coverage", action="store_true", help="print which share of each module the corpus reaches")
    parser.add_argument("--in-this-process", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


def _fuzz(target: str, seconds: int, work: Path) -> None:
    import atheris

    with atheris.instrument_imports(include=_INSTRUMENTED):
        from mkdocs_debates.exchange.importing.formats import FORMATS
        from tests.fuzzing import seeds, targets

        for name in _LOADED_LATE:
            import_module(f"mkdocs_debates.{name}")
        for form in _IMPORTS:
            import_module(FORMATS[form])
    folders = [work / "found", work / "seeds"]
    for folder in folders:
        folder.mkdir(parents=True, exist_ok=True)
    for number, data in enumerate(seeds.seeds(target)):
        (folders[1] / f"{number:04}").write_bytes(data)
    (work / "words").write_text("\n".join(map(_as_entry, seeds.words(target))) + "\n", encoding="utf-8")
    kept = Path(__file__).parent / "corpus" / target
    corpora = [*folders, *([kept] if kept.is_dir() else [])]
    arguments = [
        sys.argv[0],
        *map(str, corpora),
        f"-dict={work / 'words'}",
        f"-max_total_time={seconds}",
        f"-max_len={_LONGEST}",
        f"-rss_limit_mb={_MEGABYTES}",
        "-timeout=60",
        f"-artifact_prefix={work}/",
        "-print_final_stats=1",
        "-verbosity=1",
    ]
    mutator = {"custom_mutator": _mutate_json} if target in _OF_JSON else {}
    atheris.Setup(arguments, targets.in_time(targets.TARGETS[target]), **mutator)
    atheris.Fuzz()


def _mutate_json(data: bytes, most: int, seed: int) -> bytes:
    import atheris

    from tests.fuzzing.mutating import mutated_json

    changed = mutated_json(data, seed) if random.Random(seed).random() < 0.7 else None
    return bytes(atheris.Mutate(data, most)) if changed is None or len(changed) > most else changed


def _as_entry(word: str) -> str:
    """A line of a dictionary of libFuzzer's."""
    escaped = "".join(f"\\x{byte:02x}" for byte in word.encode("utf-8", "replace"))
    return f'"{escaped}"'


def _keep(target: str, work: Path) -> None:
    from tests.fuzzing import corpus, seeds

    found = [path.read_bytes() for path in (work / "found").glob("*")]
    count = corpus.keep(target, [*found, *seeds.seeds(target)])
    size = sum(path.stat().st_size for path in corpus.kept(target))
    print(f"{target}: kept {count} inputs, {size:,} bytes")


def _print_coverage(target: str) -> None:
    from tests.fuzzing import corpus

    for module, (reached, lines) in corpus.lines_reached([target]).items():
        print(f"{module}: {reached} of {lines} lines")


if __name__ == "__main__":
    main()
