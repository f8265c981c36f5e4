"""The steps by which the state's tables came to be, one file a step in `versions`; Alembic walks them."""
