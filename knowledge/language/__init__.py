"""Turkish letters, words, suffixes, numbers and years: no knowledge of any programme."""
