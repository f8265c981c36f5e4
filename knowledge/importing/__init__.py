"""Turns a published performance programme, text or PDF, into the data folder that `build` compiles."""
