"""``python -m mkdocs_debates`` is the command ``debates``."""

from mkdocs_debates.cli import main

main()
