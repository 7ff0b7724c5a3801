"""Where templates are kept compiled, so that a build need not compile them again."""

from __future__ import annotations

import hashlib
import inspect
import os
from importlib.metadata import version
from pathlib import Path

from jinja2 import FileSystemBytecodeCache
from jinja2.compiler import CodeGenerator
from platformdirs import user_cache_dir


def compiled_templates(
    compiler: type[CodeGenerator] = CodeGenerator, words: str = ""
) -> FileSystemBytecodeCache | None:
    """Jinja's cache in the user's own cache folder, None where there can be none.

    What different compilers make of the same template is kept apart, by their code and Jinja's version; so is what
    they make of it with other ``words``.

    What is compiled is code, so it is kept where nobody else writes, never beside a site, and never in what the runs of
    a repository share. Jinja looks at a template's text before it takes what was compiled from it.
    """
    code = hashlib.sha256(version("jinja2").encode() + Path(inspect.getfile(compiler)).read_bytes() + words.encode())
    folder = Path(user_cache_dir("mkdocs-debates")) / "templates" / code.hexdigest()[:16]
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        mine = folder.stat().st_uid == os.getuid() if hasattr(os, "getuid") else True
    except OSError:
        return None
    return FileSystemBytecodeCache(str(folder)) if mine and os.access(folder, os.W_OK) else None
