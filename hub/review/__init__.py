"""What operators and people ask of the store and decide: look things up, explain a join, list candidates, judge."""
