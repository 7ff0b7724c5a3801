"""Measures builds of debates against the same content written by hand; ``docs/benchmarks.md`` says how and why."""
