"""The figures of a text: which numbers are sums, persons, things or shares, and what they count."""
