"""What was before: what was put away, how a row came to say what it says, who did what in a case."""
