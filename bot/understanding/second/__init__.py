"""The second reader: every typed query that a message's names allow, ranked by weights learnt from questions.

It asks no word to be explained and knows no name of a programme: kinds, senses, how much of a name and of the message
is covered, how far a year is from the budget year. Beside the rules it is a second opinion.

    message → signals → mentions → candidates → features × weights → ranked queries, each with its probability
"""
