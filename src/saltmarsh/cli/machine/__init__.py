"""What the one command does to the machine it is on. Standard library only."""
