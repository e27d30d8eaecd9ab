"""The finished file for the archive: PDF/A-2u (or 3u with attached data), its title, language and colour, by pikepdf."""

from __future__ import annotations

import struct
import zlib
from datetime import date
from functools import cache
from io import BytesIO

import pikepdf
from PIL import ImageCms

from fengqiao_desk.documents.typesetting.tags import Tags

ATTACHMENT = "data.json"
"""Name of the attached data inside the file."""


PROFILE_MADE = struct.pack(">6H", 2000, 1, 1, 0, 0, 0)
"""The moment of making that stands in the colour profile, instead of this process's (ICC.1, bytes 24 to 35)."""


@cache
def _colours() -> bytes:
    made_now = bytes(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    return made_now[:24] + PROFILE_MADE + made_now[36:]


def archived(
    plain: bytes, title: str, author: str, day: date, attached: bytes | None, tags: Tags | None = None
) -> bytes:
    """The file with everything ISO 19005-2/-3 asks for; equal input gives equal bytes.

    `day` stands as creation date; attached data makes it PDF/A-3u, the only part that allows files of other kinds;
    `tags` give it its structure.
    """
    with pikepdf.open(BytesIO(plain)) as pdf:
        _describe(pdf, title, author, day, part=3 if attached is not None else 2)
        if attached is not None:
            _attach(pdf, attached, day)
        if tags is not None:
            tags.write(pdf)
        mend_ends(pdf)
        # The identifier follows from the content (`deterministic_id`): by default it follows from clock and chance.
        written = BytesIO()
        pdf.save(
            written,
            min_version="1.7",
            deterministic_id=True,
            compress_streams=False,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    return written.getvalue()


def mend_ends(pdf: pikepdf.Pdf) -> None:
    """Lengthen streams whose last byte is a carriage return: strict readers take it for a part of the line's end."""
    for part in pdf.objects:
        # What is attached comes out byte for byte as it went in; `_attach` sees to its end.
        if not isinstance(part, pikepdf.Stream) or part.get("/Type") == pikepdf.Name.EmbeddedFile:
            continue
        if part.read_raw_bytes().endswith(b"\r"):
            content = packed = part.read_bytes()
            # A line end more gives other packed bytes; they seldom end so twice.
            while packed.endswith(b"\r") or packed is content:
                content += b"\n"
                packed = zlib.compress(content)
            part.write(packed, filter=pikepdf.Name.FlateDecode)
            # A font file tells its length unpacked (ISO 32000-1 9.9).
            if "/Length1" in part:
                part.Length1 = len(content)


def _describe(pdf: pikepdf.Pdf, title: str, author: str, day: date, *, part: int) -> None:
    profile = pdf.make_stream(zlib.compress(_colours()), {"/N": 3, "/Filter": pikepdf.Name.FlateDecode})
    intent = {
        "/Type": pikepdf.Name.OutputIntent,
        "/S": pikepdf.Name.GTS_PDFA1,
        "/OutputConditionIdentifier": "sRGB",
        "/DestOutputProfile": profile,
    }
    pdf.Root.OutputIntents = pikepdf.Array([pikepdf.Dictionary(intent)])
    pdf.Root.Lang = pikepdf.String("zh-CN")
    pdf.Root.ViewerPreferences = pikepdf.Dictionary({"/DisplayDocTitle": True})
    moment = f"{day:%Y-%m-%d}T00:00:00+08:00"
    stamp = f"D:{day:%Y%m%d}000000+08'00'"
    # reportlab wrote a creator and keywords of its own; the XMP packet says the same as what stands here, as PDF/A
    # asks.
    del pdf.docinfo
    for key, value in {
        "/Title": title,
        "/Author": author,
        "/Producer": "fengqiao-desk",
        "/CreationDate": stamp,
        "/ModDate": stamp,
    }.items():
        pdf.docinfo[key] = pikepdf.String(value)
    pdf.Root.Metadata = pdf.make_stream(
        _metadata(title, author, moment, part), {"/Type": pikepdf.Name.Metadata, "/Subtype": pikepdf.Name.XML}
    )


def _metadata(title: str, author: str, moment: str, part: int) -> bytes:
    """The XMP packet that says the same as the document information."""
    packet = f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{_escaped(title)}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{_escaped(author)}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>zh-CN</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>fengqiao-desk</pdf:Producer>
<xmp:CreateDate>{moment}</xmp:CreateDate><xmp:ModifyDate>{moment}</xmp:ModifyDate>
<pdfaid:part>{part}</pdfaid:part><pdfaid:conformance>U</pdfaid:conformance>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""
    return packet.encode("utf-8")


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _attach(pdf: pikepdf.Pdf, content: bytes, day: date) -> None:
    stamp = f"D:{day:%Y%m%d}000000+08'00'"
    stream = pdf.make_stream(
        content,
        {
            "/Type": pikepdf.Name.EmbeddedFile,
            "/Subtype": pikepdf.Name("/application/json"),
            "/Params": pikepdf.Dictionary({"/Size": len(content), "/ModDate": stamp}),
        },
    )
    packed = zlib.compress(content)
    # Unpacked otherwise: JSON ends with a brace.
    if not packed.endswith(b"\r"):
        stream.write(packed, filter=pikepdf.Name.FlateDecode)
    reference = pdf.make_indirect(
        pikepdf.Dictionary(
            {
                "/Type": pikepdf.Name.Filespec,
                "/F": ATTACHMENT,
                "/UF": ATTACHMENT,
                "/Desc": "制作本文书所用的数据",
                "/AFRelationship": pikepdf.Name.Source,
                "/EF": pikepdf.Dictionary({"/F": stream, "/UF": stream}),
            }
        )
    )
    pdf.Root.AF = pikepdf.Array([reference])
    names = pikepdf.Dictionary({"/Names": pikepdf.Array([pikepdf.String(ATTACHMENT), reference])})
    pdf.Root.Names = pikepdf.Dictionary({"/EmbeddedFiles": names})
