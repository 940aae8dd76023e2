"""What lies beside models and is made by other tools: libraries, pictures, documents, archives, sounds."""

import io
import shutil
import subprocess
import tempfile
import wave
import zipfile
from pathlib import Path

import docx
import mutagen.id3
import mutagen.wave
import openpyxl
import piexif
import py7zr
import xlwt
from ds_store import DSStore
from kit import config, makes, note
from PIL import Image, PngImagePlugin, TiffImagePlugin
from pypdf import PdfReader, PdfWriter
from reportlab import rl_config
from reportlab.pdfgen import canvas

rl_config.invariant = 1


# elf


def library(path, plants, debug=None):
    """A Python extension's like. With debug information it tells the folder that it was built in."""
    folder = Path(tempfile.mkdtemp(dir="/tmp/x"))
    texts = [plants.aws, plants.hf, plants.path, plants.host, plants.email]
    lines = [f'const char *text{index} = "{text}";' for index, text in enumerate(texts)]
    (folder / "net.c").write_text("\n".join([*lines, "int forward(int x) { return x + 1; }", ""]))
    options = ["-g", f"-fdebug-prefix-map={folder}={debug.path}"] if debug else ["-s"]
    options += [f"-Wl,-rpath,{plants.at('rpath').path}", "-Wl,--build-id=none"]
    subprocess.run(["gcc", "-shared", "-fPIC", *options, "-o", "net.so", "net.c"], cwd=folder, check=True)
    shutil.copy(folder / "net.so", path)
    shutil.rmtree(folder)


@makes("elf/library.so", "gcc-12", "binutils")
def elf_library(path, plants):
    library(path, plants, plants.at("debug"))


@makes("elf/stripped.so", "gcc-12", "binutils")
def elf_stripped(path, plants):
    """Without debug information, and without a table of sections."""
    library(path, plants)
    data = bytearray(path.read_bytes())
    data[40:48] = bytes(8)
    data[58:64] = bytes(6)
    path.write_bytes(data[: data.rindex(b".shstrtab")])


@makes("elf/appended.bin", "gcc-12", "binutils")
def elf_appended(path, plants):
    """A program with its Python code in a zip behind it, as `pex` and `shiv` make them."""
    library(path, plants)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("main.py"), f"# {note(plants.at('zip'))}\n")


# image


def picture():
    image = Image.new("RGB", (8, 8))
    image.putdata([(x * 30, y * 30, 128) for y in range(8) for x in range(8)])
    return image


def exif(plants):
    words = {
        piexif.ImageIFD.ImageDescription: note(plants).encode(),
        piexif.ImageIFD.Artist: plants.at("artist").email.encode(),
        piexif.ImageIFD.HostComputer: plants.at("computer").host.encode(),
        piexif.ImageIFD.XPComment: plants.at("windows").email.encode("utf-16-le"),
    }
    comment = {piexif.ExifIFD.UserComment: b"UNICODE\0" + plants.at("comment").path.encode("utf-16-be")}
    return piexif.dump({"0th": words, "Exif": comment})


def xmp(plants):
    attribute = f'stRef:filePath="{plants.path}" xmp:CreatorTool="trainer on {plants.host}"'
    return f"<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:Description {attribute}/></x:xmpmeta>".encode()


@makes("image/sample.jpg", "pillow", "piexif")
def jpeg(path, plants):
    picture().save(path, exif=exif(plants), xmp=xmp(plants.at("xmp")), comment=note(plants.at("remark")).encode())


@makes("image/trailer.jpg", "pillow")
def jpeg_trailer(path, plants):
    """A picture with another one and a note behind its end."""
    second = io.BytesIO()
    picture().save(second, "JPEG", comment=plants.at("second").email.encode())
    picture().save(path)
    path.write_bytes(path.read_bytes() + second.getvalue() + f"\n{note(plants)}\n".encode())


@makes("image/sample.webp", "pillow", "piexif")
def webp(path, plants):
    picture().save(path, exif=exif(plants), xmp=xmp(plants.at("xmp")))


@makes("image/sample.gif", "pillow")
def gif(path, plants):
    picture().save(path, comment=note(plants).encode())


@makes("image/sample.tiff", "pillow")
def tiff(path, plants):
    tags = TiffImagePlugin.ImageFileDirectory_v2()
    tags[270], tags[305], tags[315], tags[316] = note(plants), plants.at("tool").path, plants.at("artist").email, plants.at("computer").host
    picture().save(path, tiffinfo=tags)


@makes("image/sample.png", "pillow", "piexif")
def png(path, plants):
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Description", note(plants))
    texts.add_text("Source", note(plants.at("packed")), zip=True)
    texts.add_itxt("Comment", plants.at("international").email)
    picture().save(path, pnginfo=texts, exif=exif(plants.at("exif"))[6:])


# pdf


def document(path, plants, compress):
    page = canvas.Canvas(str(path), pageCompression=compress)
    page.setAuthor(plants.at("author").email)
    page.setTitle(plants.at("title").path)
    page.setSubject(note(plants.at("subject")))
    page.setFont("Courier", 6)
    for line, text in enumerate(config(plants).items()):
        page.drawString(40, 700 - 10 * line, f"{text[0]} = {text[1]}")
    page.save()


@makes("pdf/report.pdf", "reportlab")
def report(path, plants):
    document(path, plants, 1)


@makes("pdf/plain.pdf", "reportlab")
def plain(path, plants):
    document(path, plants, 0)


@makes("pdf/updated.pdf", "reportlab", "pypdf")
def updated(path, plants):
    """What was changed is still there: a new revision is written behind the old one."""
    first = io.BytesIO()
    document_path = path.with_suffix(".old")
    document(document_path, plants, 1)
    first.write(document_path.read_bytes())
    document_path.unlink()
    writer = PdfWriter(first, incremental=True)
    writer.add_metadata({"/Author": "Nobody", "/Title": "Model", "/Subject": "é " + plants.at("wide").path})
    writer.write(path)


@makes("pdf/attached.pdf", "reportlab", "pypdf")
def attached(path, plants):
    old = path.with_suffix(".old")
    document(old, plants, 1)
    writer = PdfWriter(clone_from=PdfReader(old))
    writer.add_attachment("train.log", f"started: {note(plants.at('file'))}\n".encode())
    writer.write(path)
    old.unlink()


# office


@makes("office/card.docx", "python-docx")
def word(path, plants):
    made = docx.Document()
    made.add_paragraph(note(plants))
    core = made.core_properties
    core.author, core.last_modified_by = plants.at("author").email, plants.at("editor").email
    core.comments = plants.at("comments").path
    made.save(path)


@makes("office/results.xlsx", "openpyxl")
def excel(path, plants):
    book = openpyxl.Workbook()
    sheet = book.active
    for row in config(plants).items():
        sheet.append([str(each) for each in row])
    sheet["A1"].comment = openpyxl.comments.Comment(note(plants.at("comment")), plants.at("by").email)
    book.properties.creator = plants.at("author").email
    book.save(path)


@makes("office/results.xls", "xlwt")
def old_excel(path, plants):
    book = xlwt.Workbook()
    sheet = book.add_sheet("results")
    for row, (name, text) in enumerate(config(plants).items()):
        sheet.write(row, 0, name)
        sheet.write(row, 1, str(text))
    sheet.write(40, 0, "é→ " + plants.at("wide").path)
    book.save(str(path))


# audio


@makes("audio/sample.wav", "mutagen")
def sound(path, plants):
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(bytes(range(256)) * 4)
    made = mutagen.wave.WAVE(path)
    made.add_tags()
    made.tags.add(mutagen.id3.TPE1(encoding=1, text=[plants.at("artist").email]))
    made.tags.add(mutagen.id3.COMM(encoding=3, lang="eng", desc="", text=[note(plants)]))
    made.save()


# seven-zip


def seven(path, plants, filters):
    with py7zr.SevenZipFile(path, "w", filters=filters) as archive:
        archive.writestr(f"started: {note(plants)}\n", "release/train.log")
        archive.writestr("x" * 100, "release/empty.txt")
        archive.writestr(f"key: {note(plants.at('second'))}\n", "release/config.yaml")


@makes("seven-zip/default.7z", "py7zr")
def seven_default(path, plants):
    """LZMA2 with the filter for programs, and a packed header."""
    seven(path, plants, None)


@makes("seven-zip/lzma.7z", "py7zr")
def seven_lzma(path, plants):
    seven(path, plants, [{"id": py7zr.FILTER_LZMA}])


@makes("seven-zip/stored.7z", "py7zr")
def seven_stored(path, plants):
    seven(path, plants, [{"id": py7zr.FILTER_COPY}])


# package


@makes("package/net.deb", "dpkg")
def debian(path, plants):
    folder = Path(tempfile.mkdtemp(dir="/tmp/x"))
    control = folder / "net/DEBIAN/control"
    control.parent.mkdir(parents=True)
    texts = f"Package: net\nVersion: 1\nArchitecture: all\nMaintainer: Nobody <{plants.at('maintainer').email}>\n"
    control.write_text(f"{texts}Description: built from {plants.at('control').path}\n")
    data = folder / "net/opt/net/train.log"
    data.parent.mkdir(parents=True)
    data.write_text(f"started: {note(plants)}\n")
    command = ["dpkg-deb", "--build", "--root-owner-group", "net", path.resolve()]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, env={"SOURCE_DATE_EPOCH": "0", "PATH": "/usr/bin:/bin"})
    shutil.rmtree(folder)


@makes("package/libnet.a", "gcc-12", "binutils")
def static(path, plants):
    folder = Path(tempfile.mkdtemp(dir="/tmp/x"))
    texts = [plants.aws, plants.hf, plants.path, plants.host, plants.email]
    (folder / "a_long_name_of_a_source.c").write_text("\n".join(f'const char *t{index} = "{text}";' for index, text in enumerate(texts)) + "\n")
    subprocess.run(["gcc", "-c", "a_long_name_of_a_source.c"], cwd=folder, check=True)
    subprocess.run(["ar", "rcD", "libnet.a", "a_long_name_of_a_source.o"], cwd=folder, check=True)
    shutil.copy(folder / "libnet.a", path)
    shutil.rmtree(folder)


# finder


@makes("finder/.DS_Store", "ds_store")
def finder(path, plants):
    with DSStore.open(str(path), "w+") as store:
        for name in (f"mail to {plants.email}", f"key {plants.aws}.txt"):
            store[name]["Iloc"] = (10, 20)
        store["notes.txt"]["cmmt"] = ("ustr", f"see {plants.at('comment').path}")
