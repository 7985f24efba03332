"""The programs of the chains: each turns files of one folder into files of another.

A program that is not on this machine makes nothing, and its chains are skipped.
"""
import csv
import importlib.util
import os
import shutil
import subprocess
import tempfile

MINUTES = 15


def run(arguments, **more):
    subprocess.run(arguments, check=False, timeout=MINUTES * 60,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **more)


def first(*names):
    return next((found for found in map(shutil.which, names) if found), None)


def target(folder, source, extension):
    stem = os.path.splitext(os.path.basename(source))[0]
    return os.path.join(folder, f"{stem}.{extension}")


def chromium(sources, folder):
    """Prints pages to PDF."""
    program = first("chromium", "chromium-browser", "google-chrome")
    with tempfile.TemporaryDirectory() as profile:
        for source in sources:
            run([program, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
                 f"--user-data-dir={profile}", f"--print-to-pdf={target(folder, source, 'pdf')}",
                 "file://" + os.path.abspath(source)])


def office(kind, reading=None, extension=None):
    """LibreOffice, to a kind of file, reading with a filter."""
    def convert(sources, folder):
        with tempfile.TemporaryDirectory() as profile:
            arguments = [first("soffice", "libreoffice"), "--headless",
                         f"-env:UserInstallation=file://{profile}"]
            if reading:
                arguments.append(f"--infilter={reading}")
            run(arguments + ["--convert-to", kind, "--outdir", folder] + list(sources))
    convert.extension = extension or kind.split(":")[0]
    return convert


def pdftotext(*options):
    def convert(sources, folder):
        for source in sources:
            run(["pdftotext", *options, source, target(folder, source, "txt")])
    return convert


def pandoc(kind, extension):
    def convert(sources, folder):
        for source in sources:
            run(["pandoc", "-f", "html", "-t", kind, "-s", "-o", target(folder, source, extension),
                 source])
    return convert


def plumber_text(**options):
    def convert(sources, folder):
        import pdfplumber
        for source in sources:
            with pdfplumber.open(source) as pdf:
                pages = [page.extract_text(**options) or "" for page in pdf.pages]
            with open(target(folder, source, "txt"), "w", encoding="utf-8") as file:
                file.write("\n".join(pages))
    return convert


def plumber_tables(sources, folder):
    """Text and tables in the order of the pages, tables as comma-separated rows."""
    import pdfplumber
    for source in sources:
        with pdfplumber.open(source) as pdf, \
                open(target(folder, source, "csv"), "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            for page in pdf.pages:
                for table in page.extract_tables():
                    writer.writerows([cell or "" for cell in row] for row in table)


def has(*names):
    return lambda: first(*names) is not None


def has_plumber():
    return importlib.util.find_spec("pdfplumber") is not None


HAS_OFFICE = has("soffice", "libreoffice")
# Name: what it reads, what it is called with, whether it is there, and what comes out.
CHAINS = {
    "chromium": ("pages", chromium, has("chromium", "chromium-browser", "google-chrome"), "pdf"),
    "chromium > pdftotext -layout": ("chromium", pdftotext("-layout"), has("pdftotext"), "txt"),
    "chromium > pdftotext": ("chromium", pdftotext(), has("pdftotext"), "txt"),
    "chromium > pdftotext -raw": ("chromium", pdftotext("-raw"), has("pdftotext"), "txt"),
    "chromium > pdfplumber text": ("chromium", plumber_text(), has_plumber, "txt"),
    "chromium > pdfplumber layout": ("chromium", plumber_text(layout=True), has_plumber, "txt"),
    "chromium > pdfplumber tables": ("chromium", plumber_tables, has_plumber, "csv"),
    "writer": ("pages", office("odt", "writerglobal8_HTML"), HAS_OFFICE, "odt"),
    "writer > docx": ("writer", office("docx"), HAS_OFFICE, "docx"),
    "writer > doc": ("writer", office("doc"), HAS_OFFICE, "doc"),
    "writer > rtf": ("writer", office("rtf"), HAS_OFFICE, "rtf"),
    "writer > txt": ("writer", office("txt:Text (encoded):UTF8"), HAS_OFFICE, "txt"),
    "writer > pdf": ("writer", office("pdf"), HAS_OFFICE, "pdf"),
    "writer > pdf > pdftotext -layout": ("writer > pdf", pdftotext("-layout"), has("pdftotext"), "txt"),
    "calc": ("pages", office("ods", "HTML (StarCalc)"), HAS_OFFICE, "ods"),
    "calc > xlsx": ("calc", office("xlsx"), HAS_OFFICE, "xlsx"),
    "calc > xls": ("calc", office("xls"), HAS_OFFICE, "xls"),
    "calc > csv": ("calc", office("csv:Text - txt - csv (StarCalc):44,34,76"), HAS_OFFICE, "csv"),
    "calc > html": ("calc", office("html"), HAS_OFFICE, "html"),
    "calc > pdf": ("calc", office("pdf"), HAS_OFFICE, "pdf"),
    "calc > pdf > pdftotext -layout": ("calc > pdf", pdftotext("-layout"), has("pdftotext"), "txt"),
    "pandoc markdown": ("pages", pandoc("markdown", "md"), has("pandoc"), "md"),
    "pandoc gfm": ("pages", pandoc("gfm", "md"), has("pandoc"), "md"),
    "pandoc plain": ("pages", pandoc("plain", "txt"), has("pandoc"), "txt"),
    "pandoc docx": ("pages", pandoc("docx", "docx"), has("pandoc"), "docx"),
    "pandoc odt": ("pages", pandoc("odt", "odt"), has("pandoc"), "odt"),
    "pandoc rtf": ("pages", pandoc("rtf", "rtf"), has("pandoc"), "rtf"),
    "pandoc html": ("pages", pandoc("html", "html"), has("pandoc"), "html"),
}
