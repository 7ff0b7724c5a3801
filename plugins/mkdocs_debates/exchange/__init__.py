"""Debates in other formats: one module per format."""
