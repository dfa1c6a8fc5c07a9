from fallmanagement.models.fallakte import Fallakte, FallakteQuerySet

__all__ = ["Fallakte", "FallakteQuerySet"]
