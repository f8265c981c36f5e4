"""All that the bot keeps, in one SQLite file or one PostgreSQL database; the only place that knows SQL."""
