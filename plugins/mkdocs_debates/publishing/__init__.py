"""From loaded debates to what is published of them, in several processes and from a cache.

A debate becomes a *pack*: its pages, its entries for the search and the small files beside its pages, all as plain
text. Packs are kept by the content that they were made from, so that a debate in which nothing changed is not made
again.
"""
