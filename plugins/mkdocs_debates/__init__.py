"""Publish debates written as YAML: one page per position and per crux, every claim linkable."""

__version__ = "0.1.0"
