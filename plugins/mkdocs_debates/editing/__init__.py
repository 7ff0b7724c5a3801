"""Changes to the files of debates: computed as text, read again and compared, then written whole or not at all."""
