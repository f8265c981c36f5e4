"""The Telegram bot: nothing of it is loaded by the other commands."""
