"""Debates for site generators that know nothing of them: Markdown files with HTML inside, and small files beside."""
