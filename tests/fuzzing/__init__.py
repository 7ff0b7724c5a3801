"""Whatever bytes come in, what is promised of them holds: checks that a fuzzer runs, and a corpus of what it found.

``python -m tests.fuzzing reader --seconds 600`` looks for more; the tests replay what is kept.
"""
