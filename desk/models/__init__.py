from desk.models.drafts import Draft, DraftChange, DraftEvent

__all__ = ["Draft", "DraftChange", "DraftEvent"]
