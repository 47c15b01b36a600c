"""What runs when, under Prefect: the only code that knows of it."""
