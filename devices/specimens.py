"""What a printer prints to show that it can: a slip, and a page."""

from __future__ import annotations

from devices.interfaces import Document
from devices.slip import Align, KeyValue, QrCode, Rule, Slip, Text

TEST_SLIP = Slip(
    (
        Text("打印测试 TEST", size=2, bold=True, align=Align.CENTRE),
        Rule(),
        KeyValue("字体 GB2312", "壮乡首府 0123456789"),
        KeyValue("字体以外 outside the font", "喆堃䶮"),
        KeyValue("金额", "¥1,234.56"),
        QrCode("TEST"),
    )
)

# A4 in points. A frame 10 mm from each edge shows what a printer cuts off and whether the paper lies straight; the
# ladder of greys shows an empty cartridge.
_PAGE = (595, 842)
_EDGE = 28
_GREYS = 8


def test_page() -> Document:
    """One A4 page as PDF 1.4, in a font that every printer has."""
    wide, high = _PAGE
    drawn = [f"1 w {_EDGE} {_EDGE} {wide - 2 * _EDGE} {high - 2 * _EDGE} re S"]
    drawn += [f"{wide / 2} {_EDGE} m {wide / 2} {high - _EDGE} l {_EDGE} {high / 2} m {wide - _EDGE} {high / 2} l S"]
    step = (wide - 4 * _EDGE) / _GREYS
    drawn += [
        f"{number / (_GREYS - 1):.3f} g {2 * _EDGE + number * step:.1f} 480 {step:.1f} 60 re f"
        for number in range(_GREYS)
    ]
    drawn += ["0 g BT /F 36 Tf 56 740 Td (TEST PAGE) Tj 0 -40 Td /F 14 Tf (0123456789 ABCDEFGHIJ abcdefghij) Tj ET"]
    return Document(_pdf("\n".join(drawn).encode("ascii")), "test page")


def _pdf(content: bytes) -> bytes:
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents 4 0 R "
        b"/Resources << /Font << /F 5 0 R >> >> >>" % _PAGE,
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    file = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(file))
        file += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return file + (
        b"xref\n0 %d\n0000000000 65535 f \n%btrailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (len(objects) + 1, table, len(objects) + 1, len(file))
    )
