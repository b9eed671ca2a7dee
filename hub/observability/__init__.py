"""What operators see of a hub that runs: its log, the ids of requests, and metrics."""
