from programs.admin import facts, institutions, programs, sources, topics

__all__ = ["facts", "institutions", "programs", "sources", "topics"]
