from knowledge.cli import main

main("python -m knowledge")
