"""What the rows of the word lists are worth, and whether others make them."""
