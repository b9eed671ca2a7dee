"""The clients in clients/: their operations, and the code that is generated from these."""
