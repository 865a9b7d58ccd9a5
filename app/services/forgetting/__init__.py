"""Really forgetting: a content goes for good, from everywhere this vault reaches, by a named order (decision 9)."""
