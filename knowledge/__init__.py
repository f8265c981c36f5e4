"""The knowledge base: reviewed tables and texts of published performance programmes, compiled into one file."""
