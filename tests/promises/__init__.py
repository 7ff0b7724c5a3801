"""What docs/promises.md says, held against input that means harm."""
