from desk.admin import drafts, facts, institutions, programs, sources, topics

__all__ = ["drafts", "facts", "institutions", "programs", "sources", "topics"]
