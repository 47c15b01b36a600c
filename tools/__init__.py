"""What is asked of the repository by those who keep it, and is no part of the product."""
