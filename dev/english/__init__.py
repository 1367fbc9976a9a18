"""The English that people read: plain, and in the words of UK HR."""
