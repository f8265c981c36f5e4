"""The questions that the bot answers: each operation's computation, label and Turkish sentences in one file."""
