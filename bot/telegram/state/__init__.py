"""All that the bot keeps, in one SQLite file; the only place that knows SQL."""
