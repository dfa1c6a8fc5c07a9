"""How much one POST may bring; who sends more gets a page, and nothing of it is read."""

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

TOGETHER = 30 * 1024**2  # files of one POST, as the field says it
MAX_REQUEST = TOGETHER + 2 * 1024**2  # with what is typed and what separates the parts


class Mengengrenze(FileUploadHandler):
    """Stands before the handlers that keep files; raises RequestDataTooBig before the first byte is read."""

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None):  # noqa: N803 - of Django
        if content_length > MAX_REQUEST:
            raise RequestDataTooBig

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None
