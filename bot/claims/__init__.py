"""Claims: what a yes/no question proposes, held against what the programme answers."""
