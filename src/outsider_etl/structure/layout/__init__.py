"""Part a printed document by how its lines are set: type size, weight, place on the page, and rules."""
