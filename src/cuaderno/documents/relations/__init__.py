"""What a text tells beside its figures: agreements, designations, memberships, visits."""
