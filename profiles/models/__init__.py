from profiles.models.answers import Profile
from profiles.models.people import User
from profiles.models.shortlists import CalendarFeed, SavedProgram, Shortlist

__all__ = ["CalendarFeed", "Profile", "SavedProgram", "Shortlist", "User"]
