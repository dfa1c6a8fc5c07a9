from monitoring.models.verdichtung import MERKMALE, KennzahlMonat, KennzahlTag, SchmutzigerTag

__all__ = ["MERKMALE", "KennzahlMonat", "KennzahlTag", "SchmutzigerTag"]
