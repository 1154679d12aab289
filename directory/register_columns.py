"""The columns of the national register of schools (Get Information About Schools), and its statuses."""

from directory.words import SchoolStatus

URN, NAME, STATUS = "URN", "EstablishmentName", "EstablishmentStatus (name)"
AUTHORITY, AUTHORITY_CODE, DISTRICT = "LA (name)", "LA (code)", "DistrictAdministrative (name)"
PHASE, TYPE, CLOSED_ON = "PhaseOfEducation (name)", "TypeOfEstablishment (name)", "CloseDate"
STREET, LOCALITY, THIRD_LINE, TOWN, POSTCODE = "Street", "Locality", "Address3", "Town", "Postcode"

_STATUSES = {
    "open": SchoolStatus.OPEN,
    "open, but proposed to close": SchoolStatus.CLOSING,
    "proposed to open": SchoolStatus.PROPOSED,
    "closed": SchoolStatus.CLOSED,
}


def status_of(written: str) -> SchoolStatus | None:
    """The standing that is written in the column of it; None where the register is not known to use it."""
    return _STATUSES.get(written.casefold())
