"""Why a file cannot be read, in words for the person who named it."""


def why_unreadable(error: OSError | UnicodeDecodeError) -> str:
    """The reason as the end of a sentence: ``there is no such file``."""
    match error:
        case FileNotFoundError():
            return "there is no such file"
        case IsADirectoryError():
            return "it is a folder, not a file"
        case PermissionError():
            return "Signpost is not allowed to read it"
        case UnicodeDecodeError():
            return "it is not text in UTF-8"
        case _:
            return f"the computer says '{error.strerror or type(error).__name__}'"
